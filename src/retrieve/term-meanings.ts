import type { Lexicon } from "./lexicon.ts";
import { dot, meaningOf } from "./meaning.ts";

/** What each term of a corpus means, worked out once a question first needs it. */
export interface TermMeanings {
  /** Cosine of a meaning and a term's; 0 where either is not known. */
  likeness(meaning: Float64Array, term: number): number;
}

export function termMeanings(terms: readonly { text: string }[], lexicon: Lexicon): TermMeanings {
  const known = new Map<number, Float64Array>();
  return {
    likeness(meaning, term) {
      const own = known.get(term) ?? meaningOf(terms[term]!.text, lexicon);
      known.set(term, own);
      return dot(meaning, own);
    },
  };
}

/** Less like it than this it may be another sense of the same words: "to call off" and "a call". */
const SURELY_ALIKE = 0.5;
const LEAST_SURE = 0.4;

/** How sure it is, 0 to 1, that two words of which one glosses the other mean the same, by their likeness. */
export const alike = (likeness: number): number =>
  Math.max(LEAST_SURE, Math.min(1, likeness / SURELY_ALIKE));
