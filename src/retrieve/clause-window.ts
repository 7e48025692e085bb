import { foldLatin } from "./english.ts";
import type { QueryTerm } from "./feature.ts";

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Clauses end after these; a comma or point between digits ends nothing. */
const CLAUSE_END = /[，；：。！？!?;\n]+["'”’」』）)]*|[,.:]+["'”’)]*(?=\s)|——|……/gu;
/** Where a clause that is too long by itself may still be cut. */
const WORD_END = /[、\s]+/gu;
/** Any term is worth something, and a rare one more. */
const COMMON_WORTH = 0.2;

/**
 * The stretch of whole clauses of `text`, at most `maxLength` UTF-16 units long, that has most of what the
 * question asks about; of equal ones the first.
 */
export function clauseWindow(
  text: string,
  terms: readonly QueryTerm[],
  maxLength = 200,
): { start: number; end: number } {
  const pieces = split({ start: 0, end: text.length }, text, CLAUSE_END).flatMap((clause) =>
    fits(clause, maxLength) ? [clause] : cut(clause, text, maxLength),
  );
  const worths = pieces.map((piece) => worthOf(text.slice(piece.start, piece.end), terms));
  let best = { start: 0, end: 0, worth: -1 };
  pieces.forEach(({ start }, first) => {
    const found = new Map<number, number>();
    let end = start;
    for (let i = first; i < pieces.length && pieces[i]!.end - start <= maxLength; i++) {
      ({ end } = pieces[i]!);
      for (const [term, worth] of worths[i]!) found.set(term, worth);
    }
    const worth = [...found.values()].reduce((sum, value) => sum + value, 0);
    if (worth > best.worth) best = { start, end, worth };
  });
  return trim(best, text);
}

/** By term, what finding it is worth. */
function worthOf(clause: string, terms: readonly QueryTerm[]): Map<number, number> {
  const folded = foldLatin(clause);
  const found = new Map<number, number>();
  terms.forEach(({ text, rarity, forms }, index) => {
    if ([text, ...forms].some((form) => form !== "" && folded.includes(foldLatin(form))))
      found.set(index, COMMON_WORTH + rarity);
  });
  return found;
}

const fits = ({ start, end }: Range, length: number) => end - start <= length;

function cut(clause: Range, text: string, maxLength: number): Range[] {
  return split(clause, text, WORD_END).flatMap((piece) => {
    const pieces: Range[] = [];
    let { start } = piece;
    while (!fits({ start, end: piece.end }, maxLength)) {
      let end = start + maxLength;
      // Never between the halves of a surrogate pair.
      if (maxLength > 1 && /[\ud800-\udbff]/.test(text[end - 1]!)) end -= 1;
      pieces.push({ start, end });
      start = end;
    }
    return [...pieces, { start, end: piece.end }];
  });
}

function split({ start, end }: Range, text: string, ends: RegExp): Range[] {
  const pieces: Range[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(ends)) {
    const to = start + match.index + match[0].length;
    pieces.push({ start: from, end: to });
    from = to;
  }
  if (from < end) pieces.push({ start: from, end });
  return pieces;
}

/** Without spaces around it, and without the comma that leads on. */
function trim({ start, end }: Range, text: string): { start: number; end: number } {
  const slice = text.slice(start, end);
  const kept = slice.replace(/[\s，,、；;：:]+$/u, "");
  const leading = kept.length - kept.trimStart().length;
  return { start: start + leading, end: start + Math.max(leading, kept.length) };
}
