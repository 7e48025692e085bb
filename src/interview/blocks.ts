import { skipBlanks, skipBlanksBack } from "./characters.ts";
import { isCueNumber, isTiming, isVttNote, isWebVtt } from "./cues.ts";
import type { Span } from "./interview.ts";
import { cellsOf, isTableRow } from "./table-rows.ts";

/** What Markdown sets apart by blank lines and signs: nothing that is quoted crosses its edges. */
export interface Block extends Span {
  readonly kind: "text" | "heading" | "rule";
  /** Of a heading: 1 to 6; otherwise 0. */
  readonly level: number;
  /** A whole paragraph: not a list item, a line of a quotation, a cell, or the side of an image. */
  readonly paragraph: boolean;
}

/** Longer lines are text, whatever they begin with. */
const MAX_SIGN_LINE = 500;
const LIST_ITEM = /^[^\S\n]*(?:[-*+•●▪]|(\d{1,3})[.)])[^\S\n]+(?=\S)/u;
const QUOTED = /^[^\S\n]{0,3}>(?:[^\S\n]?>)*[^\S\n]*/u;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)/u;
const CLOSING_SIGNS = /[ \t]+#+[ \t]*$/u;
const FENCE = /^ {0,3}(`{3,}|~{3,})[^`]*$/u;
const UNDERLINE = /^ {0,3}(?:(=)+|-{2,})[ \t]*$/u;
const RULE = /^[^\S\n]{0,3}(?:([-*_])(?:[^\S\n]*\1){2,}|[—–─━═]{2,})[^\S\n]*$/u;
/** Table rules and the like: lines without a word. */
const DECORATION = /^[\s|:+=-]+$/u;
/** What a title underlined with `---` does not have; there, the line is a rule below a paragraph. */
const SENTENCE_SIGN = /[。！？!?.…:：;；”"]/u;

export function scanBlocks(source: string, from: number): Block[] {
  const scanner = createScanner(source, isWebVtt(source, from));
  for (let start = from; start < source.length;) {
    const newline = source.indexOf("\n", start);
    const end = newline < 0 ? source.length : newline;
    scanner.take(start, end);
    start = end + 1;
  }
  return scanner.finish();
}

interface Open extends Span {
  readonly lines: number;
  /** Where its last line begins, and the one before it ends. */
  readonly lastLine: number;
  readonly before: number;
  readonly item: boolean;
}

function createScanner(source: string, isVtt: boolean) {
  const blocks: Block[] = [];
  let open: Open | null = null;
  let fence = "";
  let inTable = false;
  let inNote = false;
  let inCue = false;

  const close = () => {
    if (open) push("text", open.start, open.end, 0, !open.item);
    open = null;
  };
  const push = (
    kind: Block["kind"],
    start: number,
    end: number,
    level: number,
    paragraph = false,
  ) => {
    const from = skipBlanks(source, start, end);
    const to = skipBlanksBack(source, from, end);
    if (from < to) blocks.push({ kind, start: from, end: to, level, paragraph });
  };
  const grow = (start: number, end: number) => {
    open = open
      ? { ...open, end, lines: open.lines + 1, lastLine: start, before: open.end }
      : { start, end, lines: 1, lastLine: start, before: start, item: false };
  };
  const row = (start: number, end: number) => {
    for (const cell of cellsOf(source, start, end)) push("text", cell.start, cell.end, 0);
  };
  /** Ends the paragraph above its last line, which is something else. */
  const closeAboveLastLine = () => {
    if (open && open.lines > 1) push("text", open.start, open.before, 0, !open.item);
    open = null;
  };

  /** @returns whether the line was one that has a meaning of its own. */
  function takeSign(start: number, end: number, line: string): boolean {
    const underline = UNDERLINE.exec(line);
    if (underline && open && isTitle(source, open)) {
      push("heading", open.start, open.end, underline[1] ? 1 : 2);
      open = null;
      return true;
    }
    if (RULE.test(line)) {
      close();
      push("rule", start, end, 0);
      return true;
    }
    if (DECORATION.test(line)) {
      takeTableRule(start, end, line);
      close();
      return true;
    }
    const heading = HEADING.exec(line);
    if (!heading) return false;
    close();
    const closing = CLOSING_SIGNS.exec(line)?.[0].length ?? 0;
    push("heading", start + heading[0].length, end - closing, heading[1]!.length);
    return true;
  }

  /** The rule of a table whose rows have no pipes around them tells that the line above is its head. */
  function takeTableRule(start: number, end: number, line: string): void {
    if (!line.includes("|") || !line.includes("-")) return;
    inTable = true;
    if (!open) return;
    const head = { start: open.lastLine, end: open.end };
    const columns = cellsOf(source, head.start, head.end).length;
    if (columns < 2 || columns !== cellsOf(source, start, end).length) inTable = false;
    else {
      closeAboveLastLine();
      row(head.start, head.end);
    }
  }

  function takeRow(start: number, end: number): boolean {
    inTable &&= source.slice(start, end).includes("|");
    if (!inTable && !isTableRow(source, start, end)) return false;
    close();
    row(start, end);
    return true;
  }

  /** When a cue is shown, and the number or, in WebVTT, the name above it. */
  function takeTiming(line: string): boolean {
    if (!isTiming(line)) return false;
    const isNamed = isVtt && !inCue && open?.lines === 1;
    const isNumbered = open !== null && isCueNumber(source.slice(open.lastLine, open.end));
    if (isNamed || isNumbered) closeAboveLastLine();
    else close();
    inCue = true;
    inNote = false;
    return true;
  }

  function takeNote(line: string): boolean {
    inNote ||= isVtt && !inCue && open === null && isVttNote(line);
    return inNote;
  }

  /** Every line of a quotation is a block: a quote cannot run across the sign of the next line. */
  function takeQuoted(start: number, end: number, head: string): boolean {
    const sign = QUOTED.exec(head);
    if (!sign) return false;
    close();
    const rest = head.slice(sign[0].length);
    if (DECORATION.test(rest)) return true;
    const item = LIST_ITEM.exec(rest)?.[0].length ?? 0;
    const from = start + sign[0].length + item;
    if (isTableRow(source, from, end)) row(from, end);
    else push("text", from, end, 0);
    return true;
  }

  function takeItem(start: number, end: number, head: string): boolean {
    const item = LIST_ITEM.exec(head);
    if (!item) return false;
    // A wrapped line may begin with a number: only the first item of a list interrupts a paragraph.
    if (open && !open.item && item[1] !== undefined && item[1] !== "1") return false;
    close();
    const from = start + item[0].length;
    open = { start: from, end, lines: 1, lastLine: from, before: from, item: true };
    return true;
  }

  return {
    take(start: number, end: number): void {
      if (skipBlanks(source, start, end) === end) {
        close();
        inTable = inNote = inCue = false;
        return;
      }
      const head = source.slice(start, Math.min(end, start + MAX_SIGN_LINE)).trimEnd();
      const isShort = end - start <= MAX_SIGN_LINE;
      const marks = isShort ? FENCE.exec(head)?.[1] : undefined;
      if (marks !== undefined && (fence === "" || marks.startsWith(fence))) {
        close();
        fence = fence === "" ? marks : "";
      } else if (fence !== "") grow(start, end);
      else if (isShort && takeTiming(head)) return;
      else if (takeNote(head)) return;
      else if (isShort && takeSign(start, end, head)) return;
      else if (takeRow(start, end)) return;
      else if (!takeQuoted(start, end, head) && !takeItem(start, end, head)) grow(start, end);
    },
    finish(): Block[] {
      close();
      return blocks;
    },
  };
}

const isTitle = (source: string, open: Open) =>
  open.lines === 1 &&
  !open.item &&
  open.end - open.start <= 100 &&
  !SENTENCE_SIGN.test(source.slice(open.start, open.end));

/** The blocks without the holes: an image splits the text around it. */
export function cutHoles(
  source: string,
  blocks: readonly Block[],
  holes: readonly Span[],
): Block[] {
  if (holes.length === 0) return [...blocks];
  const cut: Block[] = [];
  let next = 0;
  for (const block of blocks) {
    while (next < holes.length && holes[next]!.end <= block.start) next++;
    if (next >= holes.length || holes[next]!.start >= block.end) cut.push(block);
    else {
      let start = block.start;
      for (let at = next; start < block.end; at++) {
        const hole = at < holes.length ? holes[at]! : { start: block.end, end: block.end };
        const from = skipBlanks(source, start, Math.min(hole.start, block.end));
        const to = skipBlanksBack(source, from, Math.min(hole.start, block.end));
        if (from < to) cut.push({ ...block, start: from, end: to, paragraph: false });
        start = Math.max(start, hole.end);
        if (hole.start >= block.end) break;
      }
    }
  }
  return cut;
}
