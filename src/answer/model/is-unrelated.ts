import { analysePassage } from "../../retrieve/analyse.ts";
import type { Lexicon } from "../../retrieve/lexicon.ts";
import { questionFeatures } from "../../retrieve/question-features.ts";
import { buildTermIndex } from "../../retrieve/term-index.ts";

/** A claim of fewer words may put them all differently: "He declined." */
const FEWEST_WORDS = 4;
/**
 * Share of a claim's words, by rarity, that its sentences have as they are, as translations or as synonyms.
 * Of 70 honest claims on the interview that ships one had less; of those that were put to sentences of
 * other claims, half had.
 */
const LEAST_SHARE = 0.05;
/** So that common words count a little, too. */
const LEAST_WEIGHT = 0.02;

/**
 * Whether a claim has next to nothing to do with what it cites. It finds what is made up from nothing, not
 * what is made up from the right words.
 *
 * @param context what stands around the sentences: the question that they answer, the heading
 * @param speakers whose names tell nothing of what a claim is about
 */
export function isUnrelated(
  claim: string,
  sentences: readonly string[],
  context: readonly string[],
  speakers: readonly string[],
  lexicon: Lexicon,
): boolean {
  const passage = analysePassage(
    {
      id: "cited",
      context,
      sentences: sentences.map((text, place) => ({ id: String(place), text, speaker: null })),
    },
    lexicon,
  );
  const names = new Set(speakers.flatMap((name) => name.toLowerCase().split(/\s+/u)));
  // Capitals would make names of words that begin a sentence.
  const features = questionFeatures(
    claim.toLowerCase(),
    buildTermIndex([passage], lexicon),
    lexicon,
  );
  const words = features
    .filter(({ kind, text }) => (kind === "word" || kind === "number") && !names.has(text))
    .map(({ rarity, matches }) => ({
      weight: rarity + LEAST_WEIGHT,
      found: Math.max(0, ...matches.map(({ evidence }) => evidence)),
    }));
  if (words.length < FEWEST_WORDS) return false;
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const found = words.reduce((sum, word) => sum + word.weight * word.found, 0);
  return found < LEAST_SHARE * total;
}
