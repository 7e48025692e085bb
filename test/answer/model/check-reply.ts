import { expect } from "vitest";
import type { Reply } from "../../../src/answer/reply.ts";
import type { App } from "../../../src/app.ts";
import { quoteOf } from "../../../src/interview/quote-of.ts";

const QUOTATION_MARKS = /[“”"«»「」『』]|(?<![\p{L}\p{N}])['’]|['’](?![\p{L}\p{N}])/u;
const LINKS = /:\/\/|www\.|\.(?:com|org|me|io|cn)\b|[@＠]\w|(?<![\p{L}\p{N}])\/\w|t\.me/iu;

/** What holds for every reply, whatever a model wrote: exact quotes of the right voices, and nothing smuggled in. */
export function expectHonest(reply: Reply, app: App): void {
  for (const citation of reply.citations) {
    const stored = app.library.interviews.find((one) => one.file === citation.file)!;
    expect(quoteOf(stored.source.slice(citation.start, citation.end))).toBe(citation.quote);
    for (const id of citation.sentences) {
      const sentence = app.corpus.sentence(id);
      if (!sentence) continue;
      expect(citation.speaker).toBe(sentence.turn.speaker);
      expect(citation.quoted_speaker).toBe(sentence.sentence.quotedSpeaker);
    }
  }
  const numbers = reply.citations.map(({ n }) => n);
  for (const claim of reply.claims) {
    expect(claim.citations.length).toBeGreaterThan(0);
    for (const n of claim.citations) expect(numbers).toContain(n);
    if (reply.mode === "extractive") continue;
    expectPlain(claim.text);
    for (const { n, translation } of reply.citations)
      if (claim.citations.includes(n) && translation !== undefined) expectPlain(translation);
  }
  if (reply.status === "not_found") expect(reply.message).not.toBe("");
}

function expectPlain(text: string): void {
  expect(text).not.toMatch(QUOTATION_MARKS);
  expect(text).not.toMatch(LINKS);
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/u);
  expect(text).not.toMatch(/\*\*|`|<\w|\]\(/u);
  expect(text.length).toBeLessThanOrEqual(400);
  expect(text.trim()).not.toBe("");
}
