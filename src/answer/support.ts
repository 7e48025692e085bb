import { languageOf } from "../retrieve/language.ts";
import type { AlignedWord } from "../retrieve/closeness.ts";
import type { QueryTerm, Retrieval } from "../retrieve/retrieve.ts";
import { closestOf } from "./closest.ts";
import { lacksFuture, lacksOrganisation, lacksPlace, lacksReason } from "./lacks.ts";
import { namesSomebodyElse } from "./persons.ts";
import { questionKind } from "./question-kind.ts";
import { asksPosition, wantedForm } from "./wanted-form.ts";
import { share, weightOf } from "./term-share.ts";

/** One of the few sentences that answer best. */
export interface BestSentence {
  readonly quote: string;
  /** How like the question it is in meaning, a cosine; and how like what was asked there is. */
  readonly likeness: number;
  readonly askedLikeness: number;
  /** The interviewer's question that it answers. */
  readonly asked?: string | null;
  /** How close it is to the question word by word, 0 to 1, and to each of its words (`Closeness`). */
  readonly words: number;
  readonly aligned: readonly AlignedWord[];
}

/** How many sentences a question's answer may be spread over. */
export const BEST_SENTENCES = 3;

/** What of a question the library speaks of; none of it is about any one interview. */
export interface SupportFeatures {
  /**
   * Share of the words of the question, by rarity, that one of the best sentences has together with the
   * interviewer's question that it answers; 0 to 1.
   */
  readonly inExchange: number;
  /** How much of them the best passage has, by rarity; at most 3. */
  readonly foundInPassage: number;
  /** The same of the best sentence. */
  readonly foundInSentence: number;
  /** How surely the best passage has the word that it has least; 1 where it has them all. */
  readonly leastFound: number;
  /** 1 where the question is not in the language of the best sentence: translations are found less surely. */
  readonly inOtherLanguage: number;
  /** 1 where both are in English, whose words are less often the same in question and answer. */
  readonly inEnglish: number;
  /** How many names the library does not have; a likeness counts in part; at most 2. */
  readonly missingNames: number;
  readonly missingNumbers: number;
  /** How many words the library has nothing like; at most 3. */
  readonly absentWords: number;
  /** How many names it has, but not where the question's words are; at most 2. */
  readonly namesElsewhere: number;
  /** 1 where it asks for a number, a duration or a time and none of the best sentences has one; ½ where one has. */
  readonly lacksForm: number;
  /** 1 where it asks who, and the best sentence has nobody whom the question has not. */
  readonly lacksName: number;
  /** 1 where it asks why, and none of the best sentences gives a reason or answers a "why". */
  readonly lacksReason: number;
  /** 1 where it asks where, and none of them has a place. */
  readonly lacksPlace: number;
  /** 1 where it asks what is to come, and none of them looks ahead. */
  readonly lacksFuture: number;
  /** 1 where it asks which organisation, and none of them names one. */
  readonly lacksOrganisation: number;
  /** How like the question in meaning the best sentence is; 0 to 1. Names alone have none that could be told. */
  readonly likeness: number;
  /** The mean of the best sentences'. */
  readonly meanLikeness: number;
  /** How close the best sentences are to the question word by word, the mean; 0 to 1. */
  readonly wordsClose: number;
  /** Of the question's words that say much, how close the one is that none of the best sentences comes close to; 0 to 1. */
  readonly leastClose: number;
  /** The same of the second such word, in the best sentence; 1 where there is none. */
  readonly secondLeastClose: number;
  /** How much the question says, by its words; a long one is seldom wholly in a sentence. At most 12. */
  readonly says: number;
  /** 1 where a yes or no is wanted: whatever speaks of the matter answers, and nothing particular can lack. */
  readonly asksYesOrNo: number;
  /** 1 where it asks how something ended, which an interview on the day cannot know. */
  readonly asksWhatCameLater: number;
}

/**
 * How well the library supports an answer: from `ANSWERED_FROM` on it is given. It is ln of the odds that the library speaks
 * of what is asked.
 *
 * @param answers the same, as the reader has it
 */
export const supportFor = ({ sentences, terms }: Retrieval, answers: number): number =>
  terms.length === 0 || isFarFromAll(sentences, terms) || asksOfTheDay(terms) ? -Infinity : answers;

/** Word by word no sentence is this close to what is no word: "asdkjfh". */
const FAR_BELOW = 0.2;

const isFarFromAll = (sentences: Retrieval["sentences"], terms: readonly QueryTerm[]): boolean =>
  sentences.every(({ words }) => words < FAR_BELOW) &&
  terms.every(({ inCorpus }) => inCorpus < SURE_EVIDENCE);

/** A little under even odds; `npm run fit:reader -- --folds` prints what other thresholds would answer and refuse. */
export const ANSWERED_FROM = -0.2;

/** Days as seen from when it is asked; those of an interview are others. */
const DAY = /^(?:今[天晚日]|明[天晚日]|昨[天晚日]|[前后後]天|today|tomorrow|yesterday|tonight)$/u;
/** "It is going to rain" is not about going. */
const FUTURE = "going";
/** What is found with less may be a mere likeness: 天气 and 情绪. */
const SURELY_FOUND = 0.6;

/** Whether of all that is asked the library has but the day: "今天天气怎么样". */
const asksOfTheDay = (terms: readonly QueryTerm[]): boolean =>
  terms.some(({ text }) => DAY.test(text)) &&
  terms.every(
    ({ text, inCorpus }) =>
      DAY.test(text) || text === FUTURE || isCharacter(text) || inCorpus < SURELY_FOUND,
  );

/** Less than this may be a chance likeness of two words. */
const SURE_EVIDENCE = 0.5;
/** Commoner words are everywhere. */
const LEAST_RARITY = 0.2;

/** A question of names alone: whether they are there is all that can be told. */
const OF_NAMES = 0.6;
const MOST_MISSING = 2;
const MOST_ABSENT = 3;
/** Likenesses from here on are as good as the name itself. */
const SURE_LIKENESS = 1 / 1.3;
/** What has less evidence than this is not there. */
const ABSENT_BELOW = 0.35;

const LATER =
  /后来|後來|最终|最終|最后|最後|结果|結果|明年|下[个個]月|\b(?:in the end|eventually|end(?:ed)? up|later on|afterwards|next (?:year|month)|finally)\b/iu;

export function supportFeatures(
  question: string,
  terms: readonly QueryTerm[],
  bests: readonly BestSentence[],
): SupportFeatures {
  const form = wantedForm(question, terms);
  const isChinese = languageOf(question) === "zh";
  const names = terms.filter((term) => isName(term, isChinese));
  const words = terms.filter((term) => term.kind === "word" && !names.includes(term));
  const subjects = words.length > 0 ? words : names;
  const numbers = terms.filter(({ kind }) => kind === "number");
  const missing = (some: readonly QueryTerm[], sure: number) =>
    Math.min(
      MOST_MISSING,
      some.reduce((sum, { inCorpus }) => sum + Math.max(0, 1 - inCorpus / sure), 0),
    );
  const kind = questionKind(question);
  const absent = words.filter(
    ({ inCorpus, text }) => inCorpus < ABSENT_BELOW && !isCharacter(text),
  );
  const elsewhere = names.filter(
    ({ inCorpus, inTopPassage }) => inCorpus > SURE_EVIDENCE && inTopPassage < SURE_EVIDENCE,
  );
  return {
    inExchange: Math.max(
      0,
      ...bests.map(({ quote, asked }) => {
        const said = `${quote} ${asked ?? ""}`.toLowerCase();
        return share(subjects, (term) => Number(stands(term, said)));
      }),
    ),
    foundInPassage: Math.min(
      MOST_ABSENT,
      words.reduce((sum, term) => sum + weightOf(term) * term.inTopPassage, 0),
    ),
    foundInSentence: Math.min(
      MOST_ABSENT,
      words.reduce((sum, term) => sum + weightOf(term) * term.inTopSentence, 0),
    ),
    leastFound: subjects
      .filter(({ rarity, text }) => rarity >= LEAST_RARITY && !isCharacter(text))
      .reduce((least, { inTopPassage }) => Math.min(least, inTopPassage), 1),
    inOtherLanguage: Number(
      bests.length > 0 && languageOf(bests[0]!.quote) !== languageOf(question),
    ),
    inEnglish: Number(bests.length > 0 && !isChinese && languageOf(bests[0]!.quote) === "en"),
    missingNames: missing(names, SURE_LIKENESS),
    missingNumbers: missing(numbers, 1),
    absentWords: Math.min(MOST_ABSENT, absent.length),
    namesElsewhere: Math.min(MOST_MISSING, elsewhere.length),
    lacksForm:
      form === null
        ? 0
        : (Number(!form(bests[0]?.quote ?? "")) + Number(!bests.some(({ quote }) => form(quote)))) /
          2,
    // "Who is Ana Petrova?" names her itself, and wants to know what she is.
    lacksName: Number(
      kind === "who" &&
        !asksPosition(question) &&
        !namesSomebodyElse(bests[0]?.quote ?? "", question),
    ),
    lacksReason: Number(lacksReason(question, bests)),
    lacksFuture: Number(lacksFuture(question, bests)),
    lacksOrganisation: Number(lacksOrganisation(question, bests)),
    lacksPlace: Number(lacksPlace(question, bests)),
    likeness: words.length > 0 ? Math.max(0, ...bests.map(likenessOf)) : OF_NAMES,
    meanLikeness:
      words.length > 0
        ? bests.reduce((sum, best) => sum + Math.max(0, likenessOf(best)), 0) / BEST_SENTENCES
        : OF_NAMES / BEST_SENTENCES,
    wordsClose: bests.reduce((sum, { words }) => sum + words, 0) / BEST_SENTENCES,
    leastClose: leastOf(closestWords(bests), 0),
    secondLeastClose: leastOf(bests[0]?.aligned ?? [], 1),
    says: Math.min(
      MOST_SAID,
      (bests[0]?.aligned ?? []).reduce((sum, { weight }) => sum + weight, 0),
    ),
    asksYesOrNo: Number(kind === "yes-no"),
    asksWhatCameLater: Number(LATER.test(question)),
  };
}

/** "Not at all." is what answers a question like the reader's. */
const likenessOf = ({ likeness, askedLikeness }: BestSentence): number =>
  Math.max(likeness, askedLikeness);

const MOST_SAID = 12;
/** Words with shorter vectors carry the grammar. */
const SAYS_MUCH = 0.6;

type CloseWord = Pick<AlignedWord, "weight" | "closeness">;

/** The words of a question, each as close as any of the best sentences comes. */
function closestWords(bests: readonly BestSentence[]): CloseWord[] {
  const closest = closestOf(bests, ({ closeness }) => closeness);
  return (bests[0]?.aligned ?? []).map(({ weight }, i) => ({ weight, closeness: closest[i]! }));
}

/** How close the words that say much are that come least close: the least at 0. */
const leastOf = (words: readonly CloseWord[], place: number): number =>
  words
    .filter(({ weight }) => weight >= SAYS_MUCH)
    .map(({ closeness }) => closeness)
    .sort((a, b) => a - b)[place] ?? 1;

const stands = ({ text, forms }: QueryTerm, words: string): boolean =>
  [text, ...forms].some((form) => words.includes(form));

/** Rare Latin words in a Chinese question are names, however they are written. */
const isName = ({ kind, text, rarity }: QueryTerm, isChinese: boolean): boolean =>
  kind === "name" ||
  (kind === "word" && isChinese && rarity > 0.6 && !/\p{Script=Han}/u.test(text));

const isCharacter = (text: string): boolean => /^\p{Script=Han}$/u.test(text);

/** Whether the best passage has any of what a question is about, for certain. */
export const speaksOfAny = (terms: readonly QueryTerm[]): boolean =>
  terms.some(({ inTopPassage, rarity }) => inTopPassage >= SURE_EVIDENCE && rarity >= LEAST_RARITY);

/** A word that a question is about, and not only made of. */
const TELLING_RARITY = 0.4;

/**
 * Whether a question takes something for granted that the library does not say: "Why did he apologise?" where
 * nobody apologises.
 */
export const takesForGranted = (question: string, terms: readonly QueryTerm[]): boolean =>
  questionKind(question) === "why" &&
  terms.some(
    ({ kind, text, rarity, inCorpus }) =>
      kind === "word" && rarity >= TELLING_RARITY && inCorpus < ABSENT_BELOW && !isCharacter(text),
  );

/** Word by word some sentence comes this close to a topic that an interview speaks of; to others, seldom half as close. */
const TOPIC_CLOSE = 0.6;
/** A word with so much evidence is there, though no sentence has much of the rest. */
const THERE = 0.9;

/** A topic is looser than a question: one thing that the library speaks of is enough to look it up. */
export function supportsTopic({ sentences, terms }: Retrieval): boolean {
  if (sentences.length === 0) return false;
  if (sentences.some(({ words }) => words >= TOPIC_CLOSE)) return true;
  // "GPT-5" is not spoken of wherever there is a five.
  const subjects = terms.filter(({ kind }) => kind !== "number");
  return (subjects.length > 0 ? subjects : terms).some(
    ({ kind, inCorpus }) => inCorpus >= (kind === "name" ? SURELY_FOUND : THERE),
  );
}
