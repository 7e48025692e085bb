import type { Matches } from "./feature.ts";
import type { Lexicon } from "./lexicon.ts";
import { glossEvidence, glossStrength } from "./meaning.ts";
import type { TermIndex } from "./term-index.ts";

/** How much a word with the same gloss counts beside the word itself. */
const SYNONYM_STRENGTH = 0.3;
const SYNONYM_EVIDENCE = 0.8;
/** Words with a gloss in common (解雇 and 开除: "to fire"), and the gloss itself in Latin text (微软). */
export function addSynonyms(
  head: number,
  matches: Matches,
  index: TermIndex,
  lexicon: Lexicon,
): void {
  lexicon.eachGloss(head, (stem, words, sense) => {
    for (const meaning of index.byStem.get(stem) ?? []) {
      const isLatin = index.terms[meaning.term]!.kind === "latin";
      matches.addTerm(
        meaning.term,
        glossStrength(words, sense) *
          glossStrength(meaning.words, meaning.sense) *
          (isLatin ? 1 : SYNONYM_STRENGTH),
        glossEvidence(words, sense) *
          glossEvidence(meaning.words, meaning.sense) *
          (isLatin ? 1 : SYNONYM_EVIDENCE),
      );
    }
  });
}
