import type { Frequencies } from "./sources.ts";
import type { Synonyms } from "./synonyms.ts";
import type { Headword } from "./headwords.ts";
import { packed, packedLists } from "./tables.ts";
import { allButTheTop, DIMENSIONS, nearest } from "./vectors.ts";
import type { StemVector } from "./vectors.ts";

const MOST_STEMS = 60_000;
const MOST_VECTORS = 32_000;
const MOST_NEIGHBOURS = 12;
const MOST_LIKE_VECTORS = 6;
const NEIGHBOUR_SIMILARITY = 0.5;
/** The embedding has 400,000 words before those that are no words are left out. */
const LOG_RANKS = Math.log(400_000);
/** A stem that a gloss has is as useful as one eight times as frequent. */
const GLOSS_BONUS = 8;

export function stemAndHeadTables(
  heads: readonly Headword[],
  vectors: ReadonlyMap<string, StemVector>,
  synonyms: Synonyms,
  frequencies: Frequencies,
) {
  const inGlosses = new Set(heads.flatMap(({ gloss }) => gloss.map(({ stem }) => stem)));
  const rankOf = (stem: string) => vectors.get(stem)?.rank ?? Infinity;
  const candidates = [...new Set([...inGlosses, ...vectors.keys()])].filter((stem) =>
    /^[a-z0-9]{1,24}$/u.test(stem),
  );
  const useful = (stem: string) =>
    inGlosses.has(stem) ? rankOf(stem) / GLOSS_BONUS : rankOf(stem);
  const byUse = candidates
    .sort((a, b) => useful(a) - useful(b) || (a < b ? -1 : 1))
    .slice(0, MOST_STEMS);
  const withVector = byUse.filter((stem) => vectors.has(stem)).slice(0, MOST_VECTORS);
  const rows = withVector.map((stem) => vectors.get(stem)!.vector);
  allButTheTop(rows, 2);
  const near = nearest(rows, MOST_LIKE_VECTORS, NEIGHBOUR_SIMILARITY);

  const stems = byUse.toSorted((a, b) => (a < b ? -1 : 1));
  const idOf = new Map(stems.map((stem, id) => [stem, id]));
  const rowOf = new Map(withVector.map((stem, row) => [stem, row]));
  const { text, starts } = packed(stems, 1);
  const nearLists = packedLists(
    stems.map((stem) => {
      const likes = new Map(synonyms.get(stem));
      for (const { index, similarity } of near[rowOf.get(stem) ?? -1] ?? [])
        likes.set(withVector[index]!, Math.max(similarity, likes.get(withVector[index]!) ?? 0));
      return [...likes]
        .filter(([other]) => idOf.has(other))
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, MOST_NEIGHBOURS);
    }),
  );
  return {
    stemtext: text,
    stempos: starts,
    stemrank: Uint8Array.from(stems, (stem) =>
      Math.min(255, Math.round((Math.log(rankOf(stem)) / LOG_RANKS) * 255)),
    ),
    stemrow: Uint16Array.from(stems, (stem) => (rowOf.get(stem) ?? -1) + 1),
    vectors: quantised(rows),
    nearpos: nearLists.starts,
    nearstem: Uint16Array.from(nearLists.items, ([other]) => idOf.get(other)!),
    nearsim: Uint8Array.from(nearLists.items, ([, similarity]) => Math.round(similarity * 255)),
    ...headTables(heads, idOf, frequencies),
  };
}

function headTables(
  heads: readonly Headword[],
  idOf: ReadonlyMap<string, number>,
  frequencies: Frequencies,
) {
  const { text, starts } = packed(
    heads.map(({ word }) => word),
    2,
  );
  const glosses = packedLists(heads.map(({ gloss }) => gloss.filter(({ stem }) => idOf.has(stem))));
  const isName = ({ word, proper }: Headword) =>
    proper ||
    // The tags call 明白 and 城市 names, too; a character is one in most of the names that have it.
    (word.length === 1 && /^(?:nr|ns|nt|nz)/u.test(frequencies.get(word)?.tag ?? ""));
  return {
    headtext: text,
    headpos: starts,
    headfreq: Uint8Array.from(heads, ({ word }) =>
      Math.min(127, Math.round(Math.log((frequencies.get(word)?.count ?? 0) + 1) * 8)),
    ),
    headname: Uint8Array.from(heads, (head) => Number(isName(head))),
    glosspos: glosses.starts,
    glossstm: Uint16Array.from(glosses.items, ({ stem }) => idOf.get(stem)!),
    glossplc: Uint8Array.from(glosses.items, ({ words, sense }) => words * 16 + sense),
  };
}

/** A component of a unit vector of 100 rarely passes ½, so 254 a unit uses the whole byte. */
function quantised(rows: readonly Float64Array[]): Int8Array {
  const values = new Int8Array(rows.length * DIMENSIONS);
  rows.forEach((row, index) => {
    row.forEach((value, d) => {
      values[index * DIMENSIONS + d] = Math.max(-127, Math.min(127, Math.round(value * 254)));
    });
  });
  return values;
}
