import { requestsPerSecond, tokensPerSecond } from "../base/units.ts";
import { fittingMemory, replicaMemory } from "../memory/replica-memory.ts";
import { gpusOf } from "../model/engine.ts";
import type { CapacityOf, CapacityResult, Estimate } from "../model/estimate.ts";
import type { DemandShape, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { completeSpec } from "../performance/complete-spec.ts";
import { estimateFrom, servingShapeOf } from "../serving/open-loop/estimate-open-loop.ts";
import type { MissedObjective, OpenLoopCapacity } from "../serving/open-loop/open-loop-capacity.ts";
import { openLoopReplica } from "../serving/open-loop/open-loop-replica.ts";
import {
  assertRouting,
  remembered,
  type ServiceLoad,
  type ServiceRouting,
  serviceCapacities,
  serviceEstimate,
} from "../serving/service/service-capacity.ts";
import { passPoints } from "../workloads/pass-estimate.ts";
import { oneGpu, requestForm, specSpeed } from "../workloads/pass-speed.ts";
import { capacityBand } from "./estimate.ts";

const names = {
  timeToFirstToken: "time to first token",
  interTokenLatency: "inter-token latency",
  tokenGap: "a single gap between tokens",
  endToEnd: "end-to-end time",
} as const;

const milliseconds = (value: number): string => `${Math.round(value * 1000)} ms`;

const faster = "loosen the SLO, raise parallel.tensor or choose a faster GPU";

const unreachable = ({ objective, reached, allowed }: MissedObjective, { percentile }: Slo, levers = faster) => ({
  kind: "infeasible" as const,
  because: "slo-unreachable" as const,
  detail: `${names[objective]} is ${milliseconds(reached)} at p${percentile * 100} on a replica with hardly any load, the objective is ${milliseconds(allowed)}: no replica count meets it; ${levers}`,
});

const doesNotFit = (detail: string): CapacityResult => ({ kind: "infeasible", because: "does-not-fit", detail });

/** Why memory stands in the way; null when it does not. */
const memoryDetail = (spec: ReplicaSpec, { inputTokens, outputTokens }: DemandShape): string | null => {
  const { fits, shortfall, suggestions, kvCacheTokens } = replicaMemory(spec);
  if (!fits) {
    const missing = (shortfall / 2 ** 30).toFixed(1);
    return `${spec.model.id} lacks ${missing} GiB per ${spec.gpu.id}; try ${suggestions.join(", or ")}`;
  }
  const requestTokens = inputTokens + outputTokens;
  if (spec.model.kind !== "decoder" || requestTokens <= kvCacheTokens) return null;
  return `a request of ${requestTokens} tokens exceeds the ${kvCacheTokens} tokens of the KV cache`;
};

/** Each GPU serves whole requests of its own, behind the router of all of the service. */
const passCapacities = (
  spec: ReplicaSpec,
  shape: DemandShape,
  { replicas, routing }: { readonly replicas: number; readonly routing: ServiceRouting },
): CapacityOf => {
  const speed = specSpeed(spec, shape);
  const gpus = gpusOf(spec.parallel);
  const pointAt = passPoints(spec, shape, { gpus, replicas, routing });
  return (slo) => {
    const { missed, batch, limitedBy, answerSeconds: reached, ...point } = pointAt(slo);
    if (missed !== null) return unreachable({ ...missed, reached }, slo, "loosen the SLO or choose a faster GPU");
    const rate = gpus * point.requestsPerSecond;
    return {
      kind: "feasible",
      capacity: {
        requestsPerSecond: requestsPerSecond(rate),
        prefillTokensPerSecond: tokensPerSecond(rate * shape.inputTokens),
        decodeTokensPerSecond: tokensPerSecond(rate * shape.outputTokens),
        bindingLimit: speed.limitAt(batch),
        limitedBy,
        at: null,
        concurrency: gpus * batch,
        errorBand: speed.errorBand,
      },
    };
  };
};

/** What each of so many replicas behind a router carries; quickly, within about a tenth, or by their own simulation. */
export type Service = (replicas: number, isQuick?: boolean) => CapacityOf;

/**
 * What each of so many replicas behind a router carries, for several objectives, begun anew by each call of what is
 * returned, with the same simulations.
 * @throws LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID for `prefix-affinity` without prefix groups
 */
export const simulatedInService = (
  spec: ReplicaSpec,
  shape: DemandShape,
  routing: Omit<ServiceRouting, "arrivals">,
): (() => Service) => {
  assertRouting(routing);
  const { inOnePiece } = requestForm(spec.model);
  const detail = memoryDetail(inOnePiece ? { ...spec, parallel: oneGpu } : spec, shape);
  if (detail !== null) return () => () => () => doesNotFit(detail);
  if (inOnePiece) return () => remembered((replicas) => passCapacities(spec, shape, { replicas, routing }));
  const { spec: complete, assumptions } = completeSpec(spec, spec.engineConfig.maxSequences);
  const servingShape = servingShapeOf(shape);
  const memory = replicaMemory(complete);
  const { arrivals } = shape;
  const simulated = serviceCapacities(openLoopReplica(complete, servingShape), servingShape, {
    ...routing,
    arrivals,
  });
  const errorBand = capacityBand(complete, shape, { isComplete: assumptions.length === 0 });
  const resultOf = (found: OpenLoopCapacity, slo: Slo): CapacityResult => {
    const at = estimateFrom(complete, { ...found.at, range: null }, { memory, assumptions });
    if (found.kind === "infeasible") return { ...unreachable(found.missed, slo), at };
    const { requestsPerSecond: rate, bindingLimit, limitedBy } = found;
    return {
      kind: "feasible",
      capacity: {
        requestsPerSecond: rate,
        prefillTokensPerSecond: tokensPerSecond(rate * shape.inputTokens),
        decodeTokensPerSecond: tokensPerSecond(rate * shape.outputTokens),
        bindingLimit,
        limitedBy,
        at,
        concurrency: at.concurrency,
        errorBand,
      },
    };
  };
  return () => {
    const capacities = simulated();
    return (replicas, isQuick) => (slo, atLeast) => resultOf(capacities(replicas, isQuick)(slo, atLeast), slo);
  };
};

/** The same once. One that carries less than `atLeast` is infeasible after one simulation, as in `replicaCapacities`. */
export const capacitiesInService = (...of: Parameters<typeof simulatedInService>): Service =>
  simulatedInService(...of)();

/** Latencies, throughput and verdict of each of so many replicas at a steady rate of each, as `estimate` has them of one. */
export const estimateInService = (spec: ReplicaSpec, shape: DemandShape, load: ServiceLoad): Estimate => {
  const { spec: complete, assumptions } = completeSpec(spec, spec.engineConfig.maxSequences);
  const servingShape = servingShapeOf(shape);
  const routing = { arrivals: shape.arrivals, ...load.routing };
  const simulated = serviceEstimate(openLoopReplica(complete, servingShape), servingShape, { ...load, routing });
  return estimateFrom(complete, { ...simulated, range: null }, { memory: fittingMemory(complete), assumptions });
};

/** As `replicaCapacity`, for several objectives. Workers of a pool take requests in turn. */
export const replicaCapacities = (spec: ReplicaSpec, shape: DemandShape): CapacityOf =>
  capacitiesInService(spec, shape, { router: "round-robin" })(1);

/**
 * Highest open-loop rate of this shape that one replica carries with every objective met and the queue stable, by
 * simulation of random arrivals; of models that answer in one piece by `passCapacities`. Never falls with a looser objective. The binding limit names what fails first: the
 * part of the step behind the missed objective, else what keeps the line waiting at saturation.
 * @returns infeasible when the model or one request does not fit, or when a replica with hardly any load misses an objective
 * @throws LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const replicaCapacity = (spec: ReplicaSpec, shape: DemandShape, slo: Slo): CapacityResult =>
  replicaCapacities(spec, shape)(slo);
