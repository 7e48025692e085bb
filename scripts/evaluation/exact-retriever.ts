import type { App } from "../../src/app.ts";
import { packageRoot } from "../../src/package-root.ts";
import { loadLexicon } from "../../src/retrieve/lexicon.ts";
import { LocalEmbeddings } from "../../src/retrieve/local-embedder.ts";
import { createRetriever, localFusion, type Retriever } from "../../src/retrieve/retrieve.ts";
import { nearestTo } from "./nearest.ts";

const lexicon = loadLexicon(new URL("data/lexicon/", packageRoot()));
const embeddings = new LocalEmbeddings(lexicon);

/** A retriever on a library as the app has it, with exact search. */
export function exactRetriever({ library }: Pick<App, "library">): Retriever {
  return createRetriever({
    lexicon,
    passages: library.interviews.flatMap(({ passages }) => passages),
    dense: nearestTo(library.interviews.flatMap((stored) => stored.vectors)),
    embedQuery: (text) => embeddings.embedQuery(text),
    fusion: localFusion,
  });
}
