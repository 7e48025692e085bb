import { readFileSync } from "node:fs";
import { isStopWord, stemOf } from "../../src/retrieve/english.ts";

const PARTS_OF_SPEECH = ["noun", "verb", "adj", "adv"];
/** Senses are in order of frequency; late ones of common words mislead. */
const MOST_SENSES = 3;
const SENSE_DISCOUNT = 0.3;

/** By stem, the stems that share one of its first senses in WordNet, with how firmly, 0–1. */
export type Synonyms = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function synonymsOf(dictionary: URL): Synonyms {
  const synonyms = new Map<string, Map<string, number>>();
  for (const part of PARTS_OF_SPEECH) {
    const synsets = readSynsets(new URL(`data.${part}`, dictionary));
    for (const [lemma, offsets] of readSenses(new URL(`index.${part}`, dictionary))) {
      const stem = stemOf(lemma);
      offsets.slice(0, MOST_SENSES).forEach((offset, sense) => {
        for (const other of synsets.get(offset) ?? []) {
          if (other === stem) continue;
          const firmness = 1 / (1 + SENSE_DISCOUNT * sense);
          const known = synonyms.get(stem) ?? new Map<string, number>();
          known.set(other, Math.max(firmness, known.get(other) ?? 0));
          synonyms.set(stem, known);
        }
      });
    }
  }
  return synonyms;
}

/** data.*: `offset file type count word id [word id …] …`, the count in hexadecimal (wndb(5WN)). */
function readSynsets(file: URL): Map<string, string[]> {
  const synsets = new Map<string, string[]>();
  for (const fields of rows(file)) {
    const count = Number.parseInt(fields[3]!, 16);
    const words = Array.from({ length: count }, (_, i) => fields[4 + 2 * i]!.toLowerCase());
    synsets.set(fields[0]!, [...new Set(words.filter(isSingle).map(stemOf))]);
  }
  return synsets;
}

/** index.*: `lemma part senses pointers [pointer …] senses tagged offset [offset …]`. */
function* readSenses(file: URL): Generator<[string, string[]]> {
  for (const fields of rows(file)) {
    if (!isSingle(fields[0]!)) continue;
    yield [fields[0]!, fields.slice(6 + Number(fields[3]))];
  }
}

/** The lines of the licence begin with a space. */
const rows = (file: URL): string[][] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(" "))
    .map((line) => line.trimEnd().split(" "));

const isSingle = (word: string) => /^[a-z]{2,}$/u.test(word) && !isStopWord(word);
