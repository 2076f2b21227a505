import { replicaMemory } from "../memory/replica-memory.ts";
import type { CapacityOf, Estimate, ReplicaMemory } from "../model/estimate.ts";
import type { DemandShape, Load } from "../model/load.ts";
import type { ReplicaSpec, StepModel } from "../model/replica.ts";
import { estimate } from "../performance/estimate.ts";
import { replicaCapacities } from "../performance/replica-capacity.ts";
import { stepModel } from "../performance/step-model.ts";
import type { SearchEffort } from "../serving/open-loop/open-loop-capacity.ts";

/** Where sizing takes memory, speed and capacity from: the model of this package, or a test double. */
export interface SpeedSource {
  readonly memory: (spec: ReplicaSpec) => ReplicaMemory;
  readonly estimate: (spec: ReplicaSpec, shape: DemandShape, load: Load) => Estimate;
  readonly capacities: (spec: ReplicaSpec, shape: DemandShape, effort?: SearchEffort) => CapacityOf;
  readonly steps: (spec: ReplicaSpec) => StepModel;
}

export const modelledSpeed: SpeedSource = {
  memory: replicaMemory,
  estimate,
  capacities: replicaCapacities,
  steps: stepModel,
};
