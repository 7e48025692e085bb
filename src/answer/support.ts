import type { Language } from "../interview/interview.ts";
import type { QueryTerm, Retrieval } from "../retrieve/retrieve.ts";

/** What of a question the library speaks of; none of it is about any one interview. */
export interface SupportFeatures {
  /** Share of the words of the question, by rarity, that the best passage has; 0 to 1. */
  readonly inPassage: number;
  /** The same of the best sentence. */
  readonly inSentence: number;
  /** How many names the library does not have; a likeness counts in part; at most 2. */
  readonly missingNames: number;
  readonly missingNumbers: number;
  /** The rarest word that the library does not have, by its rarity; 0 to 1. */
  readonly worstMiss: number;
}

/** Weights of a logistic model; positive ones speak for an answer. */
type SupportModel = Readonly<Record<keyof SupportFeatures | "bias", number>>;

/**
 * Fitted by logistic regression on two sets: the tuning half of data/eval/questions.jsonl, and XQuAD's
 * development questions, each asked of a library with its article and of one without; then biased by .3
 * towards answering, since a reader sees at once that quotes do not answer, but not what a refusal kept back.
 * Across languages words are found by translation, so less of a question is found, and names are missing for
 * their spelling.
 */
const SAME_LANGUAGE: SupportModel = {
  bias: -1.28,
  inPassage: 4.55,
  inSentence: 0.58,
  missingNames: -3.16,
  missingNumbers: -3.43,
  worstMiss: 0.33,
};
const ACROSS_LANGUAGES: SupportModel = {
  bias: -0.5,
  inPassage: 1.78,
  inSentence: 2.18,
  missingNames: -1.8,
  missingNumbers: -4.11,
  worstMiss: -0.73,
};

/**
 * Whether the library speaks of what a question asks.
 *
 * @param text the language of what was found, beside that of the question
 */
export function supports(retrieval: Retrieval, question: Language, text: Language): boolean {
  if (retrieval.sentences.length === 0 || !retrieval.terms.some(isFound)) return false;
  const model = question === text ? SAME_LANGUAGE : ACROSS_LANGUAGES;
  const features = supportFeatures(retrieval.terms, question);
  const names = Object.keys(features) as (keyof SupportFeatures)[];
  return names.reduce((sum, name) => sum + model[name] * features[name], model.bias) > 0;
}

/** Less than this may be a chance likeness of two words. */
const SURE_EVIDENCE = 0.5;
/** Commoner words are everywhere. */
const LEAST_RARITY = 0.2;

/** Something that the question is about is in the library for certain; many faint likenesses are nothing. */
const isFound = ({ inCorpus, rarity }: QueryTerm): boolean =>
  inCorpus >= SURE_EVIDENCE && rarity >= LEAST_RARITY;

/** A question of names alone: whether they are there is all that can be told. */
const OF_NAMES = 0.6;
const MOST_MISSING = 2;
/** Likenesses from here on are as good as the name itself. */
const SURE_LIKENESS = 1 / 1.3;

function supportFeatures(terms: readonly QueryTerm[], language: Language): SupportFeatures {
  const names = terms.filter((term) => isName(term, language));
  const words = terms.filter((term) => term.kind === "word" && !names.includes(term));
  const numbers = terms.filter(({ kind }) => kind === "number");
  const missing = (some: readonly QueryTerm[], sure: number) =>
    Math.min(
      MOST_MISSING,
      some.reduce((sum, { inCorpus }) => sum + Math.max(0, 1 - inCorpus / sure), 0),
    );
  const found = (where: (term: QueryTerm) => number) =>
    words.length > 0 ? share(words, where) : OF_NAMES * share(names, ({ inCorpus }) => inCorpus);
  return {
    inPassage: found(({ inTopPassage }) => inTopPassage),
    inSentence: found(({ inTopSentence }) => inTopSentence),
    missingNames: missing(names, SURE_LIKENESS),
    missingNumbers: missing(numbers, 1),
    worstMiss: Math.max(0, ...words.map((term) => weightOf(term) * (1 - term.inCorpus))),
  };
}

/** Rare Latin words in a Chinese question are names, however they are written. */
const isName = ({ kind, text, rarity }: QueryTerm, language: Language): boolean =>
  kind === "name" ||
  (kind === "word" && language === "zh" && rarity > 0.6 && !/\p{Script=Han}/u.test(text));

/** How much of what is asked about is found, by rarity; 0 to 1. */
export function share(terms: readonly QueryTerm[], found: (term: QueryTerm) => number): number {
  const total = terms.reduce((sum, term) => sum + weightOf(term), 0);
  if (total === 0) return 0;
  return terms.reduce((sum, term) => sum + weightOf(term) * found(term), 0) / total;
}

/** A Chinese character by itself may be a part of any word. */
const CHARACTER = 0.4;
const LEAST_WEIGHT = 0.02;

const weightOf = ({ text, rarity }: QueryTerm): number =>
  rarity * (/^\p{Script=Han}$/u.test(text) ? CHARACTER : 1) + LEAST_WEIGHT;

/** A topic is looser than a question: one thing that the library speaks of is enough to look it up. */
export const supportsTopic = ({ sentences, terms }: Retrieval): boolean =>
  sentences.length > 0 && terms.some(({ inCorpus }) => inCorpus >= 0.5);
