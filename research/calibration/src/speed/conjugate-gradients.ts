/** Rows of a sparse matrix one after the other: those of row r lie from `starts[r]` to before `starts[r + 1]`. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** A = Jᵀ·W·J + D of sparse rows J, row weights W ≥ 0 and a diagonal D > 0: symmetric and positive definite. */
interface RidgeSystem {
  readonly rows: SparseRows;
  readonly weights: Float64Array;
  readonly diagonal: Float64Array;
}

const product = ({ rows, weights, diagonal }: RidgeSystem, x: Float64Array): Float64Array => {
  const { starts, columns, values } = rows;
  const result = new Float64Array(x.length);
  for (let at = 0; at < x.length; at++) result[at] = (diagonal[at] as number) * (x[at] as number);
  for (let row = 0; row < weights.length; row++) {
    const [from, to] = [starts[row] as number, starts[row + 1] as number];
    let sum = 0;
    for (let at = from; at < to; at++) sum += (values[at] as number) * (x[columns[at] as number] as number);
    sum *= weights[row] as number;
    for (let at = from; at < to; at++) {
      const column = columns[at] as number;
      result[column] = (result[column] as number) + sum * (values[at] as number);
    }
  }
  return result;
};

/** Diagonal of A: dividing by it evens out how scale the directions are. */
const systemDiagonal = ({ rows: { starts, columns, values }, weights, diagonal }: RidgeSystem): Float64Array => {
  const sum = Float64Array.from(diagonal);
  for (let row = 0; row < weights.length; row++) {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const column = columns[at] as number;
      sum[column] = (sum[column] as number) + (weights[row] as number) * (values[at] as number) ** 2;
    }
  }
  return sum;
};

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
};

/** target += factor · step */
const add = (target: Float64Array, factor: number, step: Float64Array): void => {
  for (let at = 0; at < target.length; at++) target[at] = (target[at] as number) + factor * (step[at] as number);
};

export interface Accuracy {
  /** Residual, as a share of the right side, at which the solution is good enough. */
  readonly tolerance: number;
  readonly mostRounds: number;
}

/**
 * x of A·x = b by conjugate gradients with a diagonal preconditioner: A itself is never written down, so that a
 * thousand unknowns cost as much as their rows have entries.
 * @source https://en.wikipedia.org/wiki/Conjugate_gradient_method
 */
export const solveRidge = (
  system: RidgeSystem,
  right: Float64Array,
  { tolerance, mostRounds }: Accuracy,
): Float64Array => {
  const scale = systemDiagonal(system);
  const preconditioned = (vector: Float64Array): Float64Array =>
    vector.map((value, at) => value / (scale[at] as number));
  const x = new Float64Array(right.length);
  const residual = Float64Array.from(right);
  let direction = preconditioned(residual);
  let energy = dot(residual, direction);
  const enough = tolerance * tolerance * energy;
  for (let round = 0; round < mostRounds && energy > enough; round++) {
    const image = product(system, direction);
    const length = energy / dot(direction, image);
    add(x, length, direction);
    add(residual, -length, image);
    const next = preconditioned(residual);
    const left = dot(residual, next);
    add(next, left / energy, direction);
    direction = next;
    energy = left;
  }
  return x;
};
