import { type NoteDeps, sourcesOf } from "../answer/notes.ts";
import type { Citation } from "../answer/reply.ts";
import type { Language } from "../interview/interview.ts";
import type { Layout } from "./layout.ts";

/** Where the quoted words can be read, and that they are a translation where they are one; each once. */
export function provenance(
  citations: readonly Citation[],
  language: Language,
  deps: Pick<NoteDeps, "corpus" | "messages">,
  show: Layout,
): string[] {
  const notes = sourcesOf(citations, deps).flatMap(({ id, url }) =>
    show.note((shown) => deps.messages(language, id, { url: shown }), url),
  );
  return notes.length === 0 ? [] : ["", ...notes];
}

/** The same on one line. */
export const provenanceLine = (
  citations: readonly Citation[],
  language: Language,
  deps: Pick<NoteDeps, "corpus" | "messages">,
): string =>
  sourcesOf(citations, deps)
    .map(({ id, url }) => ` (${deps.messages(language, id, { url })})`)
    .join("");
