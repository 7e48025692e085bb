import type { QueryTerm, Retrieval } from "../retrieve/retrieve.ts";
import { isBareAnswer, type QuestionKind, questionKind } from "./question-kind.ts";
import { share } from "./term-share.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";
import { wantedForm } from "./wanted-form.ts";

/** A sentence that may be cited, with how well it answers. */
export interface Candidate {
  readonly sentence: LocatedSentence;
  readonly score: number;
}

interface CandidateWeights {
  /** How much of a question's own score its answer gets, … */
  readonly questionToAnswer: number;
  /** … and how much of the best sentence's score the answer to the reader's own question gets, … */
  readonly sameQuestionToAnswer: number;
  /** … and by how much that falls with each sentence of the answer. */
  readonly answerDecay: number;
  /** What a statement of the reporter counts beside one of the person that readers came for. */
  readonly interviewer: number;
}

const candidateWeights: CandidateWeights = {
  questionToAnswer: 0.3,
  sameQuestionToAnswer: 1.1,
  answerDecay: 0.95,
  interviewer: 0.8,
};

/**
 * Sentences in the order in which they should be cited. A question that matches is no answer: it lends its
 * score to the turns that answer it, most to their beginning; and where the interviewer asked just what the
 * reader asks, the answer to that comes first, whatever its words. Where a number or a time is wanted, and an
 * interviewer's sentence tells it, that is as good as anybody's.
 *
 * @param options.questionsToo what the interviewer asked is wanted itself
 */
export function rankCandidates(
  asked: string,
  retrieval: Retrieval,
  corpus: Corpus,
  { questionsToo = false } = {},
): Candidate[] {
  const weights = candidateWeights;
  const kind = questionKind(asked);
  const form = wantedForm(asked, retrieval.terms);
  /** "Your contract ends in December. Will you stay?" answers whoever asks when it ends. */
  const tells = ({ quote }: LocatedSentence) => form?.(quote) ?? false;
  const scores = new Map<LocatedSentence, number>();
  const questions: { question: LocatedSentence; score: number }[] = [];
  for (const { id, score } of retrieval.sentences) {
    const sentence = corpus.sentence(id);
    if (!sentence) continue;
    if (isQuestion(sentence) && !questionsToo) {
      questions.push({ question: sentence, score });
      if (tells(sentence) && sharedWords(sentence.quote, retrieval) >= SAME_FROM)
        scores.set(sentence, score);
    } else if (!isBareAnswer(sentence.quote)) scores.set(sentence, score * ownWeight(sentence));
  }
  const best = Math.max(0, ...scores.values());
  const lent = new Map<LocatedSentence, number>();
  const closest = Math.max(0, ...questions.map(({ question }) => closeness(question, retrieval)));
  for (const { question, score } of questions) {
    const isSame =
      isSameKind(question, kind) &&
      sharedWords(question.quote, retrieval) >= SAME_FROM &&
      (kind !== "yes-no" || accountedFor(question.quote, retrieval) >= LEAST_ACCOUNTED_FOR);
    const same = isSame ? surelyShared(question.quote, retrieval) : 0;
    const isJustTheSame = same >= JUST_THE_SAME_FROM && closeness(question, retrieval) === closest;
    const weight = score * weights.questionToAnswer + same * best * weights.sameQuestionToAnswer;
    answersTo(question).forEach((answer, place) => {
      // A bare yes or no is about its own question alone.
      const own = isBareAnswer(answer.quote) ? (isJustTheSame ? score : -Infinity) : 0;
      const share = weight * weights.answerDecay ** place * ownWeight(answer) + own;
      lent.set(answer, Math.max(lent.get(answer) ?? 0, share));
    });
  }
  for (const [sentence, share] of lent) scores.set(sentence, (scores.get(sentence) ?? 0) + share);
  return [...scores]
    .filter(([, score]) => score > 0)
    .map(([sentence, score]) => ({ sentence, score }))
    .sort((a, b) => b.score - a.score || a.sentence.index - b.sentence.index);

  function ownWeight(sentence: LocatedSentence): number {
    return sentence.turn.role === "interviewer" && !tells(sentence) ? weights.interviewer : 1;
  }

  function answersTo(question: LocatedSentence): LocatedSentence[] {
    return question.in.interview.sentences
      .filter(({ turn }) => question.in.interview.turns[turn]!.answers === question.sentence.turn)
      .map(({ id }) => corpus.sentence(id)!);
  }
}

/** With less of the reader's words in it, the interviewer's question is another one. */
const SAME_FROM = 0.6;
/** With less of them in it, for certain, "Yes." would say yes to something else. */
const JUST_THE_SAME_FROM = 0.6;
/** With a smaller share of its letters in the reader's words the interviewer's question asks for more than that. */
const LEAST_ACCOUNTED_FOR = 0.15;

/** The share of the letters of an interviewer's question that the reader's words are, in whatever form; about 0 to 1. */
function accountedFor(question: string, { terms }: Retrieval): number {
  const words = question.toLowerCase();
  const lettersIn = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return (
    terms
      .flatMap(({ text, forms }) => [text, ...forms].find((form) => words.includes(form)) ?? [])
      .reduce((sum, form) => sum + lettersIn(form), 0) / Math.max(1, lettersIn(words))
  );
}

/** How far the reader's question and an interviewer's are one: what each has of the other. */
const closeness = ({ quote }: LocatedSentence, retrieval: Retrieval): number =>
  surelyShared(quote, retrieval) * accountedFor(quote, retrieval);

const isSameKind = ({ quote }: LocatedSentence, kind: QuestionKind): boolean =>
  kind !== "other" && questionKind(quote) === kind;

/** Share of the reader's words, by rarity, that the interviewer's question has; 0 to 1. */
export function sharedWords(question: string, { terms }: Retrieval): number {
  const words = question.toLowerCase();
  return share(terms, (term) => Number(surenessIn(words, term) > 0));
}

/** The same, of which likenesses count in part. */
function surelyShared(question: string, { terms }: Retrieval): number {
  const words = question.toLowerCase();
  return share(terms, (term) => surenessIn(words, term));
}

const surenessIn = (words: string, { text, forms, sureness }: QueryTerm): number =>
  words.includes(text)
    ? 1
    : Math.max(0, ...forms.map((form) => (words.includes(form) ? (sureness.get(form) ?? 0) : 0)));

/** A sentence in which the interviewer asks. */
export const isQuestion = ({ turn, quote }: LocatedSentence): boolean =>
  turn.role === "interviewer" && /[?？]["'”’」』）)\]]*$/u.test(quote);
