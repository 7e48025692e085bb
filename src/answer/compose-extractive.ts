import type { Language } from "../interview/interview.ts";
import type { Candidate } from "./candidates.ts";
import { chooseQuotes, QUOTES, type Run } from "./choose-quotes.ts";
import { type LeadDeps, leadOf } from "./lead.ts";
import type { Draft } from "./reply.ts";

/** The fewest sentences that answer, led by who said them and in answer to what. */
export function composeExtractive(
  candidates: readonly Candidate[],
  found: number,
  language: Language,
  deps: LeadDeps,
  most = QUOTES,
): Draft {
  return composeOf(chooseQuotes(candidates, found, deps.corpus, most), language, deps);
}

/** Quotes, led by who said them and in answer to what. */
export function composeOf(runs: readonly Run[], language: Language, deps: LeadDeps): Draft {
  return {
    claims: groupByLead(runs, deps).map((group) => ({
      text: leadOf(group[0]![0]!, language, deps),
      sentences: group.flat().map(({ sentence }) => sentence.id),
    })),
  };
}

/** Quotes of one voice that answer one question stand under one lead; the best come first. */
function groupByLead(runs: readonly Run[], { corpus }: LeadDeps): Run[][] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const first = run[0]!;
    const key = JSON.stringify([
      first.in.interview.id,
      first.turn.speaker,
      first.sentence.quotedSpeaker,
      first.turn.answers,
      corpus.questionFor(first) ?? first.turn.section,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
}
