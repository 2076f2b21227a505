import type { Effects } from "../performance/pooled-coefficients.ts";
import type { Level } from "../performance/speed-levels.ts";
import { solvePositiveDefinite } from "./cholesky.ts";
import { type Pool, poolOf } from "./pool.ts";

/** One measured value and how the model predicts it from the logarithms of the coefficients. */
export interface PooledRow {
  readonly levels: readonly Level[];
  readonly logMeasured: number;
  readonly logPredicted: (logarithms: Float64Array) => number;
}

export interface PoolOptions {
  /** Logarithms of the prior centres. */
  readonly centres: readonly number[];
  /** Standard deviation of the effect of a level on a term; 0: the level does not touch it. */
  readonly spreadOf: (level: Level, term: number) => number;
  /** Scatter of the logarithm between runs of one configuration. */
  readonly noise: number;
  readonly iterations: number;
  /** Effects to start from. */
  readonly start?: Effects | undefined;
}

/** Tail of the loss: whole campaigns are off by a factor of two, which a normal law would chase. */
const degreesOfFreedom = 3;
const difference = 1e-4;
const firstDamping = 1e-3;
const leastDamping = 1e-4;
const dampingFactor = 10;
const dampingTries = 6;
/** Share of the loss below which a gain ends the fit. */
const settled = 2e-3;

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
      const kept = at[term] ?? 0;
      at[term] = kept + difference;
      slopes[index * terms + term] = (row.logPredicted(at) - base) / difference;
      at[term] = kept;
    }
  }
  return slopes;
};

/** Effects that the rows say enough about; the others stay where they are. */
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
  const share = pool.leastInformation;
  const found = Array.from(information.keys()).filter((at) => (information[at] ?? 0) > share * (pool.ridge[at] ?? 0));
  return Int32Array.from(found);
};

const onlyAt = (active: Int32Array, effects: Float64Array): Float64Array => {
  const kept = new Float64Array(effects.length);
  for (const at of active) kept[at] = effects[at] ?? 0;
  return kept;
};

interface Normal {
  readonly matrix: Float64Array;
  readonly gradient: Float64Array;
}

/** The active entries of one row of the Jacobian. */
const rowEntries = (pool: Pool, row: number, slopes: Float64Array, place: Int32Array) => {
  const terms = pool.centres.length;
  const places: number[] = [];
  const values: number[] = [];
  for (const level of pool.levelsOfRow[row] ?? []) {
    for (let term = 0; term < terms; term++) {
      const at = place[level * terms + term] ?? -1;
      if (at < 0) continue;
      places.push(at);
      values.push(slopes[row * terms + term] ?? 0);
    }
  }
  return { places, values };
};

const addOuter = (
  matrix: Float64Array,
  size: number,
  places: readonly number[],
  values: readonly number[],
  weight: number,
): void => {
  for (let a = 0; a < places.length; a++) {
    const row = (places[a] ?? 0) * size;
    const value = weight * (values[a] ?? 0);
    for (let b = 0; b < places.length; b++) {
      const column = places[b] ?? 0;
      if (row >= column * size) matrix[row + column] = (matrix[row + column] ?? 0) + value * (values[b] ?? 0);
    }
  }
};

const normalEquations = (pool: Pool, state: State, slopes: Float64Array, active: Int32Array): Normal => {
  const size = active.length;
  const matrix = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const place = new Int32Array(pool.ridge.length).fill(-1);
  for (const [index, at] of active.entries()) place[at] = index;
  for (const [row, residual] of state.residuals.entries()) {
    const weight = 1 / (1 + residual ** 2 / (degreesOfFreedom * pool.noise ** 2));
    const { places, values } = rowEntries(pool, row, slopes, place);
    addOuter(matrix, size, places, values, weight);
    for (const [index, at] of places.entries()) {
      gradient[at] = (gradient[at] ?? 0) + weight * residual * (values[index] ?? 0);
    }
  }
  for (const [index, at] of active.entries()) {
    gradient[index] = (gradient[index] ?? 0) - (pool.ridge[at] ?? 0) * (state.effects[at] ?? 0);
  }
  return { matrix, gradient };
};

const stepped = (
  pool: Pool,
  state: State,
  normal: Normal,
  { active, damping }: { readonly active: Int32Array; readonly damping: number },
): Float64Array | null => {
  const size = active.length;
  const values = Float64Array.from(normal.matrix);
  for (const [index, at] of active.entries()) {
    const own = normal.matrix[index * size + index] ?? 0;
    values[index * size + index] = own + (pool.ridge[at] ?? 0) + damping * (own + 1e-6);
  }
  const step = solvePositiveDefinite({ size, values }, normal.gradient);
  if (step === null) return null;
  const effects = Float64Array.from(state.effects);
  for (const [index, at] of active.entries()) effects[at] = (effects[at] ?? 0) + (step[index] ?? 0);
  return effects;
};

interface Improved {
  readonly state: State;
  readonly damping: number;
}

/** A step that lowers the loss, the damping raised until it does; null when none is found. */
const improved = (
  pool: Pool,
  rows: readonly PooledRow[],
  { state, damping: from, active }: Improved & { readonly active: Int32Array },
): Improved | null => {
  const normal = normalEquations(pool, state, slopesAt(pool, rows, state.effects), active);
  let damping = from;
  for (let attempt = 0; attempt < dampingTries; attempt++) {
    const effects = stepped(pool, state, normal, { active, damping });
    const candidate = effects === null ? null : stateAt(pool, rows, effects);
    if (candidate !== null && candidate.loss < state.loss) return { state: candidate, damping };
    damping = Math.max(damping, leastDamping) * dampingFactor;
  }
  return null;
};

/**
 * Effects that explain the rows best: Gauss–Newton with damping on the logarithms under a Student-t loss, each
 * effect held near 0 by its level's spread. A level with few rows therefore borrows from the wider ones.
 */
export const fitPool = (rows: readonly PooledRow[], options: PoolOptions): Effects => {
  const pool = poolOf(rows, options);
  const active = activeEffects(pool, rows, slopesAt(pool, rows, pool.start));
  // An effect that these rows say nothing about must not keep what earlier ones said.
  let state = stateAt(pool, rows, onlyAt(active, pool.start));
  let damping = firstDamping;
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    const next = improved(pool, rows, { state, damping, active });
    if (next === null) break;
    const gain = state.loss - next.state.loss;
    state = next.state;
    damping = next.damping / 5;
    if (gain < settled * state.loss) break;
  }
  return pool.named(state.effects);
};
