import type { OpenAIClient } from "@langchain/openai";
import type { EmbedderChoice } from "./open-embedder.ts";

export type RemoteChoice = Extract<EmbedderChoice, { kind: "openai" }>;

/** One request: a vector for each text, in their order, finite and of one length. */
export type RemoteClient = (texts: readonly string[]) => Promise<number[][]>;

/** The endpoint answered, but not with the vectors that it was asked for. Asking again would not help. */
export class BadVectors extends Error {
  override readonly name = "BadVectors";
}

/**
 * A client for an OpenAI-compatible `/embeddings`. It asks once; whoever wants more tries calls it again.
 *
 * Left to itself, the library below (@langchain/openai 1.5.8, measured) waits for ever for the end of an
 * answer that has begun, takes vectors in the order in which they come, replaces line ends, and between its
 * own tries disregards Retry-After. It is loaded only where it is asked for: that takes longer than a local
 * answer takes.
 *
 * @throws BadVectors, or what the library throws when the endpoint refuses or does not answer.
 */
export async function createRemoteClient(
  { model, apiKey, baseUrl, dimensions }: RemoteChoice,
  timeoutMs: number,
): Promise<RemoteClient> {
  const { OpenAIEmbeddings } = await import("@langchain/openai");
  class CheckedEmbeddings extends OpenAIEmbeddings {
    protected override async embeddingWithRetry(request: OpenAIClient.EmbeddingCreateParams) {
      const response = await super.embeddingWithRetry(request);
      const vectors = vectorsIn(response, [request.input].flat().length);
      return {
        ...response,
        data: vectors.map((embedding, index) => ({
          object: "embedding" as const,
          index,
          embedding,
        })),
      };
    }
  }
  const client = new CheckedEmbeddings({
    model,
    // Self-hosted endpoints mostly take any key, but the client insists on one.
    apiKey: apiKey ?? "none",
    // The client's default, base64, is not understood by many self-hosted endpoints.
    encodingFormat: "float",
    stripNewLines: false,
    batchSize: Number.MAX_SAFE_INTEGER,
    maxRetries: 0,
    timeout: timeoutMs,
    ...(dimensions === undefined ? {} : { dimensions }),
    configuration: {
      ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
      fetch: (url, init) => {
        const late = AbortSignal.timeout(timeoutMs);
        const signal = init?.signal ? AbortSignal.any([init.signal, late]) : late;
        return fetch(url, { ...init, signal });
      },
    },
  });
  return (texts) => client.embedDocuments([...texts]);
}

/** The vectors of an answer in the order of the texts: what answers in parallel may shuffle them. */
function vectorsIn(response: unknown, wanted: number): number[][] {
  const data = fieldOf(response, "data");
  if (!Array.isArray(data)) throw new BadVectors("gave no vectors");
  if (data.length !== wanted)
    throw new BadVectors(`gave ${data.length} vectors for ${wanted} texts`);
  const numbered = data.map((item: unknown, place) => ({
    index: Number(fieldOf(item, "index") ?? place),
    vector: checked(fieldOf(item, "embedding")),
  }));
  const vectors = numbered.sort((a, b) => a.index - b.index).map(({ vector }) => vector);
  if (numbered.some(({ index }, place) => index !== place))
    throw new BadVectors("gave vectors whose numbers are not those of the texts");
  const length = vectors[0]?.length ?? 0;
  const other = vectors.find((vector) => vector.length !== length);
  if (other) throw new BadVectors(`gave vectors of ${length} and of ${other.length} dimensions`);
  return vectors;
}

function checked(embedding: unknown): number[] {
  if (typeof embedding === "string")
    throw new BadVectors('gave text instead of numbers, though asked for "float"');
  if (!Array.isArray(embedding) || embedding.length === 0)
    throw new BadVectors("gave no numbers for a text");
  // A double that is finite need not be finite as the float that is stored.
  if (!embedding.every((value) => typeof value === "number" && Number.isFinite(Math.fround(value))))
    throw new BadVectors("gave a value that is not a number");
  return embedding as number[];
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
