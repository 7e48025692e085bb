import type { Citation } from "../answer/reply.ts";
import { metadataOf } from "../answer/verify.ts";
import type { Language } from "../interview/interview.ts";
import type { Layout } from "./layout.ts";
import type { RenderDeps } from "./render.ts";

/** The notes that there is something to say in. */
export const told = (notes: readonly (string | false | null)[]): string[] =>
  notes.filter((note) => typeof note === "string");

/** Whose words a quote is. */
export const voice = (
  { speaker, quoted_speaker }: Citation,
  language: Language,
  { messages }: RenderDeps,
) =>
  speaker ??
  (quoted_speaker
    ? messages(language, "quoted", { speaker: quoted_speaker })
    : messages(language, "narration"));

export const askedNote = ({ question }: Citation, language: Language, { messages }: RenderDeps) =>
  question && messages(language, "asked", { question });

export const sectionNote = (citation: Citation, language: Language, deps: RenderDeps) =>
  citation.section &&
  deps.messages(language, "in-section", { section: sectionTitle(citation, language, deps) });

export function sectionTitle(citation: Citation, language: Language, deps: RenderDeps): string {
  const stored = deps.corpus.interviews.find(
    ({ interview }) => interview.id === citation.interview,
  );
  const heading = citation.section ?? "";
  return stored ? deps.topics.sectionTitle(stored, heading, language) : heading;
}

/** Where the quoted words can be read, and that they are a translation where they are one; each once. */
export function provenance(
  citations: readonly Citation[],
  language: Language,
  { corpus, messages }: RenderDeps,
  show: Layout,
): string[] {
  const ids = new Set(citations.map(({ interview }) => interview));
  const notes = new Map<string, string[]>();
  for (const { interview } of corpus.interviews.filter(({ interview }) => ids.has(interview.id))) {
    const original = metadataOf(interview.metadata, "originalUrl");
    const url = original ?? metadataOf(interview.metadata, "url");
    const id = original ? "translation" : "source";
    if (url)
      notes.set(
        url,
        show.note((shown) => messages(language, id, { url: shown }), url),
      );
  }
  return notes.size === 0 ? [] : ["", ...[...notes.values()].flat()];
}
