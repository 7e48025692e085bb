import { type Candidate, rankCandidates } from "../../src/answer/candidates.ts";
import { bestsOf, retrieveFor } from "../../src/answer/look-up.ts";
import { speakersOf } from "../../src/answer/speakers.ts";
import { type SupportFeatures, supportFeatures } from "../../src/answer/support.ts";
import { understand } from "../../src/answer/understand.ts";
import type { App } from "../../src/app.ts";
import type { Language } from "../../src/interview/interview.ts";
import type { Retrieval } from "../../src/retrieve/retrieve.ts";
import { exactRetriever } from "./exact-retriever.ts";
import type { Question } from "./questions.ts";

/** What the reader is given on a question, and the gate beside what the reader says. */
export interface Read {
  readonly question: Question;
  readonly language: Language;
  readonly text: string;
  readonly retrieval: Retrieval;
  readonly features: SupportFeatures;
  readonly candidates: readonly Candidate[];
}

/** A library with what stands in it. */
export type Opened = Pick<App, "corpus" | "library">;

/** Each question in Chinese and in English, but for those on the article itself. */
export async function whatIsRead(app: Opened, questions: readonly Question[]): Promise<Read[]> {
  const { corpus } = app;
  const retriever = exactRetriever(app);
  const read: Read[] = [];
  for (const question of questions)
    for (const language of ["zh", "en"] as const) {
      const understood = understand(question[language], speakersOf(corpus));
      if (understood.kind !== "question" || understood.article) continue;
      const { text } = understood;
      const retrieval = await retrieveFor(understood, { corpus, retriever });
      const features = supportFeatures(text, retrieval.terms, bestsOf(retrieval, corpus));
      const candidates = rankCandidates(text, retrieval, corpus);
      read.push({ question, language, text, retrieval, features, candidates });
    }
  return read;
}
