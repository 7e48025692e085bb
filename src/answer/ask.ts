import type { Language, Speaker } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import type { Retrieval, Retriever, SentenceRef } from "../retrieve/retrieve.ts";
import { articleDraft } from "./about-article.ts";
import { type Candidate, rankCandidates } from "./candidates.ts";
import { composeExtractive } from "./compose-extractive.ts";
import { asksForMore, type Exchange, followsUp } from "./conversation.ts";
import type { Corpus } from "./corpus.ts";
import type { Draft, Reply } from "./reply.ts";
import { mostCentral } from "./salience.ts";
import { isBy, quotesSomeone, speakersOf } from "./speakers.ts";
import { supports } from "./support.ts";
import type { Topics } from "./topics.ts";
import { sayerIn, understand, type Understanding } from "./understand.ts";
import { verify } from "./verify.ts";

export interface AskDeps {
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  readonly topics: Topics;
  readonly messages: Messages;
}

export interface Answer {
  readonly reply: Reply;
  /** What a follow-up needs to know; `null` when there is nothing to follow up. */
  readonly exchange: Exchange | null;
}

/** Answers from the interviews of a library alone, or says that they do not say. */
export async function ask(
  question: string,
  deps: AskDeps,
  before: Exchange | null = null,
  /** Answers in this language instead of the question's. */
  language?: Language,
): Promise<Answer> {
  const own = understand(question, speakersOf(deps.corpus), before?.language);
  const understood = language === undefined ? own : { ...own, language };
  if (understood.kind !== "question") return decline(question, understood, deps);
  const facts = articleDraft(understood, deps);
  if (facts.claims.length > 0)
    return answer(question, understood, understood.text, facts, [], deps);
  const found = await find(understood, deps, before);
  const draft = composeExtractive(found.candidates, understood.language, deps);
  return answer(question, understood, found.text, draft, found.passages, deps);
}

type Question = Extract<Understanding, { kind: "question" }>;

interface Found {
  /** The question as it was looked up, standing on its own. */
  readonly text: string;
  /** Best first; none when the library does not support an answer. */
  readonly candidates: readonly Candidate[];
  /** Positions of the nearest passages, best first. */
  readonly passages: readonly number[];
}

async function find(question: Question, deps: AskDeps, before: Exchange | null): Promise<Found> {
  if (before && asksForMore(question.text)) {
    const sayer = sayerIn(before.question, speakersOf(deps.corpus));
    const same = { ...question, text: before.question, sayer };
    const more = await lookUp(same, deps, { supported: true });
    const fresh = more.candidates.filter(
      ({ sentence: { sentence } }) => !before.cited.includes(sentence.id),
    );
    return { ...more, text: before.question, candidates: fresh };
  }
  if (question.anythingSaid && question.sayer) return anythingBy(question.sayer, question, deps);
  const alone = await lookUp(question, deps);
  if (!before || !followsUp(question.text)) return alone;
  // A change of topic is not dragged along: what stands on its own is answered on its own, and what the
  // interview never speaks of is not rescued by the question before.
  if (alone.candidates.length > 0 || alone.foreign) return alone;
  return lookUpAgain(question, before, deps);
}

/** A longer chain of follow-ups is about its last links. In UTF-16 units. */
const LONGEST_CHAIN = 400;

/** A question that leans on the one before is looked up together with it. */
async function lookUpAgain(question: Question, before: Exchange, deps: AskDeps): Promise<Found> {
  const chain = `${before.question} ${question.text}`;
  const text = chain.length > LONGEST_CHAIN ? question.text : chain;
  const sayer = question.sayer ?? sayerIn(before.question, speakersOf(deps.corpus));
  return lookUp({ ...question, text, sayer }, deps, { supported: true });
}

async function lookUp(
  question: Question,
  { corpus, retriever }: AskDeps,
  { supported = false } = {},
): Promise<Found & { readonly foreign: boolean }> {
  const allow = question.sayer ? saidBy(question.sayer, corpus) : undefined;
  const retrieval = await retriever.retrieve(question.text, allow ? { allow } : {});
  const answers = supported || supports(question.text, retrieval);
  return {
    text: question.text,
    candidates: answers ? rankCandidates(retrieval, corpus) : [],
    passages: retrieval.passages.map(({ passage }) => passage),
    foreign: speaksOfOthers(retrieval),
  };
}

/** Whether something that the question is about is nowhere in the library. */
const speaksOfOthers = ({ terms }: Retrieval): boolean =>
  terms.some(({ kind, inCorpus, rarity }) => inCorpus < 0.5 && (kind !== "word" || rarity > 0.5));

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

function anythingBy({ name }: Speaker, { text }: Question, { corpus }: AskDeps): Found {
  const candidates = mostCentral(corpus, (sentence) => isBy(sentence, name));
  return { text, candidates, passages: [] };
}

const NEAREST = 3;

function answer(
  question: string,
  { language }: Understanding,
  text: string,
  draft: Draft,
  passages: readonly number[],
  { corpus, topics, messages }: AskDeps,
): Answer {
  const { claims, citations } = verify(draft, corpus);
  const nearest = nearestTopics(passages, language, { corpus, topics });
  const base = { question, language, mode: "extractive" as const, nearest };
  if (claims.length === 0) {
    const message = messages(
      language,
      corpus.interviews.length === 0 ? "library-empty" : "not-found",
    );
    const exchange = null;
    return {
      exchange,
      reply: { ...base, status: "not_found", message, claims: [], citations: [] },
    };
  }
  const cited = citations.flatMap(({ sentences }) => sentences);
  const exchange = { question: text, language, cited };
  return { exchange, reply: { ...base, status: "answered", message: "", claims, citations } };
}

function nearestTopics(
  passages: readonly number[],
  language: Understanding["language"],
  { corpus, topics }: Pick<AskDeps, "corpus" | "topics">,
) {
  const near = topics.at(passages, language).slice(0, NEAREST);
  if (near.length > 0) return near;
  return corpus.interviews.flatMap((stored) => topics.of(stored, language)).slice(0, NEAREST);
}

function decline(
  question: string,
  understood: Exclude<Understanding, { kind: "question" }>,
  deps: AskDeps,
): Answer {
  const { language } = understood;
  const id =
    understood.kind === "meta" ? `meta-${understood.request}` : `question-${understood.kind}`;
  return {
    exchange: null,
    reply: {
      question,
      language,
      mode: "extractive",
      status: "not_found",
      message: deps.messages(language, id),
      claims: [],
      citations: [],
      nearest: nearestTopics([], language, deps),
    },
  };
}
