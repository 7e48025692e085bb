import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createApp, libraryPlace } from "../src/app.ts";
import { loadConfig } from "../src/config.ts";
import { packageRoot } from "../src/package-root.ts";
import { newCommand, printLine, reportLine, runCommand } from "../src/terminal/command.ts";
import type { Person } from "../test/support/telegram/people.ts";
import { startTelegram } from "../test/support/telegram/start-telegram.ts";
import { startProgram } from "./soak/children.ts";
import { drawBench } from "./telegram/draw-bench.ts";
import { type Echo, ECHOES, runEcho } from "./telegram/echo-bot.ts";
import { type Measured, measure, percentile } from "./telegram/load.ts";

interface Options {
  answers: number;
  people: number;
  rate: number;
  picture?: boolean;
  as?: Echo;
}

const command = newCommand("bench:telegram", "Measure how many answers a second the bot sends")
  .option("--answers <n>", "answers of each measurement", Number, 1_500)
  .option("--people <n>", "who ask at the same time, one question after the other", Number, 60)
  .option("--rate <n>", "questions a second where answers are not waited for", Number, 50)
  .option("--picture", "draw docs/telegram-bench.svg")
  .option("--as <bot>", "be one of the bots to compare with; for the benchmark itself")
  .action(async ({ as, ...options }: Options) => {
    if (as === undefined) return bench(options);
    const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: root } = process.env;
    await runEcho(as, token!, root!);
  });

const CONTENDERS = ["verbatim", ...ECHOES] as const;
type Contender = (typeof CONTENDERS)[number];

const NAMES: Record<Contender, string> = {
  verbatim: "Verbatim",
  echo: "bare grammY, echo",
  "echo-runner": "grammY and runner, echo",
};

async function bench({ answers, people, rate, picture = false }: Omit<Options, "as">) {
  const data = mkdtempSync(join(tmpdir(), "verbatim-bench-"));
  try {
    const config = loadConfig({ DATA_DIR: data });
    await createApp(config, libraryPlace(config, undefined));
    printLine(
      `${answers} answers, ${people} people at once; milliseconds from update to sent answer`,
    );
    printLine(
      "bot                        answers/s     p50     p99   at a rate of     p50     p99",
    );
    const rows: { name: string; perSecond: number }[] = [];
    for (const contender of CONTENDERS) {
      const [full, steady] = await measureBot(contender, { answers, people, rate, data });
      const perSecond = full.answers / full.seconds;
      rows.push({ name: NAMES[contender], perSecond });
      const cells = [
        NAMES[contender].padEnd(25),
        perSecond.toFixed(0).padStart(10),
        ...spread(full),
        `${rate}/s`.padStart(14),
        ...spread(steady),
      ];
      printLine(cells.join(" "));
    }
    if (!picture) return;
    const file = fileURLToPath(new URL("docs/telegram-bench.svg", packageRoot()));
    writeFileSync(file, drawBench(rows));
    printLine(file);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

const spread = (measured: Measured): string[] =>
  [0.5, 0.99].map((share) => percentile(measured, share).toFixed(0).padStart(7));

/** As fast as it goes, and at a steady rate; each after some to warm up. */
async function measureBot(
  contender: Contender,
  { answers, people, rate, data }: Omit<Options, "as" | "picture"> & { data: string },
): Promise<[Measured, Measured]> {
  const telegram = await startTelegram({ recordCalls: false });
  const args = contender === "verbatim" ? [] : ["--as", contender];
  const bot = startProgram(contender === "verbatim" ? "main" : "bench-telegram", args, {
    DATA_DIR: data,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    USER_QUESTIONS_PER_MINUTE: "0",
    CHAT_QUESTIONS_PER_MINUTE: "0",
    LOG_LEVEL: "warn",
  });
  try {
    await telegram.waitFor(() => telegram.isPolling(), { timeoutMs: 60_000 });
    const load = {
      people: Array.from({ length: people }, () => telegram.user({ language_code: "en" })),
      turns: new Map<Person, number>(),
      questions: questionsOfEvaluation(),
    };
    await measure(telegram, { ...load, answers: Math.ceil(answers / 5) });
    const full = await measure(telegram, { ...load, answers });
    const steady = await measure(telegram, { ...load, answers: rate * 10, perSecond: rate });
    return [full, steady];
  } finally {
    bot.child.kill("SIGTERM");
    const { err } = await bot.ended;
    if (/"level":"error"/u.test(err)) reportLine(`${contender}: ${err}`);
    await telegram.close();
  }
}

/** Of both languages, answered by the interview or not. */
function questionsOfEvaluation(): string[] {
  return readFileSync(new URL("data/eval/questions.jsonl", packageRoot()), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const { zh, en } = JSON.parse(line) as { zh: string; en: string };
      return [zh, en];
    });
}

await runCommand(command);
