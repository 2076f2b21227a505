import { requestsPerSecond, tokensPerSecond } from "../base/units.ts";
import { replicaCapacities } from "../capacity/replica-capacity.ts";
import type { CapacityOf, CapacityResult, ErrorBand, ReplicaCapacity } from "../model/estimate.ts";
import { type DemandShape, objectives, type Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { replicasCarrying, wholeReplicas } from "../reserve/replica-rate.ts";

/**
 * Standard normal quantiles of the confidences that a count can be asked for. A band's end is the 95th percentile on one
 * side, as nine of ten held-out measurements are inside it.
 */
const normalQuantiles = { 0.5: 0, 0.8: 0.8416, 0.9: 1.2816, 0.95: 1.6449, 0.99: 2.3263 } as const;
export type Confidence = keyof typeof normalQuantiles;
export const defaultConfidence = 0.9 satisfies Confidence;

/** How many times slower than modelled a replica is at most, with this confidence. Errors are even on the logarithm. */
export const slowdownAt = ({ relative }: ErrorBand, confidence: Confidence): number =>
  (1 + relative) ** (normalQuantiles[confidence] / normalQuantiles[0.95]);

/** Requests/s of one replica within its objectives. */
export interface ReplicaRates {
  /** As the model has it: half of all replicas carry more. */
  readonly median: number;
  /** With the confidence asked for; 0 where a replica that much slower misses an objective at any load. */
  readonly covered: number;
  /** At the slow end of the error band, 0 likewise. */
  readonly worst: number;
}

interface RateQuestion {
  readonly median: number;
  readonly errorBand: ErrorBand;
  readonly confidence: Confidence;
  /** Requests/s of a replica whose steps take `slowdown` times what is modelled; 0 where it misses an objective. */
  readonly rateAt: (slowdown: number) => number;
}

/** What a replica carries if the model is too optimistic: a slower one also meets its objectives at a smaller batch. */
export const replicaRates = ({ median, errorBand, confidence, rateAt }: RateQuestion): ReplicaRates => {
  const at = (slowdown: number): number => (slowdown <= 1 ? median : Math.min(median, rateAt(slowdown)));
  const covered = at(slowdownAt(errorBand, confidence));
  return { median, covered, worst: Math.min(covered, at(1 + errorBand.relative)) };
};

export const tightened = (slo: Slo, times: number): Slo => {
  const tighter = objectives.flatMap((name) => (slo[name] === undefined ? [] : [[name, slo[name] / times]]));
  return { ...slo, ...Object.fromEntries(tighter) };
};

/**
 * Requests/s of a replica in which all takes `slowdown` times as long, 0 where it misses an objective: the rate of the
 * replica itself under objectives that are as much tighter, over the slowdown. 0 may also be for less than `atLeast`.
 */
export const slowedRate = (capacity: CapacityOf, slo: Slo, slowdown = 1, atLeast = 0): number => {
  const result = capacity(tightened(slo, slowdown), atLeast * slowdown);
  return result.kind === "infeasible" ? 0 : result.capacity.requestsPerSecond / slowdown;
};

/** The rates of a replica by its capacities; null where it misses an objective at any load with that confidence. */
export const ratesOf = (capacity: CapacityOf, slo: Slo, confidence: Confidence = defaultConfidence) => {
  const result = capacity(slo);
  if (result.kind === "infeasible") return null;
  const { requestsPerSecond: median, errorBand } = result.capacity;
  const rateAt = (slowdown: number): number => slowedRate(capacity, slo, slowdown);
  const rates = replicaRates({ median, errorBand, confidence, rateAt });
  return rates.covered > 0 ? rates : null;
};

/** The standard normal distribution below `z`, to within 1e-7. @source Abramowitz and Stegun 1964, 26.2.17 */
const normalBelow = (z: number): number => {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const terms = [0.319_381_53, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
  const series = terms.reduceRight((sum, term) => (sum + term) * t, 0);
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z > 0 ? 1 - above : above;
};

/** Chance that a replica is so much slower than modelled that `replicas` of them do not carry a demand. */
const shortageChance = (
  replicas: number,
  demand: number,
  { requestsPerSecond, errorBand }: { readonly requestsPerSecond: number; readonly errorBand: ErrorBand },
): number => {
  if (demand === 0) return 0;
  if (replicas <= 0) return 1;
  const margin = Math.log((replicas * requestsPerSecond) / demand) / Math.log(1 + errorBand.relative);
  return normalBelow(-margin * normalQuantiles[0.95]);
};

export interface ReplicaCounts<S> {
  /** Carry the load with the confidence asked for. */
  readonly loadReplicas: number;
  /** With the reserve. */
  readonly replicas: number;
  /** The same were every replica as fast as modelled. */
  readonly replicasAtMedian: number;
  /** At the slow end of the error band; null where a replica there misses an objective at any load. */
  readonly replicasAtWorst: number | null;
  readonly reserve: S;
}

/** More than so many times the best's cost, or the replicas at the median, is no choice. */
export const absurdFactor = 10;

interface CountSettings<S> {
  /** Reserve beside the replicas that carry the load, each at this rate. */
  readonly reserveFor: (needed: number, rate: number) => S;
  /** Fewest replicas, whatever the load. */
  readonly least?: number | undefined;
  /** Replicas that carry a demand, each at a rate; the default is that of replicas which are alike. */
  readonly neededFor?: ((demand: number, rate: number) => number) | undefined;
}

/** Replicas that a demand takes. Never falls with it, nor with the confidence. */
export const replicaCounts = <S extends { readonly replicas: number }>(
  demand: number,
  rates: ReplicaRates,
  { reserveFor, least = 0, neededFor = wholeReplicas }: CountSettings<S>,
): ReplicaCounts<S> => {
  const withReserve = (rate: number): number => {
    const needed = neededFor(demand, rate);
    return Math.max(least, needed + reserveFor(needed, rate).replicas);
  };
  const loadReplicas = neededFor(demand, rates.covered);
  return {
    loadReplicas,
    replicas: withReserve(rates.covered),
    replicasAtMedian: withReserve(rates.median),
    replicasAtWorst: rates.worst > 0 ? withReserve(rates.worst) : null,
    reserve: reserveFor(loadReplicas, rates.covered),
  };
};

/** The mean replica of two versions, each with as many replicas as its share of the requests takes. */
const mixedResult = (own: CapacityResult, other: CapacityResult, share: number): CapacityResult => {
  if (own.kind === "infeasible") return own;
  if (other.kind === "infeasible") return { ...other, detail: `the new version: ${other.detail}` };
  const ratio = 1 / (1 - share + (share * own.capacity.requestsPerSecond) / other.capacity.requestsPerSecond);
  const { requestsPerSecond: rate, prefillTokensPerSecond, decodeTokensPerSecond, errorBand } = own.capacity;
  const wider = errorBand.relative < other.capacity.errorBand.relative ? other.capacity.errorBand : errorBand;
  return {
    kind: "feasible",
    capacity: {
      ...own.capacity,
      requestsPerSecond: requestsPerSecond(rate * ratio),
      prefillTokensPerSecond: tokensPerSecond(prefillTokensPerSecond * ratio),
      decodeTokensPerSecond: tokensPerSecond(decodeTokensPerSecond * ratio),
      errorBand: wider,
    },
  };
};

/** A second version of the replica that gets a share of the requests. */
interface Canary {
  readonly spec: ReplicaSpec;
  readonly share: number;
}

interface ReplicaDemand<S> extends CountSettings<S> {
  readonly shape: DemandShape;
  readonly slo: Slo;
  readonly requestsPerSecond: number;
  readonly confidence?: Confidence | undefined;
  readonly canary?: Canary | null | undefined;
}

const digits = 3;

/** Why no count has the confidence asked for: what a count at the median is, and with that confidence under looser objectives. */
const notCovered = <S extends { readonly replicas: number }>(
  { requestsPerSecond: median, errorBand }: ReplicaCapacity,
  { requestsPerSecond: rate, confidence, ...settings }: ReplicaDemand<S> & { readonly confidence: Confidence },
): CapacityResult => {
  const slowdown = slowdownAt(errorBand, confidence);
  const rates = { median, covered: median / slowdown, worst: 0 };
  const { replicas, replicasAtMedian } = replicaCounts(rate, rates, settings);
  const times = Number(slowdown.toPrecision(digits));
  const detail = `a replica ${times} times slower than modelled, as ${100 * confidence} % confidence takes it, misses an objective at any load: ${replicasAtMedian} replicas meet them at the median, ${replicas} with that confidence where objectives are ${times} times as long`;
  return { kind: "infeasible", because: "slo-unreachable", detail };
};

/**
 * What a demand takes in replicas of one kind, or of two versions of it, with the mean capacity of one, and that of each
 * version; null counts where no count meets the objectives.
 */
export const replicasFor = <S extends { readonly replicas: number }>(spec: ReplicaSpec, demand: ReplicaDemand<S>) => {
  const { shape, slo, requestsPerSecond: rate, confidence = defaultConfidence, canary = null } = demand;
  const own = replicaCapacities(spec, shape);
  const other = canary === null ? null : replicaCapacities(canary.spec, shape);
  const capacity: CapacityOf =
    canary === null || other === null ? own : (asked) => mixedResult(own(asked), other(asked), canary.share);
  const result = capacity(slo);
  if (result.kind === "infeasible") return { result, counts: null };
  const rates = ratesOf(capacity, slo, confidence);
  if (rates === null) return { result: notCovered(result.capacity, { ...demand, confidence }), counts: null };
  const shortage = (replicas: number): number => shortageChance(replicas, rate, result.capacity);
  const { share = 0 } = canary ?? {};
  const versions = [own, ...(other === null ? [] : [other])].map((one, at) => {
    const ofOne = one(slo);
    return {
      share: at === 0 ? 1 - share : share,
      requestsPerSecond: ofOne.kind === "infeasible" ? 0 : ofOne.capacity.requestsPerSecond,
    };
  });
  const at = (mean: number) =>
    versions.map((one) => ({ ...one, requestsPerSecond: (mean * one.requestsPerSecond) / rates.median }));
  const neededFor = (all: number, mean: number): number =>
    replicasCarrying(all, { requestsPerSecond: mean, versions: at(mean) });
  const counted = replicaCounts(rate, rates, { ...demand, neededFor });
  const [, second] = at(rates.covered);
  return {
    result,
    counts: {
      ...counted,
      confidence,
      shortageChance: shortage,
      each: versions.map(({ requestsPerSecond: one }) => one),
      newOnes: second === undefined ? 0 : wholeReplicas(rate * second.share, second.requestsPerSecond),
    },
  };
};
