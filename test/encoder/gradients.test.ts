import { describe, expect, it } from "vitest";
import { answer, type Asked, type Bags } from "../../scripts/lexicon/encoder/answer.ts";
import { contrast } from "../../scripts/lexicon/encoder/contrast.ts";
import { createTable, type Table } from "../../scripts/lexicon/encoder/embedding.ts";
import { randomFrom } from "../../scripts/training/random.ts";

const DIMENSIONS = 8;
const ROWS = 24;

function someTable(): Table {
  const random = randomFrom(7);
  return createTable(
    Float32Array.from({ length: ROWS * DIMENSIONS }, () => random() - 0.5),
    DIMENSIONS,
  );
}

const random = randomFrom(3);
const bag = (size: number) => Array.from({ length: size }, () => Math.floor(random() * ROWS));
const text = (size: number): Bags => {
  const words = Array.from({ length: size }, () => bag(2));
  return { whole: words.flat(), words };
};

const asked: Asked = {
  quotes: [text(3), text(4), text(2), text(5)],
  asked: [text(2), text(2), { whole: [], words: [] }, text(3)],
  around: [bag(4), [], bag(3), bag(2)],
  questions: [text(3), text(2), text(4)],
  gold: [new Set([1]), new Set([0, 3]), new Set([2])],
  weights: [1, 0.7, 1],
  isQuestion: [false, false, false, true],
};
const pairs = Array.from({ length: 5 }, () => [bag(3), bag(2)] as const);

/** What `loss` adds to the gradients, beside what a small change of a row does to the loss. */
function compare(loss: (table: Table) => number) {
  const table = someTable();
  loss(table);
  const found = table.gradients.slice();
  const step = 1e-3;
  return Array.from(found, (gradient, i) => {
    const at = (by: number) => {
      const moved = someTable();
      moved.rows[i]! += by;
      return loss(moved);
    };
    return { gradient, difference: (at(step) - at(-step)) / (2 * step) };
  });
}

describe("the gradients that the encoder is trained with", () => {
  it.each([
    ["pairs", (table: Table) => contrast(pairs, table)],
    ["answers", (table: Table) => answer(asked, table)],
  ])("of %s are those of the loss", (_name, loss) => {
    const compared = compare(loss);
    expect(compared.some(({ gradient }) => Math.abs(gradient) > 0.01)).toBe(true);
    for (const { gradient, difference } of compared)
      expect(Math.abs(gradient - difference)).toBeLessThan(0.02 + 0.05 * Math.abs(difference));
  });

  it("move a table towards a smaller loss", () => {
    const table = someTable();
    const before = answer(asked, table);
    for (let i = 0; i < 60; i++) {
      answer(asked, table);
      table.step(0.02);
    }
    expect(answer(asked, table)).toBeLessThan(before / 2);
  });
});
