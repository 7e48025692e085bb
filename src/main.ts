import { createChat } from "./terminal/chat.ts";
import { EXIT, errorLine, readConfig, reportLine } from "./terminal/command.ts";
import { openApp } from "./terminal/open-app.ts";
import { renderOptions } from "./terminal/render-options.ts";
import { runChat } from "./terminal/run-chat.ts";

async function main(): Promise<void> {
  const config = readConfig();
  if (config.telegramToken)
    reportLine(
      "TELEGRAM_BOT_TOKEN is set, but this version has no bot yet; starting the terminal chat.",
    );
  const app = await openApp(config, undefined);
  const chat = createChat({
    app,
    language: config.language,
    style: renderOptions(app).style,
    width: () => renderOptions(app).width,
  });
  await runChat(chat, { input: process.stdin, output: process.stdout });
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.success);
  throw error;
});
try {
  await main();
} catch (error) {
  reportLine(errorLine(error));
  process.exitCode = EXIT.userError;
}
