export interface Example {
  readonly features: readonly number[];
  readonly holds: boolean;
  /** What it counts. */
  readonly weight: number;
}

/** Keeps weights small that few examples speak for. */
const RIDGE = 1;
const ROUNDS = 30;

/** The bias and then the weights of a logistic regression, by Newton's method. */
export function fitLogistic(examples: readonly Example[]): number[] {
  const size = examples[0]!.features.length + 1;
  const model = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = model.map((weight, i) => (i === 0 ? 0 : -RIDGE * weight));
    const curvature = model.map((_, i) =>
      model.map((__, j) => (i === j ? (i === 0 ? 1e-6 : RIDGE) : 0)),
    );
    for (const { features, holds, weight } of examples) {
      const row = [1, ...features];
      const chance = 1 / (1 + Math.exp(-logOdds(model, features)));
      row.forEach((value, i) => {
        gradient[i]! += weight * (Number(holds) - chance) * value;
        row.forEach((other, j) => {
          curvature[i]![j]! += weight * chance * (1 - chance) * value * other;
        });
      });
    }
    solve(curvature, gradient).forEach((step, i) => {
      model[i]! += step;
    });
  }
  return model;
}

export const logOdds = (model: readonly number[], features: readonly number[]): number =>
  features.reduce((sum, value, i) => sum + value * model[i + 1]!, model[0]!);

/** x of Ax = b, by Gaussian elimination; A is symmetric and positive, so no pivot is zero. */
function solve(a: number[][], b: number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i]!]);
  rows.forEach((pivot, i) => {
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[i]! / pivot[i]!;
      for (let j = i; j < row.length; j++) row[j]! -= factor * pivot[j]!;
    }
  });
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
