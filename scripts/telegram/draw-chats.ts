import type { Message } from "grammy/types";
import { columnsOf } from "../../src/terminal/wrap.ts";
import type { RecordedChat } from "./record-chats.ts";
import { type RichLine, richLines, type Run } from "./rich-lines.ts";

const PHONE = { width: 372, gap: 20, bar: 52, margin: 10, radius: 18 };
const FONT = { size: 13, line: 18 };
/** Of a Latin letter; a Chinese character takes two. */
const COLUMN = 6.75;
const BUBBLE = { padding: 10, most: 318, gap: 8, radius: 12 };
const BUTTON = { height: 28, gap: 4 };
const COLOURS = {
  page: "#f4f6f8",
  paper: "#dfe7ee",
  bar: "#ffffff",
  own: "#e3f8d0",
  other: "#ffffff",
  ink: "#16202b",
  dim: "#7d8a97",
  accent: "#2f86d6",
  quote: "#eaf3fb",
  button: "#b9c8d6",
};

interface Drawn {
  readonly svg: string[];
  readonly height: number;
}

/** Phones side by side, each with one chat. */
export function drawChats(chats: readonly RecordedChat[]): string {
  const phones = chats.map(drawPhone);
  const inner = Math.max(...phones.map(({ height }) => height));
  const width = chats.length * (PHONE.width + PHONE.gap) + PHONE.gap;
  const height = inner + 2 * PHONE.gap;
  const body = phones.flatMap(({ svg }, index) => {
    const x = PHONE.gap + index * (PHONE.width + PHONE.gap);
    return [
      `<g transform="translate(${x} ${PHONE.gap})">`,
      rect(0, 0, PHONE.width, inner, { radius: PHONE.radius, fill: COLOURS.paper }),
      ...header(chats[index]!),
      ...svg,
      "</g>",
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    "<title>Verbatim in Telegram: a private chat in Chinese, one in English, and a group</title>",
    rect(0, 0, width, height, { radius: 12, fill: COLOURS.page }),
    `<g font-family="-apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', 'DejaVu Sans', 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif" font-size="${FONT.size}" fill="${COLOURS.ink}">`,
    ...body,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function header({ title, subtitle }: RecordedChat): string[] {
  const { width, bar, radius } = PHONE;
  return [
    `<path d="M0 ${bar}V${radius}a${radius} ${radius} 0 0 1 ${radius} -${radius}H${width - radius}a${radius} ${radius} 0 0 1 ${radius} ${radius}V${bar}z" fill="${COLOURS.bar}"/>`,
    `<circle cx="30" cy="26" r="16" fill="${COLOURS.accent}"/>`,
    `<text x="30" y="31" text-anchor="middle" fill="#ffffff" font-weight="600">${escapeXml(title.charAt(0))}</text>`,
    `<text x="56" y="23" font-weight="600">${escapeXml(title)}</text>`,
    `<text x="56" y="40" font-size="11" fill="${COLOURS.dim}">${escapeXml(subtitle)}</text>`,
  ];
}

function drawPhone(chat: RecordedChat): Drawn {
  const svg: string[] = [];
  let y = PHONE.bar + PHONE.margin;
  for (const message of chat.messages) {
    const drawn = drawMessage(message, y, chat);
    svg.push(...drawn.svg);
    y += drawn.height + BUBBLE.gap;
  }
  return { svg, height: y + PHONE.margin };
}

function drawMessage(message: Message, top: number, { owner, isGroup }: RecordedChat): Drawn {
  const isOwn = message.from?.id === owner;
  const columns = Math.floor((BUBBLE.most - 2 * BUBBLE.padding) / COLUMN);
  const lines = richLines(message, columns);
  const keyboard = message.reply_markup?.inline_keyboard ?? [];
  const above = message.reply_to_message;
  const preview = above && { name: above.from?.first_name ?? "", text: above.text ?? "" };
  const longest = Math.max(...lines.map(widthOf), preview ? 24 * COLUMN : 0);
  const width =
    keyboard.length > 0
      ? BUBBLE.most
      : Math.min(BUBBLE.most, Math.max(60, longest + 2 * BUBBLE.padding));
  const x = isOwn ? PHONE.width - PHONE.margin - width : PHONE.margin;
  const svg: string[] = [];
  let y = top + BUBBLE.padding;
  if (isGroup && !isOwn) {
    svg.push(text(x + BUBBLE.padding, y + 11, message.from?.first_name ?? "", ACCENT_BOLD));
    y += FONT.line;
  }
  if (preview) {
    svg.push(bar(x + BUBBLE.padding, y, 30));
    svg.push(text(x + BUBBLE.padding + 9, y + 11, preview.name, ACCENT_BOLD));
    const short = clip(preview.text.replaceAll("\n", " "), (width - 44) / COLUMN);
    svg.push(text(x + BUBBLE.padding + 9, y + 26, short, `fill="${COLOURS.dim}"`));
    y += 38;
  }
  const content = drawLines(lines, { x: x + BUBBLE.padding, y, width: width - 2 * BUBBLE.padding });
  const bottom = y + content.height + BUBBLE.padding;
  const fill = isOwn ? COLOURS.own : COLOURS.other;
  const bubble = rect(x, top, width, bottom - top, { radius: BUBBLE.radius, fill });
  const buttons = drawKeyboard(keyboard, { x, y: bottom + BUTTON.gap, width });
  return {
    svg: [bubble, ...svg, ...content.svg, ...buttons.svg],
    height: bottom - top + buttons.height,
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function drawLines(lines: readonly RichLine[], { x, y: top, width }: Box): Drawn {
  const svg: string[] = [];
  let y = top;
  for (const [index, { runs, quote }] of lines.entries()) {
    const isFirst = quote !== null && lines[index - 1]?.quote !== quote;
    if (isFirst) {
      const height = lines.filter((line) => line.quote === quote).length * FONT.line + 4;
      svg.push(
        rect(x, y - 1, width, height, { radius: 4, fill: COLOURS.quote }),
        bar(x, y - 1, height),
      );
    }
    if (runs.length > 0) svg.push(lineOf(x + (quote === null ? 0 : 11), y + 13, runs));
    // An empty line is half a line high, or phones would be mostly paper.
    y += runs.length > 0 ? FONT.line : FONT.line / 2;
    if (quote !== null && lines[index + 1]?.quote !== quote) y += 4;
  }
  return { svg, height: y - top };
}

function drawKeyboard(
  rows: NonNullable<Message["reply_markup"]>["inline_keyboard"],
  { x, y, width }: Box,
): Drawn {
  const svg = rows.flatMap((row, index) => {
    const each = (width - BUTTON.gap * (row.length - 1)) / row.length;
    const top = y + index * (BUTTON.height + BUTTON.gap);
    return row.flatMap((button, place) => {
      const left = x + place * (each + BUTTON.gap);
      const label = clip(button.text, (each - 12) / COLUMN);
      return [
        rect(left, top, each, BUTTON.height, { radius: 8, fill: COLOURS.button }),
        text(left + each / 2, top + 18, label, 'text-anchor="middle" font-size="12"'),
      ];
    });
  });
  return { svg, height: rows.length * (BUTTON.height + BUTTON.gap) };
}

const ACCENT_BOLD = `fill="${COLOURS.accent}" font-weight="600"`;
const STYLES: Record<Run["style"], string> = {
  plain: "",
  bold: ' font-weight="600"',
  italic: ' font-style="italic"',
  link: ` fill="${COLOURS.accent}"`,
};

const lineOf = (x: number, y: number, runs: readonly Run[]): string =>
  `<text x="${round(x)}" y="${round(y)}" xml:space="preserve">${runs
    .map(({ text: words, style }) => `<tspan${STYLES[style]}>${escapeXml(words)}</tspan>`)
    .join("")}</text>`;

const text = (x: number, y: number, words: string, attributes: string): string =>
  `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escapeXml(words)}</text>`;

const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  { radius, fill }: { radius: number; fill: string },
): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${fill}"/>`;

const bar = (x: number, y: number, height: number): string =>
  rect(x, y, 3, height, { radius: 1.5, fill: COLOURS.accent });

const widthOf = ({ runs, quote }: RichLine): number =>
  runs.reduce((sum, run) => sum + columnsOf(run.text), quote === null ? 0 : 3) * COLUMN;

function clip(words: string, columns: number): string {
  let used = 0;
  let shown = "";
  for (const character of words) {
    used += columnsOf(character);
    if (used > columns) return `${shown.trimEnd()}…`;
    shown += character;
  }
  return shown;
}

const round = (number: number): string => String(Math.round(number * 10) / 10);
const escapeXml = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
