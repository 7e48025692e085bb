import { createDeriver, type Deriver } from "../../src/library/derive.ts";
import { loadLexicon, type Lexicon } from "../../src/retrieve/lexicon.ts";
import { LocalEmbeddings } from "../../src/retrieve/local-embedder.ts";

export const shippedLexicon = (): Lexicon =>
  loadLexicon(new URL("../../data/lexicon/", import.meta.url));

/** The embedder and analysis that ship. */
export function localDeriver(lexicon = shippedLexicon()): Deriver {
  const { model, dimensions } = LocalEmbeddings;
  return createDeriver({
    lexicon,
    embeddings: new LocalEmbeddings(lexicon),
    embedder: { model, dimensions },
  });
}
