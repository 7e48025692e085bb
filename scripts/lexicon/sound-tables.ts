import type { Entry } from "./glosses.ts";
import { learnSounds, namePairs } from "./sounds.ts";
import type { Frequencies } from "./sources.ts";
import { packed, packedLists } from "./tables.ts";

export function soundTables(entries: readonly Entry[], frequencies: Frequencies) {
  const model = learnSounds(namePairs(entries));
  const syllables = [...model.keys()].sort();
  const idOf = new Map(syllables.map((syllable, id) => [syllable, id]));
  const readings = new Map<string, string>();
  for (const { simplified, pinyin } of entries) {
    const characters = Array.from(simplified);
    // Two passes: what a character alone reads as is less telling than what it reads as in names.
    if (characters.length !== pinyin.length || characters.length > 1) continue;
    if (!readings.has(simplified) && idOf.has(pinyin[0]!)) readings.set(simplified, pinyin[0]!);
  }
  const votes = new Map<string, Map<string, number>>();
  for (const { simplified, pinyin, proper } of entries) {
    const characters = Array.from(simplified);
    if (!proper || characters.length !== pinyin.length || characters.length < 2) continue;
    characters.forEach((character, i) => {
      const vote = votes.get(character) ?? new Map<string, number>();
      vote.set(pinyin[i]!, (vote.get(pinyin[i]!) ?? 0) + 1);
      votes.set(character, vote);
    });
  }
  for (const [character, vote] of votes) {
    const [best] = [...vote].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!;
    if (idOf.has(best)) readings.set(character, best);
  }
  const characters = [...readings.keys()].filter((c) => c.length === 1).sort();
  const bySpelling = new Map<string, [syllable: number, p: number][]>();
  syllables.forEach((syllable, id) => {
    for (const [chunk, p] of model.get(syllable)!)
      bySpelling.set(chunk, [...(bySpelling.get(chunk) ?? []), [id, p]]);
  });
  const chunks = [...bySpelling.keys()].sort();
  const spelled = packed(chunks, 1);
  const spellings = packedLists(chunks.map((chunk) => bySpelling.get(chunk)!));
  return {
    readchar: Buffer.from(characters.join(""), "utf16le"),
    readsyl: Uint16Array.from(characters, (character) => idOf.get(readings.get(character)!)!),
    readname: nameliness(characters, entries, frequencies),
    chunktxt: spelled.text,
    chunkat: spelled.starts,
    soundpos: spellings.starts,
    soundsyl: Uint16Array.from(spellings.items, ([syllable]) => syllable),
    soundlog: Uint8Array.from(spellings.items, ([, p]) =>
      Math.min(255, Math.round(-Math.log(p) * 32)),
    ),
  };
}

/** ln of how much oftener a character stands in foreign names than in running text, sixteenths. */
function nameliness(
  characters: readonly string[],
  entries: readonly Entry[],
  frequencies: Frequencies,
): Int8Array {
  const inNames = new Map<string, number>();
  const inText = new Map<string, number>();
  const count = (counts: Map<string, number>, word: string, times: number) => {
    for (const character of word) counts.set(character, (counts.get(character) ?? 0) + times);
  };
  // Transliterations are long; two characters are mostly Chinese places and persons.
  for (const { simplified, proper } of entries)
    if (
      proper &&
      simplified.length >= 3 &&
      !/[省市县区州乡镇山河江湖海国人族语会党]$/u.test(simplified)
    )
      count(inNames, simplified, 1);
  for (const [word, frequency] of frequencies) count(inText, word, frequency.count || 0);
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
  const names = sum(inNames);
  const text = sum(inText);
  return Int8Array.from(characters, (character) => {
    const p = ((inNames.get(character) ?? 0) + 0.5) / names;
    const q = ((inText.get(character) ?? 0) + 50) / text;
    return Math.max(-127, Math.min(127, Math.round(Math.log(p / q) * 16)));
  });
}
