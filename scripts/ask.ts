import { replyJson } from "../src/terminal/json.ts";
import { newCommand, printLine, readConfig, runCommand } from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";
import { stdinLines } from "../src/terminal/read-lines.ts";
import { renderOptions } from "../src/terminal/render-options.ts";
import { renderReply, renderReplyLine } from "../src/terminal/render.ts";

const command = newCommand("ask", "Answer a question about the interviews with exact quotes")
  .argument("<question...>", 'the question; "-" reads one question per line from stdin')
  .option("--library <dir>", "the library to ask (default: DATA_DIR/library)")
  .option("--json", "print one JSON object per question")
  .action(async (words: string[], options: { library?: string; json?: true }) => {
    const app = await openApp(readConfig(), options.library);
    const many = words.length === 1 && words[0] === "-";
    for await (const question of many ? stdinLines(process.stdin) : [words.join(" ")]) {
      const start = performance.now();
      const { reply } = await app.ask(question);
      const took = performance.now() - start;
      const deps = renderOptions(app);
      if (options.json) printLine(replyJson(reply, took));
      else printLine(many ? renderReplyLine(reply, deps) : renderReply(reply, deps));
    }
  });

await runCommand(command);
