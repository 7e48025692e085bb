import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { App } from "../src/app.ts";
import { packageRoot } from "../src/package-root.ts";
import { newCommand, printLine, readConfig, runCommand } from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";

const ROOT = fileURLToPath(packageRoot());

const command = newCommand("bench", "Measure how fast answers come and what they take")
  .option("--runs <n>", "how often each process is started", Number, 10)
  .action(async ({ runs }: { runs: number }) => {
    const data = mkdtempSync(join(tmpdir(), "verbatim-bench-"));
    process.env["DATA_DIR"] = data;
    try {
      const app = await openApp(readConfig(), undefined);
      await warmAnswers(app);
      coldStart(data, runs);
      await chatMemory(data);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });

interface Asked {
  readonly zh: string;
  readonly en: string;
}

/** Every question of the evaluation set, both languages, five times over, after one round to warm up. */
async function warmAnswers(app: App): Promise<void> {
  const questions = readFileSync(new URL("data/eval/questions.jsonl", packageRoot()), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const { zh, en } = JSON.parse(line) as Asked;
      return [zh, en];
    });
  const times: number[] = [];
  for (let round = 0; round <= 5; round++)
    for (const question of questions) {
      const start = performance.now();
      await app.ask(question);
      if (round > 0) times.push(performance.now() - start);
    }
  printLine(`warm answer, in process (${times.length} answers): ${spread(times)} ms`);
}

/** From starting the program's process, without npm, to its end; beside a node that does nothing. */
function coldStart(data: string, runs: number): void {
  const time = (args: string[]) =>
    Array.from({ length: runs }, () => {
      const start = performance.now();
      spawnSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, DATA_DIR: data } });
      return (performance.now() - start) / 1000;
    });
  const node = time(["-e", "0"]);
  printLine(`node -e 0 (${runs} runs): ${spread(node)} s`);
  for (const question of ["Altman 为什么被解雇？", "Why did he come back?"])
    printLine(
      `cold ask, index present (${runs} runs): ${spread(time(["scripts/launch.js", "ask", "--json", question]))} s  ${question}`,
    );
}

/** Resident memory of a chat that has answered some questions. */
async function chatMemory(data: string): Promise<void> {
  const chat = spawn(process.execPath, ["scripts/launch.js", "main"], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: data },
  });
  chat.stdin.write(
    "Altman 为什么被解雇？\nWhy did he come back?\n/summary\n/quotes 董事会\n".repeat(10),
  );
  await once(chat.stdout, "data");
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const status = readFileSync(`/proc/${chat.pid ?? 0}/status`, "utf8");
  const resident = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
  printLine(`resident memory of the chat: ${resident.toFixed(0)} MiB`);
  chat.kill();
  await once(chat, "close");
}

/** Median and 99th percentile. */
function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return `p50 ${at(0.5).toFixed(2)}, p99 ${at(0.99).toFixed(2)}`;
}

await runCommand(command);
