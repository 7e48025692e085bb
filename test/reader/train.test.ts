import { describe, expect, it } from "vitest";
import { createReader, type Material } from "../../src/answer/reader.ts";
import { ENCODER_DIMENSIONS } from "../../src/retrieve/encoder.ts";
import { randomFrom } from "../../scripts/training/random.ts";
import {
  createLayers,
  learn,
  normalised,
  readExample,
  type ReadExample,
  scalesOf,
  trainReader,
} from "../../scripts/reader/train.ts";

const random = randomFrom(5);
const numbers = (size: number) => Array.from({ length: size }, () => random() - 0.3);

/** The right sentence is the one whose words are closest; nothing answers where none is close. */
function question(right: number | null) {
  const sentence = (closeness: number) => ({
    words: Array.from({ length: 3 }, () => [closeness, random(), random()]),
    evidence: numbers(4),
  });
  const sentences = [0, 1, 2, 3].map((i) => sentence(i === right ? 0.9 : 0.2 * random()));
  const material: Material = {
    meaning: numbers(ENCODER_DIMENSIONS),
    support: numbers(5),
    traits: [Number(random() > 0.5), 1, 0],
    sentences,
  };
  return { material, answers: sentences.map((_, i) => i === right) };
}

function example(right: number | null): ReadExample {
  const { material, answers } = question(right);
  return readExample(material, answers, right === 2 ? 0.5 : 1);
}
const examples = Array.from({ length: 160 }, (_, i) => example(i % 5 === 4 ? null : i % 4));

describe("training the reader", () => {
  it("goes down the gradients of the loss", () => {
    const scales = scalesOf(examples);
    const keepAll = () => 0.99;
    const loss = (layers: ReturnType<typeof createLayers>, add: boolean) => {
      const sum = [0, 1, 4]
        .map((i) => learn(normalised(examples[i]!, scales), layers, keepAll, 1))
        .reduce((a, b) => a + b);
      if (!add) for (const layer of Object.values(layers)) layer.gradients.fill(0);
      return sum;
    };
    const layers = createLayers(examples[0]!, randomFrom(2));
    loss(layers, true);
    const all = Object.entries(layers).map(
      ([name, layer]) => [name, layer, layer.gradients.slice()] as const,
    );
    for (const [name, layer, found] of all) {
      const step = 2e-3;
      let compared = 0;
      for (let i = 0; i < found.length; i += Math.ceil(found.length / 40)) {
        const at = (by: number) => {
          const kept = layer.weights[i]!;
          layer.weights[i] = kept + by;
          const value = loss(layers, false);
          layer.weights[i] = kept;
          return value;
        };
        const difference = (at(step) - at(-step)) / (2 * step);
        expect(
          Math.abs(found[i]! - difference),
          `${name} ${i}: ${found[i]!} and ${difference}`,
        ).toBeLessThan(0.01 + 0.05 * Math.abs(difference));
        if (Math.abs(difference) > 1e-4) compared += 1;
      }
      expect(compared, name).toBeGreaterThan(0);
    }
  });

  it("learns which sentence answers, and when none does", () => {
    const reader = createReader(trainReader(examples, () => undefined, 40));
    const fresh = Array.from({ length: 60 }, (_, i) => question(i % 3 === 2 ? null : i % 3));
    const read = fresh.map(({ material, answers }) => {
      const { scores, answers: odds } = reader.read(material);
      const isAnswered = answers.includes(true);
      return {
        isBest: !isAnswered || answers[scores.indexOf(Math.max(...scores))]!,
        isTold: odds > 0 === isAnswered,
      };
    });
    expect(read.filter(({ isBest }) => isBest).length).toBeGreaterThan(57);
    expect(read.filter(({ isTold }) => isTold).length).toBeGreaterThan(51);
  });

  it("gives the same weights for the same examples", () => {
    const twice = [0, 1].map(() => trainReader(examples.slice(0, 40), () => undefined, 2));
    expect(twice[0]).toEqual(twice[1]);
  });
});
