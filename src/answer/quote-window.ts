import type { Span } from "../interview/interview.ts";
import { quoteOf } from "../interview/quote-of.ts";
import { clauseWindow } from "../retrieve/clause-window.ts";
import type { QueryTerm } from "../retrieve/retrieve.ts";
import type { LocatedSentence } from "./corpus.ts";

/**
 * The span of adjacent sentences, or of the clauses that matter in them where they are longer than
 * `longest` UTF-16 units.
 */
export function quoteWindow(
  run: readonly LocatedSentence[],
  terms: readonly QueryTerm[],
  longest: number,
): Span {
  const { source } = run[0]!.in;
  const whole = { start: run[0]!.sentence.start, end: run.at(-1)!.sentence.end };
  const slice = source.slice(whole.start, whole.end);
  const quote = quoteOf(slice);
  if (quote.length <= longest) return whole;
  const window = clauseWindow(quote, terms, longest);
  const wanted = quote.slice(window.start, window.end);
  // Offsets into a quote are not offsets into its source, which has markers and wraps besides.
  const start = sourceOffset(slice, window.start);
  for (let end = sourceOffset(slice, window.end); end > start; end--) {
    if (quoteOf(slice.slice(start, end)) === wanted)
      return { start: whole.start + start, end: whole.start + end };
  }
  return { start: whole.start, end: whole.start + prefixEnd(slice, quote, longest) };
}

/** Where markup lets no clause be cut out, the beginning is, up to `longest` units of the quote. */
function prefixEnd(slice: string, quote: string, longest: number): number {
  for (let end = sourceOffset(slice, longest); end > 1; end--) {
    const words = quoteOf(slice.slice(0, end));
    // Not through a character, nor between the markers of an emphasis, which would then stay.
    if (words.isWellFormed() && quote.startsWith(words)) return end;
  }
  return slice.length;
}

/** The least offset into `slice` before which `length` units of its quote stand. */
function sourceOffset(slice: string, length: number): number {
  let low = 0;
  let high = slice.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (quoteOf(slice.slice(0, middle)).length < length) low = middle + 1;
    else high = middle;
  }
  return low;
}
