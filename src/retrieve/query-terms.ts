import type { Feature, QueryTerm } from "./feature.ts";
import type { TermIndex } from "./term-index.ts";

const MOST_FORMS = 12;
const LEAST_FORM = 0.3;

/** The evidence that the corpus, its best passage and its best sentence speak of what is asked. */
export function queryTerms(
  features: readonly Feature[],
  { units }: TermIndex,
  topPassage: number,
  topSentence: string,
): QueryTerm[] {
  return features.flatMap(({ text, kind, rarity, matches }) => {
    if (kind === "part") return [];
    const found = { inCorpus: 0, inTopPassage: 0, inTopSentence: 0 };
    for (const { units: places, evidence } of matches) {
      found.inCorpus = Math.max(found.inCorpus, evidence);
      for (const place of places) {
        const { passage, id } = units[place]!;
        if (passage !== topPassage) continue;
        found.inTopPassage = Math.max(found.inTopPassage, evidence);
        if (id === topSentence) found.inTopSentence = Math.max(found.inTopSentence, evidence);
      }
    }
    const sureness = new Map<string, number>();
    for (const { form, evidence } of matches.toSorted((a, b) => b.evidence - a.evidence))
      if (evidence >= LEAST_FORM && sureness.size < MOST_FORMS && !sureness.has(form))
        sureness.set(form, evidence);
    return [{ text, kind, rarity, ...found, forms: [...sureness.keys()], sureness }];
  });
}
