import { type League, type LeagueBounds, type LeagueTick, leagueStep, leagueWindows } from "@loadline/simulation";
import type { PlanDeployment } from "@loadline/wire";
import type { Assessment } from "./assessment.ts";
import { rateOf } from "./replica-model.ts";

/** The bounds of every policy: none goes to zero where the plan does not. */
const boundsOf = ({ leadTimeSeconds, replicas: { min, max } }: PlanDeployment): LeagueBounds => ({
  leadTimeSeconds,
  minimumReplicas: Math.max(1, min),
  maximumReplicas: max,
});

/** The league after this decision; as it was where not all is known whole, and at a fault: it keeps no decision back. */
export const leagueAfter = (
  before: League | undefined,
  { at, deployment, view, inputs, capacity }: Omit<Assessment, "league">,
  settings: LeagueTick["settings"],
): League | undefined => {
  const rate = rateOf(capacity);
  const { ready, pending } = inputs.replicas;
  const isWhole = view.complete && inputs.observing !== true;
  if (!isWhole || view.demand === null || ready === null || rate === null || !(rate > 0)) return before;
  try {
    return leagueStep(before, {
      ...boundsOf(deployment),
      at,
      demand: view.demand.requestsPerSecond,
      capacity: rate,
      ready,
      pending,
      inputs,
      settings,
      tokensPerRequest: view.shape.inputTokens + view.shape.outputTokens,
    });
  } catch {
    return before;
  }
};

/** What each policy cost and missed over the last days, priced as the planned replicas are; empty before the first step. */
export const leaguePeriods = ({ at, deployment, league, usdPerHour }: Assessment) => {
  const { planned } = deployment.replicas;
  const usd = planned > 0 ? usdPerHour(planned) : null;
  const windows = league === undefined ? [] : leagueWindows(league, boundsOf(deployment), at);
  return windows.map(({ rows, ...window }) => ({
    ...window,
    notices: window.seconds > 0 ? [] : [`nothing was observed whole in the last ${window.days} d`],
    rows: rows.map((row) => ({ ...row, costUsd: usd === null ? null : (row.replicaHours * usd) / planned })),
  }));
};
