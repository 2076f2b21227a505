import type { DemandPoint } from "@loadline/core";
import { arrivalRate, demandOf } from "./demand.ts";
import type { DeploymentView } from "./deployment-view.ts";

// At the default interval this is almost six hours.
const longestHistory = 4_096;

/** The history with the view's demand, where that is complete and newer than the last point. */
export const recordDemand = (history: readonly DemandPoint[], view: DeploymentView): readonly DemandPoint[] => {
  const { demand, demandAt, complete } = view;
  if (demand === null || demandAt === null || !complete) return history;
  const last = history.at(-1);
  if (last !== undefined && demandAt <= last.at) return history;
  return [...history, { at: demandAt, ...demand }].slice(-longestHistory);
};

/** The points before a gap and the ones of the replay after them. */
export const joinHistory = (kept: readonly DemandPoint[], replayed: readonly DemandPoint[]): readonly DemandPoint[] => {
  const last = kept.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return [...kept, ...replayed.filter(({ at }) => at > last)].slice(-longestHistory);
};

/**
 * The points that would have been recorded had this process watched what was replayed to it. They end where the
 * first of the serving engines fell silent: after that the sum would show a fall that nobody observed.
 */
export const historyFromReplay = (
  view: DeploymentView,
  { windowSeconds, intervalSeconds }: { readonly windowSeconds: number; readonly intervalSeconds: number },
): readonly DemandPoint[] => {
  const { countedSince, countedUntil, series, shape } = view;
  if (countedSince === null || countedUntil === null) return [];
  const count = Math.min(longestHistory, Math.floor((countedUntil - countedSince - windowSeconds) / intervalSeconds));
  const times = Array.from(
    { length: Math.max(0, count) },
    (_, index) => countedUntil - (count - index) * intervalSeconds,
  );
  return times.flatMap((at) => {
    const rate = arrivalRate(series, at, windowSeconds);
    return rate === null ? [] : [{ at, ...demandOf(rate, shape) }];
  });
};
