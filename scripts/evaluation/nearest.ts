import type { DenseHit } from "../../src/retrieve/retrieve.ts";

/** Exact search: what is measured is the ranking, not an index. */
export const nearestTo =
  (vectors: readonly ArrayLike<number>[]) =>
  (vector: readonly number[], limit: number): DenseHit[] =>
    vectors
      .map((other, passage) => ({
        passage,
        similarity: vector.reduce((sum, value, dimension) => sum + value * other[dimension]!, 0),
      }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, limit);
