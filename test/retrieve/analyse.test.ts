import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysePassage, analyseText } from "../../src/retrieve/analyse.ts";
import { foldText } from "../../src/retrieve/fold.ts";
import { figuresOf } from "../../src/retrieve/numbers.ts";
import { tokenise } from "../../src/retrieve/tokens.ts";
import { shippedLexicon as lexicon } from "./shipped-lexicon.ts";

describe("analysis", () => {
  it("cuts Chinese into words", () => {
    expect(analyseText("董事会解雇了他", lexicon)).toBe("董事会 解雇 了 他");
  });

  it("parts Latin words from the Chinese around them", () => {
    expect(analyseText("OpenAI的CEO", lexicon)).toBe("openai 的 ceo");
  });

  it("reads traditional script, full width and capitals as one spelling", () => {
    expect(analyseText("董事會解僱ＡＬＴＭＡＮ", lexicon)).toBe(
      analyseText("董事会解雇altman", lexicon),
    );
  });

  it("leaves simplified characters that are also traditional ones", () => {
    expect(foldText("怎么", lexicon)).toBe("怎么");
  });

  it("does not see zero-width and control characters", () => {
    expect(analyseText("董\u200b事\u0000会", lexicon)).toBe("董事会");
  });

  it("remembers capitals of a question's words", () => {
    expect(tokenise("Did Musk call?", lexicon).map(({ capital }) => capital)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it.each([
    ["three", "3"],
    ["三", "3"],
    ["二十四", "24"],
    ["十", "10"],
    ["三百零五", "305"],
    ["二〇二三", "2023"],
    ["两千", "2000"],
    ["万", "10000"],
    ["board", null],
    ["一", null],
  ])("reads %s as %s", (word, figures) => {
    expect(figuresOf(word)).toBe(figures);
  });

  it("is plain JSON that never breaks, whatever the text", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
    fc.assert(
      fc.property(text, text, (context, sentence) => {
        const passage = analysePassage(
          { id: "p", context: [context], sentences: [{ id: "s", text: sentence, speaker: null }] },
          lexicon,
        );
        expect(JSON.parse(JSON.stringify(passage))).toEqual(passage);
      }),
    );
  });
});
