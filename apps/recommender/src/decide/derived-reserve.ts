import { type DecisionInputs, type Evidence, evidenceRow as row } from "@loadline/control";
import { carriedBy, coldToReplicas, type ReplicaRate, replicasCarrying } from "@loadline/model";
import { type Plan, type PlanDeployment, type PlannedReserve, plannedReserve } from "@loadline/plan";
import type { RequestShape } from "../observe/demand.ts";
import { coveredLoad } from "../observe/demand-forecast.ts";
import { offeredBySchedule } from "./plan-limits.ts";

export interface ReserveLoad {
  readonly inputs: DecisionInputs;
  /** Quantile that a count is sized by. */
  readonly quantile: number;
  /** Replicas that stand, for as long as load or capacity is unknown. */
  readonly standing: number;
  readonly gpusPerReplica: number;
  readonly now: number;
  readonly shape: RequestShape;
}

/** Replicas that carry a load, and that load; null: unknown. */
interface ReserveAt extends Pick<ReserveLoad, "gpusPerReplica" | "now" | "shape"> {
  readonly requestsPerSecond: number | null;
  readonly replicas: number;
  /** null: unknown. */
  readonly capacity: ReplicaRate | null;
}

/** Requests/s that reach the replicas once the response cache answers nothing, beside this rate. */
export const coldRate = (
  toReplicas: number,
  deployment: PlanDeployment,
  { now, shape }: Pick<ReserveLoad, "now" | "shape">,
): number => {
  const offered = Math.max(deployment.expected.requestsPerSecond, offeredBySchedule(deployment, now) ?? 0);
  return coldToReplicas({ toReplicas, offered }, shape, deployment);
};

/** The load that a count that covers the quantile is sized by; null while it is unknown. */
export const sizedLoad = ({ inputs, quantile }: Pick<ReserveLoad, "inputs" | "quantile">): number | null => {
  const known = [inputs.demand?.requestsPerSecond, coveredLoad(inputs.forecast, quantile)].flatMap(
    (rate) => rate ?? [],
  );
  return known.length === 0 ? null : Math.max(...known);
};

const coldLoadOf = (cold: number, capacity: ReplicaRate) => {
  const replicas = Math.max(1, replicasCarrying(cold, capacity));
  return { requestsPerSecond: cold, perReplica: carriedBy(capacity, replicas) / replicas };
};

/** The reserve that the plan derives at a load, in whole replicas that carry it; null where it states a number. */
export const reserveAt = (plan: Plan, deployment: PlanDeployment, load: ReserveAt): PlannedReserve | null => {
  const { requestsPerSecond: rate, replicas, gpusPerReplica, capacity } = load;
  const cold = rate === null || rate === 0 ? null : coldRate(rate, deployment, load);
  return plannedReserve(plan, deployment, {
    needed: Math.min(deployment.replicas.max, replicas),
    gpusPerReplica,
    cacheShare: rate === null || cold === null ? undefined : 1 - rate / cold,
    coldLoad: cold === null || capacity === null ? undefined : coldLoadOf(cold, capacity),
  });
};

/** The reserve that the plan derives at this load; null where it states a number. */
export const derivedReserve = (plan: Plan, deployment: PlanDeployment, load: ReserveLoad): PlannedReserve | null => {
  const { capacity } = load.inputs;
  const rate = capacity.kind === "feasible" ? sizedLoad(load) : null;
  if (capacity.kind !== "feasible" || rate === null)
    return reserveAt(plan, deployment, { ...load, requestsPerSecond: null, replicas: load.standing, capacity: null });
  const replicas = replicasCarrying(rate, capacity);
  return reserveAt(plan, deployment, { ...load, requestsPerSecond: rate, replicas, capacity });
};

const counted = (replicas: number): string => `${replicas} replica${replicas === 1 ? "" : "s"}`;

/** The reserve as evidence: what each cause takes and why, and what nothing is held for. */
export const reserveEvidence = ({ replicas, needs, notCovered, rule }: PlannedReserve): readonly Evidence[] => [
  row("reserve.replicas", replicas, "replicas"),
  row("reserve.rule", rule),
  ...needs.map((need) => row(`reserve.${need.cause}`, `${counted(need.replicas)}: ${need.because}`)),
  ...notCovered.map(({ cause, because }) => row(`reserve.${cause}`, `not covered: ${because}`)),
];
