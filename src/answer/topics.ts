import type { Language } from "../interview/interview.ts";
import { quoteOf } from "../interview/quote-of.ts";
import type { LibraryInterview } from "../library/stored-interview.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";
import type { Topic } from "./reply.ts";

/** What the interviews of a library speak of, in the words of their questions and their editor's titles. */
export interface Topics {
  /** The title of the exchange that a sentence belongs to. */
  titleOf(sentence: LocatedSentence, language: Language): string | null;
  /** The title of a section, else its heading. */
  sectionTitle(stored: LibraryInterview, heading: string, language: Language): string;
  /** The exchanges of one interview in document order; of prose, its paragraphs. */
  of(stored: LibraryInterview, language: Language): Topic[];
  /** The exchanges that these passages belong to, each once. */
  at(passages: readonly number[], language: Language): Topic[];
  /** The exchange that begins with this sentence. */
  startingWith(sentenceId: string, language: Language): Topic | null;
}

interface Exchange {
  readonly topic: Omit<Topic, "title">;
  readonly titles: Readonly<Record<Language, string>> | undefined;
}

export function createTopics(corpus: Corpus): Topics {
  const exchanges = new Map<LibraryInterview, Map<string, Exchange>>();
  for (const stored of corpus.interviews) exchanges.set(stored, exchangesOf(stored, corpus));
  const titled = ({ topic, titles }: Exchange, language: Language): Topic => ({
    ...topic,
    title: titles?.[language] ?? null,
  });
  const exchangeOf = (sentence: LocatedSentence) =>
    exchanges.get(sentence.in)?.get(exchangeKey(sentence));

  return {
    titleOf: (sentence, language) => exchangeOf(sentence)?.titles?.[language] ?? null,
    sectionTitle: ({ topics }, heading, language) =>
      topics?.sections.find((section) => section.heading === heading)?.[language] ?? heading,
    of: (stored, language) =>
      [...(exchanges.get(stored)?.values() ?? [])].map((exchange) => titled(exchange, language)),
    at: (passages, language) => {
      const found = passages.map((position) => corpus.passage(position)[0]);
      const distinct = new Set(found.map((sentence) => sentence && exchangeOf(sentence)));
      distinct.delete(undefined);
      return [...distinct].map((exchange) => titled(exchange!, language));
    },
    startingWith: (id, language) => {
      const sentence = corpus.sentence(id);
      const exchange = sentence && exchangeOf(sentence);
      return exchange?.topic.start === id ? titled(exchange, language) : null;
    },
  };
}

/** A question and its answers are one exchange; each paragraph of prose is one of its own. */
const exchangeKey = ({ turn, sentence, passageId }: LocatedSentence): string => {
  const asked = turn.answers ?? (turn.role === "interviewer" ? sentence.turn : null);
  return asked === null ? passageId : `turn ${asked}`;
};

function exchangesOf(stored: LibraryInterview, corpus: Corpus): Map<string, Exchange> {
  const found = new Map<string, Exchange>();
  for (const { id } of stored.interview.sentences) {
    const sentence = corpus.sentence(id)!;
    const key = exchangeKey(sentence);
    if (found.has(key)) continue;
    const question = key.startsWith("turn ")
      ? turnText(stored, Number(key.slice("turn ".length)))
      : sentence.quote;
    found.set(key, {
      topic: { section: sentence.turn.section, question, start: id },
      titles: stored.topics?.topics.find(({ starts }) => question.startsWith(starts)),
    });
  }
  return found;
}

function turnText({ interview, source }: LibraryInterview, turn: number): string {
  const { from, to } = interview.turns[turn]!;
  const first = interview.sentences[from]!;
  return quoteOf(source.slice(first.start, interview.sentences[to - 1]!.end));
}
