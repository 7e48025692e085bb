import { analyseText } from "./analyse.ts";
import { closenessIn, type QuestionMeaning } from "./closeness.ts";
import type { AnalysedPassage } from "./analyse.ts";
import { answerTest } from "./answer-type.ts";
import { foldLatin, stemOf } from "./english.ts";
import type { Feature, QueryTerm } from "./feature.ts";
import { fuse } from "./fuse.ts";
import type { DenseHit, FusionWeights, RankedPassage } from "./fuse.ts";
import { soundableNames } from "./heard-names.ts";
import type { Lexicon } from "./lexicon.ts";
import { questionFeatures } from "./question-features.ts";
import { queryTerms } from "./query-terms.ts";
import { scoreSentences, type SentenceScore, withCloseness } from "./rank-sentences.ts";
import { buildTermIndex } from "./term-index.ts";
import type { TermIndex } from "./term-index.ts";
import { lengthsOf, weigh } from "./weigh.ts";
import type { Weighing } from "./weigh.ts";

export type { QueryTerm } from "./feature.ts";
export { localFusion, remoteFusion } from "./fuse.ts";
export type { DenseHit, FusionWeights, RankedPassage } from "./fuse.ts";

export interface RetrievalDeps {
  readonly lexicon: Lexicon;
  readonly passages: readonly AnalysedPassage[];
  /** Nearest passages first. */
  readonly dense: (vector: readonly number[], limit: number) => readonly DenseHit[];
  readonly embedQuery: (text: string) => Promise<number[]>;
  readonly fusion: FusionWeights;
}

export interface SentenceRef {
  readonly id: string;
  readonly speaker: string | null;
  readonly passage: number;
}

export interface RetrieveOptions {
  /** Passages whose sentences are compared, best first; 24 where it does not say. */
  readonly limit?: number;
  /** Only these sentences are returned, and only passages that hold one. */
  readonly allow?: (sentence: SentenceRef) => boolean;
}

export interface RankedSentence extends SentenceScore {
  readonly id: string;
  readonly passage: number;
}

export interface Retrieval {
  readonly passages: readonly RankedPassage[];
  /** All allowed sentences of those passages, best first. */
  readonly sentences: readonly RankedSentence[];
  readonly terms: readonly QueryTerm[];
  /** The mean of the vectors of the question's words, `ENCODER_DIMENSIONS` long. */
  readonly meaning: Float32Array;
}

/** Searching changes nothing; a retriever may be asked many things at once. */
export interface Retriever {
  retrieve(query: string, options?: RetrieveOptions): Promise<Retrieval>;
  /** Whether a Latin word is in the dictionary or stands in the library. */
  knows(word: string): boolean;
}

const DEFAULT_LIMIT = 24;
const LEAST_DENSE_HITS = 100;

export function createRetriever(deps: RetrievalDeps): Retriever {
  const { lexicon, passages, dense, embedQuery, fusion } = deps;
  const index = buildTermIndex(passages, lexicon);
  const soundable = soundableNames(index, lexicon);
  const lengths = lengthsOf(index, passages.length);
  const closenessTo = closenessIn(index, lexicon.encoder);
  return {
    knows(word) {
      const stem = stemOf(foldLatin(word));
      return lexicon.stem(stem) >= 0 || index.termOf.has(stem);
    },
    async retrieve(query, { limit = DEFAULT_LIMIT, allow = () => true } = {}) {
      const features = questionFeatures(query, index, lexicon, soundable);
      const weighing = weigh(features, index, lengths);
      const wanted = Math.min(passages.length, Math.max(LEAST_DENSE_HITS, limit));
      const hits = wanted > 0 ? dense(await embedQuery(query), wanted) : [];
      const lexical = weighing.passages.map((score) => score / weighing.scale);
      const allowed = allowedUnits(index, allow);
      const ranked = fuse(lexical, hits, fusion)
        .filter(({ passage }) => allowed.has(passage))
        .slice(0, limit);
      const meaning = closenessTo(analyseText(query, lexicon));
      const sentences = rankSentences(ranked, allowed, weighing, meaning);
      const terms = termsOf(features, ranked, sentences);
      return { passages: ranked, sentences, terms, meaning: meaning.mean };

      function rankSentences(
        best: readonly RankedPassage[],
        units: ReadonlyMap<number, readonly number[]>,
        weighed: Weighing,
        { closenessOf }: QuestionMeaning,
      ) {
        const evidence = {
          weighing: weighed,
          passageScores: new Map(best.map(({ passage, score }) => [passage, score])),
          closenessOf,
          canAnswer: answerTest(query),
        };
        const scored = best.flatMap(({ passage }) => {
          const allowedHere = units.get(passage)!;
          const [first] = allowedHere;
          const context = first! - index.units[first!]!.sentence - 1;
          const scores = scoreSentences(context, index, evidence);
          return allowedHere.map((unit) => {
            const { id, sentence } = index.units[unit]!;
            return { id, passage, ...scores[sentence]! };
          });
        });
        return withCloseness(scored).sort((a, b) => b.score - a.score);
      }
    },
  };

  function termsOf(
    features: readonly Feature[],
    [topPassage]: readonly RankedPassage[],
    [topSentence]: readonly RankedSentence[],
  ): QueryTerm[] {
    return queryTerms(features, index, topPassage?.passage ?? -1, topSentence?.id ?? "");
  }
}

/** By passage, the sentences that may be returned. */
function allowedUnits(
  { units }: TermIndex,
  allow: (sentence: SentenceRef) => boolean,
): Map<number, number[]> {
  const allowed = new Map<number, number[]>();
  units.forEach(({ id, speaker, passage, sentence }, unit) => {
    if (sentence < 0 || !allow({ id, speaker, passage })) return;
    const list = allowed.get(passage);
    if (list) list.push(unit);
    else allowed.set(passage, [unit]);
  });
  return allowed;
}
