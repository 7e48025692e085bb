import type { Citation, Reply } from "../../src/answer/reply.ts";
import type { App } from "../../src/app.ts";
import type { Language } from "../../src/interview/interview.ts";
import { quoteOf } from "../../src/interview/quote-of.ts";
import { bare, type Question } from "./questions.ts";
import { type Share, shareOf } from "./share.ts";
import type { XquadOutcome } from "./xquad.ts";

export interface Outcome {
  readonly question: Question;
  readonly language: Language;
  readonly reply: Reply;
}

/** By name; all are shares of the questions, or quotes, that they are about. */
export type Scores = Record<string, Share>;

const GROUPS = ["near", "paraphrased", "distant"] as const;

export function scoresOf(outcomes: readonly Outcome[], app: App): Scores {
  const scores: Scores = {};
  for (const language of ["zh", "en"] as const) {
    const own = outcomes.filter((outcome) => outcome.language === language);
    for (const group of GROUPS) {
      const some = own.filter(({ question }) => question.difficulty === group);
      const cited = some.filter((outcome) => !isRefused(outcome));
      scores[`${language} ${group}: gold cited`] = shareOf(some, (one) => goldRank(one) !== null);
      scores[`${language} ${group}: gold first`] = shareOf(some, (one) => goldRank(one) === 1);
      scores[`${language} ${group}: right speaker first`] = shareOf(cited, isBySpeakerOfGold);
      scores[`${language} ${group}: answered`] = shareOf(some, (one) => !isRefused(one));
    }
    const unanswerable = own.filter(({ question }) => question.kind === "unanswerable");
    scores[`${language} unanswerable: refused`] = shareOf(unanswerable, isRefused);
  }
  const quotes = outcomes.flatMap(({ reply }) => [...reply.citations]);
  scores["quotes exact"] = shareOf(quotes, (citation) => isExact(citation, app));
  return scores;
}

/** How many quotes an answer has, by language; 0 where nothing was answered. */
export function citationsPerAnswer(outcomes: readonly Outcome[]): Record<"zh" | "en", number> {
  const mean = (wanted: Language) => {
    const answered = outcomes.filter((one) => one.language === wanted && !isRefused(one));
    const quotes = answered.reduce((sum, { reply }) => sum + reply.citations.length, 0);
    return answered.length > 0 ? quotes / answered.length : 0;
  };
  return { zh: mean("zh"), en: mean("en") };
}

/** The same for passages of many articles, and for sentences of them as quotes. */
export function xquadScoresOf(outcomes: readonly XquadOutcome[]): Scores {
  const scores: Scores = {};
  for (const language of ["zh", "en"] as const) {
    const own = outcomes.filter((outcome) => outcome.language === language);
    const among = (place: number, first: number) => place >= 0 && place < first;
    scores[`xquad ${language}: passage first`] = shareOf(own, ({ rank }) => among(rank, 1));
    scores[`xquad ${language}: passage in five`] = shareOf(own, ({ rank }) => among(rank, 5));
    scores[`xquad ${language}: answer in top quote`] = shareOf(own, ({ quote }) => among(quote, 1));
    scores[`xquad ${language}: answer in three`] = shareOf(own, ({ quote }) => among(quote, 3));
  }
  return scores;
}

const isRefused = ({ reply }: Outcome): boolean => reply.status === "not_found";

export const isMiss = (outcome: Outcome): boolean =>
  outcome.question.kind === "unanswerable" ? !isRefused(outcome) : goldRank(outcome) === null;

type Gold = Question["gold"][number];

const voiceOf = ({ speaker, quoted_speaker }: Citation | Gold) => speaker ?? quoted_speaker ?? null;

/** The number of the first quote that has one of the gold sentences, said by the right voice. */
function goldRank({ question, reply }: Outcome): number | null {
  const hit = reply.citations.find((citation) =>
    question.gold.some(
      (gold) =>
        bare(citation.quote).includes(bare(gold.quote)) && voiceOf(citation) === voiceOf(gold),
    ),
  );
  return hit?.n ?? null;
}

function isBySpeakerOfGold({ question, reply }: Outcome): boolean {
  const [first] = reply.citations;
  return first !== undefined && question.gold.some((gold) => voiceOf(gold) === voiceOf(first));
}

function isExact({ file, start, end, quote }: Citation, { library }: App): boolean {
  const source = library.interviews.find((stored) => stored.file === file)?.source;
  return source !== undefined && quoteOf(source.slice(start, end)) === quote;
}
