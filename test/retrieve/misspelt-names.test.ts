import { describe, expect, it } from "vitest";
import { misspeltNames } from "../../src/retrieve/misspelt-names.ts";
import { questionFeatures } from "../../src/retrieve/question-features.ts";
import { index, names } from "./latin-names.ts";
import { shippedLexicon } from "./shipped-lexicon.ts";

const found = (word: string) => misspeltNames(word, names).map((term) => index.terms[term]!.text);

describe("a name with a slip in it", () => {
  it.each([
    ["penhwo", "penhow"],
    ["penhoww", "penhow"],
    ["tarnbek", "tarnbeck"],
    ["halversen", "halvorsen"],
    ["halvrosenn", "halvorsen"],
  ])("%s is known as %s", (word, name) => {
    expect(found(word)).toEqual([name]);
  });

  it.each(["pen", "renhow", "penguin", "tomato", "holiday"])("is not seen in %s", (word) => {
    expect(found(word)).toEqual([]);
  });

  it("is found in questions of both languages, and a word of the dictionary stays itself", () => {
    const formsIn = (question: string) =>
      questionFeatures(question, index, shippedLexicon, names).flatMap(({ matches }) =>
        matches.map(({ form }) => form),
      );
    expect(formsIn("Why did Tarnbek hire them?")).toContain("tarnbeck");
    expect(formsIn("Tarnbek 为什么请他们")).toContain("tarnbeck");
    expect(formsIn("What about the burger?")).not.toContain("bergen");
  });
});
