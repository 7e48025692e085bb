import type { Candidate } from "./candidates.ts";
import type { Corpus, LocatedSentence } from "./corpus.ts";

/**
 * How much each sentence says of what its interview is about: degree centrality in the graph of sentences
 * that share words (LexRank; Erkan and Radev 2004), for Chinese over character bigrams. An answer's first
 * sentence tends to be the answer, so it weighs more; very short sentences need their question and weigh less.
 */
export function mostCentral(
  corpus: Corpus,
  wanted: (sentence: LocatedSentence) => boolean,
): Candidate[] {
  return corpus.interviews
    .flatMap(({ interview }) => {
      const sentences = interview.sentences.map(({ id }) => corpus.sentence(id)!);
      const scores = centrality(sentences.map(({ quote }) => quote));
      return sentences.map((sentence, i) => ({
        sentence,
        score: scores[i]! * placeWeight(sentence) * lengthWeight(sentence.quote),
      }));
    })
    .filter(({ sentence }) => wanted(sentence))
    .sort((a, b) => b.score - a.score);
}

const FIRST_OF_TURN = 1.3;

const placeWeight = ({ index, turn }: LocatedSentence): number =>
  index === turn.from ? FIRST_OF_TURN : 1;

/** 1 from about ten Chinese characters or five English words on. */
const lengthWeight = (quote: string): number => Math.min(1, termsOf(quote).length / 9);

/** Sum of the cosine similarities (tf–idf) of each text to all others; linear in their words. */
function centrality(texts: readonly string[]): number[] {
  const bags = texts.map((text) => termsOf(text));
  const documents = new Map<string, number>();
  for (const bag of bags)
    for (const term of new Set(bag)) documents.set(term, (documents.get(term) ?? 0) + 1);
  const vectors = bags.map((bag) => {
    const weights = new Map<string, number>();
    for (const term of bag) {
      const idf = Math.log(1 + texts.length / documents.get(term)!);
      weights.set(term, (weights.get(term) ?? 0) + idf);
    }
    const norm = Math.hypot(...weights.values()) || 1;
    return new Map([...weights].map(([term, weight]) => [term, weight / norm]));
  });
  // The sum of a vector's products with all others is its product with their sum.
  const sum = new Map<string, number>();
  for (const vector of vectors)
    for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight);
  return vectors.map((vector) =>
    [...vector].reduce((total, [term, weight]) => total + weight * (sum.get(term)! - weight), 0),
  );
}

/** Words of alphabetic text; character bigrams of Chinese, whose words have no blanks between them. */
function termsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []).flatMap((run) =>
    /\p{Script=Han}/u.test(run)
      ? Array.from(run.slice(1), (character, i) => run[i]! + character)
      : [run],
  );
}
