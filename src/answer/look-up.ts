import escapeRegExp from "escape-string-regexp";
import type { Speaker } from "../interview/interview.ts";
import type { QueryTerm, Retrieval, Retriever } from "../retrieve/retrieve.ts";
import { type Candidate, isQuestion, rankCandidates, sharedWords } from "./candidates.ts";
import { asksForMore, type Exchange, followsUp } from "./conversation.ts";
import { hasWords } from "./clean-question.ts";
import type { Corpus } from "./corpus.ts";
import { readingLength } from "./length.ts";
import { lettersOf } from "./letters.ts";
import { readCandidates, type ReadCandidates } from "./read-candidates.ts";
import type { Reader } from "./reader.ts";
import { mostCentral } from "./salience.ts";
import { isBy, nameParts, speakersOf } from "./speakers.ts";
import { questionKind } from "./question-kind.ts";
import {
  ANSWERED_FROM,
  BEST_SENTENCES,
  type BestSentence,
  speaksOfAny,
  supportFeatures,
  supportFor,
  takesForGranted,
} from "./support.ts";
import { share } from "./term-share.ts";
import { metadataOf } from "./verify.ts";
import { asksWordsOf, sayerIn, type Understanding, withoutSaying } from "./understand.ts";
import { asksPosition, wantedForm, withoutPosition } from "./wanted-form.ts";
import { isWordsOf, saidBy } from "./whose-words.ts";

export type Question = Extract<Understanding, { kind: "question" }>;

export interface Found {
  /** The question as it was looked up, standing on its own. */
  readonly text: string;
  /** Best first; none when the library does not support an answer. */
  readonly candidates: readonly Candidate[];
  /** Share of what was asked about that the best sentence has, 0 to 1. */
  readonly found: number;
  /** Whether that, or what the interviewer asked there, is what is asked about. */
  readonly plain: boolean;
  /** Whether it asks why something is so that the library does not say. */
  readonly unsaid?: boolean;
  /** Positions of the passages whose sentences are nearest, best first. */
  readonly passages: readonly number[];
  /** Whether this is more on the question before. */
  readonly continues?: boolean;
}

export interface LookUpDeps {
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  readonly reader: Reader;
}

/** What the library has on a question, which may lean on the one before. */
export async function lookUp(
  question: Question,
  before: Exchange | null,
  deps: LookUpDeps,
): Promise<Found> {
  if (before && asksForMore(question.text)) return more(question, before, deps);
  if (question.anythingSaid && question.sayer) return anythingBy(question.sayer, question, deps);
  const retrieval = await retrieveFor(question, deps);
  const judgement = judge(question, retrieval, deps);
  const isAnswered =
    judgement.support >= ANSWERED_FROM &&
    !asksForAbsentWords(question, retrieval) &&
    speaksOfNames(question, retrieval, deps);
  const alone = toFound(question, retrieval, { ...judgement, isAnswered }, deps);
  if (!before || !followsUp(question.text)) return alone;
  // A change of topic is not dragged along: what stands on its own is answered on its own, and what the
  // interview never speaks of is not rescued by the question before.
  if (alone.candidates.length > 0 || isForeign(retrieval.terms)) return alone;
  const together = inContext(question, before, deps);
  return foundAnyhow(together, deps);
}

/** What scores less than this share of the best sentence is no more on the question, but something else. */
const MORE_SHARE = 0.1;

/** What was not cited yet for the question before. */
async function more(question: Question, before: Exchange, deps: LookUpDeps): Promise<Found> {
  const sayer = sayerIn(before.question, speakersOf(deps.corpus));
  const again = { ...question, text: before.question, sayer };
  const all = await foundAnyhow(again, deps);
  const best = all.candidates[0]?.score ?? 0;
  const fresh = all.candidates.filter(
    ({ sentence: { sentence }, score }) =>
      score >= best * MORE_SHARE && !before.cited.includes(sentence.id),
  );
  return { ...all, candidates: fresh, continues: true };
}

/** The most telling sentence of each of their turns, with what stands beside it. */
function anythingBy({ name }: Speaker, { text }: Question, { corpus }: LookUpDeps): Found {
  const turns = new Set<unknown>();
  const candidates = mostCentral(corpus, (sentence) => isBy(sentence, name)).map(({ sentence }) => {
    const isFirst = !turns.has(sentence.turn);
    turns.add(sentence.turn);
    return { sentence, score: isFirst ? 1 : BESIDE };
  });
  candidates.sort((one, other) => other.score - one.score);
  return { text, candidates, found: 0, plain: true, passages: [] };
}

/** Too little to be quoted for itself. */
const BESIDE = 0.1;

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
export async function retrieveFor(
  question: Question,
  { corpus, retriever }: Pick<LookUpDeps, "corpus" | "retriever">,
): Promise<Retrieval> {
  const allow = question.sayer ? saidBy(question.sayer, corpus) : undefined;
  const options = allow ? { allow } : {};
  // That somebody said it is in every question for somebody's words, and in no sentence of theirs.
  const asked = question.sayer ? withoutSaying(question.text) : question.text;
  const text = withoutChineseNames(asked, speakersOf(corpus));
  // What somebody is stands beside their name.
  if (asksPosition(question.text)) return retriever.retrieve(withoutPosition(text), options);
  const retrieval = await retriever.retrieve(text, options);
  const parts = new Set(
    speakersOf(corpus)
      .flatMap(({ name }) => nameParts(name))
      .map((part) => part.toLowerCase()),
  );
  const words = new Set([...parts].flatMap((part) => part.split(" ")));
  const isSpeaker = ({ text, kind, forms }: QueryTerm) =>
    parts.has(text) ||
    (kind === "name" && [text, ...forms].some((form) => parts.has(form) || words.has(form)));
  const [only, ...others] = corpus.interviews;
  const title = others.length === 0 ? subjectsIn(only?.interview.metadata ?? []) : "";
  /** What an interview is about is in every question on it: OpenAI, or AI. */
  const isSubject = ({ text, kind, forms }: QueryTerm) =>
    kind === "name" && [text, ...forms].some((form) => wholeName(form).test(title));
  const names = retrieval.terms.filter((term) => isSpeaker(term) || isSubject(term));
  if (names.length === 0 || names.length === retrieval.terms.length) return retrieval;
  const rest = names.reduce(
    (left, name) => left.replace(nameWithPreposition(name.text), " "),
    text,
  );
  const withoutNames = await retriever.retrieve(rest, options);
  return withoutNames.terms.length > 0 ? withoutNames : retrieval;
}

/** The title, and the letters that names in it are made of: "OpenAI" is about AI. */
function subjectsIn(metadata: Parameters<typeof metadataOf>[0]): string {
  const title = metadataOf(metadata, "title") ?? "";
  return [title, ...(title.match(/\p{Lu}{2,}/gu) ?? [])].join(" ");
}

/** A name where it stands by itself: Sam, but not the "sam" of "same". */
function wholeName(name: string): RegExp {
  const pattern = escapeRegExp(name);
  return /\p{Script=Han}/u.test(name)
    ? new RegExp(pattern, "gu")
    : new RegExp(`(?<![\\p{Script=Latin}\\p{N}])${pattern}(?![\\p{Script=Latin}\\p{N}])`, "giu");
}

/** With what would be left dangling, and be taken for a part of the word before: "CEO of OpenAI". */
const nameWithPreposition = (name: string): RegExp =>
  new RegExp(`(?:(?<!\\p{L})(?:of|at|in|for|from)\\s+)?(?:${wholeName(name).source})`, "giu");

/** Before it is cut into words, for a name that no dictionary has is cut anywhere: 邵静|秋提|了. */
function withoutChineseNames(text: string, speakers: readonly Speaker[]): string {
  const names = speakers
    .flatMap(({ name, role }) => (role === "interviewer" ? [] : nameParts(name)))
    .filter((part) => /^\p{Script=Han}{2,}$/u.test(part))
    .sort((one, other) => other.length - one.length);
  if (names.length === 0) return text;
  const rest = text.replace(new RegExp(names.map(escapeRegExp).join("|"), "gu"), "，");
  return hasWords(rest) ? rest : text;
}

interface Judgement {
  readonly candidates: ReadCandidates["candidates"];
  /** As `supportFor` has it. */
  readonly support: number;
}

/** What could be cited, and how well it answers. */
function judge({ text, sayer }: Question, retrieval: Retrieval, deps: LookUpDeps): Judgement {
  const { corpus } = deps;
  const questionsToo = sayer?.role === "interviewer";
  const ranked = rankCandidates(text, retrieval, corpus, { questionsToo });
  const features = supportFeatures(text, retrieval.terms, bestsOf(retrieval, corpus));
  const { candidates, answers } = readCandidates(text, ranked, retrieval, features, deps);
  // What somebody else said of it is no answer, and what they themselves said is like everything a little.
  const isForeignToSayer = sayer !== null && !speaksOfAny(retrieval.terms);
  const asWritten = isAskedIn(retrieval, text, corpus) ? PLAINLY_SUPPORTED_FROM : -Infinity;
  const support = isForeignToSayer
    ? -Infinity
    : Math.max(asWritten, supportFor(retrieval, answers));
  const [told, others] = partition(candidates, tellsPosition(text, retrieval.terms));
  if (told.length === 0) return { candidates, support };
  return { candidates: atFront(told, others), support: Math.max(support, PLAINLY_SUPPORTED_FROM) };
}

/** Three English words, or six Chinese characters; less is in many questions: "what happened". */
const LEAST_OF_A_QUESTION = 6;

/** Whether an interviewer asks it in these very words: topics that are offered are questions of theirs. */
function isAskedIn({ sentences }: Retrieval, question: string, corpus: Corpus): boolean {
  if (readingLength(question) < LEAST_OF_A_QUESTION) return false;
  const wanted = lettersOf(question);
  return sentences.some(({ id }) => {
    const asked = corpus.sentence(id);
    return asked && isQuestion(asked) && lettersOf(asked.quote).includes(wanted);
  });
}

/** Whether a quote has what somebody is beside the name that a question asks about. */
function tellsPosition(
  question: string,
  terms: readonly QueryTerm[],
): (candidate: Candidate) => boolean {
  const isOfNames = terms.some(({ kind }) => kind === "name");
  const form = asksPosition(question) && isOfNames ? wantedForm(question, terms) : null;
  return ({ sentence: { quote } }) => form?.(quote) ?? false;
}

function partition<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}

/** Those that tell it, as well as the best; the others as they were. */
function atFront(told: readonly Candidate[], others: readonly Candidate[]): Candidate[] {
  const best = Math.max(...[...told, ...others].map(({ score }) => score));
  return [...told.map((candidate) => ({ ...candidate, score: best })), ...others];
}

/** The sentences that the gate looks at. */
export const bestsOf = ({ sentences }: Retrieval, corpus: Corpus): BestSentence[] =>
  sentences.slice(0, BEST_SENTENCES).flatMap(({ id, ...closeness }) => {
    const sentence = corpus.sentence(id);
    const asked = sentence ? corpus.questionFor(sentence) : null;
    return sentence ? [{ ...closeness, quote: sentence.quote, asked }] : [];
  });

/** With less evidence a word is only something like the question's: "salary" and "paid". */
const SAME_MEANING = 0.65;
/** From this share of the question's words on, and with this support (`supportFor`), an interview speaks of it plainly. */
const PLAIN_FROM = 0.3;
const PLAINLY_SUPPORTED_FROM = 1;
/**
 * With this support it does whatever its words: of answers to the untouched and unseen questions that have it, three of a
 * hundred are to what nothing answers, of those with less four of ten.
 */
const SURELY_SUPPORTED_FROM = 2;

/** What is nearest to a question, however little the library supports an answer. */
async function foundAnyhow(question: Question, deps: LookUpDeps): Promise<Found> {
  const retrieval = await retrieveFor(question, deps);
  const judgement = judge(question, retrieval, deps);
  return toFound(question, retrieval, { ...judgement, isAnswered: true }, deps);
}

function toFound(
  { text, sayer }: Question,
  retrieval: Retrieval,
  { candidates: read, support, isAnswered }: Judgement & { readonly isAnswered: boolean },
  { corpus }: LookUpDeps,
): Found {
  const ranked = isAnswered ? read : [];
  // The answer to a question that quotes somebody may be another's.
  const candidates = ranked.filter(({ sentence }) => sayer === null || isWordsOf(sayer, sentence));
  const found = share(retrieval.terms, ({ inTopSentence }) => inTopSentence);
  const best = candidates[0]?.sentence;
  const asked = best && corpus.questionFor(best);
  const words = `${best?.quote ?? ""} ${asked ?? ""}`.toLowerCase();
  const kind = questionKind(text);
  // In narration whoever is interviewed is named; in their own turns they are "I" and "you".
  const speakersMeant =
    best?.turn.role === "narrator"
      ? speakersOf(corpus)
          .map(({ name }) => partsIn(text, name))
          .filter((parts) => parts.length > 0)
      : [];
  const said = share(retrieval.terms, ({ inTopSentence }) =>
    inTopSentence >= SAME_MEANING ? inTopSentence : 0,
  );
  const plainly = Math.max(said, asked ? sharedWords(asked, retrieval) : 0);
  return {
    text,
    candidates,
    found,
    plain:
      (support >= SURELY_SUPPORTED_FROM ||
        (plainly >= PLAIN_FROM && support >= PLAINLY_SUPPORTED_FROM)) &&
      (kind !== "yes-no" || saysOfWhom(words, retrieval.terms, speakersMeant)),
    unsaid: support < PLAINLY_SUPPORTED_FROM && takesForGranted(text, retrieval.terms),
    passages: [...new Set(retrieval.sentences.map(({ passage }) => passage))],
  };
}

/** Whether all whom a question names are spoken of: that the board fired him is no "yes" to "Did Microsoft?". */
function saysOfWhom(
  words: string,
  terms: readonly QueryTerm[],
  speakers: readonly (readonly string[])[],
): boolean {
  const others = terms
    .filter(({ kind }) => kind === "name")
    .map(({ text, forms }) => [text, ...forms]);
  const whom = others.length === 0 ? [] : [...others, ...speakers];
  return whom.every((names) => names.some((name) => words.includes(name)));
}

/** All that a speaker is called, where a question names them; of their names in lower case. */
function partsIn(question: string, speaker: string): string[] {
  const parts = nameParts(speaker).map((part) => part.toLowerCase());
  return parts.some((part) => wholeName(part).test(question)) ? parts : [];
}

/** What somebody said who does not speak here: others speaking of them is no answer. */
function asksForAbsentWords({ text, sayer }: Question, { terms }: Retrieval): boolean {
  if (sayer) return false;
  const names = terms.filter(({ kind }) => kind === "name").map((term) => escapeRegExp(term.text));
  return names.length > 0 && asksWordsOf(names.join("|"), text);
}

/** Whether what one person said, or was asked, has a name that the question asks about. */
function speaksOfNames(
  { sayer }: Question,
  { sentences, terms }: Retrieval,
  { corpus }: LookUpDeps,
): boolean {
  const names = terms
    .filter(({ kind }) => kind === "name")
    .map(({ text, forms }) => [text, ...forms]);
  if (!sayer || names.length === 0) return true;
  return sentences.some(({ id }) => {
    const sentence = corpus.sentence(id)!;
    const words = `${sentence.quote} ${corpus.questionFor(sentence) ?? ""}`.toLowerCase();
    return names.some((forms) => forms.some((form) => words.includes(form)));
  });
}
