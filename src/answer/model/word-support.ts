import { analysePassage } from "../../retrieve/analyse.ts";
import type { Lexicon } from "../../retrieve/lexicon.ts";
import { soundableNames } from "../../retrieve/heard-names.ts";
import { questionFeatures } from "../../retrieve/question-features.ts";
import { buildTermIndex } from "../../retrieve/term-index.ts";

/** A claim of fewer words may put them all differently: "He declined." */
const FEWEST_WORDS = 4;
/** So that common words count a little, too. */
const LEAST_WEIGHT = 0.02;

export interface Cited {
  readonly sentences: readonly string[];
  /** What stands around the sentences: the question that they answer, the heading. */
  readonly context: readonly string[];
}

/**
 * The share (0 to 1) of a claim's words, by rarity, that what it cites has as they are, as translations or as
 * synonyms. It finds what is made up from nothing, not what is made up from the right words; of a claim of few
 * words it can tell nothing, which is 1.
 *
 * @param speakers whose names tell nothing of what a claim is about
 */
export function wordSupport(
  claim: string,
  { sentences, context }: Cited,
  speakers: readonly string[],
  lexicon: Lexicon,
): number {
  const passage = analysePassage(
    {
      id: "cited",
      context,
      sentences: sentences.map((text, place) => ({ id: String(place), text, speaker: null })),
    },
    lexicon,
  );
  const spoken = new Set(speakers.flatMap((name) => name.toLowerCase().split(/\s+/u)));
  // Capitals would make names of words that begin a sentence.
  const index = buildTermIndex([passage], lexicon);
  const names = soundableNames(index, lexicon);
  const features = questionFeatures(claim.toLowerCase(), index, lexicon, names);
  const words = features
    .filter(({ kind, text }) => (kind === "word" || kind === "number") && !spoken.has(text))
    .map(({ rarity, matches }) => ({
      weight: rarity + LEAST_WEIGHT,
      found: Math.max(0, ...matches.map(({ evidence }) => evidence)),
    }));
  if (words.length < FEWEST_WORDS) return 1;
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const found = words.reduce((sum, word) => sum + word.weight * word.found, 0);
  return found / total;
}
