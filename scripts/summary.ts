import type { App } from "../src/app.ts";
import { UserError } from "../src/errors.ts";
import { languageOf } from "../src/retrieve/language.ts";
import { newCommand, printLine, readConfig, runCommand } from "../src/terminal/command.ts";
import { summaryJson } from "../src/terminal/json.ts";
import { openApp } from "../src/terminal/open-app.ts";
import { renderOptions } from "../src/terminal/render-options.ts";
import { renderSummary } from "../src/terminal/render.ts";

interface Options {
  library?: string;
  json?: true;
  interview?: string;
}

const command = newCommand(
  "summary",
  "Sum an interview up, or what it says on a topic, with quotes",
)
  .argument("[topic...]", "only what is said on this")
  .option("--library <dir>", "the library to look in (default: DATA_DIR/library)")
  .option("--json", "print one JSON object per interview")
  .option("--interview <id>", "only this interview")
  .action(async (words: string[], options: Options) => {
    const config = readConfig();
    const app = await openApp(config, options.library);
    const { interview } = options;
    if (interview !== undefined) checkInterview(interview, app);
    const topic = words.join(" ").trim();
    const language = topic === "" ? config.language : languageOf(topic);
    const summaries = await app.summaries({
      language,
      ...(topic === "" ? {} : { topic }),
      ...(interview === undefined ? {} : { interview }),
    });
    if (summaries.length === 0 && !options.json) printLine(app.messages(language, "library-empty"));
    for (const summary of summaries)
      printLine(
        options.json ? summaryJson(summary) : renderSummary(summary, language, renderOptions(app)),
      );
  });

function checkInterview(id: string, { library }: App): void {
  const ids = library.interviews.map(({ interview }) => interview.id);
  if (ids.includes(id)) return;
  const known = ids.join(", ") || "none";
  throw new UserError("interview", `There is no interview "${id}". There are: ${known}`);
}

await runCommand(command);
