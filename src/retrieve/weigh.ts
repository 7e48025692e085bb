import type { Feature } from "./feature.ts";
import type { TermIndex } from "./term-index.ts";

/**
 * BM25 (Robertson and Zaragoza 2009) with counts that may be parts of one: a translation is a likeness
 * of its word, and both counts and document frequencies add up likenesses (Darwish and Oard 2003).
 */
export interface Weighing {
  /** By passage. */
  readonly passages: Float64Array;
  /** For each feature that stands somewhere: unit to score. */
  readonly features: readonly ReadonlyMap<number, number>[];
  /** What a passage that had everything once would get about; 1 where nothing is found. */
  readonly scale: number;
}

interface Saturation {
  readonly k1: number;
  readonly b: number;
}
const PASSAGES: Saturation = { k1: 0.9, b: 0.85 };
const SENTENCES: Saturation = { k1: 0.3, b: 0.3 };
/** What stands in heading or question counts less than what stands in the passage. */
const CONTEXT_COUNT = 0.7;
/** A passage is as good as its words, and a little better for having many of them in one sentence. */
const BEST_SENTENCE = 0.9;
/** Common words ("use", "year") say little also where the corpus has them seldom. */
const RARITY_POWER = 0.4;

export interface Lengths {
  readonly passages: Float64Array;
  readonly meanPassage: number;
  readonly meanUnit: number;
}

export function lengthsOf({ units }: TermIndex, passageCount: number): Lengths {
  const passages = new Float64Array(passageCount);
  let total = 0;
  for (const { passage, sentence, length } of units) {
    const counted = length * (sentence < 0 ? CONTEXT_COUNT : 1);
    passages[passage]! += counted;
    total += counted;
  }
  return {
    passages,
    meanPassage: total / Math.max(1, passageCount) || 1,
    meanUnit: total / Math.max(1, units.length) || 1,
  };
}

export function weigh(
  features: readonly Feature[],
  { units }: TermIndex,
  lengths: Lengths,
): Weighing {
  const passages = new Float64Array(lengths.passages.length);
  const unitSums = new Float64Array(units.length);
  const byFeature: ReadonlyMap<number, number>[] = [];
  let scale = 0;
  for (const feature of features) {
    if (feature.matches.length === 0) continue;
    const weight = feature.weight * feature.rarity ** RARITY_POWER;
    const { counts, likeness } = occurrences(feature);
    const inPassages = new Map<number, number>();
    const passageLikeness = new Map<number, number>();
    for (const [unit, count] of counts) {
      const { passage, sentence } = units[unit]!;
      const counted = count * (sentence < 0 ? CONTEXT_COUNT : 1);
      inPassages.set(passage, (inPassages.get(passage) ?? 0) + counted);
      const like = Math.max(passageLikeness.get(passage) ?? 0, likeness.get(unit)!);
      passageLikeness.set(passage, like);
    }
    const idf = weight * inverseFrequency(passageLikeness, passages.length);
    scale += idf;
    for (const [passage, count] of inPassages) {
      const length = lengths.passages[passage]! / lengths.meanPassage;
      passages[passage]! += idf * saturated(count, length, PASSAGES);
    }
    const unitIdf = weight * inverseFrequency(likeness, units.length);
    const scores = new Map<number, number>();
    for (const [unit, count] of counts) {
      const score = unitIdf * saturated(count, units[unit]!.length / lengths.meanUnit, SENTENCES);
      scores.set(unit, score);
      unitSums[unit]! += score;
    }
    byFeature.push(scores);
  }
  addBestSentences(passages, unitSums, units);
  return { passages, features: byFeature, scale: scale || 1 };
}

/** By unit: how often the feature stands there, likenesses added up, and the best of them. */
function occurrences({ matches }: Feature) {
  const counts = new Map<number, number>();
  const likeness = new Map<number, number>();
  for (const { units, counts: times, strength } of matches) {
    units.forEach((unit, i) => {
      counts.set(unit, (counts.get(unit) ?? 0) + times[i]! * strength);
      likeness.set(unit, Math.max(likeness.get(unit) ?? 0, strength));
    });
  }
  return { counts, likeness };
}

function inverseFrequency(likeness: ReadonlyMap<number, number>, total: number): number {
  let frequency = 0;
  for (const value of likeness.values()) frequency += value;
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
}

const saturated = (count: number, relativeLength: number, { k1, b }: Saturation): number =>
  (count * (k1 + 1)) / (count + k1 * (1 - b + b * relativeLength));

function addBestSentences(
  passages: Float64Array,
  unitSums: Float64Array,
  units: TermIndex["units"],
): void {
  const best = new Float64Array(passages.length);
  units.forEach(({ passage }, unit) => {
    best[passage] = Math.max(best[passage]!, unitSums[unit]!);
  });
  best.forEach((score, passage) => {
    passages[passage]! += BEST_SENTENCE * score;
  });
}
