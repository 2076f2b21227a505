import type { Plan, PlanDeployment } from "@loadline/wire";
import type { DeploymentSize } from "../plan/answer.ts";
import type { ObservedDeployment } from "../prometheus/observed-fleet.ts";

export interface AdviseQuestion {
  readonly plan: Plan;
  readonly observed: ReadonlyMap<string, ObservedDeployment>;
  readonly now: number;
  /** Days of load that policies are tried on; a week by default. */
  readonly days?: number | undefined;
  readonly policies?: readonly string[] | undefined;
}

/** The same about one deployment, with what it takes by the model. */
export interface AdviseOne extends Pick<AdviseQuestion, "plan" | "now" | "days" | "policies"> {
  readonly deployment: PlanDeployment;
  readonly size: DeploymentSize;
  readonly observed: ObservedDeployment;
}
