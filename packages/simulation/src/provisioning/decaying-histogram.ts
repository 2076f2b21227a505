/** Buckets that grow by a factor: the first ends at `first`, each further one is `growth` times as wide as the one before. */
export interface HistogramBuckets {
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

/** Weights are moved to a new reference before they outgrow a double. */
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
