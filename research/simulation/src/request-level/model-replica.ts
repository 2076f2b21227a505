import {
  defaultRouter,
  openLoopReplica,
  type ReplicaSpec,
  type RouterName,
  type ServiceCurve,
  type ServingShape,
  type Slo,
  seconds,
  serviceCapacities,
  serviceCurve,
} from "@loadline/model";
import type { MissedObjective, ServingEngine } from "@loadline/model/internal";
import type { Trace, TraceRequest } from "../traces/trace-lines.ts";
import type { LatencyObjectives } from "./types.ts";

/** What the simulation needs of the replicas of a service, by the performance model. */
export interface ModelReplica {
  readonly engine: ServingEngine;
  readonly capacity: ServiceCurve;
}

type ModelReplicaResult =
  | { readonly kind: "feasible"; readonly replica: ModelReplica }
  | { readonly kind: "infeasible"; readonly missed: MissedObjective };

type ServiceResult =
  | { readonly kind: "feasible"; readonly service: ServiceCurve }
  | { readonly kind: "infeasible"; readonly missed: MissedObjective };

/** What each of so many replicas carries; infeasible where one alone misses an objective at hardly any load. */
export const serviceOf = (
  replica: ReturnType<typeof openLoopReplica>,
  shape: ServingShape,
  { router, slo }: { readonly router: RouterName; readonly slo: Slo },
): ServiceResult => {
  const capacities = serviceCapacities(replica, shape, { router })();
  const alone = capacities(1)(slo);
  if (alone.kind === "infeasible") return alone;
  const eachAt = (replicas: number): number => {
    const found = replicas === 1 ? alone : capacities(replicas)(slo);
    return found.kind === "feasible" ? found.requestsPerSecond : 0;
  };
  return { kind: "feasible", service: serviceCurve(eachAt, alone.saturatedRate) };
};

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
 * A replica's engine, and what each of so many behind the router carries under the objectives, in requests/s of this shape.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED
 */
export const modelReplica = (
  spec: ReplicaSpec,
  shape: ServingShape,
  { router = defaultRouter, ...objectives }: LatencyObjectives & { readonly router?: RouterName },
): ModelReplicaResult => {
  const engine = openLoopReplica(spec, shape);
  const found = serviceOf(engine, shape, {
    router,
    slo: {
      percentile: percentileFor(objectives.share),
      timeToFirstToken: seconds(objectives.timeToFirstToken),
      interTokenLatency: seconds(objectives.interTokenLatency),
    },
  });
  return found.kind === "infeasible" ? found : { kind: "feasible", replica: { engine, capacity: found.service } };
};
