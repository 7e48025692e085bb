import type { MetadataFact, Sentence, Turn } from "../interview/interview.ts";
import { questionOf, quoteOfSentence } from "../interview/parse-interview.ts";
import type { Library } from "../library/open-library.ts";
import type { LibraryInterview } from "../library/stored-interview.ts";

/** A sentence together with all that is known about where it stands. */
export interface LocatedSentence {
  readonly in: LibraryInterview;
  /** Index into `in.interview.sentences`. */
  readonly index: number;
  readonly sentence: Sentence;
  readonly turn: Turn;
  readonly passageId: string;
  readonly quote: string;
}

export interface LocatedFact {
  readonly in: LibraryInterview;
  readonly fact: MetadataFact;
}

/** Everything that can be cited, by id; and the passages of all interviews in one row, as the retriever counts them. */
export interface Corpus {
  readonly interviews: readonly LibraryInterview[];
  sentence(id: string): LocatedSentence | undefined;
  fact(id: string): LocatedFact | undefined;
  /** All sentences of the passage at this position in the row. */
  passage(position: number): readonly LocatedSentence[];
  questionFor(sentence: LocatedSentence): string | null;
}

export function createCorpus({ interviews }: Library): Corpus {
  const sentences = new Map<string, LocatedSentence>();
  const facts = new Map<string, LocatedFact>();
  const passages: LocatedSentence[][] = [];
  for (const stored of interviews) {
    const { interview, source } = stored;
    for (const fact of interview.metadata) facts.set(fact.id, { in: stored, fact });
    for (const { id: passageId, from, to } of interview.passages)
      passages.push(
        interview.sentences.slice(from, to).map((sentence, offset) => {
          const turn = interview.turns[sentence.turn]!;
          const quote = quoteOfSentence(source, sentence);
          const located = { in: stored, index: from + offset, sentence, turn, passageId, quote };
          sentences.set(sentence.id, located);
          return located;
        }),
      );
  }
  return {
    interviews,
    sentence: (id) => sentences.get(id),
    fact: (id) => facts.get(id),
    passage: (position) => passages[position] ?? [],
    questionFor: ({ in: { interview, source }, sentence }) =>
      questionOf(interview, source, sentence.turn),
  };
}
