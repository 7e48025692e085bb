// Draws a real run of the terminal chat: node scripts/launch.js screenshot
//
// The same answers give the same picture, to the byte; it changes when they do.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { createApp, libraryPlace } from "../src/app.ts";
import { loadConfig } from "../src/config.ts";
import { packageRoot } from "../src/package-root.ts";
import { createChatHistory } from "../src/terminal/chat-history.ts";
import { createChat } from "../src/terminal/chat.ts";
import { newCommand, printLine, runCommand } from "../src/terminal/command.ts";
import { runChat } from "../src/terminal/run-chat.ts";
import { styleOf } from "../src/terminal/styles.ts";
import { columnsOf } from "../src/terminal/wrap.ts";

const COLUMNS = 88;
const TYPED = [
  "Altman 为什么被解雇？",
  "Did the board ask him to come back?",
  '/quotes --speaker "Mira Murati" 安全',
  "Altman 的薪水是多少？",
];

/** What the terminal is sent while these lines are typed, in a library of the interviews that ship. */
async function record(lines: readonly string[]): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), "verbatim-screenshot-"));
  try {
    const config = loadConfig({ DATA_DIR: data });
    const app = await createApp(config, libraryPlace(config, undefined));
    const history = createChatHistory(join(data, "state"));
    const style = styleOf({ colour: true, links: true });
    const look = () => ({ style, width: COLUMNS });
    const chat = createChat({ app, history, look, plain: false, language: "en", tips: true });
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: COLUMNS });
    let sent = "";
    output.setEncoding("utf8").on("data", (text: string) => (sent += text));
    input.end(lines.map((line) => `${line}\r`).join(""));
    await runChat(chat, { input, output }, history);
    return sent;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

interface Look {
  bold: boolean;
  dim: boolean;
  link: boolean;
  colour: string | null;
}

interface Cell extends Look {
  readonly text: string;
  readonly columns: number;
}

const COLOURS: Readonly<Record<string, string>> = { "32": "#98c379", "36": "#7fd1e0" };

/** A terminal as small as the chat needs: lines, colours, links, and readline's way to redraw its line. */
function screenOf(sent: string): Cell[][] {
  const rows: Cell[][] = [[]];
  const look: Look = { bold: false, dim: false, link: false, colour: null };
  // eslint-disable-next-line no-control-regex
  const pieces = /\u001B\[([\d;]*)([A-Za-z])|\u001B\]8;;(.*?)\u001B\\|\r|\n|./gsu;
  for (const [piece, parameter, command, address] of sent.matchAll(pieces)) {
    const row = rows.at(-1)!;
    if (piece === "\n") rows.push([]);
    else if (command === "m") paint(look, parameter ?? "");
    // Readline goes to the beginning of its line and writes it again, or to the end, where we are.
    else if (command === "G" && parameter === "1") row.length = 0;
    else if (address !== undefined) look.link = address !== "";
    else if (command === undefined && piece !== "\r")
      row.push({ text: piece, columns: columnsOf(piece), ...look });
  }
  return rows;
}

function paint(look: Look, code: string): void {
  if (code === "1") look.bold = true;
  else if (code === "2") look.dim = true;
  else if (code === "22") look.bold = look.dim = false;
  else look.colour = COLOURS[code] ?? null;
}

interface Run extends Cell {
  /** In columns from the left. */
  at: number;
}

/** Neighbours that look alike; each run gets a place of its own, so that columns align in any font. */
function runsOf(row: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const cell of row) {
    const last = runs.at(-1);
    const together =
      last?.bold === cell.bold &&
      last.dim === cell.dim &&
      last.link === cell.link &&
      last.colour === cell.colour &&
      last.columns / Array.from(last.text).length === cell.columns &&
      // Several blanks would be drawn as one.
      !(cell.text === " " && last.text.endsWith(" "));
    if (together) {
      const text = last.text + cell.text;
      runs[runs.length - 1] = { ...last, text, columns: last.columns + cell.columns };
    } else runs.push({ ...cell, at });
    at += cell.columns;
  }
  return runs.filter(({ text }) => text.trim() !== "");
}

const CELL = { width: 8.4, height: 21 };
const FONT = 14;
/** Chinese, in two columns, has room for more. */
const WIDE_FONT = 15.5;
const MARGIN = 20;
const BAR = 34;

function draw(rows: readonly Cell[][]): string {
  const width = Math.ceil(COLUMNS * CELL.width + 2 * MARGIN);
  const height = BAR + rows.length * CELL.height + MARGIN;
  const texts = rows.flatMap((row, y) =>
    runsOf(row).map((run) => textOf(run, BAR + (y + 0.75) * CELL.height)),
  );
  const buttons = ["#ff5f57", "#febc2e", "#28c840"].map(
    (colour, i) => `<circle cx="${MARGIN + i * 20}" cy="18" r="6" fill="${colour}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    "<title>Verbatim in a terminal: questions in Chinese and English, answered with exact quotes</title>",
    `<rect width="${width}" height="${height}" rx="10" fill="#1b1e24"/>`,
    ...buttons,
    `<g font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei Mono', monospace" font-size="${FONT}" fill="#d5d9e0">`,
    ...texts,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function textOf({ at, columns, text, ...look }: Run, y: number): string {
  const start = text.length - text.trimStart().length;
  const shown = text.trim();
  const one = columns / Array.from(text).length;
  const long = Array.from(shown).length * one * CELL.width;
  const fill = look.dim ? "#8a919e" : (look.colour ?? (look.bold ? "#ffffff" : null));
  const attributes = [
    `x="${round(MARGIN + (at + start) * CELL.width)}"`,
    `y="${round(y)}"`,
    `textLength="${round(long)}"`,
    ...(fill ? [`fill="${fill}"`] : []),
    ...(one === 2 ? [`font-size="${WIDE_FONT}"`] : []),
    ...(look.bold ? ['font-weight="700"'] : []),
    ...(look.link ? ['text-decoration="underline"'] : []),
  ];
  return `<text ${attributes.join(" ")}>${escapeXml(shown)}</text>`;
}

const round = (number: number): string => String(Math.round(number * 100) / 100);
const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const command = newCommand("screenshot", "Draw the picture of the terminal chat").action(
  async () => {
    const picture = fileURLToPath(new URL("docs/terminal-chat.svg", packageRoot()));
    const screen = screenOf(await record(TYPED));
    while (screen.at(-1)?.length === 0) screen.pop();
    mkdirSync(join(picture, ".."), { recursive: true });
    writeFileSync(picture, draw(screen));
    printLine(picture);
  },
);

await runCommand(command);
