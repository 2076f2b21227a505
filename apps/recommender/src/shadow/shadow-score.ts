import type { Assessment } from "../decide/assessment.ts";
import { leaguePeriods } from "../decide/league.ts";

/** What ran and what Loadline would have run on the same load, side by side: two rows of the league over its longest window. */
const scoreOf = (assessment: Assessment) => {
  const longest = leaguePeriods(assessment).at(-1);
  const sums = (policy: "actual" | "loadline") => {
    const { replicaHours = 0, sloViolationMinutes = 0 } = longest?.rows.find((row) => row.policy === policy) ?? {};
    return { replicaSeconds: replicaHours * 3_600, violationSeconds: sloViolationMinutes * 60 };
  };
  const [actual, advised] = [sums("actual"), sums("loadline")];
  const violationSeconds = { actual: actual.violationSeconds, advised: advised.violationSeconds };
  return {
    deployment: assessment.deployment.name,
    /** In which load, capacity and replicas were known whole. */
    seconds: longest?.seconds ?? 0,
    replicaSeconds: { actual: actual.replicaSeconds, advised: advised.replicaSeconds },
    violationSeconds,
    // The name before 0.2.
    shortSeconds: violationSeconds,
  };
};

export const shadowScores = (assessments: readonly Assessment[]): readonly ReturnType<typeof scoreOf>[] =>
  assessments.map(scoreOf);
