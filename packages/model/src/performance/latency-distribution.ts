import { seconds } from "../base/units.ts";
import type { Distribution } from "../model/estimate.ts";

/** The percentiles of a distribution, and the standard normal quantile of each. */
const percentiles = [
  { name: "p50", share: 0.5, normal: 0 },
  { name: "p90", share: 0.9, normal: 1.2815515655446004 },
  { name: "p95", share: 0.95, normal: 1.6448536269514722 },
  { name: "p99", share: 0.99, normal: 2.3263478740408408 },
] as const;

type Percentile = (typeof percentiles)[number];

const distribution = (mean: number, at: (percentile: Percentile) => number): Distribution => {
  const [p50, p90, p95, p99] = percentiles;
  return {
    mean: seconds(mean),
    p50: seconds(at(p50)),
    p90: seconds(at(p90)),
    p95: seconds(at(p95)),
    p99: seconds(at(p99)),
  };
};

/** A wait that befalls a share of the requests. */
export interface Wait {
  /** 0…1 */
  readonly probability: number;
  /** Mean of those that wait, in seconds. */
  readonly mean: number;
  /** Among those: spread evenly from 0 to twice the mean, as of a line that all stand in at once; else exponential. */
  readonly isEven: boolean;
}

/** Share of a mean latency that is waiting, where a request alone takes `alone`. */
export const waitingShare = (alone: number, mean: number): number => Math.max(0, 1 - alone / mean);

const waitQuantile = ({ probability, mean, isEven }: Wait, share: number): number => {
  if (probability <= 1 - share) return 0;
  const beyond = probability / (1 - share);
  return isEven ? 2 * mean * (1 - 1 / beyond) : mean * Math.log(beyond);
};

/** Latency made of a fixed part and waits. */
export interface WaitingParts {
  readonly fixed: number;
  readonly waits: readonly Wait[];
}

/** Mean of such a latency, in seconds. */
export const meanLatency = ({ fixed, waits }: WaitingParts): number =>
  waits.reduce((sum, wait) => sum + wait.probability * wait.mean, fixed);

/**
 * Distribution of such a latency in seconds. The mean is exact; percentiles add those of the parts, which is exact
 * when they are fully correlated and cautious otherwise. Rises with every part.
 */
export const waitingDistribution = (parts: WaitingParts): Distribution =>
  distribution(meanLatency(parts), ({ share }) =>
    parts.waits.reduce((sum, wait) => sum + waitQuantile(wait, share), parts.fixed),
  );

/** Normal distribution of a positive quantity, in seconds. */
export const normalDistribution = (mean: number, deviation: number): Distribution =>
  distribution(mean, ({ normal }) => mean + normal * deviation);

/** `first + count · second`, as if both were fully correlated: cautious in the tail, exact in the mean. */
export const combined = (first: Distribution, count: number, second: Distribution): Distribution =>
  distribution(first.mean + count * second.mean, ({ name }) => first[name] + count * second[name]);
