import type { QueryTerm, Retrieval } from "../retrieve/retrieve.ts";

/** Weights of a logistic model; positive ones speak for an answer. */
export interface SupportModel {
  readonly bias: number;
  readonly coverage: number;
  readonly covered: number;
  readonly missingName: number;
  readonly missingNumber: number;
}

export const supportModel: SupportModel = {
  bias: -3,
  coverage: 5,
  covered: 1.5,
  missingName: -3,
  missingNumber: -1.5,
};

/** What of a question the interview speaks of; none of it is about any one interview. */
export interface SupportFeatures {
  /** Share of what is asked, weighted by rarity, that the best passage speaks of; 0 to 1. */
  readonly coverage: number;
  /** The same over the whole library. */
  readonly covered: number;
  /** Names and numbers that are nowhere in the library; counts. */
  readonly missingName: number;
  readonly missingNumber: number;
}

export function supportFeatures({ terms }: Retrieval): SupportFeatures {
  const missing = (kind: QueryTerm["kind"]) =>
    terms.filter((term) => term.kind === kind && term.inCorpus < 0.5).length;
  return {
    coverage: share(terms, ({ inTopPassage }) => inTopPassage),
    covered: share(terms, ({ inCorpus }) => inCorpus),
    missingName: missing("name"),
    missingNumber: missing("number"),
  };
}

function share(terms: readonly QueryTerm[], found: (term: QueryTerm) => number): number {
  const total = terms.reduce((sum, { rarity }) => sum + rarity, 0);
  if (total === 0) return 0;
  return terms.reduce((sum, term) => sum + term.rarity * found(term), 0) / total;
}

/** The probability that the library answers the question, by a logistic model of the features. */
export function supportOf(features: SupportFeatures, model = supportModel): number {
  const sum =
    model.bias +
    model.coverage * features.coverage +
    model.covered * features.covered +
    model.missingName * features.missingName +
    model.missingNumber * features.missingNumber;
  return 1 / (1 + Math.exp(-sum));
}

const THRESHOLD = 0.5;

/** Whether the library speaks of what is asked. */
export const supports = (_question: string, retrieval: Retrieval): boolean =>
  retrieval.sentences.length > 0 && supportOf(supportFeatures(retrieval)) >= THRESHOLD;

/** A topic is looser than a question: one thing that the library speaks of is enough to look it up. */
export const supportsTopic = ({ sentences, terms }: Retrieval): boolean =>
  sentences.length > 0 && terms.some(({ inCorpus }) => inCorpus >= 0.5);
