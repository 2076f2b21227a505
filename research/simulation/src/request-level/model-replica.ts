import { openLoopCapacity, openLoopReplica, type ReplicaSpec, type ServingShape, seconds } from "@loadline/model";
import type { MissedObjective } from "@loadline/model/internal";
import type { Trace, TraceRequest } from "../traces/trace-lines.ts";
import type { LatencyObjectives, RequestLevelSettings } from "./types.ts";

/** What the simulation needs of one replica, by the performance model. */
export type ModelReplica = Pick<RequestLevelSettings, "engine" | "capacity">;

type ModelReplicaResult =
  | { readonly kind: "feasible"; readonly replica: ModelReplica }
  | { readonly kind: "infeasible"; readonly missed: MissedObjective };

const spreadOf = (requests: Trace, of: (request: TraceRequest) => number): ServingShape["input"] => {
  const mean = requests.reduce((sum, request) => sum + of(request), 0) / requests.length;
  const variance = requests.reduce((sum, request) => sum + (of(request) - mean) ** 2, 0) / requests.length;
  return variance === 0 ? { kind: "fixed", tokens: mean } : { kind: "log-normal", mean, stdev: Math.sqrt(variance) };
};

/** Lengths of a trace as log-normal distributions with its means and spreads. */
export const shapeOfTrace = (trace: Trace): ServingShape => ({
  input: spreadOf(trace, ({ inputTokens }) => Math.max(1, inputTokens)),
  output: spreadOf(trace, ({ outputTokens }) => Math.max(1, outputTokens)),
});

const mostPercentile = 0.99;
const percentiles = [0.5, 0.9, 0.95, mostPercentile] as const;

/** The percentile at which the share of requests is judged: the next one of those that a capacity can be asked for. */
const percentileFor = (share: number) => percentiles.find((percentile) => percentile >= share) ?? mostPercentile;

/**
 * A replica's engine and capacity in requests/s under the objectives, for requests of this shape.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED
 */
export const modelReplica = (
  spec: ReplicaSpec,
  shape: ServingShape,
  objectives: LatencyObjectives,
): ModelReplicaResult => {
  const served = openLoopReplica(spec, shape);
  const found = openLoopCapacity(served, shape, {
    percentile: percentileFor(objectives.share),
    timeToFirstToken: seconds(objectives.timeToFirstToken),
    interTokenLatency: seconds(objectives.interTokenLatency),
  });
  if (found.kind === "infeasible") return found;
  return { kind: "feasible", replica: { engine: served, capacity: found.requestsPerSecond } };
};
