import { ENCODER_DIMENSIONS } from "../../../src/retrieve/encoder.ts";
import { packed } from "../tables.ts";
import type { Trained } from "./train.ts";

/** The table that src/retrieve/encoder.ts reads: features in order, a byte a component, and what each row's bytes are worth. */
export function encoderTables({ features, table }: Trained) {
  const { text, starts } = packed(features, 2);
  const values = new Int8Array(table.rows.length);
  const scales = new Float32Array(features.length);
  features.forEach((_, row) => {
    const at = row * ENCODER_DIMENSIONS;
    const own = table.rows.subarray(at, at + ENCODER_DIMENSIONS);
    const most = own.reduce((value, one) => Math.max(value, Math.abs(one)), 1e-6);
    scales[row] = most / 127;
    own.forEach((value, d) => {
      values[at + d] = Math.round((value / most) * 127);
    });
  });
  return { feattext: text, featpos: starts, vectors: values, scales };
}
