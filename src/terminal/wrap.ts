import stringWidth from "string-width";
import { printable } from "./printable.ts";

/** How wide a terminal shows a text; a Chinese character takes two columns. */
export const columnsOf = (text: string): number => stringWidth(text);

/**
 * Lines of at most this many columns: broken at blanks, and between Chinese characters, which have none.
 * No line begins with a mark that closes something or ends with one that opens it. An address is never
 * broken, so that it can be copied; where it does not fit it sticks out of a line of its own.
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const piece of piecesOf(printable(text).trim()).flatMap((one) => fitting(one, columns))) {
    if (line !== "" && used + columnsOf(piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = "";
      used = 0;
    }
    line += piece;
    used += columnsOf(piece);
  }
  return [...lines, line];
}

// A URL counts as one character here.
const CHARACTER = /https?:\/\/[^\s\u3000-\u303f\uff00-\uffef“”‘’<>"]+|./gsu;
const ADDRESS = /^https?:\/\/./u;
const CJK =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;
const NEVER_FIRST = /^[，。、；：？！…—·～％）》〉」』】〕〗”’ー々,.;:?!)\]}%\p{M}\u200d]/u;
const NEVER_LAST = /^[（《〈「『【〔〖“‘([{]/u;

/** What no line end may divide, each with the blanks that follow it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let before = "";
  for (const character of text.match(CHARACTER) ?? []) {
    if (before !== "" && !mayBreak(before, character)) pieces.push(pieces.pop()! + character);
    else pieces.push(character);
    before = character;
  }
  return pieces;
}

function mayBreak(before: string, after: string): boolean {
  if (ADDRESS.test(after)) return true;
  if (after === " " || NEVER_FIRST.test(after)) return false;
  if (before === " ") return true;
  return !NEVER_LAST.test(before) && (CJK.test(before) || CJK.test(after));
}

/** A word that is wider than a line is divided all the same, between whole characters. */
function fitting(piece: string, columns: number): string[] {
  if (columnsOf(piece.trimEnd()) <= columns || ADDRESS.test(piece)) return [piece];
  const parts: string[] = [];
  let part = "";
  for (const { segment } of new Intl.Segmenter().segment(piece)) {
    if (part !== "" && segment !== " " && columnsOf(part + segment) > columns) {
      parts.push(part);
      part = "";
    }
    part += segment;
  }
  return [...parts, part];
}
