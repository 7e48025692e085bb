import type { QueryTerm } from "../retrieve/retrieve.ts";

/** How much of what is asked about is found, by rarity; 0 to 1. */
export function share(terms: readonly QueryTerm[], found: (term: QueryTerm) => number): number {
  const total = terms.reduce((sum, term) => sum + weightOf(term), 0);
  if (total === 0) return 0;
  return terms.reduce((sum, term) => sum + weightOf(term) * found(term), 0) / total;
}

/** A Chinese character by itself may be a part of any word. */
const CHARACTER = 0.4;
const LEAST_WEIGHT = 0.02;

export const weightOf = ({ text, rarity }: QueryTerm): number =>
  rarity * (/^\p{Script=Han}$/u.test(text) ? CHARACTER : 1) + LEAST_WEIGHT;
