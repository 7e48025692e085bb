import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Option } from "commander";
import { type App, createApp } from "../src/app.ts";
import { packageRoot } from "../src/package-root.ts";
import {
  EXIT,
  newCommand,
  printLine,
  readConfig,
  reportLine,
  runCommand,
} from "../src/terminal/command.ts";
import { openApp } from "../src/terminal/open-app.ts";
import { describeFigures } from "./evaluation/model-figures.ts";
import { evaluateByModel, readCount, readShare } from "./evaluation/model-mode.ts";
import { withOtherInterviews } from "./evaluation/other-interviews.ts";
import {
  type Half,
  type Question,
  readQuestions,
  readUnseenQuestions,
} from "./evaluation/questions.ts";
import {
  citationsPerAnswer,
  isMiss,
  type Outcome,
  type Scores,
  scoresOf,
  xquadScoresOf,
} from "./evaluation/score.ts";
import { describeShare, isDrop, shareFrom } from "./evaluation/share.ts";
import { withBilingualInterviews } from "./evaluation/bilingual-interviews.ts";
import { askXquad, xquadIsHere } from "./evaluation/xquad.ts";

const BASELINE = new URL("data/eval/baseline.json", packageRoot());

interface Options {
  half: Half;
  mode: "extractive" | "model";
  judge: "check" | "model";
  fake?: number;
  questions?: number;
  misses?: true;
  unseen?: true;
  json?: true;
  check?: true;
  save?: true;
}

const command = newCommand("eval", "Measure the answers on data/eval/questions.jsonl")
  .addOption(
    new Option("--half <name>", "which questions")
      .choices(["tuning", "untouched", "all"])
      .default("all"),
  )
  .addOption(
    new Option("--mode <name>", "who composes; the baseline is of extractive answers")
      .choices(["extractive", "model"])
      .default("extractive"),
  )
  .addOption(
    new Option("--judge <name>", "with a model: who says whether quotes support a claim")
      .choices(["check", "model"])
      .default("check"),
  )
  .addOption(
    new Option("--fake <share>", "try that with a stand-in that errs in this share of its claims")
      .argParser(readShare)
      .implies({ mode: "model" }),
  )
  .option("--questions <n>", "with a model: only the first n questions", readCount)
  .option("--misses", "list the questions of the tuning half that went wrong")
  .option(
    "--unseen",
    "ask the questions that nothing was fitted on instead, on what ships and on fifteen others",
  )
  .option("--json", "print the scores as JSON")
  .option("--check", "exit with 1 when something fell below data/eval/baseline.json")
  .option("--save", "make these scores the baseline")
  .action(
    async ({ half, mode, judge, fake, questions, misses, unseen, json, check, save }: Options) => {
      if (mode === "model") {
        if (check || save) command.error("error: --check and --save are for extractive answers");
        const report = await evaluateByModel(readConfig(), { half, judge, fake, questions });
        if (json) printLine(JSON.stringify(report.figures));
        else describeFigures(report.figures).forEach(printLine);
        if (misses) report.outcomes.filter(isMiss).forEach(printMiss);
        return;
      }
      if (unseen) {
        if (check || save || misses) command.error("error: --unseen stands by itself");
        const scores = await askUnseen();
        if (json) printLine(JSON.stringify(scores));
        else printScores(scores);
        return;
      }
      const app = await openApp(readConfig(), undefined);
      const outcomes = await askAll(readQuestions(half), app);
      const others = await askOthers(half);
      const scores = {
        ...scoresOf(outcomes, app),
        ...others.scores,
        ...(await xquadScores()),
      };
      const citations = citationsPerAnswer([...outcomes, ...others.outcomes]);
      if (json) printLine(JSON.stringify({ ...scores, "citations per answer": citations }));
      else {
        printScores(scores);
        for (const [language, count] of Object.entries(citations))
          printLine(`${language}: ${count.toFixed(1)} citations per answer`);
      }
      if (misses) [...outcomes, ...others.outcomes].filter(isMiss).forEach(printMiss);
      if (save) writeFileSync(BASELINE, `${JSON.stringify(scores, null, 2)}\n`);
      if (check) compare(scores);
    },
  );

async function askAll(questions: readonly Question[], app: App): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of questions)
    for (const language of ["zh", "en"] as const)
      outcomes.push({ question, language, reply: (await app.ask(question[language])).reply });
  return outcomes;
}

async function askOthers(half: Half): Promise<{ outcomes: Outcome[]; scores: Scores }> {
  const outcomes: Outcome[] = [];
  const scores: Scores = {};
  await withOtherInterviews(half, readConfig(), createApp, async (name, app, questions) => {
    const own = await askAll(questions, app);
    outcomes.push(...own);
    for (const [score, share] of Object.entries(scoresOf(own, app)))
      if (share.of > 0) scores[`${name} ${score}`] = share;
  });
  return { outcomes, scores };
}

/** Questions on the interview that ships, and those on others all together, by the languages of question and interview. */
async function askUnseen(): Promise<Scores> {
  const scores = new Map<string, { hits: number; of: number }>();
  await withBilingualInterviews("unseen", readConfig(), createApp, async (name, app, questions) => {
    const own = scoresOf(await askAll(questions, app), app);
    for (const [score, { share, of }] of Object.entries(own)) {
      const key = `${name.endsWith("-zh") ? "Chinese" : "English"} interviews, ${score}`;
      const sum = scores.get(key) ?? { hits: 0, of: 0 };
      scores.set(key, { hits: sum.hits + Math.round(share * of), of: sum.of + of });
    }
  });
  const app = await openApp(readConfig(), undefined);
  const own = scoresOf(await askAll(readUnseenQuestions(), app), app);
  return {
    ...Object.fromEntries(Object.entries(own).map(([key, share]) => [`what ships, ${key}`, share])),
    ...Object.fromEntries([...scores].map(([key, { hits, of }]) => [key, shareFrom(hits, of)])),
  };
}

function printScores(scores: Scores): void {
  for (const [name, share] of Object.entries(scores)) printLine(`${name} ${describeShare(share)}`);
}

async function xquadScores(): Promise<Scores> {
  if (xquadIsHere()) return xquadScoresOf(await askXquad());
  reportLine("../shared/eval/xquad-dev.jsonl is not here, so passages are not measured");
  return {};
}

/** The untouched half stays untouched: whoever reads its misses will tune to them. */
function printMiss({ question, language, reply }: Outcome): void {
  if (question.half !== "tuning") return;
  const gold = question.gold.map(({ quote }) => quote.slice(0, 30)).join(" | ") || "(refuse)";
  const cited = reply.citations.map(({ quote }) => quote.slice(0, 40)).join(" | ") || "(refused)";
  printLine(`${question.id} ${question[language]}\n  gold ${gold}\n  got  ${cited}`);
}

function compare(scores: Scores): void {
  if (!existsSync(BASELINE)) {
    reportLine("There is no baseline yet. Make one: npm run eval -- --save");
    return;
  }
  const baseline = JSON.parse(readFileSync(BASELINE, "utf8")) as Scores;
  const drops = Object.entries(baseline)
    // Its questions are not part of the repository, and a clean checkout goes without.
    .filter(([name]) => xquadIsHere() || !name.startsWith("xquad"))
    .filter(([name, before]) => !scores[name] || isDrop(scores[name], before));
  for (const [name, before] of drops)
    reportLine(`worse than the baseline: ${name}, which was ${describeShare(before)}`);
  if (drops.length > 0) process.exitCode = EXIT.userError;
}

await runCommand(command);
