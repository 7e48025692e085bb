import { hasWords, isBlank, skipBlanks, skipBlanksBack } from "./characters.ts";
import type { Span } from "./interview.ts";
import type { Markers } from "./marker-index.ts";
import { cutLong } from "./cut-long.ts";
import { endsSentence } from "./sentence-ends.ts";
import { urlAt } from "./url-at.ts";

const TERMINATOR = /[。！？!?….]/u;
const TERMINATORS = /[。！？!?….]*/uy;
const OPENING_BRACKETS = "（([［【";
const CLOSING_BRACKETS = "）)］】";
/** A bracket that closes within so many characters holds its sentence together. */
const MAX_BRACKET = 200;
/** The sentences of a piece of a block, in order. Between them lie only blanks and markup. */
export function splitSentences(source: string, piece: Span, markers: Markers): Span[] {
  const spans: Span[] = [];
  const ends = sentenceEnds(source, piece, markers);
  let from = piece.start;
  for (const end of ends) {
    const whole = trim(source, from, end, markers);
    for (const part of cutLong(source, whole)) {
      const span = part === whole ? whole : trim(source, part.start, part.end, markers);
      if (hasWords(source, span.start, span.end)) spans.push(span);
    }
    from = end;
  }
  return spans;
}

function* sentenceEnds(source: string, piece: Span, markers: Markers): Generator<number> {
  const brackets = matchBrackets(source, piece);
  let from = piece.start;
  let together = 0;
  let isMidSentence = false;
  let isQuoting = false;
  for (let at = piece.start; at < piece.end;) {
    const character = source.charAt(at);
    const url = /[hw]/iu.test(character) ? urlAt(source, at, piece.end) : null;
    if (url !== null) {
      at = Math.max(url, at + 1);
      continue;
    }
    const bracketEnd = brackets.get(at) ?? 0;
    if (bracketEnd > together) {
      // A bracket in mid-sentence goes on with it, though a sentence within may end in its end.
      isMidSentence = at >= together && skipBlanks(source, from, at) < at;
      together = bracketEnd;
    }
    if (character === '"') isQuoting = !isQuoting;
    if (!TERMINATOR.test(character)) {
      at++;
      continue;
    }
    TERMINATORS.lastIndex = at;
    TERMINATORS.test(source);
    const end = Math.min(TERMINATORS.lastIndex, piece.end);
    const close = closersAfter(source, end, piece.end, markers, isQuoting);
    const { end: closed, closesQuote } = close;
    const continuation = { start: at, end, closed, closesQuote, limit: piece.end, from };
    if (close.closesStraight) isQuoting = false;
    at = closed;
    const closesBracket = end <= together && together < closed;
    if (closesBracket && isMidSentence && !TERMINATOR.test(source.charAt(closed - 1))) continue;
    if (closed <= together || !endsSentence(source, continuation)) continue;
    yield closed;
    from = closed;
  }
  if (from < piece.end) yield piece.end;
}

/** Quotation marks, brackets and emphasis that close behind a sentence's last sign belong to it. */
function closersAfter(
  source: string,
  start: number,
  limit: number,
  markers: Markers,
  isQuoting: boolean,
) {
  let end = start;
  let closesQuote = false;
  let closesStraight = false;
  while (end < limit) {
    const character = source.charAt(end);
    const marker = markers.startingAt(end);
    if (marker) {
      if (marker.partner !== null && marker.partner > end) break;
      end = Math.min(marker.end, limit);
    } else if (/[”’」』]/u.test(character)) {
      closesQuote = true;
      end++;
    } else if (character === '"' && isQuoting && !closesStraight) {
      closesQuote = closesStraight = true;
      end++;
    } else if (
      /[）)\]】》〉］。！？!?…]/u.test(character) ||
      isClosingApostrophe(source, end, limit)
    )
      end++;
    else break;
  }
  return { end, closesQuote, closesStraight };
}

const isClosingApostrophe = (source: string, at: number, limit: number) =>
  source.charAt(at) === "'" && (at + 1 >= limit || /[\s"”*_]/u.test(source.charAt(at + 1)));

/** Every bracket's start and end, where it closes soon. */
function matchBrackets(source: string, { start, end }: Span): Map<number, number> {
  const matches = new Map<number, number>();
  let open: { at: number; closing: string }[] = [];
  for (let at = start; at < end; at++) {
    const character = source.charAt(at);
    const kind = OPENING_BRACKETS.indexOf(character);
    if (kind >= 0) {
      open.push({ at, closing: CLOSING_BRACKETS.charAt(kind) });
      if (open.length > 2 * MAX_BRACKET) open = open.slice(-MAX_BRACKET);
    } else if (CLOSING_BRACKETS.includes(character)) {
      // Openers are in order: when the last is too far away, all are.
      if (at - (open.at(-1)?.at ?? at) > MAX_BRACKET) open = [];
      const match = open.findLastIndex(({ closing }) => closing === character);
      if (match < 0) continue;
      if (at - open[match]!.at <= MAX_BRACKET) matches.set(open[match]!.at, at);
      open.length = match;
    }
  }
  return matches;
}

/** Without blanks, and without emphasis markers whose other half is elsewhere. */
function trim(source: string, from: number, to: number, markers: Markers): Span {
  let start = from;
  let end = to;
  for (;;) {
    start = skipBlanks(source, start, end);
    const opening = markers.startingAt(start);
    if (!opening || opening.end > end || isWithin(opening.partner, start, end)) break;
    start = opening.end;
  }
  for (;;) {
    end = skipBlanksBack(source, start, end);
    const closing = markers.endingAt(end);
    if (closing && closing.start >= start && !isWithin(closing.partner, start, end))
      end = closing.start;
    else if (isDebris(source, start, end)) end -= 2;
    else break;
  }
  return { start, end };
}

const isWithin = (partner: number | null, start: number, end: number) =>
  partner !== null && partner >= start && partner < end;

/** `__` that stands by itself: what an export leaves of an empty link or emphasis. */
const isDebris = (source: string, start: number, end: number) =>
  end - start > 2 &&
  /^[*_]{2}$/u.test(source.slice(end - 2, end)) &&
  isBlank(source.charCodeAt(end - 3));
