import { expect } from "vitest";
import type { Interview } from "../../src/interview/interview.ts";
import { quoteOfSentence } from "../../src/interview/parse-interview.ts";

/** Letters, digits and punctuation alone. */
export const bare = (text: string) => text.replace(/!\[[^\]]*\]\([^)]*\)|[\s*_#>`\\~]+/gu, "");

/** Words kept apart as the source keeps them; blanks beside Chinese do not count. */
const spaced = (text: string) =>
  text
    .replace(/[*_`]+/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/(?<=[\p{Script=Han}\p{P}]) | (?=[\p{Script=Han}\p{P}])/gu, "")
    .trim();

/** What holds of every interview, whatever it was parsed from. */
export function expectSound(interview: Interview, source: string): void {
  const { turns, sentences, passages } = interview;
  let end = 0;
  sentences.forEach((sentence, index) => {
    const slice = source.slice(sentence.start, sentence.end);
    const quote = quoteOfSentence(source, sentence);
    expect(sentence.start).toBeGreaterThanOrEqual(end);
    expect(bare(quote)).toBe(bare(slice));
    expect(spaced(quote)).toBe(spaced(slice));
    expect(quote).toBe(quote.trim());
    expect(quote).not.toMatch(/\n/u);
    expect(slice).not.toMatch(/\n[^\S\n]*\n|\n[^\S\n]*>/u);
    expect(sentence.end - sentence.start).toBeLessThanOrEqual(1_000);
    expect(sentence.id).toBe(`${interview.id}-${index + 1}`);
    const turn = turns[sentence.turn]!;
    expect(index).toBeGreaterThanOrEqual(turn.from);
    expect(index).toBeLessThan(turn.to);
    end = sentence.end;
  });
  expectRanges(turns, sentences.length);
  expectRanges(passages, sentences.length);
  turns.forEach(({ answers, speaker, role }, index) => {
    expect(speaker === null).toBe(role === "narrator");
    if (answers === null) return;
    expect(answers).toBeLessThan(index);
    expect(turns[answers]!.role).toBe("interviewer");
  });
}

function expectRanges(ranges: readonly { from: number; to: number }[], length: number): void {
  let next = 0;
  for (const { from, to } of ranges) {
    expect(from).toBe(next);
    expect(to).toBeGreaterThan(from);
    next = to;
  }
  expect(next).toBe(length);
}

/** Every turn as one line: who, and what the quotes say. */
export const linesOf = ({ turns, sentences }: Interview, source: string): string[] =>
  turns.map(
    ({ speaker, from, to }) =>
      `${speaker ?? "-"}| ${sentences
        .slice(from, to)
        .map((sentence) => quoteOfSentence(source, sentence))
        .join(" / ")}`,
  );
