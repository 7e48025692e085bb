import type { Readable, Writable } from "node:stream";
import type { Chat } from "./chat.ts";
import type { ChatHistory } from "./chat-history.ts";
import { stdinLines } from "./read-lines.ts";
import { runTerminal } from "./run-terminal.ts";

export interface ChatStreams {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Talks until the person leaves or the input ends. Without a terminal, one answer for each line. */
export async function runChat(
  chat: Chat,
  { input, output }: ChatStreams,
  history: ChatHistory,
): Promise<void> {
  if (input.isTTY && output.isTTY) return runTerminal(chat, { input, output }, history);
  for await (const line of stdinLines(input)) {
    const { text, quit } = await chat.handle(line);
    if (text !== "") output.write(`${text}\n\n`);
    if (quit) return;
  }
}
