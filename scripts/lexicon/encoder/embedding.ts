import { createAdam } from "../../training/adam.ts";

/** Rows of an embedding table with what Adam keeps of their gradients; only rows that a step touches are changed. */
export interface Table {
  readonly dimensions: number;
  readonly rows: Float32Array;
  /** Adds to the gradient of a row, which the next `step` uses up. */
  readonly gradients: Float32Array;
  touch(row: number): void;
  step(rate: number): void;
}

export function createTable(rows: Float32Array, dimensions: number): Table {
  const gradients = new Float32Array(rows.length);
  const adam = createAdam(rows, gradients);
  const isTouched = new Uint8Array(rows.length / dimensions);
  let touched: number[] = [];
  return {
    dimensions,
    rows,
    gradients,
    touch(row) {
      if (isTouched[row] === 1) return;
      isTouched[row] = 1;
      touched.push(row);
    },
    step(rate) {
      adam.begin(rate);
      for (const row of touched) {
        isTouched[row] = 0;
        adam.move(row * dimensions, (row + 1) * dimensions);
      }
      touched = [];
    },
  };
}

/** Sums of rows at unit length, kept for the way back. */
export interface Encoded {
  readonly bags: readonly (readonly number[])[];
  /** One unit vector after the other. */
  readonly units: Float32Array;
  readonly lengths: Float32Array;
  readonly gradients: Float32Array;
}

export function encode(bags: readonly (readonly number[])[], { rows, dimensions }: Table): Encoded {
  const units = new Float32Array(bags.length * dimensions);
  const lengths = new Float32Array(bags.length);
  bags.forEach((bag, item) => {
    const at = item * dimensions;
    for (const row of bag)
      for (let d = 0; d < dimensions; d++) units[at + d]! += rows[row * dimensions + d]!;
    let square = 0;
    for (let d = 0; d < dimensions; d++) square += units[at + d]! ** 2;
    const length = Math.sqrt(square) + 1e-6;
    lengths[item] = length;
    for (let d = 0; d < dimensions; d++) units[at + d]! /= length;
  });
  return { bags, units, lengths, gradients: new Float32Array(units.length) };
}

/**
 * Passes the gradients of unit vectors on to the rows that they are sums of.
 *
 * @param ofLengths gradients of the lengths, where something depends on them
 */
export function backward(encoded: Encoded, table: Table, ofLengths?: Float32Array): void {
  const { bags, units, lengths, gradients } = encoded;
  const { dimensions } = table;
  const gradient = new Float32Array(dimensions);
  bags.forEach((bag, item) => {
    const at = item * dimensions;
    let along = 0;
    let any = ofLengths ? ofLengths[item]! !== 0 : false;
    for (let d = 0; d < dimensions; d++) {
      along += units[at + d]! * gradients[at + d]!;
      any ||= gradients[at + d]! !== 0;
    }
    if (!any) return;
    const own = ofLengths ? ofLengths[item]! : 0;
    for (let d = 0; d < dimensions; d++)
      gradient[d] =
        (gradients[at + d]! - along * units[at + d]!) / lengths[item]! + own * units[at + d]!;
    for (const row of bag) {
      table.touch(row);
      for (let d = 0; d < dimensions; d++) table.gradients[row * dimensions + d]! += gradient[d]!;
    }
  });
}

/** a · bᵀ: for each item of `a` its products with all of `b`, row by row. */
export function products(a: Float32Array, b: Float32Array, dimensions: number): Float32Array {
  const n = a.length / dimensions;
  const m = b.length / dimensions;
  const out = new Float32Array(n * m);
  for (let i = 0; i < n; i++) {
    const p = i * dimensions;
    for (let j = 0; j < m; j++) {
      const q = j * dimensions;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let d = 0; d < dimensions; d += 4) {
        s0 += a[p + d]! * b[q + d]!;
        s1 += a[p + d + 1]! * b[q + d + 1]!;
        s2 += a[p + d + 2]! * b[q + d + 2]!;
        s3 += a[p + d + 3]! * b[q + d + 3]!;
      }
      out[i * m + j] = s0 + s1 + s2 + s3;
    }
  }
  return out;
}

/** Adds to `of` weights · `others`, the way back through one side of `products`. */
export function addWeighted(
  of: Float32Array,
  weights: Float32Array,
  others: Float32Array,
  dimensions: number,
): void {
  const n = of.length / dimensions;
  const m = others.length / dimensions;
  for (let i = 0; i < n; i++) {
    const p = i * dimensions;
    for (let j = 0; j < m; j++) {
      const weight = weights[i * m + j]!;
      if (weight > -1e-7 && weight < 1e-7) continue;
      const q = j * dimensions;
      for (let d = 0; d < dimensions; d++) of[p + d]! += weight * others[q + d]!;
    }
  }
}

export function transposed(matrix: Float32Array, n: number, m: number): Float32Array {
  const out = new Float32Array(matrix.length);
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) out[j * n + i] = matrix[i * m + j]!;
  return out;
}
