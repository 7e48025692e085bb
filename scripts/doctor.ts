import { readFileSync } from "node:fs";
import pc from "picocolors";
import { libraryPlace } from "../src/app.ts";
import { type Config, languageOf } from "../src/config.ts";
import { checkNode } from "../src/doctor/check-system.ts";
import { diagnose } from "../src/doctor/diagnose.ts";
import type { Finding, Say } from "../src/doctor/finding.ts";
import { renderFindings } from "../src/doctor/render-findings.ts";
import { UserError } from "../src/errors.ts";
import { loadMessages } from "../src/locales/messages.ts";
import { packageRoot } from "../src/package-root.ts";
import { EXIT, newCommand, printLine, readConfig, runCommand } from "../src/terminal/command.ts";
import { printable } from "../src/terminal/printable.ts";

interface Options {
  library?: string;
  json?: true;
}

const command = newCommand("doctor", "Check the whole set-up, and say what to fix")
  .option("--library <dir>", "the library to check (default: DATA_DIR/library)")
  .option("--json", "one JSON object instead of text")
  .action(async ({ library, json }: Options) => {
    const messages = loadMessages();
    const read = configOrProblems();
    const say: Say = (id, values) => messages(languageOf(process.env), id, values);
    const found = [
      checkNode(process.versions.node, leastNode(), say),
      ...("problems" in read
        ? read.problems.map((problem) => wrongSetting(problem, say))
        : await diagnose(read.config, libraryPlace(read.config, library), say, { fetch })),
    ];
    const findings = found.map((finding) => ({ ...finding, text: printable(finding.text) }));
    const ok = findings.every(({ status }) => status !== "fail");
    const colour = process.stdout.isTTY ? pc.isColorSupported : false;
    printLine(
      json ? JSON.stringify({ ok, checks: findings }) : renderFindings(findings, say, { colour }),
    );
    if (!ok) process.exitCode = EXIT.userError;
  });

function configOrProblems(): { config: Config } | { problems: string[] } {
  try {
    return { config: readConfig() };
  } catch (error) {
    if (!(error instanceof UserError && error.code === "config")) throw error;
    return { problems: error.cause as string[] };
  }
}

const wrongSetting = (problem: string, say: Say): Finding => ({
  group: "system",
  name: `setting:${problem.split(" ")[0]!}`,
  status: "fail",
  text: say("doctor-setting", { problem }),
});

/** `>=20.19` in package.json. */
function leastNode(): string {
  const text = readFileSync(new URL("package.json", packageRoot()), "utf8");
  const { engines } = JSON.parse(text) as { engines: { node: string } };
  return engines.node.replace(/^>=\s*/u, "");
}

await runCommand(command);
