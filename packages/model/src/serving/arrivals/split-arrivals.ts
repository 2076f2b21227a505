import type { ArrivalProcess } from "../../model/load.ts";
import { drawGaps } from "./draw-requests.ts";
import type { Random } from "./random.ts";

/** The requests of a service that reach one of its replicas, or groups of replicas. */
export interface SplitArrivals {
  /** Of the whole service. */
  readonly process: ArrivalProcess;
  /** Parts among which requests are split. */
  readonly parts: number;
  /** In turn, as round robin does, or each at random, as a plain load balancer does. */
  readonly by: "turn" | "chance";
}

/** The gamma function above 1, to within 1e-7 (Lanczos). @source https://doi.org/10.1137/0701008 */
const gammaOf = (x: number): number => {
  const g = 5;
  const terms = [
    76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 1.208650973866179e-3,
    -5.395239384953e-6,
  ];
  const sum = terms.reduce((all, term, place) => all + term / (x + place), 1.000000000190015);
  return Math.sqrt(2 * Math.PI) * (x + g - 1 / 2) ** (x - 1 / 2) * Math.exp(-(x + g - 1 / 2)) * sum;
};

/** Squared coefficient of variation of the gaps of a process. */
const squaredVariationOf = (process: ArrivalProcess): number => {
  switch (process.kind) {
    case "constant":
      return 0;
    case "poisson":
      return 1;
    case "gamma":
      return process.cv ** 2;
    case "weibull":
      return gammaOf(1 + 2 / process.shape) / gammaOf(1 + 1 / process.shape) ** 2 - 1;
  }
};

/**
 * Squared coefficient of variation of the gaps that one part sees. In turn it sees every n-th request, whose gaps are
 * sums of n: c²/n. By chance it sees a renewal process thinned to one in n: 1 + (c² − 1)/n.
 * @source https://doi.org/10.1017/CBO9780511897818 (renewal thinning)
 */
export const splitVariation = ({ process, parts, by }: SplitArrivals): number => {
  const whole = squaredVariationOf(process);
  return by === "turn" ? whole / parts : 1 + (whole - 1) / parts;
};

/** Sums of more gaps than this are drawn as gamma with their variation, which they tend to. */
const mostSummed = 16;

/**
 * The process that a part sees where it has a name: exact for random, gamma and constant arrivals in turn and for random
 * ones by chance, else that of many parts. null: gaps have to be summed.
 */
const namedProcess = (split: SplitArrivals): ArrivalProcess | null => {
  const { process, parts, by } = split;
  if (parts === 1 || (by === "chance" && process.kind === "poisson")) return process;
  if (by === "turn" && process.kind === "constant") return process;
  const isGamma = by === "turn" && process.kind !== "weibull";
  return isGamma || parts > mostSummed ? { kind: "gamma", cv: Math.sqrt(splitVariation(split)) } : null;
};

/** How many of the service's gaps each gap of a part spans. */
const spans = ({ parts, by }: SplitArrivals, count: number, random: Random): Int32Array => {
  const spanned = new Int32Array(count).fill(Math.max(1, Math.floor(parts)));
  const missed = Math.log(1 - 1 / parts);
  return by === "turn" ? spanned : spanned.map(() => 1 + Math.floor(Math.log(1 - random()) / missed));
};

/** Gaps that one part sees, as drawn, in units of any length. */
const drawnGaps = (split: SplitArrivals, count: number, random: Random): Float64Array => {
  const named = namedProcess(split);
  if (named !== null) return drawGaps(named, count, { random, exact: false });
  const spanned = spans(split, count, random);
  const total = spanned.reduce((sum, span) => sum + span, 0);
  const drawn = drawGaps(split.process, total, { random, exact: false });
  let from = 0;
  return Float64Array.from(spanned, (span) => {
    from += span;
    return drawn.subarray(from - span, from).reduce((sum, gap) => sum + gap, 0);
  });
};

/** Draws for each gap that is used, where the quantiles of the gaps have no formula: fewer where many gaps are. */
const [mostDraws, leastDraws, drawsTogether] = [8, 2, 65_536];

/** One gap from each of `count` equally likely ranges of the distribution, rising. */
const oneOfEachRange = (split: SplitArrivals, count: number, random: Random): Float64Array => {
  const gaps = new Float64Array(count);
  if (namedProcess(split)?.kind === "poisson") {
    for (let index = 0; index < count; index++) gaps[index] = -Math.log(1 - (index + random()) / count);
    return gaps;
  }
  const drawsPerGap = Math.max(leastDraws, Math.min(mostDraws, Math.floor(drawsTogether / count)));
  const drawn = drawnGaps(split, drawsPerGap * count, random).sort();
  for (let index = 0; index < count; index++) {
    gaps[index] = drawn[drawsPerGap * index + Math.floor(drawsPerGap * random())] as number;
  }
  return gaps;
};

const shuffle = (values: Float64Array, random: Random): void => {
  for (let index = values.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const value = values[index] as number;
    values[index] = values[other] as number;
    values[other] = value;
  }
};

/**
 * Gaps of mean 1 in random order, one from each of `count` equally likely ranges of the distribution. Percentiles of waits
 * that a single short gap causes then hardly depend on the draw: at a load of a tenth a thousand such gaps are as good as
 * ten thousand independent ones, and no worse at any load.
 */
export const stratifiedGaps = (split: SplitArrivals, count: number, random: Random): Float64Array => {
  const gaps = oneOfEachRange(split, count, random);
  shuffle(gaps, random);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, count);
  return mean > 0 ? gaps.map((gap) => gap / mean) : gaps;
};
