import { InvalidArgumentError } from "commander";
import type { ModelUse } from "../../src/answer/model/model-use.ts";
import type { App } from "../../src/app.ts";
import { type Config, loadConfig, type ModelConfig } from "../../src/config.ts";
import { UserError } from "../../src/errors.ts";
import { packageRoot } from "../../src/package-root.ts";
import { loadLexicon } from "../../src/retrieve/lexicon.ts";
import { reportLine } from "../../src/terminal/command.ts";
import { openApp } from "../../src/terminal/open-app.ts";
import { judgeByCheck, judgeByModel } from "./citation-judges.ts";
import { type CitationScore, scoreCitations } from "./citation-scores.ts";
import { startFakeModel } from "./fake-model.ts";
import { type Figures, figuresOf } from "./model-figures.ts";
import { type Half, type Question, readQuestions } from "./questions.ts";
import type { Outcome } from "./score.ts";

export interface ModelModeOptions {
  readonly half: Half;
  /** Only so many of its questions, from the first on: for a look at what it will cost. */
  readonly questions?: number | undefined;
  /** Who says whether quotes support a claim: see citation-judges.ts. */
  readonly judge: "check" | "model";
  /** Instead of the configured model: one that errs in this share of its claims. */
  readonly fake?: number | undefined;
}

/** @throws InvalidArgumentError for what is no share, 0 to 1. */
export function readShare(text: string): number {
  const share = text.trim() === "" ? NaN : Number(text);
  if (!(share >= 0 && share <= 1)) throw new InvalidArgumentError("A share is 0 to 1.");
  return share;
}

/** @throws InvalidArgumentError for what is no number of questions. */
export function readCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/u.test(text.trim()))
    throw new InvalidArgumentError("A whole number from 1.");
  return Number(text);
}

export interface ModelReport {
  readonly outcomes: readonly Outcome[];
  readonly figures: Figures;
}

/**
 * Asks all questions with a model, and measures what people would see.
 *
 * @throws UserError `no-model` when there is none to ask
 */
export async function evaluateByModel(
  config: Config,
  { fake, ...options }: ModelModeOptions,
): Promise<ModelReport> {
  if (fake === undefined) return evaluate(config, options);
  const lexicon = loadLexicon(new URL("data/lexicon/", packageRoot()));
  const server = await startFakeModel(lexicon, fake);
  const { model } = loadConfig({ OPENAI_BASE_URL: server.url, CHAT_MODEL: `fake, ${fake} wrong` });
  try {
    return await evaluate({ ...config, model }, options);
  } finally {
    await server.close();
  }
}

async function evaluate(
  config: Config,
  { half, questions = Infinity, judge }: Omit<ModelModeOptions, "fake">,
): Promise<ModelReport> {
  if (!config.model)
    throw new UserError(
      "no-model",
      "There is no model to measure. Set OPENAI_API_KEY or OPENAI_BASE_URL, or try the machinery with --fake 0.3",
    );
  // Whoever measures has decided to spend; a limit in the middle would measure the limit.
  const model: ModelConfig = { ...config.model, budget: { user: 0, chat: 0, all: 0 } };
  const uses: ModelUse[] = [];
  const app = await openApp({ ...config, model }, undefined, {
    onModelUse: (use) => uses.push(use),
  });
  const outcomes = await askAll(readQuestions(half).slice(0, questions), app);
  const judged = await judgeAll(
    outcomes,
    judge === "model" ? judgeByModel(model) : judgeByCheck(app.corpus),
  );
  return { outcomes, figures: figuresOf({ outcomes, uses, judged, judge, model }, app) };
}

/** How many questions are on their way at the same time. */
const AT_ONCE = 4;
const PROGRESS_EVERY = 50;

async function askAll(questions: readonly Question[], app: App): Promise<Outcome[]> {
  const tasks = questions.flatMap((question) =>
    (["zh", "en"] as const).map((language) => ({ question, language })),
  );
  const outcomes = new Array<Outcome>(tasks.length);
  const ask = async (at: number) => {
    const { question, language } = tasks[at]!;
    outcomes[at] = { question, language, reply: (await app.ask(question[language])).reply };
    if ((at + 1) % PROGRESS_EVERY === 0) reportLine(`questions ${at + 1} of ${tasks.length}`);
  };
  await ask(0);
  if (outcomes[0]!.reply.fallback === "unavailable")
    throw new UserError(
      "model-unavailable",
      "The model does not answer. Find out why: npm run doctor",
    );
  let next = 1;
  const work = async () => {
    for (let at = next++; at < tasks.length; at = next++) await ask(at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

async function judgeAll(
  outcomes: readonly Outcome[],
  judge: Parameters<typeof scoreCitations>[1],
): Promise<CitationScore[]> {
  const scores: CitationScore[] = [];
  for (const { reply } of outcomes) {
    const score = reply.mode === "model" ? await scoreCitations(reply, judge) : null;
    if (score) scores.push(score);
  }
  return scores;
}
