// Compiles data/lexicon/lexicon.bin; data/lexicon/README.md says from what, and how to run it.
import { writeFileSync } from "node:fs";
import { headwordsOf } from "./headwords.ts";
import { scriptTable } from "./script-table.ts";
import { soundTables } from "./sound-tables.ts";
import {
  embeddingFile,
  readEnglishChinese,
  readEntries,
  readFrequencies,
  wordNet,
} from "./sources.ts";
import { stemAndHeadTables } from "./stem-tables.ts";
import { synonymsOf } from "./synonyms.ts";
import { tables } from "./tables.ts";
import { translationsOf } from "./translations.ts";
import { stemVectors } from "./vectors.ts";

/** As src/retrieve/lexicon.ts and lexicon-file.ts expect. */
const MAGIC = "VLEX";
const VERSION = 2;

const entries = await readEntries();
const frequencies = readFrequencies();
const heads = headwordsOf(entries, translationsOf(await readEnglishChinese()));
const vectors = stemVectors(embeddingFile);
console.error(`${entries.length} entries, ${heads.length} headwords, ${vectors.size} stems`);
const bytes = tables(MAGIC, VERSION, {
  ...stemAndHeadTables(heads, vectors, synonymsOf(wordNet), frequencies),
  ...soundTables(entries, frequencies),
  ...scriptTable(entries),
});
writeFileSync(new URL("../../data/lexicon/lexicon.bin", import.meta.url), bytes);
console.error(`${bytes.length} bytes`);
