import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import type { Corpus } from "./corpus.ts";
import type { Citation } from "./reply.ts";
import type { Topics } from "./topics.ts";
import { metadataOf } from "./verify.ts";

export interface NoteDeps {
  readonly messages: Messages;
  readonly corpus: Corpus;
  readonly topics: Topics;
}

/** The notes that there is something to say in. */
export const told = (notes: readonly (string | false | null)[]): string[] =>
  notes.filter((note) => typeof note === "string");

/** Whose words a quote is; of a fact about the article, that it is one. */
export function voice(
  { speaker, quoted_speaker, sentences }: Citation,
  language: Language,
  { messages, corpus }: Pick<NoteDeps, "messages" | "corpus">,
): string {
  if (speaker !== null) return speaker;
  if (quoted_speaker !== null) return messages(language, "quoted", { speaker: quoted_speaker });
  const isFact = corpus.fact(sentences[0] ?? "") !== undefined;
  return messages(language, isFact ? "about-article" : "narration");
}

export const askedNote = (
  { question }: Pick<Citation, "question">,
  language: Language,
  { messages }: Pick<NoteDeps, "messages">,
) => question && messages(language, "asked", { question });

export const sectionNote = (citation: Citation, language: Language, deps: NoteDeps) =>
  citation.section &&
  deps.messages(language, "in-section", { section: sectionTitle(citation, language, deps) });

/** Which interview a quote is from, where the library has several. */
export function interviewNote(
  citation: Citation,
  language: Language,
  { messages, corpus }: Pick<NoteDeps, "messages" | "corpus">,
): string | null {
  const stored = interviewOf(citation, corpus);
  if (corpus.interviews.length < 2 || !stored) return null;
  const title = metadataOf(stored.interview.metadata, "title") ?? stored.interview.id;
  return messages(language, "in-interview", { title });
}

export function sectionTitle(
  citation: Citation,
  language: Language,
  { corpus, topics }: Pick<NoteDeps, "corpus" | "topics">,
): string {
  const stored = interviewOf(citation, corpus);
  const heading = citation.section ?? "";
  return stored ? topics.sectionTitle(stored, heading, language) : heading;
}

export interface Source {
  /** The message that names it; its variable is `url`. */
  readonly id: "translation" | "source";
  readonly url: string;
}

/**
 * Where the quoted words can be read, and that they are a translation where they are one. One for each address;
 * an English text with an original is a copy of it rather than a translation.
 */
export function sourcesOf(
  citations: readonly Citation[],
  { corpus }: Pick<NoteDeps, "corpus">,
): Source[] {
  const ids = new Set(citations.map(({ interview }) => interview));
  const sources = new Map<string, Source>();
  for (const { interview } of corpus.interviews.filter(({ interview }) => ids.has(interview.id))) {
    const original = metadataOf(interview.metadata, "originalUrl");
    const url = original ?? metadataOf(interview.metadata, "url");
    const id = original && interview.language !== "en" ? "translation" : "source";
    if (url) sources.set(url, { id, url });
  }
  return [...sources.values()];
}

export const interviewOf = ({ interview: id }: Pick<Citation, "interview">, corpus: Corpus) =>
  corpus.interviews.find(({ interview }) => interview.id === id);
