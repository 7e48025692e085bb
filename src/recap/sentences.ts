import type { Span } from "../interview/interview.ts";

const SENTENCES = new Intl.Segmenter(undefined, { granularity: "sentence" });
const ADDRESS = /https?:\/\/[^\s\u3000-\u303f\uff00-\uffef\p{Script=Han}]+/gu;

/** The sentences of a message, without the blanks around them; a line is never a part of the one before. */
export function sentencesOf(text: string): Span[] {
  // The question mark in an address asks nothing.
  const plain = text.replace(ADDRESS, (address) => "x".repeat(address.length));
  const spans: Span[] = [];
  for (const { segment, index } of SENTENCES.segment(plain)) {
    let at = index;
    for (const line of segment.split("\n")) {
      const start = at + line.length - line.trimStart().length;
      const end = at + line.trimEnd().length;
      if (start < end) spans.push({ start, end });
      at += line.length + 1;
    }
  }
  return spans;
}
