import type { CapacityResult, Decision, DecisionInputs, DemandForecast, ForecastCoverage } from "@loadline/core";
import type { Advice, PlanDeployment, PlanPool } from "@loadline/wire";
import type { DeploymentView } from "../state/deployment-view.ts";
import type { MeasuredCapacity } from "./decide-deployment.ts";
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
  /** Where that capacity comes from. */
  readonly measured: MeasuredCapacity;
  /** Factor on the modelled step time at the present load, from calibration; 1: none. */
  readonly speedFactor: number;
  readonly forecast: DemandForecast | null;
  /** How often the forecast's quantiles covered what came; empty while too few came due. */
  readonly coverage?: ForecastCoverage["covered"];
  readonly decision: Decision;
  /** Replicas the pool can take for a rollout, what is kept for it included; null: unknown. */
  readonly surgeRoom?: number | null;
  /** What stands beside the count. */
  readonly advice?: readonly Advice[];
  /** Seconds until growth meets a limit: earliest, likely and latest; null: not known, or beyond a year. */
  readonly exhaustion?: Readonly<Record<"earliest" | "likely" | "latest", number | null>> | null;
  /** Days of peaks that this rests on. */
  readonly peakDays?: number | null;
}
