import type { Language } from "../interview/interview.ts";
import { type Candidate } from "./candidates.ts";
import type { LocatedSentence } from "./corpus.ts";
import { type LeadDeps, leadOf } from "./lead.ts";
import type { Draft } from "./reply.ts";
import { saysTheSame } from "./similarity.ts";
import { joins } from "./verify.ts";

interface ExtractiveLimits {
  readonly quotes: number;
  /** A further sentence must score this share of the best one. */
  readonly minShare: number;
}

const extractiveLimits: ExtractiveLimits = { quotes: 3, minShare: 0.55 };

/** The fewest sentences that answer, led by who said them and in answer to what. */
export function composeExtractive(
  candidates: readonly Candidate[],
  language: Language,
  deps: LeadDeps,
  limits = extractiveLimits,
): Draft {
  const chosen = choose(candidates, limits);
  const claims = groupByLead(chosen, deps).map((group) => ({
    text: leadOf(group[0]!, language, deps),
    sentences: group.map(({ sentence }) => sentence.id),
  }));
  return { claims };
}

function choose(
  candidates: readonly Candidate[],
  { quotes, minShare }: ExtractiveLimits,
): LocatedSentence[] {
  const best = candidates[0]?.score ?? 0;
  const chosen: LocatedSentence[] = [];
  let quoteCount = 0;
  for (const { sentence, score } of candidates) {
    if (score <= 0 || score < best * minShare) break;
    if (chosen.some((other) => saysTheSame(other.quote, sentence.quote))) continue;
    const adjacent = chosen.some((other) => joins(other, sentence) || joins(sentence, other));
    if (!adjacent && quoteCount === quotes) continue;
    chosen.push(sentence);
    if (!adjacent) quoteCount++;
    if (chosen.length > quotes + 1) break;
  }
  return chosen;
}

/** Sentences of one voice that answer one question stand under one lead; the best come first. */
function groupByLead(
  sentences: readonly LocatedSentence[],
  { corpus }: LeadDeps,
): LocatedSentence[][] {
  const groups = new Map<string, LocatedSentence[]>();
  for (const sentence of sentences) {
    const { turn, sentence: own } = sentence;
    const key = JSON.stringify([
      sentence.in.interview.id,
      turn.speaker,
      own.quotedSpeaker,
      turn.answers,
      corpus.questionFor(sentence) ?? turn.section,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), sentence]);
  }
  return [...groups.values()];
}
