import { join } from "node:path";
import type { Config, TelegramConfig } from "./config.ts";
import { createChatHistory } from "./terminal/chat-history.ts";
import { createChat } from "./terminal/chat.ts";
import {
  closeQuietlyWithReader,
  EXIT,
  errorLine,
  readConfig,
  reportLine,
} from "./terminal/command.ts";
import { openApp } from "./terminal/open-app.ts";
import { widthOf } from "./terminal/render-options.ts";
import { runChat } from "./terminal/run-chat.ts";
import { plainStyle, type Style, styleOf } from "./terminal/styles.ts";

async function main(): Promise<void> {
  const config = readConfig();
  const { telegram } = config;
  if (telegram) return runTelegram({ ...config, telegram });
  const app = await openApp(config, undefined);
  const history = createChatHistory(join(config.dataDirectory, "state"));
  const { stdin: input, stdout: output } = process;
  const style = output.isTTY ? await terminalStyle() : plainStyle;
  const look = () => ({ style, width: widthOf(output) });
  const { language } = config;
  const { plain } = app;
  const chat = createChat({ app, history, language, look, plain, tips: output.isTTY });
  await runChat(chat, { input, output }, history);
}

async function runTelegram(config: Config & { readonly telegram: TelegramConfig }): Promise<void> {
  // Whoever chats at the terminal need not wait for what only the bot needs.
  const { startTelegram } = await import("./telegram/start-telegram.ts");
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      // A second one does not wait for what is in hand.
      if (stopping.signal.aborted) process.exit(EXIT.userError);
      stopping.abort();
    });
  await startTelegram(config, {
    openApp: (reports) => openApp(config, undefined, reports),
    report: reportLine,
    stopping: stopping.signal,
  });
}

async function terminalStyle(): Promise<Style> {
  const { createSupportsHyperlinks } = await import("supports-hyperlinks");
  return styleOf({ links: createSupportsHyperlinks(process.stdout) });
}

closeQuietlyWithReader();
try {
  await main();
} catch (error) {
  reportLine(errorLine(error));
  process.exitCode = EXIT.userError;
}
