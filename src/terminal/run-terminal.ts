import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chat } from "./chat.ts";
import { type ChatHistory, HISTORY_LINES } from "./chat-history.ts";
import { createEcho } from "./echo.ts";
import { printable } from "./printable.ts";
import type { ChatStreams } from "./run-chat.ts";

/** A conversation at a terminal: arrow keys, Tab, Ctrl-C, Ctrl-D, and answers that appear line by line. */
export async function runTerminal(
  chat: Chat,
  { input, output }: ChatStreams,
  history: ChatHistory,
): Promise<void> {
  const echo = createEcho(output);
  const terminal = createInterface({
    input,
    output: echo.stream,
    terminal: true,
    history: await history.load(),
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: (line: string) => chat.complete(line),
  });
  /** Typed, or pasted, and not answered yet. */
  let pending: { readonly line: string; readonly shown: boolean }[] = [];
  let recalled: string[] = [];
  let running: AbortController | null = null;
  const is = { closed: false, leaving: false };
  let remembered = Promise.resolve();
  let wake = () => {};

  terminal.on("history", (lines) => {
    recalled = lines;
  });
  terminal.on("line", (line) => {
    pending.push({ line, shown: echo.open });
    // From here on what is typed would land in the middle of an answer.
    echo.open = false;
    is.leaving = false;
    remembered = history.add(line);
    wake();
  });
  terminal.on("close", () => {
    is.closed = true;
    wake();
  });
  terminal.on("SIGINT", () => {
    if (running) {
      pending = [];
      running.abort();
    } else if (takeLine() !== "") is.leaving = false;
    else if (is.leaving) terminal.close();
    else {
      is.leaving = true;
      output.write(`\n${chat.message("chat-leave-hint")}\n`);
      terminal.prompt();
    }
  });

  /** What is typed so far, which is gone from the line then. */
  function takeLine(): string {
    const { line } = terminal;
    terminal.write(null, { ctrl: true, name: "e" });
    terminal.write(null, { ctrl: true, name: "u" });
    return line;
  }

  function prompt(): void {
    const typed = terminal.line === "" ? "" : takeLine();
    echo.open = true;
    terminal.setPrompt(chat.prompt);
    terminal.prompt();
    if (typed !== "") terminal.write(typed);
  }

  async function turn(line: string, signal: AbortSignal): Promise<boolean> {
    let shown = "";
    /** What goes on from what is shown is added to it. */
    const add = (text: string) => {
      if (signal.aborted || !text.startsWith(shown)) return;
      output.write(`${shown === "" ? "\n" : ""}${text.slice(shown.length)}`);
      shown = text;
    };
    const { text, quit, forget } = await chat.handle(line, signal, add);
    if (forget) recalled.length = 0;
    const goesOn = shown !== "" && text.startsWith(shown);
    const rest = goesOn ? text.slice(shown.length) : `\n${text}`;
    if (text !== "") await show(`${shown === "" || goesOn ? "" : "\n"}${rest}\n\n`, signal);
    if (signal.aborted)
      output.write(`${shown === "" ? "" : "\n\n"}${chat.message("chat-cancelled")}\n\n`);
    return quit;
  }

  async function show(text: string, signal: AbortSignal): Promise<void> {
    const lines = text.match(/.*\n/gu) ?? [];
    const pauseMs = chat.plain ? 0 : Math.min(LINE_MS, LONGEST_MS / lines.length);
    for (const line of lines) {
      if (signal.aborted) return;
      output.write(line);
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  output.write(`${chat.welcome}\n\n`);
  prompt();
  let quit = false;
  while (!quit) {
    const next = pending.shift();
    if (next) {
      if (!next.shown) output.write(`${chat.prompt}${printable(next.line)}\n`);
      running = new AbortController();
      quit = await turn(next.line, running.signal);
      running = null;
    } else if (is.closed) break;
    else {
      if (!echo.open) prompt();
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  // Ctrl-D leaves in the middle of a line.
  if (!quit) output.write(`${echo.open ? "\n" : ""}${chat.message("chat-bye")}\n`);
  terminal.close();
  await remembered;
}

/** An answer appears as if it was said, but nobody waits for it. */
const LINE_MS = 20;
const LONGEST_MS = 250;
