import type { CapacityOf, ErrorBand } from "../model/estimate.ts";
import { type ArrivalProcess, objectives, type Slo } from "../model/load.ts";
import { type RatePoint, wholeReplicas } from "../reserve/replica-rate.ts";
import type { RouterName } from "../serving/service/routers.ts";
import { risesWithReplicas } from "../serving/service/service-capacity.ts";
import { type ServiceCurve, serviceCurve } from "../serving/service/service-curve.ts";

/**
 * Standard normal quantiles of the confidences that a count can be asked for. A band's end is the 95th percentile on one
 * side, as nine of ten held-out measurements are inside it.
 */
export const normalQuantiles = { 0.5: 0, 0.8: 0.8416, 0.9: 1.2816, 0.95: 1.6449, 0.99: 2.3263 } as const;
export type Confidence = keyof typeof normalQuantiles;
export const defaultConfidence = 0.9 satisfies Confidence;

/** How many times slower than modelled a replica is at most, with this confidence. Errors are even on the logarithm. */
export const slowdownAt = ({ relative }: ErrorBand, confidence: Confidence): number =>
  (1 + relative) ** (normalQuantiles[confidence] / normalQuantiles[0.95]);

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

/** What each of so many replicas behind a router carries. */
export type Service = (replicas: number) => CapacityOf;

/** Counts at which the curves of services are simulated. */
const pointCounts = [1, 2, 3, 4, 8, 16, 64, 1024];
const lastPoint = Math.max(...pointCounts);

/** The least of them that is no less. */
export const nextPoint = (replicas: number): number => pointCounts.find((count) => count >= replicas) ?? lastPoint;

/** How a service is loaded. */
export interface ServiceLoad {
  readonly router: RouterName;
  readonly arrivals?: ArrivalProcess | undefined;
  /**
   * A demand, and requests/s that no replica exceeds: of services far too small for it what one replica alone carries is
   * taken for each. Left out: all are simulated.
   */
  readonly least?: { readonly demand: number; readonly ceiling: number } | undefined;
}

/** The curve of a service in which all takes so many times as long as modelled. */
export const slowedCurve = (
  service: Service,
  slo: Slo,
  { slowdown, least, ...load }: ServiceLoad & { readonly slowdown: number },
): ServiceCurve => {
  // Beyond the last point its value stands for all.
  const isTooSmall = (replicas: number): boolean =>
    least !== undefined && replicas < lastPoint && nextPoint(replicas + 1) * least.ceiling < least.demand;
  return serviceCurve(
    (replicas, atLeast) => slowedRate(service(isTooSmall(replicas) ? 1 : replicas), slo, slowdown, atLeast),
    risesWithReplicas(load),
  );
};

/** Every replica carries as much, however many there are. */
export const flatCurve = (rate: number): ServiceCurve => ({
  each: () => rate,
  replicasFor: (demand) => (rate > 0 ? wholeReplicas(demand, rate) : demand > 0 ? null : 0),
});

/** A curve of replicas that are so many times slower, where their objectives are as much looser. */
export const scaledCurve = ({ each, replicasFor }: ServiceCurve, slowdown: number): ServiceCurve => ({
  each: (replicas) => each(replicas) / slowdown,
  replicasFor: (demand) => replicasFor(demand * slowdown),
});

/** What replicas carry within their objectives, by how slow they are taken. */
export interface ServiceRates {
  /** As the model has it: half of all replicas carry more. */
  readonly median: ServiceCurve;
  /** With the confidence asked for. */
  readonly covered: ServiceCurve;
  /** At the slow end of the error band. */
  readonly worst: ServiceCurve;
}

const lightest = 1e-9;

interface RateQuestion extends ServiceLoad {
  readonly errorBand: ErrorBand;
  readonly confidence?: Confidence | undefined;
}

/** What a service carries if the model is too optimistic; null where no count meets the objectives with that confidence. */
export const serviceRates = (service: Service, slo: Slo, question: RateQuestion): ServiceRates | null => {
  const { errorBand, confidence = defaultConfidence, ...load } = question;
  const at = (slowdown: number): ServiceCurve => slowedCurve(service, slo, { ...load, slowdown });
  const covered = at(slowdownAt(errorBand, confidence));
  if (covered.replicasFor(lightest) === null) return null;
  return { median: at(1), covered, worst: at(1 + errorBand.relative) };
};

/** The same for objectives whose error band is not known yet. */
export const ratesUnder = (
  service: Service,
  slo: Slo,
  question: Omit<RateQuestion, "errorBand">,
): ServiceRates | null => {
  const result = service(1)(slo);
  return result.kind === "infeasible"
    ? null
    : serviceRates(service, slo, { ...question, errorBand: result.capacity.errorBand });
};

const sized = (replicas: number): number => Math.max(1, Math.round(replicas));

/** Two versions of a replica, each with as many of its own as its share of the requests takes. */
const mixedCurve = (own: ServiceCurve, other: ServiceCurve, share: number): ServiceCurve => ({
  each: (replicas) => {
    const [ofOwn, ofOther] = [(1 - share) / own.each(replicas), share / other.each(replicas)];
    const newOnes = (replicas * ofOther) / (ofOwn + ofOther);
    return 1 / ((1 - share) / own.each(sized(replicas - newOnes)) + share / other.each(sized(newOnes)));
  },
  replicasFor: (demand) => {
    const [one, two] = [own.replicasFor(demand * (1 - share)), other.replicasFor(demand * share)];
    return one === null || two === null ? null : one + two;
  },
});

export const mixedRates = (own: ServiceRates, other: ServiceRates, share: number): ServiceRates => ({
  median: mixedCurve(own.median, other.median, share),
  covered: mixedCurve(own.covered, other.covered, share),
  worst: mixedCurve(own.worst, other.worst, share),
});

/** Points of a curve up to so many replicas. */
export const pointsOf = ({ each }: ServiceCurve, most: number): readonly RatePoint[] =>
  [...pointCounts.filter((count) => count < most), Math.max(1, most)].map((count): RatePoint => [count, each(count)]);
