/** Kingma and Ba (2015). */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Moves parameters down their gradients, which it uses up. */
export interface Adam {
  /** Begins a step of so large a rate. */
  begin(rate: number): void;
  /** Moves the parameters from one place up to another; the others are not moved by their past, as in PyTorch's SparseAdam. */
  move(start: number, end: number): void;
}

/** @param decay share of the rate by which parameters shrink beside it (Loshchilov and Hutter 2019, "AdamW") */
export function createAdam(parameters: Float32Array, gradients: Float32Array, decay = 0): Adam {
  const first = new Float32Array(parameters.length);
  const second = new Float32Array(parameters.length);
  let steps = 0;
  let size = 0;
  let shrinking = 0;
  return {
    begin(rate) {
      steps += 1;
      size = (rate * Math.sqrt(1 - BETA2 ** steps)) / (1 - BETA1 ** steps);
      shrinking = rate * decay;
    },
    move(start, end) {
      for (let i = start; i < end; i++) {
        const gradient = gradients[i]!;
        gradients[i] = 0;
        first[i] = BETA1 * first[i]! + (1 - BETA1) * gradient;
        second[i] = BETA2 * second[i]! + (1 - BETA2) * gradient * gradient;
        parameters[i]! -=
          (size * first[i]!) / (Math.sqrt(second[i]!) + EPSILON) + shrinking * parameters[i]!;
      }
    },
  };
}
