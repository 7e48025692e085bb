import type { Embeddings } from "@langchain/core/embeddings";
import { UserError } from "../errors.ts";
import type { Interview } from "../interview/interview.ts";
import { parseInterview, questionOf, quoteOfSentence } from "../interview/parse-interview.ts";
import {
  analysePassage,
  passageText,
  type AnalysedPassage,
  type SourcePassage,
} from "../retrieve/analyse.ts";
import type { Lexicon } from "../retrieve/lexicon.ts";
import type { DerivedWith } from "./manifest.ts";

/** All that the library stores beside the source; every bit of it can be derived from the source again. */
export interface Derived {
  readonly interview: Interview;
  readonly passages: readonly AnalysedPassage[];
  /** One for each passage. */
  readonly vectors: readonly Float32Array[];
}

export interface Deriver {
  readonly derivedWith: DerivedWith;
  derive(source: string, id: string): Promise<Derived>;
}

/** Raise it when parsing or analysis gives other results: libraries then derive everything anew. */
const ANALYSIS_VERSION = 4;

export interface DeriverDeps extends Pick<DerivedWith, "embedder"> {
  readonly lexicon: Lexicon;
  readonly embeddings: Pick<Embeddings, "embedDocuments">;
}

export function createDeriver(deps: DeriverDeps): Deriver {
  const { lexicon, embeddings, embedder } = deps;
  return {
    derivedWith: { analysis: `${ANALYSIS_VERSION}.${lexicon.version}`, embedder },
    async derive(source, id) {
      const interview = parseInterview(source, { fallbackId: id });
      const passages = sourcePassages(interview, source);
      const vectors = await embeddings.embedDocuments(passages.map(passageText));
      if (vectors.length !== passages.length)
        throw badEmbedding(embedder, `gave ${vectors.length} vectors for ${passages.length} texts`);
      return {
        interview,
        passages: passages.map((passage) => analysePassage(passage, lexicon)),
        vectors: vectors.map((vector) => toVector(vector, embedder)),
      };
    },
  };
}

/** What is indexed of a passage: its words, and around them heading, question and who speaks. */
function sourcePassages(interview: Interview, source: string): SourcePassage[] {
  return interview.passages.map(({ id, from, to }) => {
    const sentences = interview.sentences.slice(from, to);
    const turns = [...new Set(sentences.map(({ turn }) => turn))];
    const context = turns.flatMap((index) => {
      const turn = interview.turns[index]!;
      // The question stands among the sentences already when the passage begins with it.
      const asked = turn.answers === null || turns.includes(turn.answers);
      return [turn.section, asked ? null : questionOf(interview, source, index)];
    });
    return {
      id,
      context: [...new Set(context.filter((text) => text !== null))],
      sentences: sentences.map((sentence) => ({
        id: sentence.id,
        text: quoteOfSentence(source, sentence),
        speaker: interview.turns[sentence.turn]!.speaker,
      })),
    };
  });
}

function toVector(values: readonly number[], embedder: DerivedWith["embedder"]): Float32Array {
  const given = Array.isArray(values) ? values.length : 0;
  if (given !== embedder.dimensions || given === 0)
    throw badEmbedding(embedder, `gave ${given} dimensions instead of ${embedder.dimensions}`);
  const vector = Float32Array.from(values);
  // A double that is finite need not be finite as a float.
  if (!values.every(Number.isFinite) || !vector.every(Number.isFinite))
    throw badEmbedding(embedder, "gave a value that is not a number");
  return vector;
}

const badEmbedding = ({ model }: DerivedWith["embedder"], what: string) =>
  new UserError("embedding", `The embedding model ${model} ${what}; check EMBEDDING_MODEL`);
