import { sumOf } from "@loadline/model";
import type { SpeedCorrection } from "@loadline/model/internal";
import { type SparseRows, solveRidge } from "./conjugate-gradients.ts";

/** What a client saw of one replica under one load, as means in seconds. */
interface ReplicaLatencies {
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

/**
 * Logarithms that are fitted: the device as a whole, its arithmetic beside that, the parts of a step beside both, and
 * what is left of the first token.
 */
const names = ["whole", "arithmetic", "fixed", "weights", "sequences", "cache", "prompts", "firstToken"] as const;
type Name = (typeof names)[number];

/**
 * How far each is off between replicas that were never measured and the model, as standard deviations of the logarithm.
 * Student's t with three degrees of freedom: a device that is far from every measured one is followed in full.
 */
const scatter: Readonly<Record<Name, number>> = {
  whole: 0.15,
  arithmetic: 0.2,
  fixed: 0.2,
  weights: 0.1,
  sequences: 0.2,
  cache: 0.2,
  prompts: 0.2,
  firstToken: 0.25,
};
/** The same on a device of the user's own, whose stated peaks say little of what it attains; normal, so without a limit. */
const ownScatter: { readonly [N in Name]?: number } = { arithmetic: 2, sequences: 1.5 };
const degreesOfFreedom = 3;
/** Scatter of one replica's own measurements about a model that is right for it. */
const noise = { interTokenLatency: 0.02, timeToFirstToken: 0.15 };
/** Scatter of loads beyond those that were measured. */
const least = { interTokenLatency: 0.1, timeToFirstToken: 0.15 };

const rounds = 12;
const shorterStep = 0.4;
const stepTries = 5;
/** Gain below which a search ends. */
const settled = 1e-3;
/** Weight of a logarithm that stays. */
const stays = 1e12;
const derivativeStep = 1e-4;
// The model is far from linear in logarithms a factor of two away.
const longestStep = Math.LN2;

/**
 * Where the search begins: by how much the arithmetic of a user's own device is off. From the wrong side of a stated
 * peak no search finds the way.
 */
const arithmeticStarts = [-3, 0];
/**
 * Low loads hardly show what one more sequence costs: every such cost about the best one counts by how well it explains
 * the rows, and the answer takes their mean.
 */
const sequenceSteps = [-1, 0, 1, 2];

const correctionOf = (at: Float64Array): SpeedCorrection => {
  const factor = (...of: Name[]): number => Math.exp(of.reduce((sum, name) => sum + (at[names.indexOf(name)] ?? 0), 0));
  return {
    interTokenLatency: factor("whole"),
    timeToFirstToken: factor("whole", "arithmetic", "firstToken"),
    parts: {
      fixed: factor("fixed"),
      weights: factor("weights"),
      sequences: factor("arithmetic", "sequences"),
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

const lossOf = (value: number, deviation: number): number =>
  degreesOfFreedom * Math.log1p(value ** 2 / (degreesOfFreedom * deviation ** 2));

/** What is searched: residuals at a point, and how tightly each logarithm is bound. */
interface Search {
  readonly look: (at: Float64Array) => Residuals;
  readonly isOwnDevice: boolean;
}

/** What the rows and the widths leave unexplained at a point. */
const foundAt = (at: Float64Array, { look, isOwnDevice }: Search): Found => {
  const { values, noises } = look(at);
  let loss = 0;
  for (const [row, value] of values.entries()) loss += lossOf(value, noises[row] ?? 1);
  for (const [index, name] of names.entries()) {
    const own = isOwnDevice ? ownScatter[name] : undefined;
    const value = at[index] ?? 0;
    loss += own === undefined ? lossOf(value, scatter[name]) : (value / own) ** 2;
  }
  return { at, loss };
};

const holdOf = (name: Name, value: number, isOwnDevice: boolean): number => {
  const own = isOwnDevice ? ownScatter[name] : undefined;
  return own === undefined ? weightOf(value, scatter[name]) : own ** -2;
};

/** A point with its loss. */
interface Found {
  readonly at: Float64Array;
  readonly loss: number;
}

const jacobian = (at: Float64Array, here: Residuals, look: Search["look"]): SparseRows => {
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

/** @param pinned the logarithm that stays as it is */
const stepFrom = (at: Float64Array, { look, isOwnDevice }: Search, pinned: Name | null): Float64Array => {
  const here = look(at);
  const rows = jacobian(at, here, look);
  const weights = here.values.map((value, row) => weightOf(value, here.noises[row] ?? 1));
  const diagonal = Float64Array.from(names, (name, index) =>
    name === pinned ? stays : holdOf(name, at[index] ?? 0, isOwnDevice),
  );
  const pull = Float64Array.from(names, (name, column) => {
    let sum = name === pinned ? 0 : -(diagonal[column] ?? 0) * (at[column] ?? 0);
    for (const [row, value] of here.values.entries())
      sum += (weights[row] ?? 0) * value * (rows.values[row * names.length + column] ?? 0);
    return sum;
  });
  return Float64Array.from(solveRidge({ rows, weights, diagonal }, pull, { tolerance: 1e-10, mostRounds: 100 }));
};

/** The next point, or the part of the way to it that lowers the loss; null when none does. */
const lowered = ({ at, loss }: Found, search: Search, pinned: Name | null): Found | null => {
  const step = stepFrom(at, search, pinned);
  let share = Math.min(1, longestStep / Math.max(...step.map(Math.abs), Number.MIN_VALUE));
  for (let attempt = 0; attempt < stepTries; attempt++) {
    const next = foundAt(
      at.map((value, index) => value + share * (step[index] ?? 0)),
      search,
    );
    if (next.loss < loss) return next;
    share *= shorterStep;
  }
  return null;
};

const lowest = (start: Found, search: Search, pinned: Name | null = null): Found => {
  let here = start;
  for (let round = 0; round < rounds; round++) {
    const next = lowered(here, search, pinned);
    if (next === null) return here;
    const gain = here.loss - next.loss;
    here = next;
    if (gain < settled) return here;
  }
  return here;
};

/** Of an even number the smaller of the two in the middle. */
const lowerMedian = (values: readonly number[]): number => {
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

const withLogarithm = (at: Float64Array, name: Name, value: number): Float64Array => {
  const changed = at.slice();
  changed[names.indexOf(name)] = value;
  return changed;
};

/** The mean of the points, each by how well it explains the rows; of what they multiply by, as costs add up. */
const weightedMean = (points: readonly Found[], best: number): Float64Array => {
  const weights = points.map(({ loss }) => Math.exp((best - loss) / 2));
  const all = sumOf(weights);
  return Float64Array.from(names, (_, index) => {
    const sum = points.reduce((part, { at }, point) => part + (weights[point] ?? 0) * Math.exp(at[index] ?? 0), 0);
    return Math.log(sum / all);
  });
};

const searchedOf = (search: Search, start: (arithmetic: number) => Float64Array): Float64Array => {
  const foundFrom = (arithmetic: number): Found => lowest(foundAt(start(arithmetic), search), search);
  if (!search.isOwnDevice) return foundFrom(0).at;
  const best = arithmeticStarts.map(foundFrom).reduce((least, found) => (found.loss < least.loss ? found : least));
  const sequences = best.at[names.indexOf("sequences")] ?? 0;
  const explained = sequenceSteps.map((more) =>
    lowest(foundAt(withLogarithm(best.at, "sequences", sequences + more), search), search, "sequences"),
  );
  return weightedMean(explained, best.loss);
};

interface FitReplicaOptions {
  /** The device is the user's own: what it attains of its stated peaks is not known. */
  readonly isOwnDevice?: boolean | undefined;
}

/**
 * The correction under which the model gives what was measured of one replica: the step as a whole, its parts and the
 * first token, by Gauss-Newton on the model itself. Measurements rule: a few that agree are followed however far the
 * model is off, and a single one that is far from the others is outvoted.
 * @param predict the model's answer to a measured load under a correction
 */
export const fitReplica = (
  measured: readonly ReplicaLatencies[],
  predict: Predict,
  { isOwnDevice = false }: FitReplicaOptions = {},
): ReplicaFit => {
  const look: Search["look"] = (at) => residualsAt(measured, predict, at);
  const ratioAt = (at: Float64Array): number => {
    const correction = correctionOf(at);
    const ratios = measured.map((row, index) => row.interTokenLatency / predict(correction, index).interTokenLatency);
    return ratios.length === 0 ? 1 : lowerMedian(ratios);
  };
  const unchanged = new Float64Array(names.length);
  const at = searchedOf({ look, isOwnDevice }, (arithmetic) => {
    const start = withLogarithm(unchanged, "arithmetic", arithmetic);
    return withLogarithm(start, "whole", Math.log(ratioAt(start)));
  });
  const { values, noises } = look(at);
  const of = (deviation: number): number[] => [...values].filter((_, row) => noises[row] === deviation);
  const firstTokens = of(noise.timeToFirstToken);
  const square = values.reduce((sum, value, row) => sum + (value / (noises[row] ?? 1)) ** 2, 0);
  return {
    ratio: ratioAt(unchanged),
    misfit: Math.sqrt(square / Math.max(1, values.length)),
    correction: {
      ...correctionOf(at),
      bands: {
        interTokenLatency: bandOf(of(noise.interTokenLatency), least.interTokenLatency),
        timeToFirstToken: firstTokens.length === 0 ? null : bandOf(firstTokens, least.timeToFirstToken),
      },
    },
  };
};
