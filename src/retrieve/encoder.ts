import { featuresOf } from "./encoder-features.ts";
import type { Tables } from "./lexicon-file.ts";
import { prefixSearch } from "./sorted-tables.ts";

/**
 * What texts and words mean, in Chinese and English alike, as scripts/lexicon/build-encoder.ts has learnt it: a text is the
 * sum of its features' vectors (Wieting et al. 2016, "Towards Universal Paraphrastic Sentence Embeddings"). Words that say
 * little have short vectors.
 */
export interface Encoder {
  /** A vector of `ENCODER_DIMENSIONS` and unit length for analysed words; all zero where none is known. */
  encode(terms: string): Float32Array;
  /** The same of one word, and how long its vector was: how much it says. */
  word(term: string): Word;
}

export interface Word {
  readonly unit: Float32Array;
  readonly length: number;
}

/** A multiple of four, which the training's loops are unrolled by. */
export const ENCODER_DIMENSIONS = 128;

export function readEncoder(tables: Tables): Encoder {
  const { find } = prefixSearch(tables.u16("feattext"), tables.u32("featpos"));
  const vectors = tables.i8("vectors");
  const scales = tables.f32("scales");
  const word = (terms: string): Word => {
    const unit = new Float32Array(ENCODER_DIMENSIONS);
    for (const feature of featuresOf(terms)) {
      const row = find(feature);
      if (row < 0) continue;
      const scale = scales[row]!;
      const at = row * ENCODER_DIMENSIONS;
      for (let d = 0; d < ENCODER_DIMENSIONS; d++) unit[d]! += scale * vectors[at + d]!;
    }
    const length = Math.sqrt(product(unit, unit));
    if (length > 0) for (let d = 0; d < ENCODER_DIMENSIONS; d++) unit[d]! /= length;
    return { unit, length };
  };
  return { word, encode: (terms) => word(terms).unit };
}

/** Of two vectors of `ENCODER_DIMENSIONS`; four sums at once, for each waits for its own last addition only. */
export function product(a: Float32Array, b: Float32Array): number {
  let s = 0;
  let t = 0;
  let u = 0;
  let v = 0;
  for (let d = 0; d + 3 < a.length; d += 4) {
    s += a[d]! * b[d]!;
    t += a[d + 1]! * b[d + 1]!;
    u += a[d + 2]! * b[d + 2]!;
    v += a[d + 3]! * b[d + 3]!;
  }
  return s + t + u + v;
}
