import type { CapacityInterval } from "@loadline/control";
import type { FluidRun, ReplicaCapacity } from "@loadline/simulation";
import { recentLoad } from "../backtest/prometheus-load.ts";
import { type PolicyBounds, runPolicy, stepSeconds } from "../backtest/run-backtest.ts";
import type { Prometheus } from "../prometheus/client.ts";
import { observedService } from "./observed-service.ts";
import type { AdviseOne } from "./question.ts";

/** A way to choose the count over the recorded week, and what it would have done. */
export interface WeekRow {
  readonly policy: string;
  readonly replicaHours: number;
  readonly unservedShare: number;
  readonly sloViolationMinutes: number;
  readonly actions: number;
  readonly costUsd: number | null;
}

/** Policies over what was recorded of a load. */
export interface Week {
  readonly seconds: number;
  readonly notices: readonly string[];
  readonly rows: readonly WeekRow[];
}

const weekPolicies = ["hpa:0.7", "loadline"];

/** What bounds the policies, and what the replicas carry. */
export interface PolicyTerms extends PolicyBounds {
  readonly capacity: ReplicaCapacity;
  /** null: not known. */
  readonly usdPerReplicaHour: number | null;
  /** Replicas that run at present. */
  readonly running: number;
}

/** The fixed count as a policy: one whose bounds leave no choice. */
const fixed = "hpa:0.7";

/** The present count, where anything runs, and each policy over a load. */
export const policyRows = (
  demand: Float64Array,
  { running, ...terms }: PolicyTerms,
  policies: readonly string[],
): readonly WeekRow[] => {
  const request = { ...terms, trace: "", demand, policies, stepSeconds, scoreFromSeconds: 0 };
  const rowOf = (policy: string, { score }: FluidRun): WeekRow => ({
    policy,
    replicaHours: score.replicaHours,
    unservedShare: score.unservedShare,
    sloViolationMinutes: score.sloViolationMinutes,
    actions: score.actions,
    costUsd: score.costUsd,
  });
  const now = { ...request, minimumReplicas: running, maximumReplicas: running, initialReplicas: running };
  return [
    ...(running > 0 ? [rowOf(`${running} at all times`, runPolicy(now, fixed))] : []),
    ...policies.map((policy) => rowOf(policy, runPolicy(request, policy))),
  ];
};

/** As the plan has it. */
export const plannedTerms = ({ deployment, size, observed }: AdviseOne): Omit<PolicyTerms, "capacity"> => {
  const { usdPerHour = null, replicas = 0 } = size.planned ?? {};
  return {
    leadTimeSeconds: deployment.leadTimeSeconds,
    minimumReplicas: Math.max(1, deployment.replicas.min),
    maximumReplicas: deployment.replicas.max,
    usdPerReplicaHour: usdPerHour === null || replicas === 0 ? null : usdPerHour / replicas,
    running: observed.engines.length,
  };
};

export const finishedOnly =
  "while requests wait, Prometheus has what finished and not what was asked for: the policies are judged on too low a load";

/** What was observed of the load, and what each policy would have done with it; null: no capacity is known. */
export const weekOf = async (
  prometheus: Prometheus,
  question: AdviseOne,
  { requestsPerSecond: perReplica, basis }: CapacityInterval,
  priceNote: string | null,
): Promise<Week | null> => {
  if (perReplica === null) return null;
  const load = await recentLoad(prometheus, question, { stepSeconds, seed: 7, shape: "linear" });
  if (typeof load === "string") return { seconds: 0, notices: [load], rows: [] };
  const capacity = observedService(question, { requestsPerSecond: perReplica, basis });
  return {
    seconds: load.demand.length * stepSeconds,
    notices: [
      ...load.notices,
      ...(basis === "measured-at-most" ? [finishedOnly] : []),
      ...(priceNote === null ? [] : [priceNote]),
    ],
    rows: policyRows(load.demand, { ...plannedTerms(question), capacity }, weekPolicies),
  };
};
