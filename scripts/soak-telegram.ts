import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp, libraryPlace } from "../src/app.ts";
import { loadConfig } from "../src/config.ts";
import { packageRoot } from "../src/package-root.ts";
import { newCommand, printLine, reportLine, runCommand } from "../src/terminal/command.ts";
import { distinctQuestions, isSound, RUNS, type RunResult, soakRun } from "./soak/telegram-runs.ts";

interface Options {
  updates: number;
  chats: number;
  kills: number;
  seed: number;
  json?: boolean;
}

const command = newCommand("soak", "Look for updates that are lost, answered twice or out of order")
  .option("--updates <n>", "updates of each run", Number, 1_000)
  .option("--chats <n>", "private chats, groups and topics", Number, 50)
  .option("--kills <n>", "how often the bot is killed in the run for that", Number, 6)
  .option("--seed <n>", "which row of updates and kills", Number, 1)
  .option("--json", "one JSON object a run")
  .action(soak);

async function soak({ json = false, ...options }: Options): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "verbatim-soak-"));
  try {
    const config = loadConfig({ DATA_DIR: data });
    const app = await createApp(config, libraryPlace(config, undefined));
    const questions = await distinctQuestions(app, evaluationQuestions());
    reportLine(`${questions.size} questions that no other is answered like`);
    if (!json) printLine(HEAD);
    for (const run of RUNS) {
      const result = await soakRun(run, { ...options, app, questions });
      printLine(json ? JSON.stringify(result) : rowOf(result));
      for (const kind of ["lost", "outOfOrder", "repeated", "complaints"] as const)
        for (const line of result[kind].slice(0, 10)) reportLine(`${run}: ${kind}: ${line}`);
      if (!isSound(result)) process.exitCode = 1;
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

function evaluationQuestions(): string[] {
  return readFileSync(new URL("data/eval/questions.jsonl", packageRoot()), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const { zh, en } = JSON.parse(line) as { zh: string; en: string };
      return [zh, en];
    });
}

const HEAD =
  "run                            updates  lost  out of order  twice  in flight, repeated  faults  updates/s";

function rowOf(result: RunResult): string {
  const { run, updates, lost, outOfOrder, repeated, repeatedInFlight, bound, faults } = result;
  const cells: (readonly [string | number, number])[] = [
    [updates, 7],
    [lost.length, 4],
    [outOfOrder.length, 12],
    [repeated.length, 5],
    [!bound ? repeatedInFlight : `${repeatedInFlight} of ${bound}`, 19],
    [faults, 6],
    [(updates / result.seconds).toFixed(0), 9],
  ];
  return [run.padEnd(29), ...cells.map(([cell, width]) => String(cell).padStart(width))].join("  ");
}

await runCommand(command);
