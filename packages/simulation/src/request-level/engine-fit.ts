import type { EngineState } from "../policies/engine-observation.ts";

/** Buckets that grow by a factor: the first ends at `first`, each further one is `growth` times as wide as the one before. */
interface HistogramBuckets {
  readonly first: number;
  /** Above 1. */
  readonly growth: number;
  readonly most: number;
  /** Time after which a sample weighs half. */
  readonly halfLifeSeconds: number;
}

/** Samples by size, the older the lighter. Plain JSON. */
export interface DecayingHistogram {
  /** Weight of each bucket, relative to `referenceAt`. */
  readonly weights: readonly number[];
  readonly referenceAt: number;
  readonly samples: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

export const emptyHistogram: DecayingHistogram = {
  weights: [],
  referenceAt: 0,
  samples: 0,
  firstAt: null,
  lastAt: null,
};

/** Weights get a new reference before they outgrow a double. */
const mostHalfLives = 100;

/** Index of the bucket of a value: buckets end at first · (growth^(n+1) − 1) ÷ (growth − 1). */
const bucketOf = (value: number, { first, growth, most }: HistogramBuckets): number => {
  const limited = Math.min(Math.max(0, value), most);
  if (limited < first) return 0;
  return Math.floor(Math.log((limited * (growth - 1)) / first + 1) / Math.log(growth));
};

const startOf = (index: number, { first, growth }: HistogramBuckets): number =>
  (first * (growth ** index - 1)) / (growth - 1);

const rebased = (histogram: DecayingHistogram, at: number, halfLife: number): DecayingHistogram => {
  if (histogram.samples === 0) return { ...histogram, referenceAt: at };
  if (at - histogram.referenceAt < mostHalfLives * halfLife) return histogram;
  const factor = 2 ** ((histogram.referenceAt - at) / halfLife);
  return { ...histogram, referenceAt: at, weights: histogram.weights.map((weight) => weight * factor) };
};

/**
 * The histogram with one more sample, whose weight doubles with every half-life since the reference.
 * @source https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/pkg/recommender/util/decaying_histogram.go
 */
export const withSample = (
  before: DecayingHistogram,
  { at, value, weight = 1 }: { readonly at: number; readonly value: number; readonly weight?: number },
  buckets: HistogramBuckets,
): DecayingHistogram => {
  const histogram = rebased(before, at, buckets.halfLifeSeconds);
  const index = bucketOf(value, buckets);
  const weights = Array.from(
    { length: Math.max(histogram.weights.length, index + 1) },
    (_, n) => histogram.weights[n] ?? 0,
  );
  weights[index] = (weights[index] ?? 0) + weight * 2 ** ((at - histogram.referenceAt) / buckets.halfLifeSeconds);
  return {
    weights,
    referenceAt: histogram.referenceAt,
    samples: histogram.samples + 1,
    firstAt: Math.min(histogram.firstAt ?? at, at),
    lastAt: Math.max(histogram.lastAt ?? at, at),
  };
};

/** The end of the bucket below which this share of the weight lies; null without a sample. @param share 0…1 */
export const histogramPercentile = (
  { weights }: DecayingHistogram,
  share: number,
  buckets: HistogramBuckets,
): number | null => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) return null;
  let below = 0;
  let last = 0;
  for (const [index, weight] of weights.entries()) {
    below += weight;
    if (weight > 0) last = index;
    if (weight > 0 && below >= share * total) break;
  }
  return startOf(last + 1, buckets);
};

interface RightSizeSettings {
  /** Shares of the samples that lower bound, target and upper bound cover. */
  readonly lower: number;
  readonly target: number;
  readonly upper: number;
  /** Added to each of them. */
  readonly margin: number;
  /** Samples of a full day: a sample a minute. */
  readonly samplesPerDay: number;
}

/** @source https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/pkg/recommender/logic/recommender.go */
const verticalAutoscalerDefaults: RightSizeSettings = {
  lower: 0.5,
  target: 0.9,
  upper: 0.95,
  margin: 0.15,
  samplesPerDay: 1440,
};

const secondsPerDay = 86_400;
/** Exponents and multiplier of the confidence: a day of samples widens the upper bound to 2 ×, a week to 1.14 ×. */
const upperConfidence = { multiplier: 1, exponent: 1 } as const;
const lowerConfidence = { multiplier: 0.001, exponent: -2 } as const;

/** Days of history, by span and by number of samples, whichever is less. */
const daysOfHistory = ({ firstAt, lastAt, samples }: DecayingHistogram, samplesPerDay: number): number => {
  if (firstAt === null || lastAt === null) return 0;
  return Math.min((lastAt - firstAt) / secondsPerDay, samples / samplesPerDay);
};

interface RightSize {
  readonly lower: number;
  readonly target: number;
  /** Infinite while there is no history. */
  readonly upper: number;
}

const widened = (
  value: number,
  days: number,
  { multiplier, exponent }: typeof upperConfidence | typeof lowerConfidence,
) => (days === 0 && exponent > 0 ? Number.POSITIVE_INFINITY : value * (1 + multiplier / days) ** exponent);

/**
 * What to ask for, in the unit of the samples, with the bounds within which the present request is left alone; null
 * without a sample. Bounds narrow as the history grows.
 * @source https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler/pkg/recommender/logic
 */
export const rightSize = (
  histogram: DecayingHistogram,
  buckets: HistogramBuckets,
  settings: RightSizeSettings = verticalAutoscalerDefaults,
): RightSize | null => {
  const at = (share: number): number | null => histogramPercentile(histogram, share, buckets);
  const [low, middle, high] = [at(settings.lower), at(settings.target), at(settings.upper)];
  if (low === null || middle === null || high === null) return null;
  const margin = 1 + settings.margin;
  const days = daysOfHistory(histogram, settings.samplesPerDay);
  return {
    lower: widened(low * margin, days, lowerConfidence),
    target: middle * margin,
    upper: widened(high * margin, days, upperConfidence),
  };
};

/** Batch and cache that the engines were seen to need, with the bounds within which a setting is left alone. */
export interface EngineFit {
  /** Requests at once in the fullest engine; null without a sample. */
  readonly running: RightSize | null;
  /** Cache tokens in the fullest engine. */
  readonly kvTokens: RightSize | null;
}

const growth = 1.05;
const runningBuckets: HistogramBuckets = { first: 1, growth, most: 1e5, halfLifeSeconds: secondsPerDay };
const kvBuckets: HistogramBuckets = { first: 100, growth, most: 1e9, halfLifeSeconds: secondsPerDay };

/** Watches the fullest engine of every step and right-sizes by it. */
export const createEngineFit = (stepSeconds: number) => {
  let running = emptyHistogram;
  let kvTokens = emptyHistogram;
  const settings = { ...verticalAutoscalerDefaults, samplesPerDay: secondsPerDay / stepSeconds };
  return {
    observe: (at: number, engines: readonly EngineState[]): void => {
      if (engines.length === 0) return;
      const most = (of: (engine: EngineState) => number): number => Math.max(...engines.map(of));
      running = withSample(running, { at, value: most((engine) => engine.running) }, runningBuckets);
      kvTokens = withSample(kvTokens, { at, value: most((engine) => engine.kvTokensUsed) }, kvBuckets);
    },
    fit: (): EngineFit => ({
      running: rightSize(running, runningBuckets, settings),
      kvTokens: rightSize(kvTokens, kvBuckets, settings),
    }),
  };
};
