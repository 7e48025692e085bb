import type { Speaker } from "../interview/interview.ts";
import type { SentenceRef } from "../retrieve/retrieve.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";
import { isBy, quotesSomeone } from "./speakers.ts";

/** The words of one person: in their turns, in narration, or read out to them by the interviewer. */
export const isWordsOf = ({ name, role }: Speaker, sentence: LocatedSentence): boolean =>
  isBy(sentence, name) ||
  (role !== "interviewer" && quotesSomeone(sentence) && isAsked(name, sentence));

/** "You" is whoever answers; or the one who answers most, when another takes the question over. */
function isAsked(name: string, { in: { interview }, sentence }: LocatedSentence): boolean {
  const answering = interview.turns.filter(({ answers }) => answers !== null);
  const share = answering.filter(({ speaker }) => speaker === name).length / answering.length;
  return (
    share > 0.5 ||
    answering.some(({ answers, speaker }) => answers === sentence.turn && speaker === name)
  );
}

export const saidBy =
  (sayer: Speaker, corpus: Corpus) =>
  ({ id }: SentenceRef): boolean => {
    const sentence = corpus.sentence(id);
    return sentence !== undefined && isWordsOf(sayer, sentence);
  };
