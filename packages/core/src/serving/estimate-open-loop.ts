import { errorBandOf } from "../performance/error-band.ts";
import { fittingMemory } from "../performance/fitting-memory.ts";
import type { DemandShape, Estimate, ReplicaSpec } from "../performance/types.ts";
import { openLoopEstimate } from "./open-loop-estimate.ts";
import { openLoopReplica } from "./open-loop-replica.ts";
import type { LengthDistribution, OpenLoad, OpenLoopEstimate, ServingShape } from "./open-loop-types.ts";

/** Distributions of lengths, where more than their mean is known. */
export interface LengthSpread {
  readonly input?: LengthDistribution | undefined;
  readonly output?: LengthDistribution | undefined;
}

/** The shape of requests as the simulation draws them; without a spread every length is the mean. */
export const servingShapeOf = (shape: DemandShape, { input, output }: LengthSpread = {}): ServingShape => ({
  input: input ?? { kind: "fixed", tokens: shape.inputTokens },
  output: output ?? { kind: "fixed", tokens: shape.outputTokens },
});

/** An estimate in the words of `estimate`, and all that the simulation knows beside it. */
export interface OpenLoopAnswer extends Estimate {
  readonly openLoop: OpenLoopEstimate;
}

/**
 * Latencies, throughput and verdict of one replica under arrivals that do not wait for answers, by simulation.
 * Inter-token latency is over requests, as everywhere in `Estimate`; over tokens it is in `openLoop`.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const estimateOpenLoop = (
  spec: ReplicaSpec,
  shape: DemandShape,
  {
    load,
    spread,
    assumptions = [],
  }: {
    readonly load: OpenLoad;
    readonly spread?: LengthSpread | undefined;
    readonly assumptions?: readonly string[] | undefined;
  },
): OpenLoopAnswer => {
  const servingShape = servingShapeOf(shape, spread);
  const openLoop = openLoopEstimate(openLoopReplica(spec, servingShape), servingShape, load);
  return {
    fits: true,
    verdict: openLoop.verdict,
    bindingLimit: openLoop.bindingLimit,
    timeToFirstToken: openLoop.timeToFirstToken,
    interTokenLatency: openLoop.timePerOutputToken,
    endToEnd: openLoop.endToEnd,
    outputTokensPerSecond: openLoop.outputTokensPerSecond,
    requestsPerSecond: openLoop.requestsPerSecond,
    concurrency: openLoop.concurrency,
    memory: fittingMemory(spec),
    errorBand: errorBandOf(spec, { isComplete: assumptions.length === 0, isOffline: false }),
    assumptions,
    openLoop,
  };
};
