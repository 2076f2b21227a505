import type { Service } from "../capacity/replica-capacity.ts";
import { lazily } from "../catalogue/data.ts";
import type { CapacityOf, ErrorBand } from "../model/estimate.ts";
import { objectives, type Slo } from "../model/load.ts";
import { type RatePoint, wholeReplicas } from "../reserve/replica-rate.ts";
import { remembered } from "../serving/service/service-capacity.ts";
import { evaluatedCount, evaluatedCounts, type ServiceCurve, serviceCurve } from "../serving/service/service-curve.ts";

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

interface CurveQuestion {
  /** Times as long as modelled. */
  readonly slowdown: number;
  /** Requests/s at the modelled speed that no replica exceeds; left out: not known. */
  readonly ceiling?: number | undefined;
}

/** The curve by quick answers, within about a tenth. */
export const quickCurve = (service: Service, slo: Slo, { slowdown, ceiling }: CurveQuestion): ServiceCurve =>
  serviceCurve((replicas) => slowedRate(service(replicas, true), slo, slowdown), ceiling && ceiling / slowdown);

/** What so many replicas carry over the quick answer. */
const correctionOf = (service: Service, slo: Slo, slowdown: number): ((replicas: number) => number) =>
  remembered((replicas) => {
    const [quick, exact] = [service(replicas, true), service(replicas)];
    if (quick === exact) return 1;
    const rate = slowedRate(quick, slo, slowdown);
    return rate === 0 ? 1 : slowedRate(exact, slo, slowdown) / rate;
  });

/** The curve by quick answers, each corrected; without corrections they say where to look. */
const correctedCurve = (
  service: Service,
  slo: Slo,
  { slowdown, ceiling }: CurveQuestion,
  correction: (replicas: number) => number,
): ServiceCurve => {
  const quick = remembered((replicas) => slowedRate(service(replicas, true), slo, slowdown));
  const highest = ceiling && ceiling / slowdown;
  const { replicasFor } = serviceCurve(quick, highest);
  return serviceCurve((replicas) => quick(replicas) * correction(replicas), highest, replicasFor);
};

/** The curve of a service in which all takes so many times as long as modelled. */
export const slowedCurve = (service: Service, slo: Slo, question: CurveQuestion): ServiceCurve =>
  correctedCurve(service, slo, question, correctionOf(service, slo, question.slowdown));

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

interface RateQuestion {
  readonly errorBand: ErrorBand;
  readonly confidence?: Confidence | undefined;
  readonly ceiling?: number | undefined;
  /** Requests/s of the service. */
  readonly demand: number;
}

/**
 * What a service carries if the model is too optimistic. With the confidence asked for each count is simulated as it is; of
 * the other speeds quick answers are corrected as at the count that carries the demand with that confidence.
 */
export const serviceRates = (service: Service, slo: Slo, question: RateQuestion): ServiceRates => {
  const { errorBand, confidence = defaultConfidence, ceiling, demand } = question;
  const slowdown = slowdownAt(errorBand, confidence);
  const correction = correctionOf(service, slo, slowdown);
  const covered = correctedCurve(service, slo, { slowdown, ceiling }, correction);
  const atDemand = lazily(() => correction(evaluatedCount(covered.replicasFor(demand) ?? 1)));
  // One has no router to be corrected for.
  const corrected = (replicas: number): number => (replicas === 1 ? correction(1) : atDemand());
  const at = (times: number): ServiceCurve => correctedCurve(service, slo, { slowdown: times, ceiling }, corrected);
  return { median: at(1), covered, worst: at(1 + errorBand.relative) };
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
  [...evaluatedCounts.filter((count) => count < most), Math.max(1, most)].map(
    (count): RatePoint => [count, each(count)],
  );
