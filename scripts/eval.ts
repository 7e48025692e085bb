import { readFileSync } from "node:fs";
import { type App } from "../src/app.ts";
import type { Citation, Reply } from "../src/answer/reply.ts";
import { packageRoot } from "../src/package-root.ts";
import { quoteOf } from "../src/interview/quote-of.ts";
import { newCommand, printLine, readConfig, runCommand } from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";

interface Gold {
  readonly quote: string;
  readonly speaker: string | null;
  readonly quoted_speaker: string | null;
}

interface Question {
  readonly id: string;
  readonly kind: "answerable" | "unanswerable";
  readonly difficulty?: "near" | "paraphrased" | "distant";
  readonly half: "tuning" | "untouched";
  readonly zh: string;
  readonly en: string;
  readonly gold?: readonly Gold[];
}

interface Outcome {
  readonly question: Question;
  readonly language: "zh" | "en";
  readonly reply: Reply;
}

const QUESTIONS = new URL("data/eval/questions.jsonl", packageRoot());

const command = newCommand("eval", "Measure the answers on data/eval/questions.jsonl")
  .option("--half <name>", "tuning, untouched or all", "tuning")
  .option("--misses", "list the questions that went wrong")
  .action(async (options: { half: string; misses?: true }) => {
    const app = await openApp(readConfig(), undefined);
    const questions = readFileSync(QUESTIONS, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line) as Question)
      .filter(({ half }) => options.half === "all" || half === options.half);
    for (const language of ["zh", "en"] as const) {
      const outcomes: Outcome[] = [];
      for (const question of questions)
        outcomes.push({ question, language, reply: (await app.ask(question[language])).reply });
      report(language, outcomes, app);
      if (options.misses) outcomes.filter(isMiss).forEach(printMiss);
    }
  });

function report(language: string, outcomes: readonly Outcome[], app: App): void {
  printLine(`\n${language}`);
  for (const difficulty of ["near", "paraphrased", "distant"]) {
    const some = outcomes.filter(({ question }) => question.difficulty === difficulty);
    if (some.length === 0) continue;
    printLine(
      [
        difficulty.padEnd(12),
        `gold cited ${share(some, (one) => goldRank(one) !== null)}`,
        `gold first ${share(some, (one) => goldRank(one) === 1)}`,
        `refused ${share(some, refused)}`,
        `quotes per answer ${mean(some.filter((one) => !refused(one)).map(({ reply }) => reply.citations.length))}`,
      ].join("  "),
    );
  }
  const unanswerable = outcomes.filter(({ question }) => question.kind === "unanswerable");
  printLine(`unanswerable  refused ${share(unanswerable, refused)}`);
  const quotes = outcomes.flatMap(({ reply }) => [...reply.citations]);
  printLine(`quotes exact  ${share(quotes, (citation) => isExact(citation, app))}`);
}

const refused = ({ reply }: Outcome): boolean => reply.status === "not_found";

const isMiss = (one: Outcome): boolean =>
  one.question.kind === "unanswerable" ? !refused(one) : goldRank(one) === null;

function printMiss({ question, language, reply }: Outcome): void {
  const gold = question.gold?.map(({ quote }) => quote.slice(0, 30)).join(" | ") ?? "(refuse)";
  const cited = reply.citations.map(({ quote }) => quote.slice(0, 40)).join(" | ") || "(refused)";
  printLine(
    `  ${question.id} ${question.difficulty ?? ""} ${question[language]}\n      gold ${gold}\n      got  ${cited}`,
  );
}

/** The number of the first quote that has one of the gold sentences, said by the right voice. */
function goldRank({ question, reply }: Outcome): number | null {
  const hit = reply.citations.find((citation) =>
    question.gold?.some(
      (gold) =>
        bare(citation.quote).includes(bare(gold.quote)) &&
        (citation.speaker ?? citation.quoted_speaker) === (gold.speaker ?? gold.quoted_speaker),
    ),
  );
  return hit?.n ?? null;
}

const bare = (text: string): string => text.replace(/[\s*]+/gu, "");

function isExact({ file, start, end, quote }: Citation, app: App): boolean {
  const source = app.library.interviews.find((stored) => stored.file === file)?.source;
  return source !== undefined && quoteOf(source.slice(start, end)) === quote;
}

/** With its 95 % interval (Wilson 1927). */
function share<T>(items: readonly T[], holds: (item: T) => boolean): string {
  if (items.length === 0) return "–";
  const n = items.length;
  const p = items.filter(holds).length / n;
  const z = 1.96;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  const percent = (value: number) => (100 * value).toFixed(0);
  return `${percent(p)} % [${percent(Math.max(0, centre - half))}–${percent(Math.min(1, centre + half))}]`;
}

const mean = (numbers: readonly number[]): string =>
  numbers.length === 0
    ? "–"
    : (numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toFixed(1);

await runCommand(command);
