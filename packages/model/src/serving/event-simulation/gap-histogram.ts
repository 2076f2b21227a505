const bins = 1024;
const shortest = 1e-4;
const longest = 100;
const origin = Math.log(shortest);
const binsPerUnit = bins / (Math.log(longest) - origin);

/** Weights of gaps by their logarithm: bins 1.4 % wide from 0.1 ms to 100 s; what lies outside goes to the end bins. */
export interface GapHistogram {
  readonly add: (gapSeconds: number, weight: number) => void;
  /** Adds all that another one counted. */
  readonly addAll: (other: Pick<GapHistogram, "weights">) => void;
  /** By bin. */
  readonly weights: ArrayLike<number>;
  /** Gaps counted so far. */
  readonly total: () => number;
  /** Middle of the bin that holds this quantile, in seconds; null when nothing was added. */
  readonly quantile: (share: number) => number | null;
}

export const createGapHistogram = (): GapHistogram => {
  const weights = new Float64Array(bins);
  const total = (): number => {
    let sum = 0;
    for (let bin = 0; bin < bins; bin++) sum += weights[bin] as number;
    return sum;
  };
  return {
    total,
    weights,
    addAll: (other) => {
      for (let bin = 0; bin < bins; bin++) weights[bin] = (weights[bin] as number) + (other.weights[bin] as number);
    },
    add: (gapSeconds, weight) => {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor((Math.log(gapSeconds) - origin) * binsPerUnit)));
      weights[bin] = (weights[bin] as number) + weight;
    },
    quantile: (share) => {
      const wanted = share * total();
      let below = 0;
      for (let bin = 0; bin < bins; bin++) {
        below += weights[bin] as number;
        if (below > 0 && below >= wanted) return Math.exp(origin + (bin + 1 / 2) / binsPerUnit);
      }
      return null;
    },
  };
};
