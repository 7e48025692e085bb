import { readFileSync } from "node:fs";
import { foldLatin, isStopWord, stemOf } from "../../src/retrieve/english.ts";

export const DIMENSIONS = 100;

export interface StemVector {
  readonly stem: string;
  /** Place of its commonest word in the embedding's list, which is in order of frequency. */
  readonly rank: number;
  readonly vector: Float64Array;
}

interface Embedding {
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

/** One vector for each stem, from its words weighted by how frequent they are (Zipf: 1 / rank). */
export function stemVectors(file: URL): Map<string, StemVector> {
  const { words, vectors } = JSON.parse(readFileSync(file, "utf8")) as Embedding;
  const stems = new Map<string, StemVector>();
  words.forEach((word, index) => {
    if (!/^(?:[a-z]{2,}|\d+)$/u.test(foldLatin(word)) || isStopWord(word)) return;
    const stem = stemOf(foldLatin(word));
    const known = stems.get(stem) ?? {
      stem,
      rank: index + 1,
      vector: new Float64Array(DIMENSIONS),
    };
    stems.set(stem, known);
    const values = vectors[word]!;
    for (let d = 0; d < DIMENSIONS; d++) known.vector[d]! += values[d]! / (index + 1);
  });
  for (const { vector } of stems.values()) normalise(vector);
  return stems;
}

/**
 * Removes the mean and the strongest directions, which say "frequent" or "name" more than they
 * say what a word means (Mu and Viswanath 2018, "All-but-the-Top": dimensions / 100 of them).
 */
export function allButTheTop(vectors: readonly Float64Array[], directions: number): void {
  const mean = new Float64Array(DIMENSIONS);
  for (const vector of vectors)
    for (let d = 0; d < DIMENSIONS; d++) mean[d]! += vector[d]! / vectors.length;
  for (const vector of vectors) for (let d = 0; d < DIMENSIONS; d++) vector[d]! -= mean[d]!;
  for (let k = 0; k < directions; k++) {
    const top = strongest(vectors);
    for (const vector of vectors) {
      const along = dot(vector, top);
      for (let d = 0; d < DIMENSIONS; d++) vector[d]! -= along * top[d]!;
    }
  }
  for (const vector of vectors) normalise(vector);
}

/** The first principal direction, by power iteration. */
function strongest(vectors: readonly Float64Array[]): Float64Array {
  let direction = new Float64Array(DIMENSIONS).fill(1);
  normalise(direction);
  for (let round = 0; round < 30; round++) {
    const next = new Float64Array(DIMENSIONS);
    for (const vector of vectors) {
      const along = dot(vector, direction);
      for (let d = 0; d < DIMENSIONS; d++) next[d]! += along * vector[d]!;
    }
    normalise(next);
    direction = next;
  }
  return direction;
}

export interface Near {
  readonly index: number;
  readonly similarity: number;
}

/** For each vector its nearest others, nearest first. */
export function nearest(vectors: readonly Float64Array[], most: number, atLeast: number): Near[][] {
  const flat = new Float32Array(vectors.length * DIMENSIONS);
  vectors.forEach((vector, index) => {
    flat.set(vector, index * DIMENSIONS);
  });
  const near: Near[][] = vectors.map(() => []);
  for (let i = 0; i < vectors.length; i++) {
    for (let j = i + 1; j < vectors.length; j++) {
      let similarity = 0;
      const a = i * DIMENSIONS;
      const b = j * DIMENSIONS;
      for (let d = 0; d < DIMENSIONS; d++) similarity += flat[a + d]! * flat[b + d]!;
      if (similarity < atLeast) continue;
      near[i]!.push({ index: j, similarity });
      near[j]!.push({ index: i, similarity });
    }
  }
  return near.map((list) =>
    list.sort((x, y) => y.similarity - x.similarity || x.index - y.index).slice(0, most),
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < DIMENSIONS; d++) sum += a[d]! * b[d]!;
  return sum;
}

function normalise(vector: Float64Array): void {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let d = 0; d < DIMENSIONS; d++) vector[d]! /= length;
}
