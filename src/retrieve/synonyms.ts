import type { Matches } from "./feature.ts";
import type { Lexicon } from "./lexicon.ts";
import { glossEvidence, glossStrength } from "./meaning.ts";
import { alike } from "./term-meanings.ts";
import type { TermIndex } from "./term-index.ts";

/** How much a word with the same gloss counts beside the word itself. */
const SYNONYM_STRENGTH = 0.3;
const SYNONYM_EVIDENCE = 0.8;
/** Words with a gloss in common (解雇 and 开除: "to fire"), and the gloss itself in Latin text (微软). */
export function addSynonyms(
  head: number,
  meaning: Float64Array,
  matches: Matches,
  index: TermIndex,
  lexicon: Lexicon,
): void {
  lexicon.eachGloss(head, (stem, words, sense) => {
    for (const meant of index.byStem.get(stem) ?? []) {
      const isLatin = index.terms[meant.term]!.kind === "latin";
      const sure = alike(index.meanings.likeness(meaning, meant.term));
      matches.addTerm(
        meant.term,
        glossStrength(words, sense) *
          glossStrength(meant.words, meant.sense) *
          sure *
          (isLatin ? 1 : SYNONYM_STRENGTH),
        glossEvidence(words, sense) *
          glossEvidence(meant.words, meant.sense) *
          sure *
          (isLatin ? 1 : SYNONYM_EVIDENCE),
      );
    }
  });
}
