import { addWeighted, backward, encode, products, type Table, transposed } from "./embedding.ts";

/** Softmax over likenesses divided by this; between .05 and .1 there is little between them. */
const TEMPERATURE = 0.08;

/**
 * One step of what tells each pair from the others of its batch, both ways: "InfoNCE" of van den Oord et al. (2018), with
 * the other pairs as what it is not.
 *
 * @returns the mean loss, in nats
 */
export function contrast(
  pairs: readonly (readonly [readonly number[], readonly number[]])[],
  table: Table,
): number {
  const { dimensions } = table;
  const n = pairs.length;
  const ones = encode(
    pairs.map(([one]) => one),
    table,
  );
  const others = encode(
    pairs.map(([, other]) => other),
    table,
  );
  const likeness = products(ones.units, others.units, dimensions);
  const gradient = new Float32Array(n * n);
  let loss = 0;
  const descend = (at: (i: number, j: number) => number) => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += Math.exp((likeness[at(i, j)]! - 1) / TEMPERATURE);
      const own = (likeness[at(i, i)]! - 1) / TEMPERATURE;
      loss += (Math.log(sum) - own) / (2 * n);
      for (let j = 0; j < n; j++) {
        const share = Math.exp((likeness[at(i, j)]! - 1) / TEMPERATURE) / sum;
        gradient[at(i, j)]! += (share - Number(i === j)) / (2 * n * TEMPERATURE);
      }
    }
  };
  descend((i, j) => i * n + j);
  descend((i, j) => j * n + i);
  addWeighted(ones.gradients, gradient, others.units, dimensions);
  addWeighted(others.gradients, transposed(gradient, n, n), ones.units, dimensions);
  backward(ones, table);
  backward(others, table);
  return loss;
}
