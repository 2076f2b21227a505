import type { Decision, DecisionInputs } from "@loadline/core";
import { type Plan, type PlanDeployment, type PlannedSpare, plannedSpare } from "@loadline/wire";
import type { ReplicaCapacityResult } from "./replica-model.ts";

export interface SpareLoad {
  readonly inputs: DecisionInputs;
  readonly capacity: ReplicaCapacityResult;
  /** Quantile that a count is sized by. */
  readonly quantile: number;
  /** Replicas that stand, for as long as load or capacity is unknown. */
  readonly standing: number;
  readonly gpusPerReplica: number;
}

/** Replicas that carry the load that a new count is sized by. */
const carrying = ({ inputs, capacity, quantile, standing }: SpareLoad): number => {
  if (capacity.kind !== "feasible") return standing;
  const forecast = inputs.forecast?.quantiles.find((one) => one.quantile >= quantile);
  const known = [inputs.demand, forecast].flatMap((demand) => demand?.requestsPerSecond ?? []);
  return known.length === 0 ? standing : Math.ceil(Math.max(...known) / capacity.capacity.requestsPerSecond);
};

/** The spare that the plan derives at this load; null where it states a number. */
export const derivedSpare = (plan: Plan, deployment: PlanDeployment, load: SpareLoad): PlannedSpare | null => {
  if (deployment.spare === undefined) return null;
  const needed = Math.min(deployment.replicas.max, carrying(load));
  return plannedSpare(plan, deployment, { needed, gpusPerReplica: load.gpusPerReplica });
};

const counted = (replicas: number): string => `${replicas} replica${replicas === 1 ? "" : "s"}`;

/** The spare as evidence: what each cause takes and why, and what nothing is held for. */
export const spareEvidence = ({ replicas, needs, notCovered, rule }: PlannedSpare): Decision["evidence"] => {
  const row = (input: string, value: string | number, unit: string | null) => ({ input, value, unit, ageSeconds: 0 });
  return [
    row("spare.replicas", replicas, "replicas"),
    row("spare.rule", rule, null),
    ...needs.map((need) => row(`spare.${need.cause}`, `${counted(need.replicas)}: ${need.because}`, null)),
    ...notCovered.map(({ cause, because }) => row(`spare.${cause}`, `not covered: ${because}`, null)),
  ];
};
