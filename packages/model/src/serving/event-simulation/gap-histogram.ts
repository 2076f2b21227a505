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

/** A gap's place by the upper bits of its number: so narrow that a bin ends in it once at most. */
const bitsDropped = 13;
const scratch = new Float64Array(1);
const words = new Int32Array(scratch.buffer);
// The upper word, by the order of bytes of the machine.
const upper = new Uint8Array(Float64Array.of(1).buffer)[0] === 0 ? 1 : 0;

const placeOf = (gapSeconds: number): number => {
  scratch[0] = gapSeconds;
  return (words[upper] as number) >> bitsDropped;
};

const [firstPlace, lastPlace] = [placeOf(shortest), placeOf(longest)];

/** Where each bin ends, and the bin in which each place begins. */
const ends = Float64Array.from({ length: bins }, (_, bin) => Math.exp(origin + (bin + 1) / binsPerUnit));
const binOfPlace = new Int32Array(lastPlace - firstPlace + 1);
for (let [place, bin] = [0, 0]; place < binOfPlace.length; place++) {
  words[1 - upper] = 0;
  words[upper] = (firstPlace + place) << bitsDropped;
  while (bin < bins - 1 && (ends[bin] as number) <= (scratch[0] as number)) bin += 1;
  binOfPlace[place] = bin;
}

/** As by the logarithm, in a fraction of its time. */
const binOf = (gapSeconds: number): number => {
  const place = placeOf(gapSeconds) - firstPlace;
  if (place < 0) return 0;
  if (place >= binOfPlace.length) return bins - 1;
  const bin = binOfPlace[place] as number;
  return bin < bins - 1 && gapSeconds >= (ends[bin] as number) ? bin + 1 : bin;
};

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
      const bin = binOf(gapSeconds);
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
