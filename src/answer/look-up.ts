import escapeRegExp from "escape-string-regexp";
import type { Language, Speaker } from "../interview/interview.ts";
import type { QueryTerm, Retrieval, Retriever, SentenceRef } from "../retrieve/retrieve.ts";
import { type Candidate, rankCandidates } from "./candidates.ts";
import { asksForMore, type Exchange, followsUp } from "./conversation.ts";
import type { Corpus } from "./corpus.ts";
import { mostCentral } from "./salience.ts";
import { isBy, nameParts, quotesSomeone, speakersOf } from "./speakers.ts";
import { share, supports } from "./support.ts";
import { sayerIn, type Understanding } from "./understand.ts";

export type Question = Extract<Understanding, { kind: "question" }>;

export interface Found {
  /** The question as it was looked up, standing on its own. */
  readonly text: string;
  /** Best first; none when the library does not support an answer. */
  readonly candidates: readonly Candidate[];
  /** Share of what was asked about that the best sentence has, 0 to 1. */
  readonly found: number;
  /** Positions of the nearest passages, best first. */
  readonly passages: readonly number[];
}

export interface LookUpDeps {
  readonly corpus: Corpus;
  readonly retriever: Retriever;
}

/** What the library has on a question, which may lean on the one before. */
export async function lookUp(
  question: Question,
  before: Exchange | null,
  deps: LookUpDeps,
): Promise<Found> {
  if (before && asksForMore(question.text)) return more(question, before, deps);
  if (question.anythingSaid && question.sayer) return anythingBy(question.sayer, question, deps);
  const retrieval = await retrieve(question, deps);
  const alone = toFound(
    question.text,
    retrieval,
    isSupported(retrieval, question.language, deps),
    deps,
  );
  if (!before || !followsUp(question.text)) return alone;
  // A change of topic is not dragged along: what stands on its own is answered on its own, and what the
  // interview never speaks of is not rescued by the question before.
  if (alone.candidates.length > 0 || isForeign(retrieval.terms)) return alone;
  const together = inContext(question, before, deps);
  return toFound(together.text, await retrieve(together, deps), true, deps);
}

/** What was not cited yet for the question before. */
async function more(question: Question, before: Exchange, deps: LookUpDeps): Promise<Found> {
  const sayer = sayerIn(before.question, speakersOf(deps.corpus));
  const again = { ...question, text: before.question, sayer };
  const all = toFound(again.text, await retrieve(again, deps), true, deps);
  const fresh = all.candidates.filter(
    ({ sentence: { sentence } }) => !before.cited.includes(sentence.id),
  );
  return { ...all, candidates: fresh };
}

function anythingBy({ name }: Speaker, { text }: Question, { corpus }: LookUpDeps): Found {
  const candidates = mostCentral(corpus, (sentence) => isBy(sentence, name));
  return { text, candidates, found: 1, passages: [] };
}

/** A longer chain of follow-ups is about its last links. In UTF-16 units. */
const LONGEST_CHAIN = 400;

/** A question that leans on the one before is looked up together with it. */
function inContext(question: Question, before: Exchange, { corpus }: LookUpDeps): Question {
  const chain = `${before.question} ${question.text}`;
  return {
    ...question,
    text: chain.length > LONGEST_CHAIN ? question.text : chain,
    sayer: question.sayer ?? sayerIn(before.question, speakersOf(corpus)),
  };
}

/** Less than this of a follow-up's own words are found: it is about something else. */
const LEAST_OWN_WORDS = 0.6;

const isForeign = (terms: readonly QueryTerm[]): boolean =>
  terms.length > 0 && share(terms, ({ inCorpus }) => inCorpus) < LEAST_OWN_WORDS;

/**
 * Whose interview it is does not tell one of its sentences from another, though narration names them: where
 * a question says more than a speaker's name, it is looked up without the name.
 */
async function retrieve(question: Question, { corpus, retriever }: LookUpDeps): Promise<Retrieval> {
  const allow = question.sayer ? saidBy(question.sayer, corpus) : undefined;
  const options = allow ? { allow } : {};
  const retrieval = await retriever.retrieve(question.text, options);
  const parts = new Set(
    speakersOf(corpus)
      .flatMap(({ name }) => nameParts(name))
      .map((part) => part.toLowerCase()),
  );
  const isSpeaker = ({ text, kind, forms }: QueryTerm) =>
    parts.has(text) || (kind === "name" && forms.some((form) => parts.has(form)));
  const names = retrieval.terms.filter(isSpeaker);
  if (names.length === 0 || names.length === retrieval.terms.length) return retrieval;
  const pattern = names.map(({ text }) => escapeRegExp(text)).join("|");
  const rest = question.text.replace(new RegExp(pattern, "giu"), " ");
  const withoutNames = await retriever.retrieve(rest, options);
  return withoutNames.terms.length > 0 ? withoutNames : retrieval;
}

function isSupported(retrieval: Retrieval, asked: Language, { corpus }: LookUpDeps): boolean {
  const [best] = retrieval.sentences;
  const written = best && corpus.sentence(best.id)?.in.interview.language;
  return written !== undefined && supports(retrieval, asked, written);
}

const toFound = (
  text: string,
  retrieval: Retrieval,
  supported: boolean,
  { corpus }: LookUpDeps,
): Found => ({
  text,
  candidates: supported ? rankCandidates(text, retrieval, corpus) : [],
  found: share(retrieval.terms, ({ inTopSentence }) => inTopSentence),
  passages: retrieval.passages.map(({ passage }) => passage),
});

/** The words of one person: in their turns, in narration, or read out to them by the interviewer. */
const saidBy =
  ({ name, role }: Speaker, corpus: Corpus) =>
  ({ id }: SentenceRef): boolean => {
    const sentence = corpus.sentence(id);
    return (
      sentence !== undefined &&
      (isBy(sentence, name) || (role !== "interviewer" && quotesSomeone(sentence)))
    );
  };
