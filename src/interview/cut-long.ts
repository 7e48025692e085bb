import type { Span } from "./interview.ts";

/** Nobody says more in a sentence; what does has lost its punctuation. */
const MAX_SENTENCE = 1_000;
const CLAUSE_END = /[，、；：,;]/u;

/** Parts of at most 1,000 characters: cut behind a clause, else at a blank, else between two characters. */
export function cutLong(source: string, whole: Span): Span[] {
  if (whole.end - whole.start <= MAX_SENTENCE) return [whole];
  const parts: Span[] = [];
  let start = whole.start;
  while (whole.end - start > MAX_SENTENCE) {
    const end = cutAfter(source, start);
    parts.push({ start, end });
    start = end;
  }
  return [...parts, { start, end: whole.end }];
}

function cutAfter(source: string, start: number): number {
  const window = source.slice(start, start + MAX_SENTENCE);
  for (const sign of [CLAUSE_END, /\s/u])
    for (let length = window.length; length > MAX_SENTENCE / 4; length--)
      if (sign.test(window.charAt(length - 1)) && !/\d/u.test(source.charAt(start + length)))
        return start + length;
  return start + wholeCharacters(source.slice(start, start + MAX_SENTENCE + 100));
}

/** The end of the last whole character, as people see characters, before the limit. */
function wholeCharacters(text: string): number {
  const from = MAX_SENTENCE - 200;
  const last = new Intl.Segmenter().segment(text.slice(from)).containing(MAX_SENTENCE - from);
  return last && last.index > 0 ? from + last.index : MAX_SENTENCE;
}
