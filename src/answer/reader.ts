import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../errors.ts";

/**
 * A small network that has learnt from questions on invented interviews (scripts/fit-reader.ts) which of some sentences
 * answers a question, and whether any does. It sees no words, only how close those of the question come to those of a
 * sentence, and what retrieval says of it; what is asked for it knows by the question's meaning.
 *
 * Each word of the question goes through one layer, the words of a sentence are pooled by their most and their mean (as in
 * "PointNet", Qi et al. 2017), and a second layer, which knows what the question asks for and what the sentence has,
 * scores the sentence. That nothing answers has a score of its own, from what the library has of the question, what it means
 * and asks for, and what was read of the sentences that score best (attention as in Bahdanau et al. 2015); the softmax over all
 * of these is what was trained (as for SQuAD 2.0 by Devlin et al. 2019, "BERT").
 */
export interface Reader {
  read(material: Material): Reading;
}

/** What the reader is given for one question. */
export interface Material {
  /** The mean of the vectors of the question's words, `ENCODER_DIMENSIONS` long. */
  readonly meaning: ArrayLike<number>;
  /** What the library has of the question, `SupportFeatures` in their order. */
  readonly support: readonly number[];
  /** What it asks for: `questionTraits`. */
  readonly traits: readonly number[];
  readonly sentences: readonly SentenceMaterial[];
}

export interface SentenceMaterial {
  /** For each word of the question `WORD_INPUTS` numbers. */
  readonly words: readonly (readonly number[])[];
  /** What retrieval says of the sentence, and what it has (`sentenceTraits`), as scripts/fit-reader.ts had it. */
  readonly evidence: readonly number[];
}

export interface Reading {
  /** By sentence, ln of its odds of answering, up to one constant. */
  readonly scores: readonly number[];
  /** ln of the odds that one of them answers; -Infinity without any. */
  readonly answers: number;
}

/** A row for each output; the last number of a row is its bias. */
const layer = z.array(z.array(z.number()));
const scale = z.array(z.number());

const weightsSchema = z.object({
  /** Inputs are taken less their mean and divided by their deviation. */
  evidence: z.object({ means: scale, deviations: scale }),
  support: z.object({ means: scale, deviations: scale }),
  word: layer,
  sentence: layer,
  score: layer,
  /** From a sentence's evidence straight to its score. */
  direct: layer,
  meaning: layer,
  /** That nothing answers: from all that is known, by two layers, … */
  known: layer,
  nothing: layer,
  /** … and straight from the support. */
  unsupported: layer,
});
export type ReaderWeights = z.infer<typeof weightsSchema>;

/** Farther from its mean no number of the support counts. */
export const FARTHEST = 4;

export function loadReader(file: URL): Reader {
  try {
    return createReader(weightsSchema.parse(JSON.parse(readFileSync(file, "utf8"))));
  } catch (error) {
    throw new UserError(
      "lexicon",
      `The reader's weights ${file.pathname} are missing or damaged. Restore them from git, or fit them again as data/training/README.md says`,
      { cause: error },
    );
  }
}

export function createReader(weights: ReaderWeights): Reader {
  const word = layerOf(weights.word);
  const sentence = layerOf(weights.sentence);
  const score = layerOf(weights.score);
  const direct = layerOf(weights.direct);
  const meant = layerOf(weights.meaning);
  const known = layerOf(weights.known);
  const nothing = layerOf(weights.nothing);
  const unsupported = layerOf(weights.unsupported);
  const readSentence = ({ words, evidence }: SentenceMaterial, traits: readonly number[]) => {
    const normal = normalised(evidence, weights.evidence);
    const inputs = new Float64Array(2 * word.outputs + normal.length + traits.length);
    for (const one of words) {
      const outputs = rectified(word.apply(one));
      for (let i = 0; i < word.outputs; i++) {
        inputs[i] = Math.max(inputs[i]!, outputs[i]!);
        inputs[word.outputs + i]! += outputs[i]! / words.length;
      }
    }
    inputs.set(normal, 2 * word.outputs);
    inputs.set(traits, 2 * word.outputs + normal.length);
    const outputs = rectified(sentence.apply(inputs));
    return { outputs, score: score.apply(outputs)[0]! + direct.apply(normal)[0]! };
  };
  return {
    read({ meaning, support, traits, sentences }) {
      const read = sentences.map((one) => readSentence(one, traits));
      const scores = read.map((one) => one.score);
      const supported = normalised(support, weights.support).map((value) =>
        Math.max(-FARTHEST, Math.min(FARTHEST, value)),
      );
      const all = lnSumExp(scores);
      const best = new Float64Array(sentence.outputs);
      for (const one of read) {
        const attention = Math.exp(one.score - all);
        for (let i = 0; i < best.length; i++) best[i]! += attention * one.outputs[i]!;
      }
      const inputs = [...supported, ...rectified(meant.apply(meaning)), ...traits, ...best];
      const none =
        nothing.apply(rectified(known.apply(inputs)))[0]! + unsupported.apply(supported)[0]!;
      return { scores, answers: all - none };
    },
  };
}

/** A layer with its rows in one array: sentences are read many at a time. */
function layerOf(rows: ReaderWeights["word"]) {
  const width = rows[0]!.length;
  const weights = Float64Array.from(rows.flat());
  return {
    outputs: rows.length,
    apply(inputs: ArrayLike<number>): Float64Array {
      const out = new Float64Array(rows.length);
      for (let o = 0; o < out.length; o++) {
        const at = o * width;
        // Four sums at once: each waits for its own last addition only.
        let a = weights[at + width - 1]!;
        let b = 0;
        let c = 0;
        let d = 0;
        let i = 0;
        for (; i + 4 < width; i += 4) {
          a += weights[at + i]! * inputs[i]!;
          b += weights[at + i + 1]! * inputs[i + 1]!;
          c += weights[at + i + 2]! * inputs[i + 2]!;
          d += weights[at + i + 3]! * inputs[i + 3]!;
        }
        for (; i < width - 1; i++) a += weights[at + i]! * inputs[i]!;
        out[o] = a + b + c + d;
      }
      return out;
    },
  };
}

function rectified(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
  return values;
}

const normalised = (
  values: readonly number[],
  { means, deviations }: ReaderWeights["evidence"],
): number[] => values.map((value, i) => (value - means[i]!) / deviations[i]!);

function lnSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  if (most === -Infinity) return -Infinity;
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
