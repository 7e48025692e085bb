import type { Embedder } from "./open-embedder.ts";
import type { RetrievalDeps } from "./retrieve.ts";

export interface DenseSideDeps {
  readonly embedder: Embedder;
  /** Passages near a vector of `dimensions` finite numbers, nearest first. */
  readonly search: RetrievalDeps["dense"];
  /** Called with one line when vectors begin to fail, and not again before they have worked. */
  readonly onWarning?: ((line: string) => void) | undefined;
  readonly now?: () => number;
}

/** Meanwhile nobody waits for an endpoint that is down. */
const REST_MS = 30_000;

/**
 * The side of retrieval that goes by vectors, which may fail: the lexical side then answers alone. That is what
 * an empty vector means, which is near to nothing.
 */
export function createDenseSide({
  embedder: { embeddings, model, dimensions },
  search,
  onWarning,
  now = Date.now,
}: DenseSideDeps): Pick<RetrievalDeps, "dense" | "embedQuery"> {
  let restUntil = -Infinity;
  let warned = false;
  return {
    dense: (vector, limit) => (vector.length === 0 ? [] : search(vector, limit)),
    async embedQuery(text) {
      if (text.trim() === "" || now() < restUntil) return [];
      try {
        const vector = await embeddings.embedQuery(text);
        if (!isUsable(vector, dimensions))
          throw new Error(`The embedding model ${model} gave a vector that cannot be compared`);
        warned = false;
        return vector;
      } catch (error) {
        restUntil = now() + REST_MS;
        if (!warned) onWarning?.(`${lineOf(error)}. Until then answers go by words alone`);
        warned = true;
        return [];
      }
    },
  };
}

const isUsable = (vector: readonly number[], dimensions: number): boolean =>
  vector.length === dimensions && vector.every((value) => Number.isFinite(Math.fround(value)));

const lineOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/gu, " ");
