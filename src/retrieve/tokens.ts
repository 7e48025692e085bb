import { foldLatin } from "./english.ts";
import { foldText } from "./fold.ts";
import type { Lexicon } from "./lexicon.ts";
import { segment } from "./segment.ts";

export interface Token {
  /** Folded: a Chinese word, a Latin word, a number, or `|` where a run of words ends. */
  readonly text: string;
  /** Written with a capital, as names are. */
  readonly capital: boolean;
}

export const BREAK = "|";
const breakToken: Token = { text: BREAK, capital: false };
const PIECE =
  /[\u3007\u3400-\u9fff]+|\d+(?:[.,]\d+)*|(?:(?![\u3007\u3400-\u9fff])[\p{L}\p{M}])+|[^\s\p{L}\p{M}\d]+/gu;

export function tokenise(text: string, lexicon: Lexicon): Token[] {
  const tokens: Token[] = [];
  for (const [piece] of foldText(text, lexicon).matchAll(PIECE)) {
    if (isHan(piece)) {
      for (const word of segment(piece, lexicon)) tokens.push({ text: word, capital: false });
      continue;
    }
    const folded = foldLatin(piece).replace(/[^\p{L}\p{N}.]/gu, "");
    if (/[\p{L}\p{N}]/u.test(folded))
      tokens.push({ text: folded, capital: /^\p{Lu}/u.test(piece) });
    else if (tokens.at(-1) !== breakToken) tokens.push(breakToken);
  }
  return tokens;
}

export const isHan = (text: string) => /^[\u3007\u3400-\u9fff]/u.test(text);
export const isNumber = (text: string) => /^\d/u.test(text);
