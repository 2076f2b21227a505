import type { RequestLevelRun } from "@loadline/simulation";
import type { ScenarioResult } from "./run-scenario.ts";

const policyAnswer = ({ policy, score, engineFit }: RequestLevelRun) => ({
  policy,
  ...score,
  engine: { maxSequences: engineFit.running, kvCacheTokens: engineFit.kvTokens },
});

/**
 * The answer of `--json`. `costUsd` is null without a price; an upper bound of `engine` is null while the history is too
 * short for one.
 */
export const scenarioAnswer = ({
  name,
  requests,
  seconds,
  leadTimeSeconds,
  replicaCapacity,
  runs,
}: ScenarioResult) => ({
  scenario: name,
  requests,
  seconds,
  leadTimeSeconds,
  replicaCapacityRps: replicaCapacity,
  minimumReplicaHours: runs[0]?.score.minimumReplicaHours ?? 0,
  policies: runs.map(policyAnswer),
});
