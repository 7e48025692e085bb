import type { Retriever } from "../retrieve/retrieve.ts";
import { isQuestion } from "./candidates.ts";
import { cleanQuestion, hasWords, MAX_QUESTION_LENGTH } from "./clean-question.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";
import { readingLength } from "./length.ts";
import { quoteWindow } from "./quote-window.ts";
import type { Citation } from "./reply.ts";
import { saysTheSame } from "./similarity.ts";
import { isBy } from "./speakers.ts";
import { supportsTopic } from "./support.ts";
import { joins, sentenceCitation } from "./verify.ts";

export interface QuoteHit extends Citation {
  /** From 1. */
  readonly rank: number;
  /** Of the retriever; comparable within one lookup only. */
  readonly score: number;
}

export interface QuoteLookup {
  readonly query: string;
  readonly quotes: readonly QuoteHit[];
}

export interface FindQuotesOptions {
  readonly limit?: number;
  /** The label of the speaker whose words are wanted. */
  readonly speaker?: string | undefined;
}

export interface FindQuotesDeps {
  readonly corpus: Corpus;
  readonly retriever: Retriever;
}

export const DEFAULT_QUOTES = 5;
/** What scores less than this share of the best quote only stands near it; more where the encoder does not know the topic. */
const MIN_SHARE = 0.35;
const MIN_SHARE_OF_UNKNOWN = 0.55;
/** Word by word a quote must come this close to the topic beside the best one: what only stands beside it does not. */
const MIN_WORDS_SHARE = 0.5;
/** The encoder knows a topic that it finds this close somewhere. */
const KNOWN_FROM = 0.4;
/** In UTF-16 units. */
const LONGEST_QUOTE = 200;

/** Quotes on a topic, best first, no two of which say the same. */
export async function findQuotes(
  query: string,
  { corpus, retriever }: FindQuotesDeps,
  { limit = DEFAULT_QUOTES, speaker }: FindQuotesOptions = {},
): Promise<QuoteLookup> {
  const topic = cleanQuestion(query);
  if (query.length > MAX_QUESTION_LENGTH || !hasWords(topic)) return { query, quotes: [] };
  const allow = ({ id }: { id: string }) => {
    const sentence = corpus.sentence(id);
    if (!sentence) return false;
    // What was asked stands beside the quotes; it is one only where the interviewer's words are wanted.
    return speaker === undefined ? !isQuestion(sentence) : isBy(sentence, speaker);
  };
  const retrieval = await retriever.retrieve(topic, { allow });
  if (!supportsTopic(retrieval)) return { query, quotes: [] };
  const quotes: QuoteHit[] = [];
  const taken = new Set<LocatedSentence>();
  const closest = retrieval.sentences[0]?.words ?? 0;
  const share = closest < KNOWN_FROM ? MIN_SHARE_OF_UNKNOWN : MIN_SHARE;
  for (const { id, score, words } of retrieval.sentences) {
    if (quotes.length >= limit || score < (quotes[0]?.score ?? 0) * share) break;
    const sentence = corpus.sentence(id)!;
    if (score <= 0 || words < closest * MIN_WORDS_SHARE || taken.has(sentence)) continue;
    const run = standingAlone(sentence, corpus);
    // What says too little by itself was shown with its neighbour already.
    if (run.some((part) => taken.has(part))) continue;
    const window = quoteWindow(run, retrieval.terms, LONGEST_QUOTE);
    const citation = sentenceCitation(run, corpus, window);
    if (quotes.some(({ quote }) => saysTheSame(quote, citation.quote))) continue;
    for (const part of run) taken.add(part);
    const rank = quotes.length + 1;
    quotes.push({ rank, score, n: rank, ...citation });
  }
  return { query, quotes };
}

/** The beginning of the first answer to an interviewer's question; null where nobody answers. */
export function beginningOfAnswer(question: string, corpus: Corpus): Citation | null {
  const first = corpus.interviews
    .flatMap(({ interview }) => interview.sentences.map(({ id }) => corpus.sentence(id)!))
    .find((sentence) => !isQuestion(sentence) && corpus.questionFor(sentence) === question);
  if (!first) return null;
  const run = standingAlone(first, corpus);
  return { n: 1, ...sentenceCitation(run, corpus, quoteWindow(run, [], LONGEST_QUOTE)) };
}

/** A sentence, and the next one where the first alone says too little. */
function standingAlone(sentence: LocatedSentence, corpus: Corpus): LocatedSentence[] {
  if (!saysLittle(sentence.quote)) return [sentence];
  const next = sentence.in.interview.sentences[sentence.index + 1];
  const following = next && corpus.sentence(next.id);
  const fits =
    following &&
    joins(sentence, following) &&
    sentence.quote.length + following.quote.length < LONGEST_QUOTE;
  return fits ? [sentence, following] : [sentence];
}

/** Fewer than about five Chinese words or four English ones. */
const saysLittle = (quote: string): boolean => readingLength(quote) < 8;
