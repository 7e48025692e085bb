import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, cutText } from "../../../src/telegram/render/cut-text.ts";

const slicesOf = (text: string, longest: number) =>
  cutText(text, longest).map(({ start, end }) => text.slice(start, end));

describe("a text that is too long", () => {
  it("is cut at the ends of sentences", () => {
    expect(slicesOf("我回来了。董事会请我回来。我很高兴！", 13)).toEqual([
      "我回来了。董事会请我回来。",
      "我很高兴！",
    ]);
    expect(slicesOf("I came back. They asked me. I was glad.", 30)).toEqual([
      "I came back. They asked me.",
      "I was glad.",
    ]);
  });

  it("is cut between words where a sentence is too long", () => {
    expect(slicesOf("one sentence that has no end in sight", 16)).toEqual([
      "one sentence",
      "that has no end",
      "in sight",
    ]);
  });

  it("is cut between characters as people see them where there are no words", () => {
    expect(slicesOf("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 15)).toEqual(["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]);
    expect(slicesOf("🇨🇳🇫🇷🇨🇳", 10)).toEqual(["🇨🇳🇫🇷", "🇨🇳"]);
  });

  it("is cut within a character only when that is longer than all room, and then beside a surrogate pair", () => {
    const accents = "e" + "\u0301".repeat(40);
    expect(slicesOf(accents, 20).map(({ length }) => length)).toEqual([20, 20, 1]);
    expect(slicesOf("e" + "\u{1e8d0}".repeat(12), 10).every((part) => part.isWellFormed())).toBe(
      true,
    );
  });

  it("loses nothing but white space at the cuts", () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 80 }), (words, longest) => {
        const parts = cutText(words, longest);
        let at = 0;
        for (const { start, end } of parts) {
          expect(words.slice(at, start).trim()).toBe("");
          expect(end - start).toBeLessThanOrEqual(longest);
          expect(words.slice(start, end).isWellFormed()).toBe(true);
          at = end;
        }
        expect(words.slice(at).trim()).toBe("");
      }),
      { numRuns: 300 },
    );
  });
});

describe("a text that may be shortened", () => {
  it("ends in an ellipsis, and stays within its room", () => {
    expect(clip("董事会为什么这么说？", 6)).toBe("董事会为什…");
    expect(clip("short", 5)).toBe("short");
    expect(clip("ab👩‍👩‍👧‍👦cd", 8)).toBe("ab…");
  });

  it("is never cut within a surrogate pair", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.integer({ min: 2, max: 30 }),
        (text, longest) => {
          const short = clip(text, longest);
          expect(short.length).toBeLessThanOrEqual(Math.max(longest, 1));
          expect(short.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
