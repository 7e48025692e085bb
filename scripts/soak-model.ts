import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type App, createApp, libraryPlace } from "../src/app.ts";
import { loadConfig } from "../src/config.ts";
import { quoteOf } from "../src/interview/quote-of.ts";
import { newCommand, printLine, reportLine, runCommand } from "../src/terminal/command.ts";
import { modelFaults } from "./soak/model-faults.ts";
import { startModelServer } from "./soak/model-server.ts";
import { seededRandom } from "./soak/random.ts";

interface Options {
  questions: number;
  seed: number;
  deadline: number;
  atOnce: number;
}

const command = newCommand("soak:model", "Ask a model that does all that models do wrong")
  .option("--questions <n>", "how many questions", Number, 500)
  .option("--seed <n>", "which row of faults", Number, 1)
  .option("--deadline <ms>", "how long a model's answer may take", Number, 2_000)
  .option("--at-once <n>", "how many people ask at the same time", Number, 8)
  .action(soak);

async function soak({ questions, seed, deadline, atOnce }: Options): Promise<void> {
  const random = seededRandom(seed);
  const faults = Object.entries(modelFaults(random, deadline));
  const happened = new Map<string, number>();
  const server = await startModelServer((exchange) => {
    const [name, behaviour] = random.pick(faults);
    happened.set(name, (happened.get(name) ?? 0) + 1);
    return behaviour(exchange);
  });
  const data = mkdtempSync(join(tmpdir(), "verbatim-soak-"));
  try {
    const config = loadConfig({
      DATA_DIR: data,
      OPENAI_BASE_URL: server.url,
      ANSWER_TIMEOUT_MS: String(deadline),
      TOKENS_PER_DAY: "0",
    });
    const tally = createTally();
    let next = 0;
    const person = async (app: App, end: number) => {
      while (next < end) await tally.ask(questionOf(next++), app);
    };
    // Started anew now and then: a program remembers what its endpoint does not take.
    while (next < questions) {
      const app = await createApp(config, libraryPlace(config, undefined));
      const end = Math.min(questions, next + BEFORE_RESTART);
      await Promise.all(Array.from({ length: atOnce }, () => person(app, end)));
      reportLine(`questions ${next}`);
    }
    // What comes after its answer would have come by now.
    await sleep(deadline);
    for (const [name, count] of [...happened].sort())
      printLine(`${String(count).padStart(5)}  ${name}`);
    report(tally, { questions, deadline, seed });
  } finally {
    await server.close();
    rmSync(data, { recursive: true, force: true });
  }
}

const BEFORE_RESTART = 50;

/** No two are the same, or the second would be answered from memory. */
const questionOf = (n: number): string =>
  QUESTIONS[n % QUESTIONS.length]!.replace(
    "?",
    ` (${n.toString(2).replaceAll("0", "so ").replaceAll("1", "well ")})?`,
  );

const QUESTIONS = [
  "Did anything change in OpenAI's safety work?",
  "Why did Altman come back?",
  "What did Murati say about Ilya Sutskever?",
  "Is there something wrong with the governance structure?",
  "Who leads the new board?",
];

/** Asks, and compares what comes back with what may come back. */
function createTally() {
  const outcomes = new Map<string, number>();
  const times: number[] = [];
  const found = { answers: 0, failed: 0, late: 0, repeated: 0, inexact: 0 };

  return {
    times,
    outcomes,
    found,
    async ask(question: string, app: App): Promise<void> {
      let isAnswered = false;
      const onPart = () => {
        if (isAnswered) found.late++;
      };
      const start = performance.now();
      try {
        const { reply } = await app.ask(question, { onPart });
        isAnswered = true;
        times.push(performance.now() - start);
        found.answers++;
        const outcome = reply.fallback ?? `${reply.mode} ${reply.status}`;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        const texts = reply.claims.map(({ text, citations }) => `${text} ${citations.join()}`);
        if (reply.question !== question || new Set(texts).size < texts.length) found.repeated++;
        for (const { file, start: from, end, quote } of reply.citations) {
          const stored = app.library.interviews.find((one) => one.file === file);
          if (!stored || quoteOf(stored.source.slice(from, end)) !== quote) found.inexact++;
        }
      } catch (error) {
        found.failed++;
        reportLine(`no answer: ${String(error)}`);
      }
    },
  };
}

const GRACE_MS = 1_000;

function report(
  { times, outcomes, found }: ReturnType<typeof createTally>,
  { questions, deadline, seed }: Pick<Options, "questions" | "deadline" | "seed">,
): void {
  for (const [outcome, count] of [...outcomes].sort())
    printLine(`${String(count).padStart(5)}  → ${outcome}`);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
  const p99 = at(0.99);
  printLine(
    `seed ${seed}  deadline ${deadline} ms  p50 ${at(0.5)} ms  p99 ${p99} ms  longest ${at(1)} ms`,
  );
  const { answers, failed, late, repeated, inexact } = found;
  printLine(
    `questions ${questions}  answers ${answers}  failed ${failed}  parts after the answer ${late}  repeated ${repeated}  inexact quotes ${inexact}`,
  );
  if (answers !== questions || failed + late + repeated + inexact > 0 || p99 > deadline + GRACE_MS)
    process.exitCode = 1;
}

await runCommand(command);
