import { assertPositive } from "../../base/errors.ts";
import { sumOf } from "../../base/statistics.ts";
import type { ArrivalProcess, LengthDistribution, ServingShape } from "../../model/load.ts";
import type { RequestBatch } from "../event-simulation/serving-state.ts";
import { mersenneTwister } from "./mersenne-twister.ts";
import { fillExponentials, fillNormals, type Random, seededRandom, standardGamma } from "./random.ts";

/** Mean of a distribution of lengths, in tokens. */
export const meanLength = (lengths: LengthDistribution): number => {
  switch (lengths.kind) {
    case "fixed":
      return lengths.tokens;
    case "uniform":
      return (lengths.low + lengths.high) / 2;
    case "log-normal":
    case "normal":
      return lengths.mean;
  }
};

/** Squared coefficient of variation, dimensionless. */
export const squaredVariation = (lengths: LengthDistribution): number => {
  switch (lengths.kind) {
    case "fixed":
      return 0;
    case "uniform":
      return (lengths.high - lengths.low) ** 2 / 12 / meanLength(lengths) ** 2; // 12: variance of a unit interval
    case "log-normal":
    case "normal":
      return (lengths.stdev / lengths.mean) ** 2;
  }
};

/** Sets every value; a loop for each kind, as a call for each value makes it a third slower. */
type Fill = (values: Float64Array, random: Random) => void;

const fillLengths = (lengths: LengthDistribution): Fill => {
  switch (lengths.kind) {
    case "fixed":
      return (values) => void values.fill(lengths.tokens);
    case "uniform": {
      const { low, high } = lengths;
      return (values, random) => {
        for (let index = 0; index < values.length; index++) values[index] = low + (high - low) * random();
      };
    }
    case "normal": {
      const { mean, stdev } = lengths;
      return (values, random) => {
        fillNormals(values, random);
        for (let index = 0; index < values.length; index++) values[index] = mean + stdev * (values[index] as number);
      };
    }
    case "log-normal": {
      const variance = Math.log(1 + squaredVariation(lengths));
      const [centre, sigma] = [Math.log(lengths.mean) - variance / 2, Math.sqrt(variance)];
      return (values, random) => {
        fillNormals(values, random);
        for (let index = 0; index < values.length; index++) {
          values[index] = Math.exp(centre + sigma * (values[index] as number));
        }
      };
    }
  }
};

const boundsOf = (lengths: LengthDistribution): readonly [low: number, high: number] => {
  if (lengths.kind === "fixed" || lengths.kind === "uniform") return [1, Number.POSITIVE_INFINITY];
  return [Math.max(1, lengths.min ?? 1), lengths.max ?? Number.POSITIVE_INFINITY];
};

/** Whole lengths whose mean is that of the distribution, as far as bounds and rounding let it. */
export const drawLengths = (lengths: LengthDistribution, count: number, random: Random): Int32Array => {
  const mean = meanLength(lengths);
  assertPositive("mean length", mean);
  const [low, high] = boundsOf(lengths);
  if (lengths.kind === "fixed") return new Int32Array(count).fill(Math.max(1, Math.round(lengths.tokens)));
  const drawn = new Float64Array(count);
  fillLengths(lengths)(drawn, random);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const length = Math.min(high, Math.max(low, drawn[index] as number));
    drawn[index] = length;
    sum += length;
  }
  const scale = (mean * count) / sum;
  // Assigning to whole numbers cuts the fraction off, hence the half.
  const whole = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    whole[index] = Math.min(high, Math.max(low, (drawn[index] as number) * scale + 1 / 2));
  }
  return whole;
};

/** Sums of as many as there are requests stay finite, however heavy the tail. */
const longestGap = 1e300;

const fillGaps = (arrivals: ArrivalProcess): Fill => {
  switch (arrivals.kind) {
    case "constant":
      return (values) => void values.fill(1);
    case "poisson":
      return fillExponentials;
    case "gamma": {
      assertPositive("arrivals.cv", arrivals.cv);
      const shape = 1 / arrivals.cv ** 2;
      return (values, random) => {
        for (let index = 0; index < values.length; index++) values[index] = standardGamma(random, shape);
      };
    }
    case "weibull": {
      assertPositive("arrivals.shape", arrivals.shape);
      return (values, random) => {
        fillExponentials(values, random);
        for (let index = 0; index < values.length; index++)
          values[index] = Math.min(longestGap, (values[index] as number) ** (1 / arrivals.shape));
      };
    }
  }
};

/** Gaps of mean 1, in units of the mean gap; `exact` scales them so that their own mean is 1. */
export const drawGaps = (
  arrivals: ArrivalProcess,
  count: number,
  { random, exact }: { readonly random: Random; readonly exact: boolean },
): Float64Array => {
  const gaps = new Float64Array(count);
  fillGaps(arrivals)(gaps, random);
  const mean = sumOf(gaps) / Math.max(1, count);
  // Weibull gaps have another mean than 1, which needs the gamma function: their own stands for it.
  return (exact || arrivals.kind === "weibull") && mean > 0 ? gaps.map((gap) => gap / mean) : gaps;
};

const evenDimensions = 4;
/** The positive root of x^(d+1) = x + 1. */
const generalisedGoldenRatio = 1.1673039782614187;
const evenSteps: readonly number[] = Array.from(
  { length: evenDimensions },
  (_, index) => 1 / generalisedGoldenRatio ** (index + 1),
);

/** Additive recurrences with these steps, taken in turn: a pair of draws is a point of the unit square. */
const alternating = (steps: readonly number[]): Random => {
  let place = 0;
  let turn = 1;
  return () => {
    const value = 1 / 2 + turn * (steps[place] ?? 0);
    place += 1;
    if (place === steps.length) {
      place = 0;
      turn += 1;
    }
    return value - Math.floor(value);
  };
};

/** One generator per purpose, so that drawing more for one never shifts another. */
interface Streams {
  readonly gaps: Random;
  readonly inputs: Random;
  readonly outputs: Random;
}

const streamsPerSeed = 4;

const streamOf = (seed: number, purpose: number): Random => seededRandom(streamsPerSeed * seed + purpose);

export const streamsOf = (seed: number): Streams => ({
  gaps: streamOf(seed, 0),
  inputs: streamOf(seed, 1),
  outputs: streamOf(seed, 2),
});

/** Gaps as benchmark clients draw them, from a seed of theirs that never changes. */
export const benchmarkGaps = (): Random => mersenneTwister(0);

/**
 * Streams whose values fill the unit interval evenly from the first draw on: any stretch of lengths drawn from them
 * has nearly the mean of all. For averages; the regularity hides bursts.
 * @source generalised golden ratio, additive recurrence: https://extremelearning.com.au/unreasonable-effectiveness-of-quasirandom-sequences/
 */
export const evenStreams = (): Pick<Streams, "inputs" | "outputs"> => ({
  inputs: alternating(evenSteps.slice(0, 2)),
  outputs: alternating(evenSteps.slice(2)),
});

/** Times of arrivals whose first is at 0: each gap, in units of the mean gap, follows its request. */
export const arrivalsFrom = (gaps: Float64Array, meanGap: number): Float64Array => {
  const arrivals = new Float64Array(gaps.length);
  for (let index = 1; index < gaps.length; index++) {
    arrivals[index] = (arrivals[index - 1] as number) + (gaps[index - 1] as number) * meanGap;
  }
  return arrivals;
};

/** Requests of this shape at these times. */
export const requestsOf = (
  arrivals: Float64Array,
  { input, output }: ServingShape,
  streams: Pick<Streams, "inputs" | "outputs">,
): RequestBatch => ({
  arrivals,
  inputTokens: drawLengths(input, arrivals.length, streams.inputs),
  outputTokens: drawLengths(output, arrivals.length, streams.outputs),
});
