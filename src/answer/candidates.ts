import type { Retrieval } from "../retrieve/retrieve.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";

/** A sentence that may be cited, with how well it answers. */
export interface Candidate {
  readonly sentence: LocatedSentence;
  readonly score: number;
}

interface CandidateWeights {
  /** How much of a question's own score its answer gets, … */
  readonly questionToAnswer: number;
  /** … and by how much that falls with each sentence of the answer. */
  readonly answerDecay: number;
  /** What a statement of the reporter counts beside one of the person that readers came for. */
  readonly interviewer: number;
}

const candidateWeights: CandidateWeights = {
  questionToAnswer: 0.3,
  answerDecay: 0.95,
  interviewer: 0.8,
};

/**
 * Sentences in the order in which they should be cited. A question that matches is no answer: it lends its
 * score to the turns that answer it, most to their beginning.
 */
export function rankCandidates(
  retrieval: Retrieval,
  corpus: Corpus,
  weights = candidateWeights,
): Candidate[] {
  const scores = new Map<LocatedSentence, number>();
  const lent = new Map<LocatedSentence, number>();
  for (const { id, score } of retrieval.sentences) {
    const sentence = corpus.sentence(id);
    if (!sentence) continue;
    if (!isQuestion(sentence)) {
      const factor = sentence.turn.role === "interviewer" ? weights.interviewer : 1;
      scores.set(sentence, score * factor);
    } else
      answersTo(sentence).forEach((answer, place) => {
        const share = score * weights.questionToAnswer * weights.answerDecay ** place;
        lent.set(answer, Math.max(lent.get(answer) ?? 0, share));
      });
  }
  for (const [sentence, share] of lent) scores.set(sentence, (scores.get(sentence) ?? 0) + share);
  return [...scores]
    .map(([sentence, score]) => ({ sentence, score }))
    .sort((a, b) => b.score - a.score || a.sentence.index - b.sentence.index);

  function answersTo(question: LocatedSentence): LocatedSentence[] {
    return question.in.interview.sentences
      .filter(({ turn }) => question.in.interview.turns[turn]!.answers === question.sentence.turn)
      .map(({ id }) => corpus.sentence(id)!);
  }
}

/** A sentence in which the interviewer asks. */
export const isQuestion = ({ turn, quote }: LocatedSentence): boolean =>
  turn.role === "interviewer" && /[?？]["'”’」』）)\]]*$/u.test(quote);
