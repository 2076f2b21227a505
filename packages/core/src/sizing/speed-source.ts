import { replicaMemory } from "../memory/replica-memory.ts";
import type { CapacityResult, Estimate, ReplicaMemory } from "../model/estimate.ts";
import type { DemandShape, Load, Slo } from "../model/load.ts";
import type { ReplicaSpec, StepModel } from "../model/replica.ts";
import { estimate } from "../performance/estimate.ts";
import { replicaCapacity, roughCapacity } from "../performance/replica-capacity.ts";
import { stepModel } from "../performance/step-model.ts";

/** Where sizing takes memory, speed and capacity from: the model of this package, or a test double. */
export interface SpeedSource {
  readonly memory: (spec: ReplicaSpec) => ReplicaMemory;
  readonly estimate: (spec: ReplicaSpec, shape: DemandShape, load: Load) => Estimate;
  readonly capacity: (spec: ReplicaSpec, shape: DemandShape, slo: Slo) => CapacityResult;
  /** About the same rate for less work, 0 where infeasible; left out: `capacity` serves for ranking as well. */
  readonly roughCapacity?: ((spec: ReplicaSpec, shape: DemandShape, slo: Slo) => number) | undefined;
  readonly steps: (spec: ReplicaSpec) => StepModel;
}

export const modelledSpeed: SpeedSource = {
  memory: replicaMemory,
  estimate,
  capacity: replicaCapacity,
  roughCapacity,
  steps: stepModel,
};
