import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { DateTime, IANAZone } from "luxon";
import { UserError } from "../src/errors.ts";
import type { Language } from "../src/interview/interview.ts";
import { chooseWindow } from "../src/recap/choose-window.ts";
import { parseWhen, type When } from "../src/recap/parse-when.ts";
import { type ChatExport, readExport } from "../src/recap/read-export.ts";
import {
  newCommand,
  printLine,
  readConfig,
  reportLine,
  runCommand,
} from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";
import { recapJson } from "../src/terminal/recap-json.ts";
import { renderOptions } from "../src/terminal/render-options.ts";
import { renderRecap } from "../src/terminal/render-recap.ts";

interface Options {
  file: string;
  json?: true;
  since?: string;
  chat?: string;
  lang?: Language;
  zone: string;
}

const command = newCommand("recap", "Sum up what a group discussed, from a Telegram Desktop export")
  .requiredOption("--file <result.json>", 'the export, as "Machine-readable JSON"; "-" reads stdin')
  .option("--json", "print one JSON object")
  .option(
    "--since <when>",
    "2026-11-01, 2026-11-01..2026-11-07, 6h, 3d, yesterday, or 100 for the last 100 messages",
  )
  .option("--chat <name or id>", "which chat, where the export has several")
  .addOption(
    new Option(
      "--lang <language>",
      "of what is said around the messages (default: theirs)",
    ).choices(["zh", "en"]),
  )
  .option(
    "--zone <time zone>",
    "where days begin, such as Asia/Shanghai",
    timeZone,
    DateTime.local().zoneName,
  )
  .action(async ({ file, json, since, chat, lang, zone }: Options) => {
    const when = since === undefined ? null : windowNamed(since, zone);
    const app = await openApp(readConfig(), undefined);
    const exported = await readFile(file, { chat, timeZone: zone });
    const messages = when === null ? exported.messages : chooseWindow(exported.messages, when);
    const left = skippedIn(exported, messages, when);
    const recap = await app.recap({ chat: exported.chat, messages, left });
    const language = lang ?? recap.language;
    if (messages.length === 0 && exported.messages.length > 0) reportNewest(exported, zone);
    printLine(
      json
        ? recapJson({ ...recap, language }, app.messages)
        : renderRecap(recap, language, { ...renderOptions(app), timeZone: zone }),
    );
  });

function timeZone(name: string): string {
  if (!IANAZone.isValidZone(name))
    throw new InvalidArgumentError("It takes a name such as Asia/Shanghai.");
  return name;
}

function windowNamed(since: string, zone: string): When {
  const when = parseWhen(since, Date.now(), zone);
  if (when === null)
    return command.error(
      `error: --since does not understand "${since}". It takes a date (2026-11-01), a time (6h, 3d), yesterday, or a number of messages`,
    );
  if (when.kind === "me")
    return command.error("error: --since me needs the bot, which knows who asks");
  return when;
}

async function readFile(
  file: string,
  options: { chat: string | undefined; timeZone: string },
): Promise<ChatExport> {
  if (file === "-") return readExport(process.stdin, options);
  try {
    const isDirectory = (await stat(file)).isDirectory();
    return await readExport(
      createReadStream(isDirectory ? join(file, "result.json") : file),
      options,
    );
  } catch (cause) {
    if (!(cause instanceof Error) || !("code" in cause) || cause instanceof UserError) throw cause;
    throw new UserError(
      "export",
      `Cannot read ${file} (${String(cause.code)}). Give the result.json that Telegram Desktop wrote`,
      { cause },
    );
  }
}

/** Messages of the period that nothing could be done with; service messages are none. */
function skippedIn(
  { skipped, messages: all }: ChatExport,
  messages: readonly { sentAt: number }[],
  when: When | null,
): number {
  const lost = skipped.filter(({ reason }) => reason !== "service");
  if (when === null || messages.length === all.length) return lost.length;
  const from = when.kind === "period" ? when.from : (messages[0]?.sentAt ?? Infinity);
  const to = when.kind === "period" ? when.to : Infinity;
  return lost.filter(({ sentAt }) => sentAt !== null && sentAt >= from && sentAt < to).length;
}

function reportNewest({ messages }: ChatExport, zone: string): void {
  const newest = DateTime.fromMillis(messages.at(-1)!.sentAt, { zone });
  reportLine(
    `The newest message of the export is of ${newest.toFormat("yyyy-LL-dd HH:mm")} (${zone}).`,
  );
}

await runCommand(command);
