import type { SpeedCorrection } from "@loadline/core/internal";
import { type SparseRows, solveRidge } from "./conjugate-gradients.ts";

/** What a client saw of one replica under one load, as means in seconds. */
export interface ReplicaLatencies {
  readonly interTokenLatency: number;
  /** null: not measured. */
  readonly timeToFirstToken: number | null;
}

export interface ReplicaFit {
  readonly correction: SpeedCorrection;
  /** Median ratio of measured to uncorrected time between tokens. */
  readonly ratio: number;
  /** How far the corrected model is from the rows, in standard deviations of their own noise. */
  readonly misfit: number;
}

/** Logarithms that are fitted: the step as a whole, its parts beside that, and the first token. */
const names = ["whole", "fixed", "weights", "sequences", "cache", "prompts", "firstToken"] as const;
type Name = (typeof names)[number];

/**
 * How far each is off between replicas that were never measured and the model, as standard deviations of the logarithm.
 * Student's t with three degrees of freedom: a device that is far from every measured one is followed in full.
 */
const scatter: Readonly<Record<Name, number>> = {
  ...{ whole: 0.15, fixed: 0.2, weights: 0.1, sequences: 0.2, cache: 0.2, prompts: 0.2, firstToken: 0.25 },
};
const degreesOfFreedom = 3;
/** Scatter of one replica's own measurements about a model that is right for it. */
const noise = { interTokenLatency: 0.05, timeToFirstToken: 0.15 };

const rounds = 12;
const derivativeStep = 1e-4;
// The model is far from linear in logarithms a factor of two away.
const longestStep = Math.LN2;

const correctionOf = (at: Float64Array): SpeedCorrection => {
  const factor = (name: Name): number => Math.exp(at[names.indexOf(name)] ?? 0);
  return {
    interTokenLatency: factor("whole"),
    timeToFirstToken: factor("firstToken"),
    parts: {
      fixed: factor("fixed"),
      weights: factor("weights"),
      sequences: factor("sequences"),
      cache: factor("cache"),
      prompts: factor("prompts"),
    },
  };
};

type Predict = (correction: SpeedCorrection, index: number) => ReplicaLatencies;

interface Residuals {
  /** Logarithms of measured over predicted. */
  readonly values: Float64Array;
  readonly noises: Float64Array;
}

const residualsAt = (measured: readonly ReplicaLatencies[], predict: Predict, at: Float64Array): Residuals => {
  const correction = correctionOf(at);
  const rows = measured.flatMap((row, index) => {
    const predicted = predict(correction, index);
    const own = [[Math.log(row.interTokenLatency / predicted.interTokenLatency), noise.interTokenLatency]];
    if (row.timeToFirstToken === null || predicted.timeToFirstToken === null) return own;
    return [...own, [Math.log(row.timeToFirstToken / predicted.timeToFirstToken), noise.timeToFirstToken]];
  });
  return {
    values: Float64Array.from(rows, ([value]) => value ?? 0),
    noises: Float64Array.from(rows, ([, scatterOfRow]) => scatterOfRow ?? 1),
  };
};

/** Weight of a value that is so many standard deviations off. */
const weightOf = (value: number, deviation: number): number =>
  1 / (deviation ** 2 * (1 + value ** 2 / (degreesOfFreedom * deviation ** 2)));

const jacobian = (at: Float64Array, here: Residuals, look: (at: Float64Array) => Residuals): SparseRows => {
  const count = names.length;
  const moved = names.map((_, column) => {
    const there = Float64Array.from(at);
    there[column] = (there[column] ?? 0) + derivativeStep;
    return look(there).values;
  });
  const values = new Float64Array(here.values.length * count);
  for (const [row, value] of here.values.entries())
    for (const [column, other] of moved.entries())
      values[row * count + column] = (value - (other[row] ?? 0)) / derivativeStep;
  return {
    starts: Int32Array.from({ length: here.values.length + 1 }, (_, row) => row * count),
    columns: Int32Array.from(values, (_, index) => index % count),
    values,
  };
};

const stepFrom = (at: Float64Array, look: (at: Float64Array) => Residuals): Float64Array => {
  const here = look(at);
  const rows = jacobian(at, here, look);
  const weights = here.values.map((value, row) => weightOf(value, here.noises[row] ?? 1));
  const diagonal = Float64Array.from(names, (name, index) => weightOf(at[index] ?? 0, scatter[name]));
  const pull = Float64Array.from(names, (_, column) => {
    let sum = -(diagonal[column] ?? 0) * (at[column] ?? 0);
    for (const [row, value] of here.values.entries())
      sum += (weights[row] ?? 0) * value * (rows.values[row * names.length + column] ?? 0);
    return sum;
  });
  return Float64Array.from(solveRidge({ rows, weights, diagonal }, pull, { tolerance: 1e-10, mostRounds: 100 }));
};

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};

/** Width on the logarithm that holds nine of ten values of a normal distribution. */
const ninetyPercent = 1.645;

/** What nine of ten answers stay within: what the rows scatter about the fit, never less than one replica's own noise. */
const bandOf = (values: readonly number[], least: number): number => {
  const square = values.reduce((sum, value) => sum + value ** 2, 0) / Math.max(1, values.length);
  return Math.expm1(ninetyPercent * Math.sqrt((least ** 2 + square) * (1 + 1 / Math.max(1, values.length))));
};

/**
 * The correction under which the model gives what was measured of one replica: the step as a whole, its parts and the
 * first token, by Gauss-Newton on the model itself. Measurements rule: a few that agree are followed however far the
 * model is off, and a single one that is far from the others is outvoted.
 * @param predict the model's answer to a measured load under a correction
 */
export const fitReplica = (measured: readonly ReplicaLatencies[], predict: Predict): ReplicaFit => {
  const look = (at: Float64Array): Residuals => residualsAt(measured, predict, at);
  const start = new Float64Array(names.length);
  const first = measured.map((row, index) =>
    Math.log(row.interTokenLatency / predict(correctionOf(start), index).interTokenLatency),
  );
  const ratio = Math.exp(medianOf(first));
  start[0] = Math.log(ratio);
  let at = start;
  for (let round = 0; round < rounds && measured.length > 0; round++) {
    const step = stepFrom(at, look);
    const longest = Math.max(...step.map(Math.abs));
    const share = Math.min(1, longestStep / Math.max(longest, Number.MIN_VALUE));
    at = at.map((value, index) => value + share * (step[index] ?? 0));
    if (longest < derivativeStep) break;
  }
  const { values, noises } = look(at);
  const of = (deviation: number): number[] => [...values].filter((_, row) => noises[row] === deviation);
  const firstTokens = of(noise.timeToFirstToken);
  const square = values.reduce((sum, value, row) => sum + (value / (noises[row] ?? 1)) ** 2, 0);
  return {
    ratio,
    misfit: Math.sqrt(square / Math.max(1, values.length)),
    correction: {
      ...correctionOf(at),
      bands: {
        interTokenLatency: bandOf(of(noise.interTokenLatency), noise.interTokenLatency),
        timeToFirstToken: firstTokens.length === 0 ? null : bandOf(firstTokens, noise.timeToFirstToken),
      },
    },
  };
};
