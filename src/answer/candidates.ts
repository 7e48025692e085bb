import type { Retrieval } from "../retrieve/retrieve.ts";
import { isBareAnswer, questionKind } from "./question-kind.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";

/** A sentence that may be cited, with how well it answers. */
export interface Candidate {
  readonly sentence: LocatedSentence;
  readonly score: number;
}

interface CandidateWeights {
  /** How much of a question's own score its answer gets, … */
  readonly questionToAnswer: number;
  /** … when it asks for the same sort of thing, … */
  readonly sameKindToAnswer: number;
  /** … and by how much that falls with each sentence of the answer. */
  readonly answerDecay: number;
  /** What a statement of the reporter counts beside one of the person that readers came for. */
  readonly interviewer: number;
  /** What a bare yes or no counts where that was not asked for. */
  readonly bareAnswer: number;
}

const candidateWeights: CandidateWeights = {
  questionToAnswer: 0.3,
  sameKindToAnswer: 0.6,
  answerDecay: 0.95,
  interviewer: 0.8,
  bareAnswer: 0.7,
};

/**
 * Sentences in the order in which they should be cited. A question that matches is no answer: it lends its
 * score to the turns that answer it, most to their beginning, and more when the reader asks the same sort of
 * thing as the interviewer did.
 */
export function rankCandidates(
  asked: string,
  retrieval: Retrieval,
  corpus: Corpus,
  weights = candidateWeights,
): Candidate[] {
  const kind = questionKind(asked);
  const scores = new Map<LocatedSentence, number>();
  const lent = new Map<LocatedSentence, number>();
  for (const { id, score } of retrieval.sentences) {
    const sentence = corpus.sentence(id);
    if (!sentence) continue;
    if (isQuestion(sentence)) lend(sentence, score);
    else scores.set(sentence, score * ownWeight(sentence));
  }
  for (const [sentence, share] of lent) scores.set(sentence, (scores.get(sentence) ?? 0) + share);
  return [...scores]
    .map(([sentence, score]) => ({ sentence, score }))
    .sort((a, b) => b.score - a.score || a.sentence.index - b.sentence.index);

  function ownWeight({ turn, quote }: LocatedSentence): number {
    if (turn.role === "interviewer") return weights.interviewer;
    return kind !== "yes-no" && isBareAnswer(quote) ? weights.bareAnswer : 1;
  }

  function lend(question: LocatedSentence, score: number): void {
    const same = kind !== "other" && questionKind(question.quote) === kind;
    const weight = same ? weights.sameKindToAnswer : weights.questionToAnswer;
    answersTo(question).forEach((answer, place) => {
      const share = score * weight * weights.answerDecay ** place * ownWeight(answer);
      lent.set(answer, Math.max(lent.get(answer) ?? 0, share));
    });
  }

  function answersTo(question: LocatedSentence): LocatedSentence[] {
    return question.in.interview.sentences
      .filter(({ turn }) => question.in.interview.turns[turn]!.answers === question.sentence.turn)
      .map(({ id }) => corpus.sentence(id)!);
  }
}

/** A sentence in which the interviewer asks. */
export const isQuestion = ({ turn, quote }: LocatedSentence): boolean =>
  turn.role === "interviewer" && /[?？]["'”’」』）)\]]*$/u.test(quote);
