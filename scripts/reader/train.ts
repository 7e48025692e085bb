import { FARTHEST, type Material, type ReaderWeights } from "../../src/answer/reader.ts";
import { ENCODER_DIMENSIONS } from "../../src/retrieve/encoder.ts";
import { randomFrom } from "../training/random.ts";
import { createLayer, type Layer, rowsOf } from "./layer.ts";

/** A question with what the reader is given on it. */
export interface ReadExample {
  readonly material: Material;
  /** By sentence, whether it answers; none where nothing in the interview does. */
  readonly answers: readonly boolean[];
  /** What it counts. */
  readonly weight: number;
}

const SEED = 1;
const EPOCHS = 6;
const BATCH = 64;
const RATE = 1.5e-3;
const WORD_OUTPUTS = 32;
const SENTENCE_OUTPUTS = 32;
const MEANING_OUTPUTS = 16;
/** Share of a layer's outputs left out, so that none is relied on alone (Srivastava et al. 2014, "Dropout"). */
const DROPPED = 0.3;

/** The same examples give the same weights. */
export function trainReader(
  examples: readonly ReadExample[],
  log: (line: string) => void,
  epochs = EPOCHS,
): ReaderWeights {
  const random = randomFrom(SEED);
  const scales = scalesOf(examples);
  const layers = createLayers(examples[0]!.material, random);
  const order = examples.map((_, i) => i);
  const steps = epochs * Math.ceil(examples.length / BATCH);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (let at = 0; at < order.length; at += BATCH) {
      const batch = order.slice(at, at + BATCH);
      for (const i of batch) loss += learn(examples[i]!, layers, scales, random, batch.length);
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

export function scalesOf(
  examples: readonly ReadExample[],
): Pick<ReaderWeights, "evidence" | "support"> {
  const sentences = examples.flatMap(({ material }) => material.sentences);
  return {
    evidence: scaleOf(sentences.map((sentence) => sentence.evidence)),
    support: scaleOf(examples.map(({ material }) => material.support)),
  };
}

/** For material with as many inputs as this. */
export function createLayers({ sentences, support }: Material, random: () => number): Layers {
  const [{ words, evidence }] = sentences as [Material["sentences"][number]];
  return {
    word: createLayer(words[0]!.length, WORD_OUTPUTS, random),
    sentence: createLayer(2 * WORD_OUTPUTS + evidence.length, SENTENCE_OUTPUTS, random),
    score: createLayer(SENTENCE_OUTPUTS, 1, random),
    direct: createLayer(evidence.length, 1, random),
    nothing: createLayer(support.length, 1, random),
    meaning: createLayer(ENCODER_DIMENSIONS, MEANING_OUTPUTS, random),
    nothingByMeaning: createLayer(MEANING_OUTPUTS, 1, random),
  };
}

type Layers = Record<Exclude<keyof ReaderWeights, "evidence" | "support">, Layer>;

/**
 * Adds to the gradients of all layers what one question asks of them: less of -ln of the share that the right sentences
 * have, or that nothing answers has where none is right.
 *
 * @returns the loss, in nats
 */
export function learn(
  { material, answers, weight }: ReadExample,
  layers: Layers,
  scales: Pick<ReaderWeights, "evidence" | "support">,
  random: () => number,
  among: number,
): number {
  const passes = material.sentences.map((sentence) =>
    sentencePass(sentence, layers, scales.evidence, random),
  );
  const known = Float32Array.from(normalised(material.support, scales.support), (value) =>
    Math.max(-FARTHEST, Math.min(FARTHEST, value)),
  );
  const meaning = Float32Array.from(material.meaning);
  const meant = rectified(layers.meaning.forward(meaning));
  const nothing = layers.nothing.forward(known)[0]! + layers.nothingByMeaning.forward(meant)[0]!;
  const logits = [...passes.map(({ score }) => score), nothing];
  const right = answers.includes(true) ? [...answers, false] : [...answers.map(() => false), true];
  const most = Math.max(...logits);
  const exps = logits.map((logit) => Math.exp(logit - most));
  const all = exps.reduce((sum, value) => sum + value, 0);
  const good = exps.reduce((sum, value, i) => sum + (right[i] ? value : 0), 0) + 1e-12;
  const gradients = exps.map(
    (value, i) => (weight / among) * (value / all - (right[i] ? value / good : 0)),
  );
  passes.forEach((pass, i) => {
    pass.backward(gradients[i]!);
  });
  const ofNothing = Float32Array.of(gradients.at(-1)!);
  layers.nothing.backward(known, ofNothing);
  const ofMeant = layers.nothingByMeaning.backward(meant, ofNothing);
  layers.meaning.backward(meaning, throughRectified(ofMeant, meant));
  return -weight * Math.log(good / all);
}

/** The score of a sentence, and the way back from it. */
function sentencePass(
  { words, evidence }: Material["sentences"][number],
  layers: Layers,
  scale: ReaderWeights["evidence"],
  random: () => number,
) {
  const inputs = words.map((word) => Float32Array.from(word));
  const hidden = inputs.map((word) => dropped(rectified(layers.word.forward(word)), random));
  const normal = Float32Array.from(normalised(evidence, scale));
  const pooled = new Float32Array(2 * WORD_OUTPUTS + normal.length);
  const mostAt = new Int32Array(WORD_OUTPUTS).fill(-1);
  hidden.forEach((outputs, word) => {
    for (let i = 0; i < WORD_OUTPUTS; i++) {
      if (outputs[i]! > pooled[i]!) {
        pooled[i] = outputs[i]!;
        mostAt[i] = word;
      }
      pooled[WORD_OUTPUTS + i]! += outputs[i]! / words.length;
    }
  });
  pooled.set(normal, 2 * WORD_OUTPUTS);
  const outputs = dropped(rectified(layers.sentence.forward(pooled)), random);
  const score = layers.score.forward(outputs)[0]! + layers.direct.forward(normal)[0]!;
  return {
    score,
    backward(gradient: number): void {
      const ofScore = Float32Array.of(gradient);
      layers.direct.backward(normal, ofScore);
      const ofOutputs = layers.score.backward(outputs, ofScore);
      const ofPooled = layers.sentence.backward(pooled, throughRectified(ofOutputs, outputs, true));
      inputs.forEach((word, at) => {
        const own = hidden[at]!;
        const ofHidden = new Float32Array(WORD_OUTPUTS);
        for (let i = 0; i < WORD_OUTPUTS; i++) {
          ofHidden[i] = ofPooled[WORD_OUTPUTS + i]! / words.length;
          if (mostAt[i] === at) ofHidden[i]! += ofPooled[i]!;
        }
        layers.word.backward(word, throughRectified(ofHidden, own, true));
      });
    },
  };
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

/** Gradients of what was not cut off at zero, or left out. */
function throughRectified(
  gradients: Float32Array,
  outputs: Float32Array,
  wereDropped = false,
): Float32Array {
  const by = wereDropped ? 1 / (1 - DROPPED) : 1;
  return gradients.map((value, i) => (outputs[i]! > 0 ? value * by : 0));
}

const normalised = (values: readonly number[], { means, deviations }: ReaderWeights["evidence"]) =>
  values.map((value, i) => (value - means[i]!) / deviations[i]!);

/** What never varies is not blown up. */
const LEAST_DEVIATION = 1e-3;

function scaleOf(rows: readonly (readonly number[])[]): ReaderWeights["evidence"] {
  const size = rows[0]!.length;
  const means = new Array<number>(size).fill(0);
  const squares = new Array<number>(size).fill(0);
  for (const row of rows)
    for (let i = 0; i < size; i++) {
      means[i]! += row[i]! / rows.length;
      squares[i]! += row[i]! ** 2 / rows.length;
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
