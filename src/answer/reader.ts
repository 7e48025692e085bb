import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../errors.ts";

/**
 * A small network that has learnt from questions on invented interviews (scripts/fit-reader.ts) which of some sentences
 * answers a question, and whether any does. It sees no words, only how close those of the question come to those of a
 * sentence, and what retrieval says of it; what is asked for it knows by the question's meaning.
 *
 * Each word of the question goes through one layer, the words of a sentence are pooled by their most and their mean (as in
 * "PointNet", Qi et al. 2017), and a second layer scores the sentence. That nothing answers has a score of its own, from
 * what the gate knows of the question; the softmax over all of these is what was trained (as for SQuAD 2.0 by Devlin
 * et al. 2019, "BERT").
 */
export interface Reader {
  read(material: Material): Reading;
}

/** What the reader is given for one question. */
export interface Material {
  /** The mean of the vectors of the question's words, `ENCODER_DIMENSIONS` long. */
  readonly meaning: ArrayLike<number>;
  /** What the gate knows of the question, `SupportFeatures` in their order. */
  readonly support: readonly number[];
  readonly sentences: readonly SentenceMaterial[];
}

export interface SentenceMaterial {
  /** For each word of the question `WORD_INPUTS` numbers. */
  readonly words: readonly (readonly number[])[];
  /** What retrieval says of the sentence, as scripts/fit-reader.ts had it. */
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
  /** That nothing answers: from the support, and from the question's meaning by a layer of its own. */
  nothing: layer,
  meaning: layer,
  nothingByMeaning: layer,
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
  return {
    read({ meaning, support, sentences }) {
      const scores = sentences.map(({ words, evidence }) => {
        const normal = normalised(evidence, weights.evidence);
        const hidden = words.map((word) => rectified(apply(weights.word, word)));
        const pooled = weights.word.map((_, i) => pool(hidden.map((outputs) => outputs[i]!)));
        const inputs = [
          ...pooled.map(({ most }) => most),
          ...pooled.map(({ mean }) => mean),
          ...normal,
        ];
        const [score] = apply(weights.score, rectified(apply(weights.sentence, inputs)));
        return score! + apply(weights.direct, normal)[0]!;
      });
      const known = normalised(support, weights.support).map((value) =>
        Math.max(-FARTHEST, Math.min(FARTHEST, value)),
      );
      const nothing =
        apply(weights.nothing, known)[0]! +
        apply(weights.nothingByMeaning, rectified(apply(weights.meaning, meaning)))[0]!;
      return { scores, answers: lnSumExp(scores) - nothing };
    },
  };
}

function apply(rows: ReaderWeights["word"], inputs: ArrayLike<number>): number[] {
  return rows.map((row) => {
    let sum = row[inputs.length]!;
    for (let i = 0; i < inputs.length; i++) sum += row[i]! * inputs[i]!;
    return sum;
  });
}

const rectified = (values: readonly number[]): number[] =>
  values.map((value) => Math.max(0, value));

const normalised = (
  values: readonly number[],
  { means, deviations }: ReaderWeights["evidence"],
): number[] => values.map((value, i) => (value - means[i]!) / deviations[i]!);

const pool = (values: readonly number[]) => ({
  most: Math.max(0, ...values),
  mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
});

function lnSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  if (most === -Infinity) return -Infinity;
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
