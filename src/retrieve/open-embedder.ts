import type { Embeddings } from "@langchain/core/embeddings";
import type { Lexicon } from "./lexicon.ts";
import { LocalEmbeddings } from "./local-embedder.ts";
import { openRemoteEmbedder, type RemoteOptions } from "./remote-embedder.ts";

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

/** @throws UserError `embedding` when a remote model has to be asked for something, and does not answer. */
export function openEmbedder(
  choice: EmbedderChoice,
  lexicon: Lexicon,
  options?: RemoteOptions,
): Promise<Embedder> {
  if (choice.kind === "openai") return openRemoteEmbedder(choice, options);
  return Promise.resolve({
    embeddings: new LocalEmbeddings(lexicon),
    model: LocalEmbeddings.model,
    dimensions: LocalEmbeddings.dimensions,
  });
}
