import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInterview, quoteOfSentence } from "../../src/interview/parse-interview.ts";
import { bare, expectSound } from "./check-quote.ts";
import { transcript } from "./transcripts.ts";

describe("any transcript", () => {
  it("loses, doubles and moves nothing, whatever its labels, wraps and markup", () => {
    fc.assert(
      fc.property(transcript, ({ source, turns }) => {
        const interview = parseInterview(source, { fallbackId: "x" });
        const found = interview.turns.map(({ speaker, section, from, to }) => ({
          speaker,
          section,
          text: bare(
            interview.sentences
              .slice(from, to)
              .map((sentence) => quoteOfSentence(source, sentence))
              .join(""),
          ),
        }));
        expect(found).toEqual(
          turns.map(({ speaker, section, quotes }) => ({
            speaker,
            section,
            text: bare(quotes.join("")),
          })),
        );
      }),
      { numRuns: 700 },
    );
  });

  it("quotes every sentence as it was said", () => {
    fc.assert(
      fc.property(transcript, ({ source, turns }) => {
        const interview = parseInterview(source, { fallbackId: "x" });
        expectSound(interview, source);
        expect(interview.sentences.map((sentence) => quoteOfSentence(source, sentence))).toEqual(
          turns.flatMap(({ quotes }) => quotes),
        );
      }),
      { numRuns: 400 },
    );
  });
});
