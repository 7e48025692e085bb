import { isChineseStopWord } from "./chinese.ts";
import { isStopWord, stemOf } from "./english.ts";
import { DIMENSIONS, VECTOR_SCALE } from "./lexicon.ts";
import type { Lexicon } from "./lexicon.ts";
import { LOG_TOTAL } from "./segment.ts";
import { BREAK, isHan, isNumber } from "./tokens.ts";

/** "a" of Arora, Liang and Ma (2017), "A simple but tough-to-beat baseline for sentence embeddings". */
const SIF = 1e-3;
/** ln of the place of the last word in the embedding's list, and the sum of 1 / place over it (Zipf). */
const LOG_WORDS = Math.log(400_000);
const ZIPF_SUM = 13;

/** Of a gloss part of several words each says less than the whole; and later senses are rarer. */
const LENGTH_POWER = 1.2;
const SENSE_DISCOUNT = 0.4;

/** How firmly the `matched` words of a part of a gloss translate its headword, 0–1. */
export const glossStrength = (words: number, sense: number, matched = 1): number =>
  Math.min(1, matched / words) ** LENGTH_POWER / (1 + SENSE_DISCOUNT * sense);

const LENGTH_EVIDENCE = 0.8;
const SENSE_EVIDENCE = 0.2;

/**
 * How sure it is that they are the same thing. Unlike `glossStrength` it is not about which of many passages
 * is meant, so that "board" is well answered by 董事会, "board of directors".
 */
export const glossEvidence = (words: number, sense: number, matched = 1): number =>
  Math.min(1, matched / words) ** LENGTH_EVIDENCE / (1 + SENSE_EVIDENCE * sense);

/**
 * What analysed words mean together: the mean of their vectors, rare words counting most, at unit length.
 * Chinese words have the vectors of their glosses. All zero where no word is known.
 */
export function meaningOf(terms: string, lexicon: Lexicon): Float64Array {
  const sum = new Float64Array(DIMENSIONS);
  for (const token of terms.split(" ")) {
    if (!token || token === BREAK || isNumber(token)) continue;
    if (isHan(token)) addChinese(sum, token, lexicon);
    else addLatin(sum, token, lexicon);
  }
  const length = Math.sqrt(dot(sum, sum));
  return length > 0 ? sum.map((value) => value / length) : sum;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}

function addLatin(sum: Float64Array, token: string, lexicon: Lexicon): void {
  if (isStopWord(token)) return;
  const stem = lexicon.stem(stemOf(token));
  if (stem < 0) return;
  const frequency = 1 / (Math.exp(lexicon.rarity(stem) * LOG_WORDS) * ZIPF_SUM);
  addStem(sum, stem, SIF / (SIF + frequency), lexicon);
}

function addChinese(sum: Float64Array, token: string, lexicon: Lexicon): void {
  if (isChineseStopWord(token)) return;
  const head = lexicon.headword(token);
  if (head < 0) return;
  const weight = SIF / (SIF + Math.exp(lexicon.logCount(head) - LOG_TOTAL));
  let total = 0;
  lexicon.eachGloss(head, (_stem, words, sense) => {
    total += glossStrength(words, sense) ** 2;
  });
  lexicon.eachGloss(head, (stem, words, sense) => {
    addStem(sum, stem, (weight * glossStrength(words, sense) ** 2) / total, lexicon);
  });
}

function addStem(sum: Float64Array, stem: number, weight: number, lexicon: Lexicon): void {
  const at = lexicon.vectorAt(stem);
  if (at < 0) return;
  const factor = weight / VECTOR_SCALE;
  for (let d = 0; d < DIMENSIONS; d++) sum[d]! += lexicon.vectors[at + d]! * factor;
}
