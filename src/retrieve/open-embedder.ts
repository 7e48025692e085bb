import type { Embeddings } from "@langchain/core/embeddings";
import { UserError } from "../errors.ts";
import type { Lexicon } from "./lexicon.ts";
import { LocalEmbeddings } from "./local-embedder.ts";

export interface Embedder {
  readonly embeddings: Pick<Embeddings, "embedDocuments" | "embedQuery">;
  /** Names what made the vectors; others cannot be compared with them. */
  readonly model: string;
  readonly dimensions: number;
}

export type EmbedderChoice =
  | { readonly kind: "local" }
  | {
      readonly kind: "openai";
      readonly model: string;
      readonly apiKey: string | undefined;
      readonly baseUrl: string | undefined;
      /** How long vectors are to be; else as the model makes them. */
      readonly dimensions: number | undefined;
    };

/** @throws UserError `embedding` when the endpoint does not answer. */
export async function openEmbedder(choice: EmbedderChoice, lexicon: Lexicon): Promise<Embedder> {
  if (choice.kind === "local")
    return {
      embeddings: new LocalEmbeddings(lexicon),
      model: LocalEmbeddings.model,
      dimensions: LocalEmbeddings.dimensions,
    };
  const embeddings = await openAiEmbeddings(choice);
  // The endpoint alone knows how long its vectors are.
  const probe = await embeddings.embedQuery("dimensions");
  return { embeddings, model: choice.model, dimensions: probe.length };
}

const TIMEOUT_MS = 30_000;
const RETRIES = 3;

/** Loaded only where it is asked for: the client takes longer to import than a local answer takes. */
async function openAiEmbeddings({
  model,
  apiKey,
  baseUrl,
}: Extract<EmbedderChoice, { kind: "openai" }>): Promise<Embedder["embeddings"]> {
  const { OpenAIEmbeddings } = await import("@langchain/openai");
  const client = new OpenAIEmbeddings({
    model,
    // Self-hosted endpoints mostly take any key, but the client insists on one.
    apiKey: apiKey ?? "none",
    // The client's default, base64, is not understood by many self-hosted endpoints.
    encodingFormat: "float",
    timeout: TIMEOUT_MS,
    maxRetries: RETRIES,
    ...(baseUrl === undefined ? {} : { configuration: { baseURL: baseUrl } }),
  });
  const explained = (cause: unknown) =>
    new UserError(
      "embedding",
      `The embedding model ${model} does not answer (${oneLine(cause)}). Check EMBEDDING_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY, or leave EMBEDDING_MODEL empty for the local embedder`,
      { cause },
    );
  return {
    embedDocuments: (texts) =>
      client.embedDocuments(texts).catch((error: unknown) => Promise.reject(explained(error))),
    embedQuery: (text) =>
      client.embedQuery(text).catch((error: unknown) => Promise.reject(explained(error))),
  };
}

const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/gu, " ").slice(0, 200);
