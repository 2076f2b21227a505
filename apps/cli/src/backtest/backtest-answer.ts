import type { FluidRun } from "@loadline/simulation";
import { type Backtest, meanOf } from "./run-backtest.ts";

const policyAnswer = ({ policy, score }: FluidRun) => ({
  policy,
  replicaHours: score.replicaHours,
  ratioToMinimum: score.ratioToMinimum,
  unservedShare: score.unservedShare,
  largestEventShare: score.largestEventShare,
  sloViolationMinutes: score.sloViolationMinutes,
  actions: score.actions,
  reversals: score.reversals,
  costUsd: score.costUsd,
});

/** The answer of `--json`. `costUsd` is null without a price. */
export const backtestAnswer = ({ trace, demand, stepSeconds, leadTimeSeconds, replicaCapacity, runs }: Backtest) => ({
  trace,
  loadSeconds: demand.length * stepSeconds,
  meanLoadRps: meanOf(demand),
  leadTimeSeconds,
  replicaCapacityRps: replicaCapacity,
  minimumReplicaHours: runs[0]?.score.minimumReplicaHours ?? 0,
  policies: runs.map(policyAnswer),
});
