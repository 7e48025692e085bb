import { InvalidArgumentError } from "commander";
import { speakerNamed, speakersOf } from "../src/answer/speakers.ts";
import { DEFAULT_QUOTES } from "../src/answer/find-quotes.ts";
import type { App } from "../src/app.ts";
import { UserError } from "../src/errors.ts";
import { languageOf } from "../src/retrieve/language.ts";
import { newCommand, printLine, readConfig, runCommand } from "../src/terminal/command.ts";
import { quotesJson } from "../src/terminal/json.ts";
import { openApp } from "../src/terminal/open-app.ts";
import { stdinLines } from "../src/terminal/read-lines.ts";
import { renderOptions } from "../src/terminal/render-options.ts";
import { renderQuotes, renderQuotesLine } from "../src/terminal/render.ts";

interface Options {
  library?: string;
  json?: true;
  limit: number;
  speaker?: string;
}

const command = newCommand("quotes", "Find exact quotes on a topic")
  .argument("<topic...>", 'the topic; "-" reads one topic per line from stdin')
  .option("--library <dir>", "the library to look in (default: DATA_DIR/library)")
  .option("--json", "print one JSON object per topic")
  .option("--limit <n>", "how many quotes at most", positiveInteger, DEFAULT_QUOTES)
  .option("--speaker <name>", "only what this person says")
  .action(async (words: string[], options: Options) => {
    const app = await openApp(readConfig(), options.library);
    const speaker = options.speaker === undefined ? undefined : speakerLabel(options.speaker, app);
    const many = words.length === 1 && words[0] === "-";
    for await (const topic of many ? stdinLines(process.stdin) : [words.join(" ")]) {
      const found = await app.findQuotes(topic, { limit: options.limit, speaker });
      const language = languageOf(topic);
      if (options.json) printLine(quotesJson(found));
      else if (many) printLine(renderQuotesLine(found, language, renderOptions(app)));
      else printLine(renderQuotes(found, language, renderOptions(app)));
    }
  });

function positiveInteger(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError("It takes a whole number from 1.");
  return number;
}

function speakerLabel(name: string, app: App): string {
  const speakers = speakersOf(app.corpus);
  const speaker = speakerNamed(name, speakers);
  if (speaker) return speaker.name;
  const known = speakers.map((one) => one.name).join(", ") || "nobody";
  throw new UserError("speaker", `Nobody called "${name}" speaks here. There are: ${known}`);
}

await runCommand(command);
