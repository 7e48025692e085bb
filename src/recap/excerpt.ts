import type { Span } from "../interview/interview.ts";
import { clauseWindow } from "../retrieve/clause-window.ts";
import type { ReadMessage } from "./read-message.ts";
import { sentencesOf } from "./sentences.ts";

/** In UTF-16 units. */
export const LONGEST_EXCERPT = 160;

const GRAPHEMES = new Intl.Segmenter();

/**
 * The part of a message to show: all of it if it is short, else the sentences that say most, at most
 * `LONGEST_EXCERPT` long; with `wanted`, those around this sentence.
 *
 * @param worth what a word is worth, by its place among the tokens
 */
export function excerptOf(
  { message: { text }, tokens }: ReadMessage,
  worth: ReadonlyMap<number, number>,
  wanted: Span | null = null,
): Span {
  const whole = trimmed(text, { start: 0, end: text.length });
  if (fits(whole)) return whole;
  const worthIn = ({ start, end }: Span) =>
    tokens.reduce(
      (sum, token, place) =>
        token.start >= start && token.end <= end ? sum + (worth.get(place) ?? 0) : sum,
      0,
    );
  const windows = windowsOf(sentencesOf(text)).filter(
    ({ start, end }) => wanted === null || (start <= wanted.start && end >= wanted.end),
  );
  const best = windows.reduce<{ span: Span; worth: number } | null>((known, span) => {
    const value = worthIn(span);
    return known === null || value > known.worth ? { span, worth: value } : known;
  }, null);
  if (best) return best.span;
  return clauses(text, wanted ?? whole, tokens, worth);
}

const fits = ({ start, end }: Span): boolean => end - start <= LONGEST_EXCERPT;

/** All runs of sentences that fit. */
function windowsOf(sentences: readonly Span[]): Span[] {
  return sentences.flatMap((first, i) => {
    const ends = sentences.slice(i).filter(({ end }) => end - first.start <= LONGEST_EXCERPT);
    return ends.map(({ end }) => ({ start: first.start, end }));
  });
}

/** Clauses of one sentence that is too long. */
function clauses(
  text: string,
  { start, end }: Span,
  tokens: ReadMessage["tokens"],
  worth: ReadonlyMap<number, number>,
): Span {
  const terms = tokens.flatMap((token, place) => {
    const rarity = worth.get(place) ?? 0;
    const found = {
      inCorpus: 1,
      inTopPassage: 1,
      inTopSentence: 1,
      forms: [],
      sureness: new Map<string, number>(),
    };
    return rarity > 0 && token.start >= start && token.end <= end
      ? [{ text: text.slice(token.start, token.end), kind: "word" as const, rarity, ...found }]
      : [];
  });
  const window = clauseWindow(text.slice(start, end), terms, LONGEST_EXCERPT);
  return wholeCharacters(text, { start: start + window.start, end: start + window.end });
}

/** Without the halves of characters that a cut may have left: surrogates, joined emoji, accents. */
export function wholeCharacters(text: string, { start, end }: Span): Span {
  const segments = GRAPHEMES.segment(text);
  const first = segments.containing(start);
  const last = segments.containing(end);
  const from = first && first.index < start ? first.index + first.segment.length : start;
  const to = last && last.index < end ? last.index : end;
  if (from < to) return trimmed(text, { start: from, end: to });
  // One character, of any length, is better than none.
  return first ? { start: first.index, end: first.index + first.segment.length } : { start, end };
}

function trimmed(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const kept = slice.trimEnd().length;
  return {
    start: start + Math.min(kept, slice.length - slice.trimStart().length),
    end: start + kept,
  };
}
