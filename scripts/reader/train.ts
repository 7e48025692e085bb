import { FARTHEST, type Material, type ReaderWeights } from "../../src/answer/reader.ts";
import { ENCODER_DIMENSIONS } from "../../src/retrieve/encoder.ts";
import { randomFrom } from "../training/random.ts";
import { createLayer, type Layer, rowsOf } from "./layer.ts";

/** A question with what the reader is given on it, in few arrays: there are tens of thousands. */
export interface ReadExample {
  readonly meaning: Float32Array;
  readonly support: Float32Array;
  readonly traits: Float32Array;
  /** The words of all its sentences, one after the other, `counts` of each; and the sentences' evidence. */
  readonly words: Float32Array;
  readonly counts: readonly number[];
  readonly evidence: Float32Array;
  /** By sentence whether it answers, and last whether nothing does. */
  readonly right: readonly boolean[];
  /** What it counts. */
  readonly weight: number;
}

/** @param answers by sentence, whether it answers; none where nothing in the interview does */
export const readExample = (
  { meaning, support, traits, sentences }: Material,
  answers: readonly boolean[],
  weight: number,
): ReadExample => ({
  meaning: Float32Array.from(meaning),
  support: Float32Array.from(support),
  traits: Float32Array.from(traits),
  words: Float32Array.from(sentences.flatMap(({ words }) => words.flat())),
  counts: sentences.map(({ words }) => words.length),
  evidence: Float32Array.from(sentences.flatMap(({ evidence }) => evidence)),
  right: [...answers, !answers.includes(true)],
  weight,
});

const SEED = 1;
const EPOCHS = 20;
const BATCH = 64;
const RATE = 1.5e-3;
const WORD_OUTPUTS = 64;
const SENTENCE_OUTPUTS = 64;
const MEANING_OUTPUTS = 16;
const KNOWN_OUTPUTS = 64;
/** Share of a layer's outputs left out, so that none is relied on alone (Srivastava et al. 2014, "Dropout"). */
const DROPPED = 0.4;

/** The same examples give the same weights. */
export function trainReader(
  examples: readonly ReadExample[],
  log: (line: string) => void,
  epochs = EPOCHS,
): ReaderWeights {
  const random = randomFrom(SEED);
  const scales = scalesOf(examples);
  const layers = createLayers(examples[0]!, random);
  const prepared = examples.map((example) => normalised(example, scales));
  const order = examples.map((_, i) => i);
  const steps = epochs * Math.ceil(examples.length / BATCH);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (let at = 0; at < order.length; at += BATCH) {
      const batch = order.slice(at, at + BATCH);
      for (const i of batch) loss += learn(prepared[i]!, layers, random, batch.length);
      const rate = RATE * (1 - step / steps) + 1e-5;
      for (const layer of Object.values(layers)) layer.step(rate);
      step += 1;
    }
    log(`epoch ${epoch + 1}: ${(loss / examples.length).toFixed(4)}`);
  }
  const rows = Object.fromEntries(
    Object.entries(layers).map(([name, layer]) => [name, rowsOf(layer)]),
  ) as Record<keyof Layers, number[][]>;
  return { ...scales, ...rows };
}

type Scales = Pick<ReaderWeights, "evidence" | "support">;

export const scalesOf = (examples: readonly ReadExample[]): Scales => ({
  evidence: scaleOf(
    examples.map(({ evidence }) => evidence),
    evidenceSize(examples[0]!),
  ),
  support: scaleOf(
    examples.map(({ support }) => support),
    examples[0]!.support.length,
  ),
});

const evidenceSize = ({ evidence, counts }: ReadExample): number => evidence.length / counts.length;

/** An example as the layers take it. */
export function normalised(example: ReadExample, { evidence, support }: Scales): ReadExample {
  return {
    ...example,
    evidence: scaledBy(example.evidence, evidence),
    support: scaledBy(example.support, support).map((value) =>
      Math.max(-FARTHEST, Math.min(FARTHEST, value)),
    ),
  };
}

/** For examples with as many numbers as this one. */
export function createLayers(example: ReadExample, random: () => number): Layers {
  const { support, traits, words, counts } = example;
  const wordSize = words.length / counts.reduce((sum, count) => sum + count, 0);
  const ofSentence = 2 * WORD_OUTPUTS + evidenceSize(example) + traits.length;
  const ofAll = support.length + MEANING_OUTPUTS + traits.length + SENTENCE_OUTPUTS;
  return {
    word: createLayer(wordSize, WORD_OUTPUTS, random),
    sentence: createLayer(ofSentence, SENTENCE_OUTPUTS, random),
    score: createLayer(SENTENCE_OUTPUTS, 1, random),
    direct: createLayer(evidenceSize(example), 1, random),
    meaning: createLayer(ENCODER_DIMENSIONS, MEANING_OUTPUTS, random),
    known: createLayer(ofAll, KNOWN_OUTPUTS, random),
    nothing: createLayer(KNOWN_OUTPUTS, 1, random),
    unsupported: createLayer(support.length, 1, random),
  };
}

type Layers = Record<Exclude<keyof ReaderWeights, "evidence" | "support">, Layer>;

/**
 * Adds to the gradients of all layers what one `normalised` question asks of them: less of -ln of the share that the right sentences
 * have, or that nothing answers has where none is right.
 *
 * @returns the loss, in nats
 */
export function learn(
  example: ReadExample,
  layers: Layers,
  random: () => number,
  among: number,
): number {
  const { right, weight } = example;
  const passes = sentencePasses(example, layers, random);
  const attention = softmax(passes.map(({ score }) => score));
  const nothing = nothingPass(example, passes, attention, layers, random);
  const shares = softmax([...passes.map(({ score }) => score), nothing.score]);
  const good = shares.reduce((sum, value, i) => sum + (right[i] ? value : 0), 0) + 1e-12;
  const gradients = shares.map(
    (value, i) => (weight / among) * (value - (right[i] ? value / good : 0)),
  );
  const ofBest = nothing.backward(gradients.at(-1)!);
  // What each sentence lends to the best that was read, and how it draws attention to itself.
  const lent = passes.map(({ outputs }) => product(outputs, ofBest));
  const meanLent = lent.reduce((sum, value, i) => sum + attention[i]! * value, 0);
  passes.forEach((pass, i) => {
    pass.backward(
      gradients[i]! + attention[i]! * (lent[i]! - meanLent),
      scaled(ofBest, attention[i]!),
    );
  });
  return -weight * Math.log(good);
}

interface Pass {
  readonly outputs: Float32Array;
  readonly score: number;
  /** By how much the loss grows with the score, and with what was read beside it. */
  backward(ofScore: number, ofOutputs: Float32Array): void;
}

function sentencePasses(
  { counts, words, evidence, traits }: ReadExample,
  layers: Layers,
  random: () => number,
): Pass[] {
  let from = 0;
  return counts.map((count, i) => {
    const at = i * layers.direct.inputs;
    const ownEvidence = evidence.subarray(at, at + layers.direct.inputs);
    const ownWords = words.subarray(from, (from += count * layers.word.inputs));
    return sentencePass(ownWords, ownEvidence, traits, layers, random);
  });
}

/** What is read of a sentence, and the way back from it. */
function sentencePass(
  words: Float32Array,
  evidence: Float32Array,
  traits: Float32Array,
  layers: Layers,
  random: () => number,
): Pass {
  const size = layers.word.inputs;
  const count = words.length / size;
  const hidden = Array.from({ length: count }, (_, word) =>
    dropped(rectified(layers.word.forward(words, word * size)), random),
  );
  const pooled = new Float32Array(2 * WORD_OUTPUTS + evidence.length + traits.length);
  const mostAt = new Int32Array(WORD_OUTPUTS).fill(-1);
  hidden.forEach((outputs, word) => {
    for (let i = 0; i < WORD_OUTPUTS; i++) {
      const output = outputs[i]!;
      if (output === 0) continue;
      if (output > pooled[i]!) {
        pooled[i] = output;
        mostAt[i] = word;
      }
      pooled[WORD_OUTPUTS + i]! += output / count;
    }
  });
  pooled.set(evidence, 2 * WORD_OUTPUTS);
  pooled.set(traits, 2 * WORD_OUTPUTS + evidence.length);
  const outputs = dropped(rectified(layers.sentence.forward(pooled)), random);
  const score = layers.score.forward(outputs)[0]! + layers.direct.forward(evidence)[0]!;
  return {
    outputs,
    score,
    backward(ofScore, beside) {
      const gradient = Float32Array.of(ofScore);
      layers.direct.learn(evidence, gradient);
      layers.score.learn(outputs, gradient);
      const ofOutputs = layers.score.backward(gradient);
      for (let i = 0; i < ofOutputs.length; i++) ofOutputs[i]! += beside[i]!;
      throughDropped(ofOutputs, outputs);
      layers.sentence.learn(pooled, ofOutputs);
      const ofPooled = layers.sentence.backward(ofOutputs);
      hidden.forEach((own, at) => {
        const ofHidden = new Float32Array(WORD_OUTPUTS);
        for (let i = 0; i < WORD_OUTPUTS; i++) {
          ofHidden[i] = ofPooled[WORD_OUTPUTS + i]! / count;
          if (mostAt[i] === at) ofHidden[i]! += ofPooled[i]!;
        }
        throughDropped(ofHidden, own);
        layers.word.learn(words, ofHidden, at * size);
      });
    },
  };
}

/** The score of that nothing answers, and the way back from it: to what was read of the best sentences. */
function nothingPass(
  { support, meaning, traits }: ReadExample,
  passes: readonly Pass[],
  attention: readonly number[],
  layers: Layers,
  random: () => number,
) {
  const meant = rectified(layers.meaning.forward(meaning));
  const inputs = new Float32Array(layers.known.inputs);
  inputs.set(support);
  inputs.set(meant, support.length);
  inputs.set(traits, support.length + meant.length);
  const best = inputs.subarray(support.length + meant.length + traits.length);
  passes.forEach(({ outputs }, i) => {
    for (let o = 0; o < best.length; o++) best[o]! += attention[i]! * outputs[o]!;
  });
  const known = dropped(rectified(layers.known.forward(inputs)), random);
  return {
    score: layers.nothing.forward(known)[0]! + layers.unsupported.forward(support)[0]!,
    backward(ofScore: number): Float32Array {
      const gradient = Float32Array.of(ofScore);
      layers.unsupported.learn(support, gradient);
      layers.nothing.learn(known, gradient);
      const ofKnown = layers.nothing.backward(gradient);
      throughDropped(ofKnown, known);
      layers.known.learn(inputs, ofKnown);
      const ofInputs = layers.known.backward(ofKnown);
      const ofMeant = ofInputs.subarray(support.length, support.length + meant.length);
      for (let i = 0; i < meant.length; i++) if (meant[i] === 0) ofMeant[i] = 0;
      layers.meaning.learn(meaning, ofMeant);
      return ofInputs.subarray(inputs.length - best.length);
    },
  };
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

function scaled(values: Float32Array, by: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = values[i]! * by;
  return out;
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const exps = scores.map((score) => Math.exp(score - most));
  const all = exps.reduce((sum, value) => sum + value, 0);
  return exps.map((value) => value / all);
}

function rectified(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
  return values;
}

/** Leaves some out and makes the others count for them. */
function dropped(values: Float32Array, random: () => number): Float32Array {
  for (let i = 0; i < values.length; i++)
    values[i] = random() < DROPPED ? 0 : values[i]! / (1 - DROPPED);
  return values;
}

/** Leaves of some gradients those of what was neither cut off at zero nor left out. */
function throughDropped(gradients: Float32Array, outputs: Float32Array): void {
  for (let i = 0; i < outputs.length; i++)
    gradients[i] = outputs[i]! > 0 ? gradients[i]! / (1 - DROPPED) : 0;
}

/** Rows of numbers, one after the other, less their means and by their deviations. */
const scaledBy = (values: Float32Array, { means, deviations }: Scales["support"]): Float32Array =>
  values.map((value, i) => (value - means[i % means.length]!) / deviations[i % means.length]!);

/** What never varies is not blown up. */
const LEAST_DEVIATION = 1e-3;

/** @param size of the rows that stand one after the other in each of the arrays */
function scaleOf(arrays: readonly Float32Array[], size: number): Scales["support"] {
  const means = new Array<number>(size).fill(0);
  const squares = new Array<number>(size).fill(0);
  const rows = arrays.reduce((sum, { length }) => sum + length, 0) / size;
  for (const values of arrays)
    for (let i = 0; i < values.length; i++) {
      means[i % size]! += values[i]! / rows;
      squares[i % size]! += values[i]! ** 2 / rows;
    }
  return {
    means: means.map(rounded),
    deviations: squares.map((square, i) =>
      rounded(Math.sqrt(Math.max(0, square - means[i]! ** 2)) + LEAST_DEVIATION),
    ),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(6));

function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}
