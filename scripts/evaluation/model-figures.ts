import type { DropReason } from "../../src/answer/model/check-claims.ts";
import type { ModelUse } from "../../src/answer/model/model-use.ts";
import type { App } from "../../src/app.ts";
import type { ModelConfig } from "../../src/config.ts";
import { type CitationScore, meanOf } from "./citation-scores.ts";
import { type Outcome, type Scores, scoresOf } from "./score.ts";
import { describeShare, shareOf } from "./share.ts";

export interface Figures {
  readonly model: string;
  readonly judge: string;
  readonly scores: Scores;
  /** How the questions that were for the model ended. */
  readonly ends: Readonly<Record<string, number>>;
  /** What was not shown of what the model wrote, by reason. */
  readonly drops: Readonly<Record<string, number>>;
  /** Per question that was for the model. */
  readonly perQuestion: Readonly<Record<"calls" | "promptTokens" | "completionTokens", number>>;
  /** Whether tokens are estimates for want of the endpoint's own count. */
  readonly estimated: boolean;
  readonly ms: Readonly<Record<"p50" | "p95", number>>;
}

export interface Measured {
  readonly outcomes: readonly Outcome[];
  readonly uses: readonly ModelUse[];
  readonly judged: readonly CitationScore[];
  readonly judge: string;
  readonly model: ModelConfig;
}

export function figuresOf({ outcomes, uses, judged, judge, model }: Measured, app: App): Figures {
  const mean = (of: (use: ModelUse) => number) =>
    Math.round((10 * uses.reduce((sum, use) => sum + of(use), 0)) / Math.max(1, uses.length)) / 10;
  const ms = uses.map((use) => use.ms).sort((a, b) => a - b);
  const at = (share: number) => ms[Math.ceil(ms.length * share) - 1] ?? 0;
  return {
    model: model.name,
    judge,
    scores: {
      ...scoresOf(outcomes, app),
      ...refusalScores(outcomes),
      ...claimScores(uses, judged),
    },
    ends: tally(uses.map(({ outcome }) => ({ [outcome]: 1 }))),
    drops: tally(uses.map(({ drops }) => drops)),
    perQuestion: {
      calls: mean(({ calls }) => calls),
      promptTokens: mean(({ promptTokens }) => promptTokens),
      completionTokens: mean(({ completionTokens }) => completionTokens),
    },
    estimated: uses.some(({ estimated }) => estimated),
    ms: { p50: at(0.5), p95: at(0.95) },
  };
}

function refusalScores(outcomes: readonly Outcome[]): Scores {
  const scores: Scores = {};
  for (const language of ["zh", "en"] as const) {
    const own = outcomes.filter((outcome) => outcome.language === language);
    const answerable = own.filter(({ question }) => question.kind === "answerable");
    scores[`${language} answerable: refused`] = shareOf(
      answerable,
      ({ reply }) => reply.status === "not_found",
    );
  }
  scores["fallback to quotes"] = shareOf(outcomes, ({ reply }) => reply.fallback !== undefined);
  return scores;
}

/** For these a whole claim goes; for the others something in it. */
const WHOLE: readonly DropReason[] = [
  "no-source",
  "empty",
  "surplus-claim",
  "repeated",
  "attribution",
  "number",
  "name",
  "unrelated",
  "prompt",
];

function claimScores(uses: readonly ModelUse[], judged: readonly CitationScore[]): Scores {
  const shown = judged.reduce((sum, { statements }) => sum + statements, 0);
  const gone = uses.reduce(
    (sum, { drops }) => sum + WHOLE.reduce((part, reason) => part + (drops[reason] ?? 0), 0),
    0,
  );
  const written = Array.from({ length: shown + gone }, (_, place) => place < shown);
  return {
    "claims that the check let through": shareOf(written, (isShown) => isShown),
    "citation recall": meanOf(judged.map(({ recall }) => recall)),
    "citation precision": meanOf(judged.map(({ precision }) => precision)),
  };
}

function tally(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of counts)
    for (const [name, count] of Object.entries(one)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

/** The same for people, a line each. */
export function describeFigures(figures: Figures): string[] {
  const { scores, ends, drops, perQuestion, estimated, ms } = figures;
  const counts = (all: Readonly<Record<string, number>>) =>
    Object.entries(all)
      .sort(([, a], [, b]) => b - a)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ") || "none";
  const by =
    figures.judge === "model" ? "the model itself" : "the program's own check, no NLI model";
  return [
    ...Object.entries(scores).map(([name, share]) => `${name} ${describeShare(share)}`),
    `citations judged by: ${by}`,
    `model: ${figures.model}; questions that were for it: ${counts(ends)}`,
    `dropped: ${counts(drops)}`,
    `a question: ${perQuestion.calls} calls, ${perQuestion.promptTokens} + ${perQuestion.completionTokens} tokens${estimated ? " (estimated)" : ""}, p50 ${ms.p50} ms, p95 ${ms.p95} ms`,
  ];
}
