import { type Accuracy, type SparseRows, solveRidge } from "./conjugate-gradients.ts";
import { type Effects, type Pool, type PooledRow, type PoolOptions, poolOf } from "./pool.ts";

/** Tail of the loss: whole campaigns are off by a factor of two, which a normal law would chase. */
const degreesOfFreedom = 3;
const difference = 1e-4;
/** A step that overshoots is shortened by this factor, so many times at most. */
const shorterStep = 0.4;
const stepTries = 9;
/** Share of the loss below which the gain of a whole step ends the fit; part of one gains little wherever it stands. */
const settled = 1e-3;
/** Share of its ridge that the information of the rows must exceed before an effect may move. */
const leastInformation = 1e-3;

interface State {
  readonly effects: Float64Array;
  readonly residuals: Float64Array;
  readonly loss: number;
}

const logarithmsAt = (pool: Pool, row: number, effects: Float64Array): Float64Array => {
  const sum = Float64Array.from(pool.centres);
  const terms = sum.length;
  for (const level of pool.levelsOfRow[row] ?? []) {
    for (let term = 0; term < terms; term++) sum[term] = (sum[term] ?? 0) + (effects[level * terms + term] ?? 0);
  }
  return sum;
};

/** Student-t loss of the residuals plus the ridge that the priors lay on the effects. */
const stateAt = (pool: Pool, rows: readonly PooledRow[], effects: Float64Array): State => {
  const variance = pool.noise ** 2;
  const residuals = new Float64Array(rows.length);
  let loss = 0;
  for (const [index, row] of rows.entries()) {
    const residual = row.logMeasured - row.logPredicted(logarithmsAt(pool, index, effects));
    residuals[index] = residual;
    loss += variance * degreesOfFreedom * Math.log1p(residual ** 2 / (degreesOfFreedom * variance));
  }
  for (let at = 0; at < effects.length; at++) loss += (pool.ridge[at] ?? 0) * (effects[at] ?? 0) ** 2;
  return { effects, residuals, loss };
};

/** Derivatives of every prediction by the terms, rows × terms. */
const slopesAt = (pool: Pool, rows: readonly PooledRow[], effects: Float64Array): Float64Array => {
  const terms = pool.centres.length;
  const slopes = new Float64Array(rows.length * terms);
  for (const [index, row] of rows.entries()) {
    const at = logarithmsAt(pool, index, effects);
    const base = row.logPredicted(at);
    for (let term = 0; term < terms; term++) {
      const retained = at[term] ?? 0;
      at[term] = retained + difference;
      slopes[index * terms + term] = (row.logPredicted(at) - base) / difference;
      at[term] = retained;
    }
  }
  return slopes;
};

/** Effects that the rows inform enough; the others stay where they are. */
const activeEffects = (pool: Pool, rows: readonly PooledRow[], slopes: Float64Array): Int32Array => {
  const terms = pool.centres.length;
  const information = new Float64Array(pool.ridge.length);
  for (let row = 0; row < rows.length; row++) {
    for (const level of pool.levelsOfRow[row] ?? []) {
      for (let term = 0; term < terms; term++) {
        const at = level * terms + term;
        information[at] = (information[at] ?? 0) + (slopes[row * terms + term] ?? 0) ** 2;
      }
    }
  }
  const isInformed = (at: number): boolean => (information[at] ?? 0) > leastInformation * (pool.ridge[at] ?? 0);
  return Int32Array.from(information.keys()).filter(isInformed);
};

const onlyAt = (active: Int32Array, effects: Float64Array): Float64Array => {
  const retained = new Float64Array(effects.length);
  for (const at of active) retained[at] = effects[at] ?? 0;
  return retained;
};

/** Derivatives by the active effects, row by row. */
const sparseRows = (pool: Pool, slopes: Float64Array, active: Int32Array): SparseRows => {
  const terms = pool.centres.length;
  const place = new Int32Array(pool.ridge.length).fill(-1);
  for (const [index, at] of active.entries()) place[at] = index;
  const starts = new Int32Array(pool.levelsOfRow.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (const [row, levels] of pool.levelsOfRow.entries()) {
    for (const level of levels) {
      for (let term = 0; term < terms; term++) {
        const column = place[level * terms + term] ?? -1;
        const value = slopes[row * terms + term] ?? 0;
        if (column < 0 || value === 0) continue;
        columns.push(column);
        values.push(value);
      }
    }
    starts[row + 1] = columns.length;
  }
  return {
    starts,
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
  };
};

/** The Gauss–Newton system of a state: rows weighed by how far off they are. */
interface Normal {
  readonly rows: SparseRows;
  readonly weights: Float64Array;
  readonly gradient: Float64Array;
}

const normalEquations = (pool: Pool, state: State, slopes: Float64Array, active: Int32Array): Normal => {
  const rows = sparseRows(pool, slopes, active);
  const variance = degreesOfFreedom * pool.noise ** 2;
  const weights = state.residuals.map((residual) => 1 / (1 + residual ** 2 / variance));
  const gradient = new Float64Array(active.length);
  for (const [index, at] of active.entries()) gradient[index] = -(pool.ridge[at] ?? 0) * (state.effects[at] ?? 0);
  for (const [row, residual] of state.residuals.entries()) {
    const pull = (weights[row] ?? 0) * residual;
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at++) {
      const column = rows.columns[at] ?? 0;
      gradient[column] = (gradient[column] ?? 0) + pull * (rows.values[at] ?? 0);
    }
  }
  return { rows, weights, gradient };
};

const accuracy: Accuracy = { tolerance: 1e-4, mostRounds: 400 };

const stepOf = (pool: Pool, { rows, weights, gradient }: Normal, active: Int32Array): Float64Array => {
  const diagonal = Float64Array.from(active, (at) => pool.ridge[at] ?? 0);
  return solveRidge({ rows, weights, diagonal }, gradient, accuracy);
};

const moved = (effects: Float64Array, active: Int32Array, step: Float64Array, share: number): Float64Array => {
  const result = Float64Array.from(effects);
  for (const [index, at] of active.entries()) result[at] = (result[at] ?? 0) + share * (step[index] ?? 0);
  return result;
};

/** The state after the step, or after the largest part of it that lowers the loss; null when none does. */
const improved = (pool: Pool, rows: readonly PooledRow[], state: State, active: Int32Array) => {
  const normal = normalEquations(pool, state, slopesAt(pool, rows, state.effects), active);
  const step = stepOf(pool, normal, active);
  let share = 1;
  for (let attempt = 0; attempt < stepTries; attempt++) {
    const candidate = stateAt(pool, rows, moved(state.effects, active, step, share));
    if (candidate.loss < state.loss) return { ...candidate, isWhole: attempt === 0 };
    share *= shorterStep;
  }
  return null;
};

/**
 * Effects that explain the rows best: Gauss–Newton on the logarithms under a Student-t loss, each effect
 * held near 0 by its level's spread. A level with few rows therefore borrows from the wider ones.
 */
export const fitPool = (rows: readonly PooledRow[], options: PoolOptions): Effects => {
  const pool = poolOf(rows, options);
  const active = activeEffects(pool, rows, slopesAt(pool, rows, pool.start));
  // An effect that these rows do not inform must not keep its value of an earlier fit.
  let state = stateAt(pool, rows, onlyAt(active, pool.start));
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    const next = improved(pool, rows, state, active);
    if (next === null) break;
    const isSettled = next.isWhole && state.loss - next.loss < settled * next.loss;
    state = next;
    if (isSettled) break;
  }
  return pool.named(state.effects);
};
