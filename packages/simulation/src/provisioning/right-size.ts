import { type DecayingHistogram, type HistogramBuckets, histogramPercentile } from "./decaying-histogram.ts";

export interface RightSizeSettings {
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
export const verticalAutoscalerDefaults: RightSizeSettings = {
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
export const daysOfHistory = ({ firstAt, lastAt, samples }: DecayingHistogram, samplesPerDay: number): number => {
  if (firstAt === null || lastAt === null) return 0;
  return Math.min((lastAt - firstAt) / secondsPerDay, samples / samplesPerDay);
};

export interface RightSize {
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

/** The request to run with: the target where the present one lies outside the bounds, else the present one. */
export const resizedTo = (current: number, size: RightSize | null): number =>
  size === null || (current >= size.lower && current <= size.upper) ? current : size.target;

/** Memory that ran out is a sample of its own: a fifth more than the peak, or so much more, whichever is larger. */
const exhaustedShare = 1.2;

/** @param leastAdded in the unit of the samples @source https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/FAQ.md */
export const exhaustedSample = (peak: number, leastAdded: number): number =>
  Math.max(peak * exhaustedShare, peak + leastAdded);

/** Sizes of an engine by what it was seen to hold. */
export interface EngineSize {
  /** Most sequences at once; whole. */
  readonly maxSequences: number;
  /** Cache tokens; whole. */
  readonly kvCacheTokens: number;
}

/** Batch and cache of an engine right-sized by the histograms of its running requests and of its cache tokens. */
export const rightSizedEngine = (
  current: EngineSize,
  { running, kvTokens }: { readonly running: RightSize | null; readonly kvTokens: RightSize | null },
): EngineSize => ({
  maxSequences: Math.max(1, Math.ceil(resizedTo(current.maxSequences, running))),
  kvCacheTokens: Math.max(1, Math.ceil(resizedTo(current.kvCacheTokens, kvTokens))),
});
