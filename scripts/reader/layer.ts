import { createAdam } from "../training/adam.ts";

/** A fully connected layer with what Adam keeps of its gradients. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** For each output the weights of its inputs, then its bias. */
  readonly weights: Float32Array;
  readonly gradients: Float32Array;
  forward(inputs: Float32Array): Float32Array;
  /** Adds to the gradients of the weights and returns those of the inputs. */
  backward(inputs: Float32Array, ofOutputs: Float32Array): Float32Array;
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
    forward(values) {
      const out = new Float32Array(outputs);
      for (let o = 0; o < outputs; o++) {
        let sum = weights[o * width + inputs]!;
        for (let i = 0; i < inputs; i++) sum += weights[o * width + i]! * values[i]!;
        out[o] = sum;
      }
      return out;
    },
    backward(values, ofOutputs) {
      const ofInputs = new Float32Array(inputs);
      for (let o = 0; o < outputs; o++) {
        const gradient = ofOutputs[o]!;
        if (gradient === 0) continue;
        const at = o * width;
        for (let i = 0; i < inputs; i++) {
          gradients[at + i]! += gradient * values[i]!;
          ofInputs[i]! += gradient * weights[at + i]!;
        }
        gradients[at + inputs]! += gradient;
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
