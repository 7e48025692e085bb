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

/** Which interview a quote is from, where the library has several. */
export function interviewNote(citation: Citation, language: Language, deps: RenderDeps) {
  const { interviews } = deps.corpus;
  const stored = interviews.find(({ interview }) => interview.id === citation.interview);
  if (interviews.length < 2 || !stored) return null;
  const title = metadataOf(stored.interview.metadata, "title") ?? stored.interview.id;
  return deps.messages(language, "in-interview", { title });
}

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
  deps: RenderDeps,
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
  deps: Pick<RenderDeps, "corpus" | "messages">,
): string =>
  sourcesOf(citations, deps)
    .map(({ id, url }) => ` (${deps.messages(language, id, { url })})`)
    .join("");

/** One for each address; an English text with an original is a copy of it rather than a translation. */
function sourcesOf(citations: readonly Citation[], { corpus }: Pick<RenderDeps, "corpus">) {
  const ids = new Set(citations.map(({ interview }) => interview));
  const sources = new Map<string, { id: "translation" | "source"; url: string }>();
  for (const { interview } of corpus.interviews.filter(({ interview }) => ids.has(interview.id))) {
    const original = metadataOf(interview.metadata, "originalUrl");
    const url = original ?? metadataOf(interview.metadata, "url");
    const id = original && interview.language !== "en" ? "translation" : "source";
    if (url) sources.set(url, { id, url });
  }
  return [...sources.values()];
}
