import { createAdam } from "../training/adam.ts";

/** A fully connected layer with what Adam keeps of its gradients. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** For each output the weights of its inputs, then its bias. */
  readonly weights: Float32Array;
  readonly gradients: Float32Array;
  /** @param at where the inputs begin */
  forward(inputs: Float32Array, at?: number): Float32Array;
  /** Adds to the gradients of the weights. */
  learn(inputs: Float32Array, ofOutputs: Float32Array, at?: number): void;
  /** The gradients of the inputs. */
  backward(ofOutputs: Float32Array): Float32Array;
  step(rate: number): void;
}

const DECAY = 0.05;

export function createLayer(inputs: number, outputs: number, random: () => number): Layer {
  const width = inputs + 1;
  // As PyTorch begins: evenly within one over the square root of the inputs.
  const most = 1 / Math.sqrt(inputs);
  const weights = Float32Array.from({ length: outputs * width }, () => (2 * random() - 1) * most);
  const gradients = new Float32Array(weights.length);
  const adam = createAdam(weights, gradients, DECAY);
  return {
    inputs,
    outputs,
    weights,
    gradients,
    forward(values, start = 0) {
      const out = new Float32Array(outputs);
      const whole = inputs - (inputs % 4);
      for (let o = 0; o < outputs; o++) {
        const at = o * width;
        // Four sums at once: each waits for its own last addition only.
        let a = weights[at + inputs]!;
        let b = 0;
        let c = 0;
        let d = 0;
        let i = 0;
        for (; i < whole; i += 4) {
          a += weights[at + i]! * values[start + i]!;
          b += weights[at + i + 1]! * values[start + i + 1]!;
          c += weights[at + i + 2]! * values[start + i + 2]!;
          d += weights[at + i + 3]! * values[start + i + 3]!;
        }
        for (; i < inputs; i++) a += weights[at + i]! * values[start + i]!;
        out[o] = a + b + c + d;
      }
      return out;
    },
    learn(values, ofOutputs, start = 0) {
      for (let o = 0; o < outputs; o++) {
        const gradient = ofOutputs[o]!;
        if (gradient === 0) continue;
        const at = o * width;
        for (let i = 0; i < inputs; i++) gradients[at + i]! += gradient * values[start + i]!;
        gradients[at + inputs]! += gradient;
      }
    },
    backward(ofOutputs) {
      const ofInputs = new Float32Array(inputs);
      for (let o = 0; o < outputs; o++) {
        const gradient = ofOutputs[o]!;
        if (gradient === 0) continue;
        const at = o * width;
        for (let i = 0; i < inputs; i++) ofInputs[i]! += gradient * weights[at + i]!;
      }
      return ofInputs;
    },
    step(rate) {
      adam.begin(rate);
      adam.move(0, weights.length);
    },
  };
}

/** To be written down: a row for each output, with its bias last. */
export const rowsOf = ({ inputs, outputs, weights }: Layer): number[][] =>
  Array.from({ length: outputs }, (_, o) =>
    Array.from(weights.subarray(o * (inputs + 1), (o + 1) * (inputs + 1)), (value) =>
      Number(value.toPrecision(5)),
    ),
  );
