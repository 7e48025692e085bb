import { glossWords, referenceOf } from "./glosses.ts";
import type { Entry, GlossWord } from "./glosses.ts";
import type { Translations } from "./translations.ts";

export interface Headword {
  readonly word: string;
  /** All its entries are names. */
  readonly proper: boolean;
  readonly gloss: readonly GlossWord[];
}

const LONGEST_HEADWORD = 8;
/** What a byte of the table can hold. */
const MOST_PLACES = 15;

/** The dictionary's Chinese words in order, each with the words of all its entries' glosses. */
export function headwordsOf(all: readonly Entry[], translations: Translations): Headword[] {
  const byWord = new Map<string, Entry[]>();
  for (const entry of all) {
    if (!/^[\u3007\u3400-\u9fff]+$/u.test(entry.simplified)) continue;
    byWord.set(entry.simplified, [...(byWord.get(entry.simplified) ?? []), entry]);
  }
  const heads: Headword[] = [];
  for (const [word, list] of byWord) {
    if (word.length > LONGEST_HEADWORD) continue;
    // A surname or a place is rarely what a word means where it also means something else.
    const ordered = [...list].sort((a, b) => Number(a.proper) - Number(b.proper));
    const senses = ordered.flatMap((entry) => entry.senses);
    const referred = senses
      .map(referenceOf)
      .flatMap((other) => (other && other !== word ? (byWord.get(other) ?? []) : []))
      .flatMap((entry) => entry.senses);
    const gloss = [
      ...glossWords([...senses.filter((sense) => !referenceOf(sense)), ...referred]),
      ...(translations.get(word) ?? []),
    ];
    heads.push({ word, proper: ordered.every(({ proper }) => proper), gloss: distinct(gloss) });
  }
  return heads.sort((a, b) => (a.word < b.word ? -1 : 1));
}

function distinct(gloss: readonly GlossWord[]): GlossWord[] {
  const best = new Map<string, GlossWord>();
  for (const word of gloss) {
    const known = best.get(word.stem);
    const cost = word.words * (1 + 0.3 * word.sense);
    if (!known || cost < known.words * (1 + 0.3 * known.sense)) best.set(word.stem, word);
  }
  return [...best.values()].filter(
    ({ words, sense }) => words <= MOST_PLACES && sense <= MOST_PLACES,
  );
}
