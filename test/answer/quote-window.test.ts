import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LocatedSentence } from "../../src/answer/corpus.ts";
import { quoteWindow } from "../../src/answer/quote-window.ts";
import { parseInterview, quoteOfSentence } from "../../src/interview/parse-interview.ts";
import { quoteOf } from "../../src/interview/quote-of.ts";

const LONGEST = 200;

const part = fc.constantFrom(
  "董事会",
  "安全，",
  "**重点**",
  "，",
  "word ",
  "\n",
  "🙂",
  "Q* ",
  "_em_ ",
  "“引”",
  "、",
  "**",
  "； ",
  "𠀀",
);

describe("the window of a long sentence", () => {
  it("is a part of its quote, of whole characters, and short enough", () => {
    let long = 0;
    fc.assert(
      fc.property(fc.array(part, { minLength: 90, maxLength: 300 }), (parts) => {
        const source = `Lead ${parts.join("").replace(/\n\s*\n+/g, "\n")}end.\n`;
        const { sentences } = parseInterview(source, { fallbackId: "x" });
        for (const sentence of sentences) {
          const quote = quoteOfSentence(source, sentence);
          if (quote.length <= LONGEST) continue;
          long++;
          const located = { in: { source }, sentence, quote } as unknown as LocatedSentence;
          const { start, end } = quoteWindow([located], [], LONGEST);
          const window = quoteOf(source.slice(start, end));
          expect(quote).toContain(window);
          expect(window.isWellFormed()).toBe(true);
          expect(window.length).toBeGreaterThan(0);
          expect(window.length).toBeLessThanOrEqual(LONGEST);
        }
      }),
      { numRuns: 300 },
    );
    expect(long).toBeGreaterThan(0);
  });
});
