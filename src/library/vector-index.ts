import hnswlib from "hnswlib-node";

export interface VectorHit {
  /** Position of the vector in the array that the index was built from. */
  readonly item: number;
  /** Cosine similarity in [-1, 1]. */
  readonly similarity: number;
}

/** Nearest first. Searching never modifies the index. */
export interface VectorIndex {
  readonly size: number;
  search(vector: readonly number[], limit: number): VectorHit[];
}

/**
 * An in-memory HNSW graph over vectors that are stored elsewhere: they are the truth, the graph is a cache
 * that is rebuilt at every start. No index file is ever read, so none can be stale, foreign or damaged.
 *
 * hnswlib accepts NaN, aborts the process on holes in an array, throws when asked for more neighbours than
 * it holds, and has a default `ef` of 10 that loses most neighbours; hence the checks and the `ef` below.
 *
 * @throws RangeError when a vector has the wrong length or a value that is not finite.
 */
export function createHnswIndex(
  vectors: readonly ArrayLike<number>[],
  dimensions: number,
): VectorIndex {
  const graph = new hnswlib.HierarchicalNSW("cosine", dimensions);
  graph.initIndex({ maxElements: Math.max(1, vectors.length), randomSeed: 1 });
  vectors.forEach((vector, item) => {
    graph.addPoint(checked(vector, dimensions), item);
  });
  return {
    size: vectors.length,
    search(vector, limit) {
      const wanted = Math.min(limit, vectors.length);
      if (wanted <= 0) return [];
      graph.setEf(Math.max(200, 10 * wanted));
      const { neighbors, distances } = graph.searchKnn(checked(vector, dimensions), wanted);
      return neighbors.map((item, rank) => ({ item, similarity: 1 - distances[rank]! }));
    },
  };
}

function checked(vector: ArrayLike<number>, dimensions: number): number[] {
  if (vector.length !== dimensions)
    throw new RangeError(`a vector has ${vector.length} dimensions, the index ${dimensions}`);
  const plain = Array.from(vector);
  if (!plain.every(Number.isFinite))
    throw new RangeError("a vector has a value that is not finite");
  return plain;
}
