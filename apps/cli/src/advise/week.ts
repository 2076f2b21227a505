import type { CapacityInterval } from "@loadline/core";
import { recentLoad } from "../backtest/prometheus-load.ts";
import { runPolicy, stepSeconds } from "../backtest/run-backtest.ts";
import type { Prometheus } from "../prometheus/client.ts";
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

const usualPolicies = ["hpa:0.7", "loadline"];

/** The fixed count as a policy: one whose bounds leave no choice. */
const fixed = "hpa:0.7";

const weekRows = (
  demand: Float64Array,
  perReplica: number,
  { deployment, size, observed, policies = usualPolicies }: AdviseOne,
): readonly WeekRow[] => {
  const running = observed.engines.length;
  const usd = size.planned?.usdPerHour ?? null;
  const replicas = size.planned?.replicas ?? 0;
  const request = {
    trace: deployment.name,
    demand,
    policies: [],
    leadTimeSeconds: deployment.leadTimeSeconds,
    stepSeconds,
    replicaCapacity: perReplica,
    usdPerReplicaHour: usd === null || replicas === 0 ? null : usd / replicas,
    scoreFromSeconds: 0,
    minimumReplicas: Math.max(1, deployment.replicas.min),
    maximumReplicas: deployment.replicas.max,
  };
  const rowOf = (policy: string, { score }: ReturnType<typeof runPolicy>): WeekRow => ({
    policy,
    replicaHours: score.replicaHours,
    unservedShare: score.unservedShare,
    sloViolationMinutes: score.sloViolationMinutes,
    actions: score.actions,
    costUsd: score.costUsd,
  });
  const now = { ...request, minimumReplicas: running, maximumReplicas: running, initialReplicas: running };
  return [
    rowOf(`${running} at all times`, runPolicy(now, fixed)),
    ...policies.map((policy) => rowOf(policy, runPolicy(request, policy))),
  ];
};

const finishedOnly =
  "while requests wait, Prometheus has what finished and not what was asked for: the policies are judged on too low a load";

/** What was observed of the load, and what each policy would have done with it; null: no capacity is known. */
export const weekOf = async (
  prometheus: Prometheus,
  question: AdviseOne,
  { requestsPerSecond: perReplica, basis }: CapacityInterval,
): Promise<Week | null> => {
  if (perReplica === null) return null;
  const load = await recentLoad(prometheus, question, { stepSeconds, seed: 7, shape: "linear" });
  if (typeof load === "string") return { seconds: 0, notices: [load], rows: [] };
  return {
    seconds: load.demand.length * stepSeconds,
    notices: basis === "measured-at-most" ? [...load.notices, finishedOnly] : load.notices,
    rows: weekRows(load.demand, perReplica, question),
  };
};
