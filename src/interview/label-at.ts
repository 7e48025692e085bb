import { skipBlanks } from "./characters.ts";
import type { Span } from "./interview.ts";
import { looksLikeShortName, mayBeBracketed, roleOfLabel } from "./label-words.ts";

/** What may be a speaker's label, at the start of a line; or a timestamp alone, where `name` is empty. */
export interface LabelCandidate extends Span {
  readonly name: string;
  /** Whether emphasis sets the label, and not the words after it, apart. */
  readonly bold: boolean;
  /** Whether it stands in brackets: `【记者】`, `[Tom]`. */
  readonly bracketed: boolean;
  /** Where the words after it begin. */
  readonly bodyStart: number;
}

const MAX_NAME = 40;
const MAX_HEAD = 120;
const CLOCK = String.raw`(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?`;
const CLOCK_RANGE = String.raw`${CLOCK}(?:\s*(?:-->|[-–—~])\s*${CLOCK})?`;
const BRACKETED_TIME = new RegExp(String.raw`[[(（【]\s*${CLOCK_RANGE}\s*[\])）】]`, "uy");
const BARE_TIME = new RegExp(String.raw`${CLOCK_RANGE}(?![\d:])`, "uy");
const BEFORE_LABEL = /[\s*_\u200b\ufeff]*/uy;
const AFTER_TIME = /[\s*_–—-]*/uy;
const BEFORE_COLON = /[\s*_]*/uy;
const MARKERS = /[*_]*/uy;
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.·•・'’&/\- ]*(?:\s?[（(][^()（）:：]{1,30}[)）])?$/u;
/** Not a link, nor the definition of one. */
const IN_BRACKETS =
  /(?:[【［]([^【】［］\n]{1,40})[】］]|\[([^[\]\n]{1,40})\](?![([]|:[*_ \t]*<?(?:https?:|www\.|\/|#)))[*_]*(?:[ \t]*[:：])?/uy;
const ENDS_NAME = /[。！？!?，,；;“”"「」『』<>[\]|…]/u;

/** Reads the label, if any, of a line from `start` to `lineEnd`, in a block that ends at `blockEnd`. */
export function labelAt(
  source: string,
  start: number,
  lineEnd: number,
  blockEnd: number,
): LabelCandidate | null {
  const head = source.slice(start, Math.min(lineEnd, start + MAX_HEAD));
  if (!/[:：【［[]/u.test(head)) return null;
  const opening = endOf(BEFORE_LABEL, head, 0);
  const bracketed = endOf(BRACKETED_TIME, head, opening);
  const time = bracketed > opening ? bracketed : endOf(BARE_TIME, head, opening);
  const nameStart = time > opening ? endOf(AFTER_TIME, head, time) : opening;
  const inBrackets = bracketedAt(source, head, nameStart, start, blockEnd);
  if (inBrackets) return inBrackets;
  const isWholeLine = lineEnd - start <= MAX_HEAD;
  const colon = findColon(head, nameStart, isWholeLine);
  const name = colon && nameIn(head.slice(nameStart, colon.nameEnd));
  if (colon && name) {
    const opened = countMarkers(head.slice(0, nameStart));
    const closed = countMarkers(head.slice(nameStart, colon.end));
    const run = endOf(MARKERS, head, colon.end) - colon.end;
    const close = Math.min(run, Math.max(0, opened - closed));
    const end = start + colon.end + close;
    const bodyStart = bodyAfter(source, end, blockEnd);
    const bold = opened > 0 && closed + close > 0;
    return { name, bold, bracketed: false, start, end, bodyStart };
  }
  // Without a name, too, a timestamp at the start of a line stands outside of what is said.
  const isAlone = isWholeLine && head.slice(time).trim() === "";
  if (time === opening || (bracketed === opening && !isAlone)) return null;
  const bodyStart = bodyAfter(source, start + time, blockEnd);
  return { name: "", bold: false, bracketed: false, start, end: start + time, bodyStart };
}

/** `【记者】` or `[Tom]`, with words after it in its block; a word like “记者” may stand alone. */
function bracketedAt(
  source: string,
  head: string,
  nameStart: number,
  start: number,
  blockEnd: number,
): LabelCandidate | null {
  IN_BRACKETS.lastIndex = nameStart;
  const match = IN_BRACKETS.exec(head);
  const name = match && nameIn((match[1] ?? match[2]!).trim());
  if (!match || !name || !mayBeBracketed(name)) return null;
  const isKnown = roleOfLabel(name) !== null;
  if (!isKnown && !looksLikeShortName(name)) return null;
  const opened = countMarkers(head.slice(0, nameStart));
  const closed = countMarkers(match[0]);
  const run = endOf(MARKERS, head, nameStart + match[0].length);
  const close = Math.min(run - nameStart - match[0].length, Math.max(0, opened - closed));
  const end = start + nameStart + match[0].length + close;
  if (!isKnown && skipBlanks(source, end, blockEnd) >= blockEnd) return null;
  const bold = opened > 0 && closed + close > 0;
  return { name, bold, bracketed: true, start, end, bodyStart: bodyAfter(source, end, blockEnd) };
}

interface Colon {
  readonly nameEnd: number;
  readonly end: number;
}

/** The colon after a name, or the timestamp that some transcripts put in its place. */
function findColon(head: string, from: number, isWholeLine: boolean): Colon | null {
  for (let at = from; at < head.length && at - from <= MAX_NAME; at++) {
    const character = head.charAt(at);
    const isDigit = /\d/u.test(character) && /\s/u.test(head.charAt(at - 1));
    if (at > from && (isDigit || /[[(（【]/u.test(character))) {
      const time = endOf(isDigit ? BARE_TIME : BRACKETED_TIME, head, at);
      const rest = endOf(BEFORE_COLON, head, time);
      if (time > at && /[:：]/u.test(head.charAt(rest))) return { nameEnd: at, end: rest + 1 };
      if (time > at && rest === head.length && isWholeLine) return { nameEnd: at, end: rest };
    }
    if (/[:：]/u.test(character))
      return isLabelColon(head, at) ? { nameEnd: at, end: at + 1 } : null;
    if (ENDS_NAME.test(character)) return null;
  }
  return null;
}

/** Not the colon of `https://` or `12:30`. */
const isLabelColon = (head: string, at: number) =>
  !head.startsWith("//", at + 1) &&
  !(/\d/u.test(head.charAt(at - 1)) && head.charAt(at) === ":" && /\d/u.test(head.charAt(at + 1)));

function nameIn(text: string): string | null {
  const name = text.replace(/[\s*_]+$/u, "");
  return name.length <= MAX_NAME && NAME.test(name) ? name : null;
}

function bodyAfter(source: string, end: number, blockEnd: number): number {
  const start = skipBlanks(source, end, blockEnd);
  const time = endOf(BRACKETED_TIME, source, start);
  return time > start && time <= blockEnd ? skipBlanks(source, time, blockEnd) : start;
}

const countMarkers = (text: string) => text.replace(/[^*_]+/gu, "").length;

/** Where a match that begins at `at` ends, or `at`. */
function endOf(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : at;
}
