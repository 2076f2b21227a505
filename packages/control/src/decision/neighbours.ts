import { carriedBy } from "@loadline/model";
import { type Situation, withinBounds } from "./assess.ts";
import type { Neighbours } from "./reason-text.ts";
import { leastStepDown, leavingReplicas } from "./steps.ts";

/** The counts beside the one that was chosen, by the memory after the choice: a reversal makes the next step larger. */
export const neighboursOf = (situation: Situation, desired: number | null): Neighbours => {
  const { inputs, settings, need } = situation;
  const { capacity, replicas } = inputs;
  const { missing } = need;
  if (capacity.kind !== "feasible" || desired === null) return { kind: "unknown", missing };
  const { minReplicas, maxReplicas, reserveReplicas, scaleDownMargin, scaleDownStabilisation: seconds } = settings;
  const loadLine = (count: number): number => carriedBy(capacity, count - reserveReplicas);
  const blind = missing.length > 0;
  const count = desired - leastStepDown(situation, desired);
  const isFewer = count >= Math.max(minReplicas, reserveReplicas);
  const isLoadLow = isFewer && !blind && need.wanted !== null && need.wanted <= count;
  const drain = leavingReplicas(replicas, need.target ?? 0) > 0;
  return {
    kind: "known",
    wanted: withinBounds(need.wanted ?? need.needed ?? 0, settings),
    riseAbove: desired < maxReplicas ? loadLine(desired) : null,
    fewer: isFewer ? { count, atMost: loadLine(count) / (1 + scaleDownMargin) } : null,
    awaited: isLoadLow ? { count: need.wanted, drain, seconds } : null,
    blind,
  };
};
