import type { OpenLoopEstimate } from "../../model/estimate.ts";
import type { ServedBatch } from "../event-simulation/simulate-serving.ts";
import { openLoopConstants } from "./open-loop-constants.ts";
import { meanFirstToken, type Stretch } from "./serving-statistics.ts";

/**
 * How fast the wait grows while the load lasts, seconds of wait per second of arrivals: mean time to first token of
 * the last quarter of a stretch against the second. About 0 when stable, utilisation − 1 in overload.
 */
export const waitGrowth = (served: ServedBatch, { from, to }: Stretch): number => {
  const quarter = Math.floor((to - from) / 4);
  const [second, last] = [from + quarter, to - quarter];
  const elapsed = (served.batch.arrivals[last] ?? 0) - (served.batch.arrivals[second] ?? 0);
  if (quarter === 0 || elapsed <= 0) return 0;
  const early = meanFirstToken(served, { from: second, to: second + quarter });
  const late = meanFirstToken(served, { from: last, to });
  return (late - early) / elapsed;
};

/** The largest stable rate, as a product and a quotient of itself, is still stable. */
const roundingShare = 1e-9;

/** The regime of a load by its utilisation, and close to capacity by whether the wait grew. */
export const openLoopVerdict = (utilisation: number, growth: number): OpenLoopEstimate["verdict"] => {
  const { stableUtilisation, overloadUtilisation, doubtfulUtilisation, overloadGrowth } = openLoopConstants();
  if (utilisation <= stableUtilisation.value * (1 + roundingShare)) return "stable";
  const growing = utilisation > doubtfulUtilisation.value && growth > overloadGrowth.value;
  return utilisation > overloadUtilisation.value || growing ? "overloaded" : "saturated";
};
