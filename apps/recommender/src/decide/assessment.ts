import type { CapacityResult, Decision, DecisionInputs, DemandForecast } from "@loadline/core";
import type { PlanDeployment, PlanPool } from "@loadline/wire";
import type { DeploymentView } from "../state/deployment-view.ts";
import type { ReplicaModel } from "./replica-model.ts";

/** Everything one decision rested on, and the decision: what is published, measured and served over HTTP. */
export interface Assessment {
  /** Epoch seconds. */
  readonly at: number;
  readonly cluster: string;
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
  readonly model: ReplicaModel;
  readonly view: DeploymentView;
  readonly inputs: DecisionInputs;
  readonly capacity: CapacityResult;
  /** Factor on the modelled step time at the present load, from calibration; 1: none. */
  readonly speedFactor: number;
  readonly forecast: DemandForecast | null;
  readonly decision: Decision;
}
