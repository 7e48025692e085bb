import { foldLatin } from "../../src/retrieve/english.ts";
import type { Entry } from "./glosses.ts";

/** P(letters | syllable): how names are spelled in Chinese, learnt from the dictionary's own names. */
export type SoundModel = Map<string, Map<string, number>>;

interface NamePair {
  readonly syllables: readonly string[];
  readonly letters: string;
}

const LONGEST_CHUNK = 5;
const ROUNDS = 12;
const CHUNK_FLOOR = 1e-6;
const GOOD_LETTER = 0.12;
const LEAST_QUALITY = 0.25;

/** The dictionary's names of one Latin word: 加利福尼亚 and "California", 上海 and "Shanghai". */
export function namePairs(entries: readonly Entry[]): NamePair[] {
  return entries.flatMap(({ proper, simplified, pinyin, senses }) => {
    const length = Array.from(simplified).length;
    if (!proper || length < 2 || pinyin.length !== length) return [];
    const words = /^(\p{Lu}[\p{L}'’-]+)(?: (\p{Lu}[\p{L}'’-]+))?/u.exec(senses[0] ?? "");
    return [words?.[1], words?.[2]].flatMap((word) => {
      const letters = foldLatin(word ?? "").replace(/[^a-z]/gu, "");
      const fits = letters.length >= Math.max(3, length) && letters.length <= length * 4;
      return fits ? [{ syllables: pinyin, letters }] : [];
    });
  });
}

/**
 * Expectation-maximisation over all ways to cut the letters into one chunk a syllable: the joint
 * source-channel idea of Li, Zhang and Su (2004), with syllables in the place of characters.
 * Pairs that the model finds no sounds in (宁夏 "autonomous") lose their say from round to round.
 */
export function learnSounds(pairs: readonly NamePair[]): SoundModel {
  let model: SoundModel = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    const counts: SoundModel = new Map();
    for (const pair of pairs) collect(pair, model, round, counts);
    model = normalise(counts);
  }
  return model;
}

function collect(pair: NamePair, model: SoundModel, round: number, counts: SoundModel): void {
  const { syllables, letters } = pair;
  const p = (i: number, chunk: string) =>
    round === 0
      ? guess(syllables[i]!, chunk)
      : (model.get(syllables[i]!)?.get(chunk) ?? CHUNK_FLOOR);
  const width = letters.length + 1;
  const forward = new Float64Array((syllables.length + 1) * width);
  const backward = new Float64Array(forward.length);
  forward[0] = 1;
  backward[forward.length - 1] = 1;
  const steps = (visit: (i: number, from: number, to: number, chunk: string) => void) => {
    for (let i = 0; i < syllables.length; i++)
      for (let from = 0; from < width; from++)
        for (let to = from + 1; to <= Math.min(letters.length, from + LONGEST_CHUNK); to++)
          visit(i, from, to, letters.slice(from, to));
  };
  steps((i, from, to, chunk) => {
    const before = forward[i * width + from]!;
    if (before > 0) forward[(i + 1) * width + to]! += before * p(i, chunk);
  });
  const arcs: [number, number, number, string][] = [];
  steps((...arc) => arcs.push(arc));
  for (const [i, from, to, chunk] of arcs.reverse()) {
    backward[i * width + from]! += backward[(i + 1) * width + to]! * p(i, chunk);
  }
  const total = forward[forward.length - 1]!;
  if (total <= 0) return;
  // Per letter, so that long names are not distrusted. By chance a letter gets about .06.
  const quality = Math.min(1, (total ** (1 / letters.length) / GOOD_LETTER) ** 4);
  if (round >= 2 && quality < LEAST_QUALITY) return;
  for (const [i, from, to, chunk] of arcs) {
    const share =
      (forward[i * width + from]! * p(i, chunk) * backward[(i + 1) * width + to]!) / total;
    if (share > 1e-4) add(counts, syllables[i]!, chunk, share * (round < 2 ? 1 : quality));
  }
}

/** Before anything is learnt: a chunk that begins like the syllable and is about two letters long. */
function guess(syllable: string, chunk: string): number {
  return (syllable[0] === chunk[0] ? 4 : 1) * 0.05 ** Math.abs(chunk.length - 2.2) + 1e-6;
}

function add(counts: SoundModel, syllable: string, chunk: string, count: number): void {
  const chunks = counts.get(syllable) ?? new Map<string, number>();
  chunks.set(chunk, (chunks.get(chunk) ?? 0) + count);
  counts.set(syllable, chunks);
}

function normalise(counts: SoundModel): SoundModel {
  const model: SoundModel = new Map();
  for (const [syllable, chunks] of counts) {
    let total = 1; // One imagined sighting elsewhere keeps rare syllables from being sure of themselves.
    for (const count of chunks.values()) total += count;
    const kept = [...chunks].map(([chunk, count]) => [chunk, count / total] as const);
    model.set(syllable, new Map(kept.filter(([, p]) => p > 1e-3)));
  }
  return model;
}
