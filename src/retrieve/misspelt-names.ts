import damerauLevenshtein from "damerau-levenshtein";
import { stemOf } from "./english.ts";
import type { SoundableNames } from "./heard-names.ts";

/** A slip of the finger in shorter names makes other names: "Ilya" and "Illa", "Adam" and "Adan". */
const SHORTEST = 5;
/** From this length on two slips still leave enough to know a name by. */
const LONG = 8;

/** Terms of the Latin names that a word is written nearly like: "Altamn", "Muratti", "Sutskevr". */
export function misspeltNames(word: string, names: SoundableNames): number[] {
  const stem = stemOf(word);
  return names.filter(({ text }) => isNearly(stem, text, slipsIn(word))).map(({ term }) => term);
}

/** Whether a word is, both in small letters, a name with a slip or two of the finger in it. */
export const isMisspelt = (word: string, name: string): boolean =>
  word !== name && isNearly(word, name, slipsIn(word));

/** How many there may be. */
const slipsIn = (word: string): number => (word.length < SHORTEST ? 0 : word.length < LONG ? 1 : 2);

const isNearly = (written: string, name: string, slips: number): boolean =>
  name[0] === written[0] &&
  Math.abs(name.length - written.length) <= slips &&
  name.length >= SHORTEST &&
  damerauLevenshtein(written, name).steps <= slips;
