import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clauseWindow } from "../../src/retrieve/clause-window.ts";
import type { QueryTerm } from "../../src/retrieve/retrieve.ts";

const term = (text: string, forms: string[] = []): QueryTerm => ({
  text,
  kind: "word",
  rarity: 0.5,
  inCorpus: 1,
  inTopPassage: 1,
  inTopSentence: 1,
  sureness: new Map<string, number>(),
  forms,
});
const windowOf = (text: string, terms: readonly QueryTerm[], maxLength?: number) => {
  const { start, end } = clauseWindow(text, terms, maxLength);
  return text.slice(start, end);
};

describe("a window of clauses", () => {
  const text = "会议在周一开始，董事会解雇了他，员工们都很愤怒，他最后回来了。";

  it("is the whole text where that is short", () => {
    expect(windowOf(text, [])).toBe(text);
  });

  it("holds what the question asks about", () => {
    expect(windowOf(text, [term("愤怒")], 12)).toBe("员工们都很愤怒");
  });

  it("finds an English question's words by their Chinese forms", () => {
    expect(windowOf(text, [term("fired", ["解雇"])], 12)).toBe("董事会解雇了他");
  });

  it("does not end inside a number", () => {
    expect(windowOf("There were 20,000 people, and 3.5 left, and more", [term("20,000")], 30)).toBe(
      "There were 20,000 people",
    );
  });

  it("lies in the text, is no longer than asked, and cuts no surrogate pair", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.integer({ min: 2, max: 60 }),
        (any, maxLength) => {
          const { start, end } = clauseWindow(any, [term("的")], maxLength);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(any.length);
          expect(end - start).toBeLessThanOrEqual(maxLength);
          if (any.isWellFormed()) expect(any.slice(start, end).isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
