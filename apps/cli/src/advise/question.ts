import type { Plan, PlanDeployment } from "@loadline/plan";
import { parsePlanText } from "@loadline/plan";
import type { DeploymentSize } from "@loadline/planner/answer";
import { optionSet } from "@loadline/planner/options";
import { type InitChoices, planOfFleet, type Skipped } from "../init/plan-of-fleet.ts";
import type { ObservedDeployment, ObservedFleet } from "../prometheus/observed-fleet.ts";

export interface AdviseQuestion {
  readonly plan: Plan;
  readonly observed: ReadonlyMap<string, ObservedDeployment>;
  readonly now: number;
  /** As dcgm-exporter counts them. */
  readonly gpus: ObservedFleet["gpus"];
}

/** The same about one deployment, with what it takes by the model. */
export interface AdviseOne extends Pick<AdviseQuestion, "plan" | "now"> {
  readonly deployment: PlanDeployment;
  readonly size: DeploymentSize;
  readonly observed: ObservedDeployment;
}

/** Options of every command that takes a plan of what runs. */
export const fleetOptions = ["fromPrometheus", "ttft", "tpot", "itl", "model", "gpu", "tensor", "json"] as const;
export const fleetDefaults = { ttft: "2s", tpot: "100ms" } as const;
export const fleetHelp = {
  ttft: "without a plan: objective for the time to first token",
  tpot: "without a plan: objective for the mean gap between the tokens of a request",
  itl: "without a plan: objective for single gaps between tokens",
  model: "without a plan: catalogue model of what is served under a name that the catalogue lacks",
  gpu: "without a plan: GPU of the engines, where no dcgm-exporter series names it",
  tensor: "without a plan: GPUs of one replica, where no series names them",
} as const;
export const adviseOptions = optionSet(fleetOptions, fleetDefaults, fleetHelp);
export type FleetValues = ReturnType<(typeof adviseOptions)["read"]>;

/** What is taken for an engine where no series names it. */
export const choicesOf = ({ gpu, ...asked }: FleetValues): InitChoices => ({
  ...asked,
  cluster: "default",
  gpu: gpu?.[0],
});

export type FleetQuestion = AdviseQuestion & { readonly skipped: readonly Skipped[] };

/** The plan that a user has, with the deployment that runs for each of its names; else the plan of what runs. */
export const questionOf = (fleet: ObservedFleet, choices: InitChoices, text: string | null): FleetQuestion | null => {
  const plan = text === null ? null : parsePlanText(text);
  // Where no series names the GPUs, the user's plan does.
  const initial = planOfFleet(fleet, { ...choices, gpu: choices.gpu ?? plan?.pools[0]?.gpu });
  const { now, gpus } = fleet;
  if (plan === null) return initial.plan === null ? null : { ...initial, plan: initial.plan, now, gpus };
  // Engines are of the deployment with the same model; of several, of the one whose name their labels carry.
  const pairs = plan.deployments.flatMap((deployment) => {
    const same = [...initial.observed].filter(([name, observed]) => {
      const drafted = initial.plan?.deployments.find((each) => each.name === name);
      const isNamed = Object.values(observed.labels).includes(deployment.name) || name === deployment.name;
      const alone = plan.deployments.filter(({ model }) => model === deployment.model).length === 1;
      return isNamed || (alone && drafted?.model === deployment.model);
    });
    return same[0] === undefined ? [] : [[deployment.name, same[0][1]] as const];
  });
  const observed = new Map(pairs);
  const missing = plan.deployments.filter(({ name }) => !observed.has(name));
  const skipped = missing.map(({ name, model }) => ({ name, reason: `no engine that serves ${model} is scraped` }));
  return { plan, observed, now, gpus, skipped };
};
