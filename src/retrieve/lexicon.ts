import { pathToFileURL } from "node:url";
import { type Encoder, readEncoder } from "./encoder.ts";
import { ENCODER_VERSION, readTables, THESAURUS_VERSION } from "./lexicon-file.ts";
import { readThesaurus, type Thesaurus } from "./thesaurus.ts";
import { packedStrings, prefixSearch, unitTable } from "./sorted-tables.ts";

/** What scripts/lexicon/build.ts compiled. Words and stems are numbers: places in sorted tables. */
export interface Lexicon {
  readonly version: number;
  /** The simplified character for a traditional one; every other code unit as it is. */
  simplified(unit: number): number;
  /** The Chinese dictionary word that a text is, or -1. */
  headword(text: string): number;
  /** Calls `found` for every headword that begins at `start`, shortest first. */
  headwordsAt(text: string, start: number, found: (end: number, head: number) => void): void;
  /** ln of a headword's count in a large sample of Chinese. */
  logCount(head: number): number;
  isName(head: number): boolean;
  /** The content words of a headword's English gloss: of how many words its part is, and of which sense. */
  eachGloss(head: number, visit: (stem: number, words: number, sense: number) => void): void;
  /** An English stem's number, or -1. */
  stem(text: string): number;
  /** 0 for the commonest English word, 1 for one so rare that the list lacks it (stem -1). */
  rarity(stem: number): number;
  /** Stems of like meaning; `similarity` is a cosine. */
  eachNear(stem: number, visit: (stem: number, similarity: number) => void): void;
  /** Where a stem's vector begins in `vectors`, or -1. */
  vectorAt(stem: number): number;
  readonly vectors: Int8Array;
  readonly sounds: Sounds;
  readonly thesaurus: Thesaurus;
  readonly encoder: Encoder;
}

/** How foreign names are written in Chinese. */
export interface Sounds {
  readonly syllables: number;
  /** The syllable that a character is read as, or -1. */
  syllable(unit: number): number;
  /** ln of how much oftener a character stands in foreign names than in running text. */
  nameliness(unit: number): number;
  /** Calls `visit` with each syllable that stands for these letters, and ln P(letters | syllable). */
  eachSyllable(letters: string, visit: (syllable: number, logP: number) => void): void;
}

export const DIMENSIONS = 100;
/** A stored component of a unit vector is multiplied by this. */
export const VECTOR_SCALE = 254;
const VERSION = 2;

/** @throws UserError `lexicon` when the file is missing, damaged or of another version. */
export function loadLexicon(directory: URL | string): Lexicon {
  const base = typeof directory === "string" ? pathToFileURL(`${directory}/`) : directory;
  const tables = readTables(new URL("lexicon.bin", base), VERSION);
  const heads = prefixSearch(tables.u16("headtext"), tables.u32("headpos"));
  const gloss = { starts: tables.u32("glosspos"), stems: tables.u16("glossstm") };
  const places = tables.u8("glossplc");
  const near = { starts: tables.u32("nearpos"), stems: tables.u16("nearstem") };
  const similarities = tables.u8("nearsim");
  const counts = tables.u8("headfreq");
  const names = tables.u8("headname");
  const ranks = tables.u8("stemrank");
  const rows = tables.u16("stemrow");
  const simplified = unitTable(tables.u16("tradfrom"), tables.u16("tradto"), 0);
  return {
    version: VERSION,
    simplified: (unit) => simplified(unit) || unit,
    headword: heads.find,
    headwordsAt: heads.eachPrefix,
    logCount: (head) => counts[head]! / 8,
    isName: (head) => names[head] === 1,
    eachGloss(head, visit) {
      for (let i = gloss.starts[head]!; i < gloss.starts[head + 1]!; i++)
        visit(gloss.stems[i]!, places[i]! >>> 4, places[i]! & 15);
    },
    stem: packedStrings(tables.u8("stemtext"), tables.u32("stempos")),
    rarity: (stem) => (ranks[stem] ?? 255) / 255,
    eachNear(stem, visit) {
      for (let i = near.starts[stem]!; i < near.starts[stem + 1]!; i++)
        visit(near.stems[i]!, similarities[i]! / 255);
    },
    vectorAt: (stem) => ((rows[stem] ?? 0) - 1 < 0 ? -1 : (rows[stem]! - 1) * DIMENSIONS),
    vectors: tables.i8("vectors"),
    sounds: soundsOf(tables),
    thesaurus: readThesaurus(readTables(new URL("thesaurus.bin", base), THESAURUS_VERSION)),
    encoder: readEncoder(readTables(new URL("encoder.bin", base), ENCODER_VERSION)),
  };
}

/** A character that no name has. */
const UNNAMELY = -64;

function soundsOf(tables: ReturnType<typeof readTables>): Sounds {
  const characters = tables.u16("readchar");
  const read = tables.u16("readsyl");
  const syllable = unitTable(characters, read, -1);
  const namely = unitTable(characters, tables.i8("readname"), UNNAMELY);
  const spelling = packedStrings(tables.u8("chunktxt"), tables.u32("chunkat"));
  const starts = tables.u32("soundpos");
  const syllables = tables.u16("soundsyl");
  const logs = tables.u8("soundlog");
  return {
    syllables: read.reduce((most, value) => Math.max(most, value), 0) + 1,
    syllable,
    nameliness: (unit) => namely(unit) / 16,
    eachSyllable(letters, visit) {
      const at = spelling(letters);
      if (at < 0) return;
      for (let i = starts[at]!; i < starts[at + 1]!; i++) visit(syllables[i]!, -logs[i]! / 32);
    },
  };
}
