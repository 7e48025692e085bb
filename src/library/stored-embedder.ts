import { stat } from "node:fs/promises";
import { UserError } from "../errors.ts";
import type { EmbedderChoice } from "../retrieve/open-embedder.ts";
import { type Manifest, readManifest } from "./manifest.ts";

/**
 * How long the vectors of a remote model are, where a library was made with it: an endpoint that is down does
 * not have to be asked. `null` where only the endpoint can tell.
 *
 * Vectors of the local embedder are made anew by whoever opens a library. Those of a remote model take time or
 * money, so a change to one has to be asked for, by an ingest: `mayChange`.
 *
 * @throws UserError `embedding-changed`, one line with the command, when the library was made with another
 * model and nobody asked for a change.
 */
export async function storedDimensions(
  library: string,
  choice: EmbedderChoice,
  { mayChange }: { readonly mayChange: boolean },
): Promise<number | null> {
  if (choice.kind === "local") return null;
  const { manifest } = await readManifest(library);
  if (!manifest) return null;
  const { model, dimensions } = manifest.embedder;
  const wanted = choice.dimensions ?? dimensions;
  if (model === choice.model && dimensions === wanted) return dimensions;
  if (mayChange || manifest.interviews.length === 0) return null;
  const has = `vectors of ${model} (${dimensions} dimensions)`;
  const asked = `${choice.model}${choice.dimensions === undefined ? "" : ` (${choice.dimensions})`}`;
  throw new UserError(
    "embedding-changed",
    `The library at ${library} has ${has}, but EMBEDDING_MODEL is ${asked}. Make its vectors anew: npm run ingest -- --library ${quoted(library)} ${await aSource(manifest)}; or set EMBEDDING_MODEL back (empty for the local embedder)`,
  );
}

/** Ingesting any of them makes all vectors anew. */
async function aSource({ interviews }: Manifest): Promise<string> {
  for (const { origin } of interviews)
    if ((await stat(origin).catch(() => null))?.isFile()) return quoted(origin);
  return "FILE";
}

/** As a shell takes it for one word. */
const quoted = (path: string): string =>
  /^[\w@%+=:,./-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
