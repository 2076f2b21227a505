import { seconds } from "../../base/units.ts";
import { fittingMemory } from "../../memory/replica-memory.ts";
import type { Distribution, Estimate, OpenLoopEstimate, ReplicaMemory } from "../../model/estimate.ts";
import type { ArrivingLoad, DemandShape, LengthDistribution, OpenLoad, ServingShape } from "../../model/load.ts";
import type { ReplicaSpec, ServingReplica } from "../../model/replica.ts";
import { speedBandsOf } from "../../performance/error-band.ts";
import { waitingShare } from "../../performance/latency-distribution.ts";
import { workloadModel } from "../../performance/workload-model.ts";
import { planLoad } from "../arrivals/plan-load.ts";
import { openLoopEstimate } from "./open-loop-estimate.ts";
import { openLoopReplica } from "./open-loop-replica.ts";
import { serveBatch } from "./serve-batch.ts";

/** Lengths that differ in an unknown way lie as in the measured campaigns: 0.8 to 1 times a nominal length (InferenceX). */
const lengthsAbout = (mean: number, isVaried = false): LengthDistribution =>
  isVaried ? { kind: "uniform", low: (mean * 0.8) / 0.9, high: mean / 0.9 } : { kind: "fixed", tokens: mean };

/** The shape of requests as the simulation draws them. */
export const servingShapeOf = ({
  inputTokens,
  outputTokens,
  variedLengths,
  inputDistribution,
  outputDistribution,
}: DemandShape): ServingShape => ({
  input: inputDistribution ?? lengthsAbout(inputTokens, variedLengths),
  output: outputDistribution ?? lengthsAbout(outputTokens, variedLengths),
});

/** A load as the simulation takes it: a rate with a number of requests is a run. */
const simulatedLoad = (load: ArrivingLoad): OpenLoad => {
  if (load.kind !== "open-loop") return load;
  const { requestsPerSecond, requests, arrivals, seed } = load;
  return requests === undefined
    ? { kind: "rate", requestsPerSecond, arrivals, seed }
    : { kind: "run", requestsPerSecond, requests, arrivals, seed };
};

const later = ({ mean, p50, p90, p95, p99 }: Distribution, by: number): Distribution => {
  const at = (time: number) => seconds(time + by);
  return { mean: at(mean), p50: at(p50), p90: at(p90), p95: at(p95), p99: at(p99) };
};

/** A limit on sequences that nobody set gives way to the clients of a closed loop. */
const sizedFor = (spec: ReplicaSpec, load: ArrivingLoad): ReplicaSpec => {
  const { engineConfig, isMaxSequencesAssumed } = spec;
  if (load.kind !== "closed-run" || isMaxSequencesAssumed !== true) return spec;
  const maxSequences = Math.max(engineConfig.maxSequences, load.concurrency);
  return { ...spec, engineConfig: { ...engineConfig, maxSequences } };
};

/** First token of a lone client, in seconds. */
export const loneFirstToken = (replica: ServingReplica, { inputTokens, outputTokens }: DemandShape): number => {
  const shape = {
    input: { kind: "fixed", tokens: inputTokens },
    output: { kind: "fixed", tokens: outputTokens },
  } as const;
  const { firstTokenAt } = serveBatch(
    replica,
    planLoad(shape, { kind: "closed-run", concurrency: 1, requests: 1 }).batch,
  );
  return firstTokenAt[0] ?? 0;
};

/**
 * A lone client waits as long for its first token whether or not its loop ends: what closed loops spend
 * beyond the simulated steps passes before the scheduler.
 */
const asInClosedLoops = (replica: ServingReplica, spec: ReplicaSpec, shape: DemandShape): ServingReplica => {
  if (replica.disaggregated !== undefined) return replica;
  const beyond = workloadModel(spec, shape).firstToken.alone - loneFirstToken(replica, shape);
  const requestSeconds = Math.max(0, replica.limits.requestSeconds + beyond);
  return { ...replica, limits: { ...replica.limits, requestSeconds } };
};

/** What an estimate has beside the figures of the simulation. */
interface EstimateContext {
  readonly memory: ReplicaMemory;
  readonly assumptions: readonly string[];
  readonly waitingShare?: number | undefined;
}

/**
 * The figures of a simulation as an estimate. Inter-token latency is over requests, as everywhere in
 * `Estimate`; over tokens it is in `openLoop`. Tokens that are handed out several at a time come that much later.
 */
export const estimateFrom = (
  spec: ReplicaSpec,
  simulated: OpenLoopEstimate,
  { memory, assumptions, ...known }: EstimateContext,
): Estimate => {
  const { promptShare } = simulated;
  const isComplete = assumptions.length === 0;
  const bands = speedBandsOf(spec, { isComplete, isOffline: false, promptShare, ...known });
  const bufferSeconds = (spec.engineConfig.streamIntervalTokens - 1) * simulated.timePerOutputToken.mean;
  return {
    fits: true,
    verdict: simulated.verdict,
    bindingLimit: simulated.bindingLimit,
    timeToFirstToken: bufferSeconds > 0 ? later(simulated.timeToFirstToken, bufferSeconds) : simulated.timeToFirstToken,
    interTokenLatency: simulated.timePerOutputToken,
    endToEnd: simulated.endToEnd,
    outputTokensPerSecond: simulated.outputTokensPerSecond,
    requestsPerSecond: simulated.requestsPerSecond,
    concurrency: simulated.concurrency,
    memory,
    errorBand: bands.interTokenLatency,
    timeToFirstTokenBand: bands.timeToFirstToken ?? undefined,
    assumptions,
    openLoop: simulated,
  };
};

/**
 * Latencies, throughput and verdict of one replica under arrivals that do not wait for answers, by simulation.
 * Beyond the stable verdict, steady rates have a range over run lengths: the tail depends on how long they last.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const estimateOpenLoop = (
  spec: ReplicaSpec,
  shape: DemandShape,
  { load, assumptions = [] }: { readonly load: ArrivingLoad; readonly assumptions?: readonly string[] | undefined },
): Estimate => {
  const memory = fittingMemory(spec);
  const servingShape = servingShapeOf(shape);
  const arriving = openLoopReplica(sizedFor(spec, load), servingShape);
  const replica = load.kind === "closed-run" ? asInClosedLoops(arriving, spec, shape) : arriving;
  const simulated = openLoopEstimate(replica, servingShape, simulatedLoad(load));
  const alone = replica.disaggregated === undefined ? loneFirstToken(replica, shape) : 0;
  const share = waitingShare(alone, simulated.timeToFirstToken.mean);
  return estimateFrom(spec, simulated, { memory, assumptions, waitingShare: share });
};
