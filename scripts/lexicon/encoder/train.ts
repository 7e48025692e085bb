import { ENCODER_DIMENSIONS } from "../../../src/retrieve/encoder.ts";
import { featuresOf } from "../../../src/retrieve/encoder-features.ts";
import type { Lexicon } from "../../../src/retrieve/lexicon.ts";
import { VECTOR_SCALE } from "../../../src/retrieve/lexicon.ts";
import { memoised } from "../../../src/retrieve/memoised.ts";
import { isHan } from "../../../src/retrieve/tokens.ts";
import { answer, type Asked, type Bags } from "./answer.ts";
import { contrast } from "./contrast.ts";
import { createTable, type Table } from "./embedding.ts";
import type { Kind, Pair, Sense, TrainingInterview } from "./examples.ts";
import { randomFrom } from "../../training/random.ts";

export interface Examples {
  readonly pairs: ReadonlyMap<Kind, readonly Pair[]>;
  readonly senses: readonly Sense[];
  readonly interviews: readonly TrainingInterview[];
}

export interface Trained {
  readonly features: readonly string[];
  readonly table: Table;
}

const SEED = 1;

/** Shares of a batch by where its pairs come from. */
const MIX: readonly (readonly [Kind, number])[] = [
  ["near", 0.38],
  ["related", 0.06],
  ["cedict", 0.18],
  ["ecdict", 0.08],
  ["definitions", 0.1],
  ["synonyms", 0.04],
  ["uses", 0.04],
  ["ecdictPhrases", 0.04],
  ["translations", 0.08],
];
const BATCH = 384;
/** Pairs of a sense with its head as one of them. */
const WITH_HEAD = 0.6;
/** Share of a text's features left out of it, so that none is relied on alone. */
const DROPPED = 0.2;
const WORD_STEPS = 6000;
const WORD_RATE = 2e-3;
/** Interviews asked together with a batch of words in a step. */
const INTERVIEWS_A_STEP = 2;
const ANSWER_RATE = 5e-4;
const WEIGHTS = { near: 1, paraphrased: 1, distant: 0.7 };

export interface Course {
  readonly wordSteps?: number;
  readonly answerSteps: number;
  readonly log: (line: string) => void;
}

/**
 * First what words and phrases mean, of pairs that mean the same; then which sentences answer questions, with words going
 * on beside it. The same examples give the same table.
 */
export function train(
  examples: Examples,
  lexicon: Lexicon,
  { wordSteps = WORD_STEPS, answerSteps, log }: Course,
): Trained {
  const random = randomFrom(SEED);
  const features = vocabularyOf(examples);
  const rowOf = new Map(features.map(([feature], row) => [feature, row]));
  const table = createTable(firstRows(features, lexicon, random), ENCODER_DIMENSIONS);
  log(`${features.length} features`);
  const rowsOf = memoised((terms: string) =>
    featuresOf(terms).flatMap((feature) => rowOf.get(feature) ?? []),
  );
  const kept = (rows: readonly number[]) => {
    if (rows.length < 3) return rows;
    const some = rows.filter(() => random() >= DROPPED);
    return some.length > 0 ? some : rows;
  };
  const sample = sampler(examples, random);
  const words = () =>
    contrast(
      sample().flatMap(([one, other]) => {
        const pair = [kept(rowsOf(one)), kept(rowsOf(other))] as const;
        return pair[0].length > 0 && pair[1].length > 0 ? [pair] : [];
      }),
      table,
    );
  run("words", wordSteps, WORD_RATE, () => words());
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const bagsOf = (terms: string): Bags => ({
    whole: kept(rowsOf(terms)),
    words: terms
      .split(" ")
      .map((term) => rowsOf(term))
      .filter((rows) => rows.length > 0 && random() >= DROPPED),
  });
  run("answers", answerSteps, ANSWER_RATE, () => {
    let loss = 0;
    for (let i = 0; i < INTERVIEWS_A_STEP; i++) {
      const interview = pick(examples.interviews);
      const said = interview.said ?? pick(["zh", "en"] as const);
      const put = pick(["zh", "en"] as const);
      loss += answer(askedOf(interview, said, put, bagsOf), table) / INTERVIEWS_A_STEP;
    }
    words();
    return loss;
  });
  return { features: features.map(([feature]) => feature), table };

  function run(name: string, steps: number, rate: number, step: () => number): void {
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      sum += step();
      table.step(rate * (1 - i / steps) + 1e-6);
      if ((i + 1) % 200 !== 0) continue;
      log(`${name} ${i + 1}: ${(sum / 200).toFixed(3)}`);
      sum = 0;
    }
  }
}

function askedOf(
  { sentences, questions }: TrainingInterview,
  said: "zh" | "en",
  put: "zh" | "en",
  bagsOf: (terms: string) => Bags,
): Asked {
  const asked: string[] = [];
  let question = "";
  sentences.forEach((sentence, i) => {
    const before = sentences[i - 1];
    const goesOn = before?.isQuestion === true && before.turn === sentence.turn;
    if (sentence.isQuestion) question = goesOn ? `${question} ${sentence[said]}` : sentence[said];
    asked.push(sentence.isQuestion ? "" : question);
  });
  const beside = (i: number, j: number) =>
    sentences[j] && sentences[j].turn === sentences[i]!.turn ? sentences[j][said] : "";
  const put_ = questions.filter(({ gold }) => gold.length > 0);
  const placeOf = new Map(sentences.map(({ number }, i) => [number, i]));
  return {
    quotes: sentences.map((sentence) => bagsOf(sentence[said])),
    asked: asked.map(bagsOf),
    around: sentences.map((_, i) => bagsOf(`${beside(i, i - 1)} ${beside(i, i + 1)}`).whole),
    questions: put_.map((one) => bagsOf(one[put])),
    gold: put_.map(({ gold }) => new Set(gold.flatMap((number) => placeOf.get(number) ?? []))),
    weights: put_.map(({ kind }) => (kind === "unanswerable" ? 0 : WEIGHTS[kind])),
    isQuestion: sentences.map(({ isQuestion }) => isQuestion),
  };
}

function sampler({ pairs, senses, interviews }: Examples, random: () => number): () => Pair[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const withRelated = senses.filter(({ related }) => related.length > 0);
  const translations: Pair[] = interviews.flatMap(({ sentences, questions }) =>
    [...sentences, ...questions].map(({ zh, en }): Pair => [zh, en]),
  );
  const one = (kind: Kind): Pair => {
    if (kind === "near") {
      const { near } = pick(senses);
      return [random() < WITH_HEAD ? near[0]! : pick(near), pick(near.slice(1))];
    }
    if (kind === "related") {
      const { near, related } = pick(withRelated);
      return [near[0]!, pick(related)];
    }
    if (kind === "translations") return pick(translations);
    return pick(pairs.get(kind)!);
  };
  return () =>
    MIX.flatMap(([kind, share]) =>
      Array.from({ length: Math.round(share * BATCH) }, () => one(kind)),
    ).filter(([a, b]) => a !== b);
}

/** Features and how often they are in the examples, those that are too seldom to be learnt left out. */
function vocabularyOf({ pairs, senses, interviews }: Examples): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  const count = (terms: string, times: number) => {
    for (const feature of featuresOf(terms))
      counts.set(feature, (counts.get(feature) ?? 0) + times);
  };
  for (const some of pairs.values()) for (const pair of some) for (const one of pair) count(one, 1);
  for (const { near, related } of senses) for (const one of [...near, ...related]) count(one, 2);
  for (const { sentences, questions } of interviews)
    for (const { zh, en } of [...sentences, ...questions]) {
      count(zh, 2);
      count(en, 2);
    }
  return [...counts]
    .filter(([feature, times]) => times >= fewest(feature))
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Twice as many features, of half the counts, find no more answers. */
function fewest(feature: string): number {
  if (feature.includes("_")) return 24;
  if (feature.startsWith("=")) return 10;
  if (isHan(feature)) return feature.length === 1 ? 2 : 8;
  return 6;
}

const SMALL = 0.03;
/** "a" of Arora, Liang and Ma (2017): common words begin with little weight. */
const SIF = 1e-3;

/** English stems begin with their GloVe vectors, all else with little of anything. */
function firstRows(
  features: readonly (readonly [string, number])[],
  lexicon: Lexicon,
  random: () => number,
): Float32Array {
  const rows = new Float32Array(features.length * ENCODER_DIMENSIONS);
  const total = features.reduce((sum, [, times]) => sum + times, 0);
  features.forEach(([feature, times], row) => {
    const at = row * ENCODER_DIMENSIONS;
    for (let d = 0; d < ENCODER_DIMENSIONS; d += 2) {
      // Box and Muller (1958).
      const radius = SMALL * Math.sqrt(-2 * Math.log(1 - random()));
      const angle = 2 * Math.PI * random();
      rows[at + d] = radius * Math.cos(angle);
      rows[at + d + 1] = radius * Math.sin(angle);
    }
    const vector = isHan(feature) ? -1 : lexicon.vectorAt(lexicon.stem(feature));
    if (vector < 0) return;
    const weight = SIF / (SIF + times / total) / VECTOR_SCALE;
    for (let d = 0; d < GLOVE; d++) rows[at + d]! += weight * lexicon.vectors[vector + d]!;
  });
  return rows;
}

const GLOVE = 100;
