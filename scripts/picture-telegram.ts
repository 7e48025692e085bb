// Draws real conversations with the bot in Telegram: node scripts/launch.js picture-telegram
//
// The same answers give the same picture, to the byte; it changes when they do.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../src/package-root.ts";
import { newCommand, printLine, runCommand } from "../src/terminal/command.ts";
import { drawChats } from "./telegram/draw-chats.ts";
import { recordChats } from "./telegram/record-chats.ts";

const command = newCommand("picture", "Draw the picture of the bot in Telegram").action(
  async () => {
    const picture = fileURLToPath(new URL("docs/telegram-chat.svg", packageRoot()));
    writeFileSync(picture, drawChats(await recordChats()));
    printLine(picture);
  },
);

await runCommand(command);
