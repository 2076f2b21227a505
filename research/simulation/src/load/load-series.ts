import { LoadlineError, meanOf } from "@loadline/model";
import { invalidInput } from "@loadline/model/internal";

export interface NoiseSettings {
  /** Standard deviation of the noise as a share of the load; 0: none. */
  readonly noise: number;
  /** Correlation of the noise from step to step, 0…1. */
  readonly correlation: number;
  readonly seed: number;
}

interface SeriesSettings extends NoiseSettings {
  readonly windowSeconds: number;
  readonly stepSeconds: number;
  /** How the load moves between the means of two windows. */
  readonly shape: "linear" | "step";
}

export const referenceNoise = { noise: 0.05, correlation: 0.8 } as const;

const wordSize = 2 ** 32;

/**
 * Standard normal values from a seed: a 32-bit linear congruential generator and Box–Muller's cosine half. The reference
 * experiment is defined on this sequence, so that its figures compare to the last digit.
 * @source Press et al., Numerical Recipes, 3rd ed., section 7.1 (multiplier 1664525, increment 1013904223)
 */
export const referenceNormal = (seed: number): (() => number) => {
  let word = seed >>> 0;
  const uniform = (): number => {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    return (word + 1) / wordSize;
  };
  return () => {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  };
};

/** Factors around 1 of first-order autoregressive noise, one per call. */
export const noiseFactors = ({ noise, correlation, seed }: NoiseSettings): (() => number) => {
  const normal = referenceNormal(seed);
  const innovation = Math.sqrt(1 - correlation ** 2);
  let deviation = 0;
  return () => {
    deviation = correlation * deviation + innovation * normal() * noise;
    return 1 + deviation;
  };
};

/**
 * Window means with their recording gaps closed by a straight line between the neighbours; a gap at an end takes the one
 * neighbour that it has.
 * @throws LL_TRACE_EMPTY when every window is a gap
 */
export const bridgeGaps = (rates: readonly (number | null)[]): readonly number[] => {
  const known = rates.flatMap((rate, index) => (rate === null ? [] : [{ rate, index }]));
  const [first] = known;
  if (first === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source: "is all recording gaps; it" });
  let next = 0;
  return rates.map((rate, index) => {
    while (next < known.length && (known[next]?.index ?? 0) < index) next += 1;
    if (rate !== null) return rate;
    const before = known[next - 1] ?? first;
    const after = known[next] ?? before;
    const span = after.index - before.index;
    return span === 0 ? before.rate : before.rate + ((after.rate - before.rate) * (index - before.index)) / span;
  });
};

/** How far a window may be from whole steps by rounding alone. */
const wholeStepsTolerance = 1e-3;

const stepsPerWindow = ({ windowSeconds, stepSeconds }: SeriesSettings): number => {
  const steps = windowSeconds / stepSeconds;
  const whole = Math.round(steps);
  return whole >= 1 && Math.abs(steps - whole) <= wholeStepsTolerance ? whole : steps;
};

/** Load at the beginning of each step; of several windows in a step, their mean. */
const meansOfSteps = (means: readonly number[], settings: SeriesSettings): readonly number[] => {
  const perWindow = stepsPerWindow(settings);
  const at = (steps: number): number => {
    const window = Math.floor(steps / perWindow);
    const from = means[window] ?? 0;
    const toward = settings.shape === "step" ? from : (means[window + 1] ?? from);
    return from + ((toward - from) * (steps - window * perWindow)) / perWindow;
  };
  const samples = Math.ceil(1 / perWindow);
  return Array.from({ length: Math.floor((means.length - 1) * perWindow) }, (_, step) => {
    if (samples === 1) return at(step);
    return meanOf(Array.from({ length: samples }, (_value, sample) => at(step + sample / samples)));
  });
};

/**
 * Load per step from window means: straight lines (or steps) between the windows' starts, times one plus first-order
 * autoregressive noise, never below zero. The last window only ends the last line.
 * @throws LL_INPUT_INVALID with fewer than two windows
 */
export const loadSeries = (means: readonly number[], settings: SeriesSettings): Float64Array => {
  if (means.length < 2) {
    const expected = "at least two windows";
    throw invalidInput("the load", means.length, expected);
  }
  const factor = noiseFactors(settings);
  return Float64Array.from(meansOfSteps(means, settings), (mean) => Math.max(0, mean * factor()));
};

/** Requests counted into steps, as requests/s. Whole steps only, unless there is not even one. */
export const binRequests = (arrivals: readonly number[], stepSeconds: number): Float64Array => {
  const last = arrivals.reduce((latest, at) => Math.max(latest, at), 0);
  const bins = new Float64Array(Math.max(1, Math.floor(last / stepSeconds)));
  for (const at of arrivals) {
    const bin = Math.floor(at / stepSeconds);
    if (bin < bins.length) bins[bin] = (bins[bin] ?? 0) + 1 / stepSeconds;
  }
  return bins;
};
