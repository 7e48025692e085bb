import type { Matches } from "./feature.ts";
import type { Lexicon } from "./lexicon.ts";
import { glossEvidence, glossStrength } from "./meaning.ts";
import { alike } from "./term-meanings.ts";
import type { TermIndex } from "./term-index.ts";

/** How much a word with the same gloss counts beside the word itself. */
const SYNONYM_STRENGTH = 0.4;
const SYNONYM_EVIDENCE = 1;
/** How much a word that is like the gloss counts beside the gloss: 考古 is archaeology, and archaeologists do it. */
const LIKE_GLOSS_STRENGTH = 0.3;
const LIKE_GLOSS_EVIDENCE = 0.7;
/** Later senses have likenesses of their own, mostly to nothing that is meant. */
const SENSES_WITH_LIKENESSES = 2;

/** The gloss of a Chinese word in Latin text (微软), and words like it. */
export function addGlosses(
  head: number,
  meaning: Float64Array,
  matches: Matches,
  index: TermIndex,
  lexicon: Lexicon,
): void {
  const add = (stem: number, words: number, sense: number, strength: number, evidence: number) => {
    for (const { term } of index.byStem.get(stem) ?? []) {
      if (index.terms[term]!.kind !== "latin") continue;
      const sure = alike(index.meanings.likeness(meaning, term));
      matches.addTerm(
        term,
        glossStrength(words, sense) * sure * strength,
        glossEvidence(words, sense) * sure * evidence,
      );
    }
  };
  lexicon.eachGloss(head, (stem, words, sense) => {
    add(stem, words, sense, 1, 1);
    if (words > 1 || sense > SENSES_WITH_LIKENESSES) return;
    lexicon.eachNear(stem, (other, similarity) => {
      add(other, words, sense, LIKE_GLOSS_STRENGTH * similarity, LIKE_GLOSS_EVIDENCE * similarity);
    });
  });
}

/** Chinese words with a gloss in common: 解雇 and 开除, "to fire". */
export function addSynonyms(
  head: number,
  meaning: Float64Array,
  matches: Matches,
  index: TermIndex,
  lexicon: Lexicon,
): void {
  lexicon.eachGloss(head, (stem, words, sense) => {
    for (const meant of index.byStem.get(stem) ?? []) {
      if (index.terms[meant.term]!.kind === "latin") continue;
      const sure = alike(index.meanings.likeness(meaning, meant.term));
      matches.addTerm(
        meant.term,
        glossStrength(words, sense) *
          glossStrength(meant.words, meant.sense) *
          sure *
          SYNONYM_STRENGTH,
        glossEvidence(words, sense) *
          glossEvidence(meant.words, meant.sense) *
          sure *
          SYNONYM_EVIDENCE,
      );
    }
  });
}
