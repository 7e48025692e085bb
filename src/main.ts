import { join } from "node:path";
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
  if (config.telegram)
    reportLine(
      "TELEGRAM_BOT_TOKEN is set, but this version has no bot yet; starting the terminal chat.",
    );
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
