import type { Language } from "../interview/interview.ts";
import type { Messages } from "../locales/messages.ts";
import type { Retriever } from "../retrieve/retrieve.ts";
import { articleDraft } from "./about-article.ts";
import { lookUpParts, type PartsFound } from "./ask-parts.ts";
import { composeExtractive, composeOf } from "./compose-extractive.ts";
import { asksForMore, asksWhoSaid, type Exchange, isQuestionWord } from "./conversation.ts";
import type { Corpus } from "./corpus.ts";
import { type Found, lookUp } from "./look-up.ts";
import { mendNames } from "./mend-names.ts";
import type { AnswerByModel, ByModelOptions } from "./model/answer-by-model.ts";
import type { Reader } from "./reader.ts";
import type { Draft, Reply } from "./reply.ts";
import { speakersOf } from "./speakers.ts";
import type { Topics } from "./topics.ts";
import { understand, type Understanding } from "./understand.ts";
import { verify } from "./verify.ts";

export interface AskDeps {
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  readonly reader: Reader;
  readonly topics: Topics;
  readonly messages: Messages;
  /** Where a model is to compose what the library can answer. */
  readonly answerByModel?: AnswerByModel | undefined;
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
  options: ByModelOptions = {},
): Promise<Answer> {
  const speakers = speakersOf(deps.corpus);
  const spelt = mendNames(question, speakers, (word) => deps.retriever.knows(word));
  const own = understand(spelt, speakers, before?.language);
  const namesLanguage = own.kind === "question" && own.namesLanguage;
  const understood = language === undefined || namesLanguage ? own : { ...own, language };
  if (understood.kind !== "question") return decline(question, understood, deps);
  const incomplete = before ? null : leansOnNothing(understood.text);
  if (incomplete)
    return decline(question, { kind: incomplete, language: understood.language }, deps);
  if (before && asksWhoSaid(understood.text)) return shownAgain(question, understood, before, deps);
  const { article } = understood;
  const facts = article && articleDraft({ ...understood, article }, deps);
  if (facts && facts.claims.length > 0)
    return answer(question, understood, understood.text, facts, [], deps);
  const parts = await lookUpParts(understood, before, deps);
  const found = parts?.found ?? (await lookUp(understood, before, deps));
  const draft =
    parts?.draft ?? composeExtractive(found.candidates, found.found, understood.language, deps);
  const reply = answer(question, understood, found.text, draft, found.passages, deps, {
    ...found,
    unanswered: parts?.unanswered ?? [],
  });
  if (before && found.continues) return continued(reply, before, deps);
  if (!deps.answerByModel || deps.corpus.interviews.length === 0) return reply;
  return deps.answerByModel({ question, understood, before, found, extractive: reply }, options);
}

/** The quotes that were shown last, each under whose words they are. */
function shownAgain(
  question: string,
  understood: Understanding,
  before: Exchange,
  deps: AskDeps,
): Answer {
  const shown = before.cited.flatMap((id) => deps.corpus.sentence(id) ?? []);
  const draft = composeOf(
    shown.map((sentence) => [sentence]),
    understood.language,
    deps,
  );
  const { reply } = answer(question, understood, before.question, draft, [], deps);
  return { reply, exchange: before };
}

/** What was shown for the question before stays shown, or "more" would go round in circles. */
function continued({ reply, exchange }: Answer, before: Exchange, { messages }: AskDeps): Answer {
  if (reply.status === "not_found")
    return {
      reply: { ...reply, message: messages(reply.language, "no-more") },
      exchange: before,
    };
  const cited = [...before.cited, ...(exchange?.cited ?? [])];
  return { reply, exchange: { ...before, cited } };
}

const NEAREST = 3;

function answer(
  question: string,
  { language }: Understanding,
  text: string,
  draft: Draft,
  passages: readonly number[],
  { corpus, topics, messages }: AskDeps,
  {
    plain,
    unsaid = false,
    unanswered = [],
  }: Pick<Found, "plain" | "unsaid"> & Partial<Pick<PartsFound, "unanswered">> = { plain: true },
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
  // Quotes that share little with the question are offered as what they are.
  const standing = unsaid
    ? messages(language, "unsaid")
    : plain
      ? ""
      : messages(language, "closest");
  const lacking = unanswered.map((part) => messages(language, "part-not-found", { part }));
  const message = [...lacking, standing].filter((line) => line !== "").join(" ");
  return { exchange, reply: { ...base, status: "answered", message, claims, citations } };
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

/** What only says something after another question: that more is wanted, or a question word alone. */
function leansOnNothing(text: string): "nothing-before" | "bare" | null {
  if (asksForMore(text)) return "nothing-before";
  return isQuestionWord(text) ? "bare" : null;
}

/** What is not looked up: it asks nothing, or leans on a question where none was asked before. */
type Declined =
  | Exclude<Understanding, { kind: "question" }>
  | { readonly kind: "nothing-before" | "bare"; readonly language: Language };

function decline(question: string, understood: Declined, deps: AskDeps): Answer {
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
      nearest: TAKES_LEAVE.has(id) ? [] : nearestTopics([], language, deps),
    },
  };
}

/** Whoever says so wants no topics. */
const TAKES_LEAVE: ReadonlySet<string> = new Set(["meta-thanks", "meta-goodbye"]);
