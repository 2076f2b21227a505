import { lately } from "../base/lately.ts";
import { capacityBand, estimate } from "../capacity/estimate.ts";
import { type Service, simulatedInService } from "../capacity/replica-capacity.ts";
import { replicaMemory } from "../memory/replica-memory.ts";
import type { ErrorBand, Estimate, ReplicaMemory } from "../model/estimate.ts";
import type { DemandShape, Load, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { loneFirstToken, servingShapeOf } from "../serving/open-loop/estimate-open-loop.ts";
import { promptCeiling, rateCeiling } from "../serving/open-loop/fluid-rate.ts";
import { openLoopReplica } from "../serving/open-loop/open-loop-replica.ts";
import type { ServiceRouting } from "../serving/service/service-capacity.ts";

/** What a layout carries at most; no simulation finds more. */
export interface Ceilings {
  /** Requests/s of an engine of this layout that meets the objectives on tokens; 0 where it meets them at no load. */
  readonly rate: (slo: Slo) => number;
  /** Seconds to the first token of a request that is alone. */
  readonly firstToken: number;
  readonly errorBand: ErrorBand;
}

/** Of one worker of each kind: `rate` is that of a decode worker, `firstToken` that of a prefill worker. */
export interface WorkerCeilings extends Ceilings {
  /** Prompts/s of a prefill worker. */
  readonly promptRate: number;
}

/** Where sizing takes memory, speed and capacity from: the model of this package, or a test double. */
export interface SpeedSource {
  readonly memory: (spec: ReplicaSpec) => ReplicaMemory;
  readonly estimate: (spec: ReplicaSpec, shape: DemandShape, load: Load) => Estimate;
  readonly service: (spec: ReplicaSpec, shape: DemandShape, routing: Omit<ServiceRouting, "arrivals">) => Service;
  readonly ceilings: (spec: ReplicaSpec, shape: DemandShape) => Ceilings;
  readonly workerCeilings: (spec: ReplicaSpec, shape: DemandShape) => WorkerCeilings;
}

const ceilings = (spec: ReplicaSpec, shape: DemandShape): Ceilings => {
  const servingShape = servingShapeOf(shape);
  const replica = openLoopReplica(spec, servingShape);
  return {
    rate: rateCeiling(replica, servingShape, shape.arrivals),
    firstToken: loneFirstToken(replica, shape),
    errorBand: capacityBand(spec, shape, { isComplete: true }),
  };
};

const workerCeilings = (alone: ReplicaSpec, shape: DemandShape): WorkerCeilings => {
  const servingShape = servingShapeOf(shape);
  const spec = { ...alone, disaggregation: { prefill: { workers: 1, parallel: alone.parallel }, decodeWorkers: 1 } };
  const { disaggregated, ...decode } = openLoopReplica(spec, servingShape);
  const prefill = disaggregated?.engine ?? decode;
  return {
    rate: rateCeiling(decode, servingShape, shape.arrivals),
    firstToken: loneFirstToken(prefill, shape),
    promptRate: promptCeiling(prefill, servingShape),
    errorBand: capacityBand(spec, shape, { isComplete: true }),
  };
};

/** Services that were asked for, with their simulations: the next question often differs in its rate or prices alone. */
const askedLately = lately<() => Service>(64);

export const modelledSpeed: SpeedSource = {
  memory: replicaMemory,
  estimate,
  service: (...of) => askedLately(JSON.stringify(of), () => simulatedInService(...of))(),
  ceilings,
  workerCeilings,
};
