import { capacitiesInService } from "../capacity/replica-capacity.ts";
import type { CapacityResult, ErrorBand, ReplicaCapacity } from "../model/estimate.ts";
import type { DemandShape, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import type { RatePoint } from "../reserve/replica-rate.ts";
import { defaultRouter } from "../serving/service/routers.ts";
import type { ServiceRouting } from "../serving/service/service-capacity.ts";
import type { ServiceCurve } from "../serving/service/service-curve.ts";
import {
  type Confidence,
  defaultConfidence,
  mixedRates,
  normalQuantiles,
  pointsOf,
  type ServiceRates,
  scaledCurve,
  serviceRates,
  slowdownAt,
} from "./service-rates.ts";

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
  { median, errorBand }: { readonly median: ServiceCurve; readonly errorBand: ErrorBand },
): number => {
  if (demand === 0) return 0;
  if (replicas <= 0) return 1;
  const margin = Math.log((replicas * median.each(replicas)) / demand) / Math.log(1 + errorBand.relative);
  return normalBelow(-margin * normalQuantiles[0.95]);
};

/** Requests/s of each replica of the counts that carry the load. */
export interface EachCarries {
  /** Of those that it takes at the median. */
  readonly median: number;
  /** Of those that it takes with the confidence asked for. */
  readonly covered: number;
  /** Of those that it takes at the slow end of the error band; null where no count carries it. */
  readonly worst: number | null;
}

export interface ReplicaCounts<S> {
  /** Carry the load with the confidence asked for. */
  readonly loadReplicas: number;
  /** With the reserve. */
  readonly replicas: number;
  /** The same were every replica as fast as modelled. */
  readonly replicasAtMedian: number;
  /** At the slow end of the error band; null where a replica there misses an objective, or hardly carries anything. */
  readonly replicasAtWorst: number | null;
  readonly reserve: S;
  readonly each: EachCarries;
}

/** More than so many times the best's cost, or the replicas at the median, is no choice. */
export const absurdFactor = 10;

interface CountSettings<S> {
  /** Reserve beside the replicas that carry the load, by what they carry. */
  readonly reserveFor: (needed: number, curve: ServiceCurve) => S;
  /** Fewest replicas, whatever the load. */
  readonly least?: number | undefined;
}

/** Replicas that a demand takes; null where no count carries it. Never falls with it, nor with the confidence. */
export const replicaCounts = <S extends { readonly replicas: number }>(
  demand: number,
  rates: ServiceRates,
  { reserveFor, least = 0 }: CountSettings<S>,
): ReplicaCounts<S> | null => {
  const at = (curve: ServiceCurve) => {
    const needed = curve.replicasFor(demand);
    if (needed === null) return null;
    const reserve = reserveFor(needed, curve);
    const each = curve.each(Math.max(1, needed));
    return { needed, reserve, each, replicas: Math.max(least, needed + reserve.replicas) };
  };
  const covered = at(rates.covered);
  if (covered === null) return null;
  const [median, worst] = [at(rates.median) ?? covered, at(rates.worst)];
  const { needed: loadReplicas, replicas, reserve } = covered;
  // Chance between two simulations makes no slower replica a better one.
  const replicasAtMedian = Math.min(replicas, median.replicas);
  const atWorst = Math.max(replicas, worst?.replicas ?? Number.POSITIVE_INFINITY);
  return {
    loadReplicas,
    replicas,
    replicasAtMedian,
    replicasAtWorst: atWorst > absurdFactor * Math.max(1, replicasAtMedian) ? null : atWorst,
    reserve,
    each: { median: median.each, covered: covered.each, worst: worst?.each ?? null },
  };
};

/** A second version of the replica that gets a share of the requests. */
interface Canary {
  readonly spec: ReplicaSpec;
  readonly share: number;
}

/** The router before the replicas; by default the one with the fewest requests gets the next. */
export interface RoutingSettings {
  readonly router?: ServiceRouting["router"] | undefined;
  readonly prefixGroups?: number | undefined;
}

interface ReplicaDemand<S> extends CountSettings<S>, RoutingSettings {
  readonly shape: DemandShape;
  readonly slo: Slo;
  readonly requestsPerSecond: number;
  readonly confidence?: Confidence | undefined;
  readonly canary?: Canary | null | undefined;
}

const digits = 3;

/** One version of the replica behind the router. */
interface Version {
  readonly capacity: ReplicaCapacity;
  readonly rates: ServiceRates;
}

const versionOf = <S>(
  spec: ReplicaSpec,
  { shape, slo, confidence, requestsPerSecond: demand, router = defaultRouter, prefixGroups }: ReplicaDemand<S>,
): Version | Extract<CapacityResult, { kind: "infeasible" }> => {
  const service = capacitiesInService(spec, shape, { router, prefixGroups });
  const result = service(1)(slo);
  if (result.kind === "infeasible") return result;
  const { capacity } = result;
  const ceiling = capacity.at?.openLoop?.saturatedRate;
  return {
    capacity,
    rates: serviceRates(service, slo, { confidence, errorBand: capacity.errorBand, ceiling, demand }),
  };
};

/** Why no count has the confidence asked for: what a count at the median is, and with that confidence under looser objectives. */
const notCovered = <S extends { readonly replicas: number }>(
  { capacity: { errorBand }, rates: { median } }: Version,
  { requestsPerSecond: rate, confidence = defaultConfidence, ...settings }: ReplicaDemand<S>,
): CapacityResult => {
  const slowdown = slowdownAt(errorBand, confidence);
  const covered = scaledCurve(median, slowdown);
  const counts = replicaCounts(rate, { median, covered, worst: covered }, settings);
  const times = Number(slowdown.toPrecision(digits));
  const detail = `a replica ${times} times slower than modelled, as ${100 * confidence} % confidence takes it, misses an objective at any load: ${counts?.replicasAtMedian} replicas meet them at the median, ${counts?.replicas} with that confidence where objectives are ${times} times as long`;
  return { kind: "infeasible", because: "slo-unreachable", detail };
};

/** The share of a demand that a version gets, with what it takes. */
const partOf = ({ rates }: Version, share: number, rate: number) => {
  const [replicas, atMedian] = [rates.covered.replicasFor(rate * share), rates.median.replicasFor(rate * share)];
  return { share, replicas: replicas ?? 0, requestsPerSecond: rates.median.each(Math.max(1, atMedian ?? 1)) };
};

/** Counts that a demand takes behind its router. */
const countsOf = <S extends { readonly replicas: number }>(spec: ReplicaSpec, demand: ReplicaDemand<S>) => {
  const { requestsPerSecond: rate, canary = null } = demand;
  const { share = 0 } = canary ?? {};
  const own = versionOf(spec, demand);
  const other = canary === null ? null : versionOf(canary.spec, demand);
  if ("kind" in own) return { result: own, counts: null };
  if (other !== null && "kind" in other)
    return { result: { ...other, detail: `the new version: ${other.detail}` }, counts: null };
  const [narrow, wide] = [own.capacity.errorBand, other?.capacity.errorBand ?? own.capacity.errorBand];
  const capacity = { ...own.capacity, errorBand: wide.relative > narrow.relative ? wide : narrow };
  const rates = other === null ? own.rates : mixedRates(own.rates, other.rates, share);
  const counted = replicaCounts(rate, rates, demand);
  if (counted === null) {
    const uncovered = other === null || own.rates.covered.replicasFor(rate) === null ? own : other;
    return { result: notCovered(uncovered, demand), counts: null };
  }
  const versions = other === null ? [partOf(own, 1, rate)] : [partOf(own, 1 - share, rate), partOf(other, share, rate)];
  return { result: { kind: "feasible", capacity } as const, counts: { ...counted, rates, versions } };
};

/**
 * What a demand takes in replicas of one kind behind a router, or of two versions of it, and what connections spread at
 * random would take, as a Kubernetes Service by itself spreads them; null counts where no count meets the objectives.
 */
export const replicasFor = <S extends { readonly replicas: number }>(spec: ReplicaSpec, demand: ReplicaDemand<S>) => {
  const { requestsPerSecond: rate, confidence = defaultConfidence, router = defaultRouter } = demand;
  const { result, counts } = countsOf(spec, demand);
  if (result.kind === "infeasible" || counts === null) return { result, counts: null };
  const { rates, ...counted } = counts;
  const { errorBand } = result.capacity;
  const atRandom = router === "random" ? counted : countsOf(spec, { ...demand, router: "random" }).counts;
  return {
    result,
    counts: {
      ...counted,
      confidence,
      router,
      replicasWithRandom: atRandom?.replicas ?? null,
      shortageChance: (replicas: number): number => shortageChance(replicas, rate, { median: rates.median, errorBand }),
      /** What each of up to so many replicas carries at the median. */
      curve: (most: number): readonly RatePoint[] => pointsOf(rates.median, most),
    },
  };
};
