import type { DemandShape, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { latenciesAt, strain } from "./objectives.ts";
import type { SpeedSource } from "./speed-source.ts";
import type { ClosedLoopPoint } from "./types.ts";

const loneGap = (spec: ReplicaSpec, shape: DemandShape, speed: SpeedSource): number =>
  speed.estimate(spec, shape, { kind: "concurrency", concurrency: 1 }).interTokenLatency.mean;

/** One replica with `concurrency` requests at once. */
export const batchPoint = (
  spec: ReplicaSpec,
  { shape, slo, speed }: { shape: DemandShape; slo: Slo; speed: SpeedSource },
  concurrency: number,
): ClosedLoopPoint => {
  const estimate = speed.estimate(spec, shape, { kind: "concurrency", concurrency });
  // No gap is shorter than those of a request that is alone.
  const tokenGap = slo.tokenGap === undefined ? null : loneGap(spec, shape, speed);
  const latencies = { ...latenciesAt(estimate, slo), tokenGap };
  const { requestsPerSecond, bindingLimit, errorBand } = estimate;
  return {
    concurrency,
    requestsPerSecond,
    latencies,
    strain: strain(latencies, slo),
    meanStrain: strain(
      {
        timeToFirstToken: 0,
        interTokenLatency: estimate.interTokenLatency.mean,
        tokenGap,
        endToEnd: estimate.endToEnd.mean - estimate.timeToFirstToken.mean,
      },
      slo,
    ),
    bindingLimit,
    errorBand,
  };
};

/** 1, 2, 4 … up to `most`. */
export const powersOfTwo = (most: number): readonly number[] =>
  Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, exponent) => 2 ** exponent);

/** Batches worth looking at: powers of two up to the engine's limit, and the limit. */
export const batchLadder = (most: number): readonly number[] => {
  const powers = powersOfTwo(most);
  return powers.at(-1) === most ? powers : [...powers, most];
};
