import type { Message, MessageEntity } from "grammy/types";
import { columnsOf } from "../../src/terminal/wrap.ts";

export interface Run {
  readonly text: string;
  readonly style: "plain" | "bold" | "italic" | "link";
}

/** A line as it is drawn; `quote` marks the lines of one block quote by its number in the message. */
export interface RichLine {
  readonly runs: readonly Run[];
  readonly quote: number | null;
}

/** In Telegram, a folded quote shows this many lines until it is tapped. */
const FOLDED_LINES = 3;

/** What a message's text looks like, wrapped to a width in columns: a Chinese character takes two. */
export function richLines(
  message: Pick<Message, "text" | "entities">,
  columns: number,
): RichLine[] {
  const { text = "", entities = [] } = message;
  const quotes = entities.filter(({ type }) => type.endsWith("blockquote"));
  const lines: RichLine[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const at = start;
    const quote = quotes.findIndex(({ offset, length }) => at >= offset && at < offset + length);
    const width = quote < 0 ? columns : columns - 3;
    const wrapped = wrap(runsOf(line, at, entities), width);
    const isFolded = quotes[quote]?.type === "expandable_blockquote";
    const shown = isFolded ? wrapped.slice(0, FOLDED_LINES) : wrapped;
    if (shown.length < wrapped.length) shown.push([{ text: "⌄", style: "link" }]);
    lines.push(...shown.map((runs) => ({ runs, quote: quote < 0 ? null : quote })));
    start += line.length + 1;
  }
  return lines;
}

const STYLES: Partial<Record<MessageEntity["type"], Run["style"]>> = {
  bold: "bold",
  italic: "italic",
  text_link: "link",
  url: "link",
  mention: "link",
  bot_command: "link",
};

function runsOf(line: string, start: number, entities: readonly MessageEntity[]): Run[] {
  const runs: Run[] = [];
  let at = start;
  for (const character of line) {
    const found = entities.find(
      ({ type, offset, length }) => STYLES[type] && at >= offset && at < offset + length,
    );
    const style = (found && STYLES[found.type]) ?? "plain";
    const last = runs.at(-1);
    if (last?.style === style) runs[runs.length - 1] = { style, text: last.text + character };
    else runs.push({ style, text: character });
    at += character.length;
  }
  return runs;
}

/** How much wider bold letters are. */
const BOLD = 1.06;
/** What may not begin a line in Chinese. */
const CLINGS = /^[，。？！、：；”’）》…,.?!:;)]/u;

/** Latin words and Chinese characters stay whole, and punctuation with what it follows. */
function wrap(runs: readonly Run[], columns: number): Run[][] {
  const lines: Run[][] = [[]];
  let used = 0;
  for (const { text, style } of runs)
    for (const piece of text.match(/[\p{Script=Latin}\p{N}\p{P}\p{S}]+|\s+|./gsu) ?? []) {
      const width = columnsOf(piece) * (style === "bold" ? BOLD : 1);
      const isBlank = piece.trim() === "";
      if (used + width > columns && used > 0 && !CLINGS.test(piece)) {
        lines.push([]);
        used = 0;
      }
      if (isBlank && used === 0) continue;
      const line = lines.at(-1)!;
      const last = line.at(-1);
      if (last?.style === style) line[line.length - 1] = { style, text: last.text + piece };
      else line.push({ style, text: piece });
      used += width;
    }
  return lines;
}
