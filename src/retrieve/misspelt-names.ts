import damerauLevenshtein from "damerau-levenshtein";
import { stemOf } from "./english.ts";
import type { SoundableNames } from "./heard-names.ts";

/** A slip of the finger in shorter names makes other names: "Ilya" and "Illa", "Adam" and "Adan". */
const SHORTEST = 5;
/** From this length on two slips still leave enough to know a name by. */
const LONG = 8;

/** Terms of the Latin names that a word is written nearly like: "Altamn", "Muratti", "Sutskevr". */
export function misspeltNames(word: string, names: SoundableNames): number[] {
  if (word.length < SHORTEST) return [];
  const slips = word.length < LONG ? 1 : 2;
  const stem = stemOf(word);
  return names
    .filter(
      ({ text }) =>
        text[0] === word[0] &&
        Math.abs(text.length - stem.length) <= slips &&
        text.length >= SHORTEST &&
        damerauLevenshtein(stem, text).steps <= slips,
    )
    .map(({ term }) => term);
}
