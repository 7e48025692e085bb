import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languageOf } from "../../src/retrieve/language.ts";

describe("the language of a question", () => {
  it.each([
    ["Altman 为什么被解雇？", "zh"],
    ["What does 董事会 mean?", "en"],
    ["OpenAI 的 CEO 是谁", "zh"],
    ["Why was he fired?", "en"],
    ["董事会", "zh"],
    ["Sam Altman 回归 OpenAI", "zh"],
    ["What did Altman say about 马斯克?", "en"],
    ["", "en"],
    ["🤷", "en"],
    ["42", "en"],
  ])("%s is %s", (question, language) => {
    expect(languageOf(question)).toBe(language);
  });

  it("is told of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(["zh", "en"]).toContain(languageOf(text));
      }),
    );
  });
});
