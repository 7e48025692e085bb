import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { stdinLines } from "./read-lines.ts";
import type { Chat } from "./chat.ts";

export interface ChatStreams {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
}

/** Talks until the person leaves or the input ends. Without a terminal, one answer for each line. */
export async function runChat(chat: Chat, { input, output }: ChatStreams): Promise<void> {
  if (!input.isTTY || !output.isTTY) {
    for await (const line of stdinLines(input)) {
      const { text, quit } = await chat.handle(line);
      if (text !== "") output.write(`${text}\n\n`);
      if (quit) return;
    }
    return;
  }
  output.write(`${chat.welcome}\n\n`);
  const terminal = createInterface({ input, output, prompt: "> ", historySize: 200 });
  terminal.on("SIGINT", () => {
    // As in a shell: the first gives up the line, and on an empty line it leaves.
    if (terminal.line === "") terminal.close();
    else {
      output.write("^C\n");
      terminal.write(null, { ctrl: true, name: "e" });
      terminal.write(null, { ctrl: true, name: "u" });
    }
  });
  terminal.prompt();
  for await (const line of terminal) {
    const { text, quit } = await chat.handle(line);
    if (text !== "") output.write(`\n${text}\n\n`);
    if (quit) break;
    terminal.prompt();
  }
  terminal.close();
}
