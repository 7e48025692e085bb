import { UserError } from "../errors.ts";
import type { Embedder } from "./open-embedder.ts";
import { BadVectors, createRemoteClient, type RemoteChoice } from "./remote-client.ts";
import { reasonOf, withRetries } from "./remote-failures.ts";

/** Vectors of texts that were paid for before. Losing them costs time and money, nothing else. */
export interface VectorCache {
  /** One for each text, `null` where it is not known. */
  get(key: CacheKey, texts: readonly string[]): Promise<(readonly number[] | null)[]>;
  put(key: CacheKey, entries: ReadonlyMap<string, readonly number[]>): Promise<void>;
}

/** What else, besides the text, makes a vector what it is. */
export interface CacheKey {
  readonly model: string;
  readonly dimensions: number;
}

export interface RemoteOptions {
  /** How long the model's vectors are where a library knows it; else the endpoint is asked once. */
  readonly dimensions?: number | null;
  readonly cache?: VectorCache;
  /** Called while many texts are under way, with how many have their vector and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** Large enough that a book takes a few calls, small enough for one batch to be lost by a kill. */
const BATCH = { texts: 64, characters: 40_000 };
const DOCUMENTS_TIMEOUT_MS = 60_000;
/** Somebody is waiting for an answer, which can be had without. */
const QUERY_TIMEOUT_MS = 5_000;
const RETRIES = 5;

/** @throws UserError `embedding` when it has to ask the endpoint, and that does not answer. */
export async function openRemoteEmbedder(
  choice: RemoteChoice,
  { dimensions: known, cache, onProgress, wait }: RemoteOptions = {},
): Promise<Embedder> {
  const { model, apiKey } = choice;
  const ask = await createRemoteClient(choice, DOCUMENTS_TIMEOUT_MS);
  const askQuickly = await createRemoteClient(choice, QUERY_TIMEOUT_MS);
  // Where one batch has failed for good, the next ones are not to take as long to find that out.
  let retries = RETRIES;

  const dimensions = choice.dimensions ?? known ?? (await probe());
  const key = { model, dimensions };
  return {
    model,
    dimensions,
    embeddings: {
      embedDocuments,
      async embedQuery(text) {
        const [vector] = await askQuickly([text]).catch(explain);
        return ofRightLength(vector!);
      },
    },
  };

  async function probe(): Promise<number> {
    const [vector] = await askPatiently(["dimensions"]);
    return vector!.length;
  }

  async function embedDocuments(texts: string[]): Promise<number[][]> {
    const distinct = [...new Set(texts)];
    const stored = (await cache?.get(key, distinct)) ?? [];
    const vectors = new Map<string, readonly number[]>();
    distinct.forEach((text, index) => {
      const vector = stored[index];
      if (vector) vectors.set(text, vector);
    });
    for (const batch of batchesOf(distinct.filter((text) => !vectors.has(text)))) {
      if (distinct.length > batch.length) onProgress?.(vectors.size, distinct.length);
      const fresh = (await askPatiently(batch)).map(ofRightLength);
      const entries = new Map(batch.map((text, index) => [text, fresh[index]!]));
      for (const [text, vector] of entries) vectors.set(text, vector);
      await cache?.put(key, entries);
    }
    return texts.map((text) => [...vectors.get(text)!]);
  }

  async function askPatiently(texts: readonly string[]): Promise<number[][]> {
    try {
      const vectors = await withRetries(() => ask(texts), { retries, wait });
      retries = RETRIES;
      return vectors;
    } catch (error) {
      retries = 0;
      return explain(error);
    }
  }

  function ofRightLength(vector: number[]): number[] {
    if (vector.length === dimensions) return vector;
    const what = `gave ${vector.length} dimensions instead of ${dimensions}`;
    throw new UserError(
      "embedding",
      choice.dimensions === undefined
        ? `The embedding model ${model} ${what}: it is not the one that this library was made with; choose another library with --library, or check EMBEDDING_MODEL`
        : `The embedding model ${model} ${what}; check EMBEDDING_MODEL and EMBEDDING_DIMENSIONS`,
    );
  }

  function explain(cause: unknown): never {
    const reason = reasonOf(cause, apiKey);
    throw new UserError(
      "embedding",
      cause instanceof BadVectors
        ? `The embedding model ${model} ${reason}; check EMBEDDING_MODEL and OPENAI_BASE_URL`
        : `The embedding model ${model} does not answer (${reason}). Check EMBEDDING_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY, or leave EMBEDDING_MODEL empty for the local embedder`,
      { cause },
    );
  }
}

function* batchesOf(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let characters = 0;
  for (const text of texts) {
    if (
      batch.length === BATCH.texts ||
      (batch.length > 0 && characters + text.length > BATCH.characters)
    ) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(text);
    characters += text.length;
  }
  if (batch.length > 0) yield batch;
}
