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

/** Kingma and Ba (2015), with the decay of Loshchilov and Hutter (2019). */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;
const DECAY = 0.05;

export function createLayer(inputs: number, outputs: number, random: () => number): Layer {
  const width = inputs + 1;
  // As PyTorch begins: evenly within one over the square root of the inputs.
  const most = 1 / Math.sqrt(inputs);
  const weights = Float32Array.from({ length: outputs * width }, () => (2 * random() - 1) * most);
  const gradients = new Float32Array(weights.length);
  const first = new Float32Array(weights.length);
  const second = new Float32Array(weights.length);
  let steps = 0;
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
      steps += 1;
      const size = (rate * Math.sqrt(1 - BETA2 ** steps)) / (1 - BETA1 ** steps);
      for (let i = 0; i < weights.length; i++) {
        const gradient = gradients[i]!;
        gradients[i] = 0;
        first[i] = BETA1 * first[i]! + (1 - BETA1) * gradient;
        second[i] = BETA2 * second[i]! + (1 - BETA2) * gradient * gradient;
        weights[i]! -=
          (size * first[i]!) / (Math.sqrt(second[i]!) + EPSILON) + rate * DECAY * weights[i]!;
      }
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
