import type { Retrieval } from "../retrieve/retrieve.ts";
import { isBareAnswer, type QuestionKind, questionKind } from "./question-kind.ts";
import { share } from "./support.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";

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
  /** What a bare yes or no counts where that was not asked for. */
  readonly bareAnswer: number;
}

const candidateWeights: CandidateWeights = {
  questionToAnswer: 0.3,
  sameQuestionToAnswer: 0.8,
  answerDecay: 0.95,
  interviewer: 0.8,
  bareAnswer: 0.7,
};

/**
 * Sentences in the order in which they should be cited. A question that matches is no answer: it lends its
 * score to the turns that answer it, most to their beginning; and where the interviewer asked just what the
 * reader asks, the answer to that comes first, whatever its words.
 */
export function rankCandidates(
  asked: string,
  retrieval: Retrieval,
  corpus: Corpus,
  weights = candidateWeights,
): Candidate[] {
  const kind = questionKind(asked);
  const scores = new Map<LocatedSentence, number>();
  const questions: { question: LocatedSentence; score: number }[] = [];
  for (const { id, score } of retrieval.sentences) {
    const sentence = corpus.sentence(id);
    if (!sentence) continue;
    if (isQuestion(sentence)) questions.push({ question: sentence, score });
    else scores.set(sentence, score * ownWeight(sentence));
  }
  const best = Math.max(0, ...scores.values());
  const lent = new Map<LocatedSentence, number>();
  for (const { question, score } of questions) {
    const same = sameQuestion(question, kind, retrieval);
    const weight = score * weights.questionToAnswer + same * best * weights.sameQuestionToAnswer;
    answersTo(question).forEach((answer, place) => {
      const share = weight * weights.answerDecay ** place * ownWeight(answer);
      lent.set(answer, Math.max(lent.get(answer) ?? 0, share));
    });
  }
  for (const [sentence, share] of lent) scores.set(sentence, (scores.get(sentence) ?? 0) + share);
  return [...scores]
    .map(([sentence, score]) => ({ sentence, score }))
    .sort((a, b) => b.score - a.score || a.sentence.index - b.sentence.index);

  function ownWeight({ turn, quote }: LocatedSentence): number {
    if (turn.role === "interviewer") return weights.interviewer;
    return kind !== "yes-no" && isBareAnswer(quote) ? weights.bareAnswer : 1;
  }

  function answersTo(question: LocatedSentence): LocatedSentence[] {
    return question.in.interview.sentences
      .filter(({ turn }) => question.in.interview.turns[turn]!.answers === question.sentence.turn)
      .map(({ id }) => corpus.sentence(id)!);
  }
}

/** With less of the reader's words in it, the interviewer's question is another one. */
const SAME_FROM = 0.6;

/** How much the interviewer's question is the reader's: 0, or the share of the reader's words in it. */
function sameQuestion(
  { quote }: LocatedSentence,
  kind: QuestionKind,
  { terms }: Retrieval,
): number {
  if (kind === "other" || questionKind(quote) !== kind) return 0;
  const words = quote.toLowerCase();
  const shared = share(terms, ({ text, forms }) =>
    [text, ...forms].some((form) => words.includes(form)) ? 1 : 0,
  );
  return shared >= SAME_FROM ? shared : 0;
}

/** A sentence in which the interviewer asks. */
export const isQuestion = ({ turn, quote }: LocatedSentence): boolean =>
  turn.role === "interviewer" && /[?？]["'”’」』）)\]]*$/u.test(quote);
