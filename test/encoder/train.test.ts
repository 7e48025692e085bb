import { describe, expect, it } from "vitest";
import type { Kind, Pair, TrainingInterview } from "../../scripts/lexicon/encoder/examples.ts";
import { train } from "../../scripts/lexicon/encoder/train.ts";
import { analyseText } from "../../src/retrieve/analyse.ts";
import { ENCODER_DIMENSIONS } from "../../src/retrieve/encoder.ts";
import { shippedLexicon } from "../retrieve/shipped-lexicon.ts";

const terms = (text: string) => analyseText(text, shippedLexicon);
const KINDS: readonly Kind[] = [
  "cedict",
  "ecdict",
  "ecdictPhrases",
  "definitions",
  "synonyms",
  "uses",
];
const MEANT: readonly Pair[] = [
  [terms("解雇"), terms("dismiss")],
  [terms("面包"), terms("bread")],
  [terms("下雨"), terms("rain")],
];
const pairs = new Map(KINDS.map((kind) => [kind, MEANT.flatMap((pair) => [pair, pair, pair])]));
const senses = MEANT.map((near) => ({ near, related: [near[1]] }));
const interview: TrainingInterview = {
  name: "bakery",
  sentences: [
    { number: 1, turn: 1, isQuestion: true, zh: terms("为什么？"), en: terms("Why?") },
    {
      number: 2,
      turn: 2,
      isQuestion: false,
      zh: terms("他们解雇了我"),
      en: terms("They dismiss me"),
    },
    {
      number: 3,
      turn: 3,
      isQuestion: false,
      zh: terms("面包很好"),
      en: terms("The bread is good"),
    },
  ],
  questions: [
    { kind: "near", zh: terms("谁解雇了他"), en: terms("Who did they dismiss"), gold: [2] },
    { kind: "distant", zh: terms("面包怎么样"), en: terms("How is the bread"), gold: [3] },
  ],
};

const trained = () =>
  train({ pairs, senses, interviews: [interview] }, shippedLexicon, {
    wordSteps: 30,
    answerSteps: 10,
    log: () => undefined,
  });

describe("training the encoder", () => {
  const { features, table } = trained();

  it("gives the same table for the same examples", () => {
    const again = trained();
    expect(again.features).toEqual(features);
    expect(again.table.rows).toEqual(table.rows);
  });

  it("leaves every number finite, and brings what means the same together", () => {
    expect(table.rows.every(Number.isFinite)).toBe(true);
    const row = (feature: string) => {
      const at = features.indexOf(feature) * ENCODER_DIMENSIONS;
      return table.rows.subarray(at, at + ENCODER_DIMENSIONS);
    };
    const cosine = (one: string, other: string) => {
      const [a, b] = [row(one), row(other)];
      const dot = a.reduce((sum, value, d) => sum + value * b[d]!, 0);
      return dot / (Math.hypot(...a) * Math.hypot(...b));
    };
    expect(cosine("解雇", "dismiss")).toBeGreaterThan(cosine("解雇", "bread") + 0.5);
    expect(cosine("面包", "bread")).toBeGreaterThan(cosine("面包", "rain") + 0.5);
  });
});
