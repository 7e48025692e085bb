import { skipBlanks, skipBlanksBack } from "./characters.ts";
import type { Span } from "./interview.ts";

const PIPE = 0x7c;
const BACKSLASH = 0x5c;

/** Whether a line begins and ends with a pipe. */
export function isTableRow(source: string, start: number, end: number): boolean {
  const from = skipBlanks(source, start, end);
  const to = skipBlanksBack(source, from, end);
  return to - from > 2 && source.charCodeAt(from) === PIPE && source.charCodeAt(to - 1) === PIPE;
}

/** What stands between the pipes of a line; `\|` is no pipe. */
export function cellsOf(source: string, start: number, end: number): Span[] {
  let from = skipBlanks(source, start, end);
  const to = skipBlanksBack(source, from, end);
  if (source.charCodeAt(from) === PIPE) from++;
  const cells: Span[] = [];
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === PIPE) {
      cells.push({ start: from, end: at });
      from = at + 1;
    }
  }
  if (from < to) cells.push({ start: from, end: to });
  return cells;
}
