import type { BindingLimit, Slo } from "../performance/types.ts";
import { type RequestsPerSecond, requestsPerSecond } from "../units.ts";
import { openLoopConstants } from "./open-loop-constants.ts";
import { steadyEstimate } from "./open-loop-estimate.ts";
import type { OpenLoopEstimate, ServingReplica, ServingShape } from "./open-loop-types.ts";
import { type SaturatedRun, saturatedRun } from "./saturated-run.ts";

type SteadyEstimate = Omit<OpenLoopEstimate, "range">;
type Objective = "timeToFirstToken" | "interTokenLatency" | "endToEnd";

export interface MissedObjective {
  readonly objective: Objective;
  readonly reached: number;
  readonly allowed: number;
}

export type OpenLoopCapacity =
  | {
      readonly kind: "feasible";
      readonly requestsPerSecond: RequestsPerSecond;
      readonly bindingLimit: BindingLimit;
      /** The objective that a higher rate would miss; null when stability ends the search. */
      readonly limitedBy: Objective | null;
      readonly saturatedRate: RequestsPerSecond;
      readonly at: SteadyEstimate;
    }
  /** Not even an idle replica meets the objectives. */
  | { readonly kind: "infeasible"; readonly missed: MissedObjective };

const percentileNames = { 0.5: "p50", 0.9: "p90", 0.95: "p95", 0.99: "p99" } as const;

/** The inter-token objective is on the mean gap of a request, as clients report it. */
const distributionFor = (estimate: SteadyEstimate, objective: Objective) =>
  objective === "interTokenLatency" ? estimate.timePerOutputToken : estimate[objective];

const objectives: readonly Objective[] = ["timeToFirstToken", "interTokenLatency", "endToEnd"];

/** The objective that is missed most, relative to its bound; null when all hold. */
const worstMiss = (estimate: SteadyEstimate, slo: Slo): MissedObjective | null => {
  const missed = objectives.flatMap((objective) => {
    const allowed = slo[objective];
    const reached = distributionFor(estimate, objective)[percentileNames[slo.percentile]];
    return allowed === undefined || reached <= allowed ? [] : [{ objective, reached, allowed }];
  });
  const [worst = null] = missed.toSorted((a, b) => b.reached / b.allowed - a.reached / a.allowed);
  return worst;
};

/** What the objective that is missed next is made of. */
const limitBehind = (saturated: SaturatedRun, next: SteadyEstimate, missed: MissedObjective | null): BindingLimit => {
  if (missed === null) return saturated.bindingLimit;
  if (missed.objective === "timeToFirstToken" && next.verdict === "stable") {
    return next.bindingLimit === "decode-bandwidth" ? "prefill-compute" : next.bindingLimit;
  }
  return next.bindingLimit;
};

/** Halvings of the interval of rates: the answer is exact to 1/128 of the stable capacity. */
const halvings = 7;
/** A load so light that a request meets no other, as a share of capacity. */
const idleUtilisation = 1e-4;
const searchRequests = 1000;

/**
 * The highest steady rate, in requests per second, at which every objective holds; never beyond the stable verdict.
 * Bisection over simulations that all see the same requests, so the answer does not depend on chance between rates.
 * @throws LL_INPUT_INVALID as `openLoopEstimate`
 */
export const openLoopCapacity = (replica: ServingReplica, shape: ServingShape, slo: Slo): OpenLoopCapacity => {
  const saturated = saturatedRun(replica, shape);
  const at = (share: number): SteadyEstimate =>
    steadyEstimate(replica, shape, {
      load: { kind: "rate", requestsPerSecond: share * saturated.requestsPerSecond },
      saturated,
      requests: searchRequests,
    });
  let best = at(idleUtilisation);
  const idleMiss = worstMiss(best, slo);
  if (idleMiss !== null) return { kind: "infeasible", missed: idleMiss };

  let [low, high] = [0, openLoopConstants().stableUtilisation.value];
  let next = at(high);
  let missed = worstMiss(next, slo);
  if (missed === null) [best, low] = [next, high];
  for (let halving = 0; halving < halvings && low < high; halving++) {
    const middle = (low + high) / 2;
    const candidate = at(middle);
    const miss = worstMiss(candidate, slo);
    if (miss === null) [low, best] = [middle, candidate];
    else [high, next, missed] = [middle, candidate, miss];
  }
  return {
    kind: "feasible",
    requestsPerSecond: requestsPerSecond(low * saturated.requestsPerSecond),
    bindingLimit: limitBehind(saturated, next, missed),
    limitedBy: missed?.objective ?? null,
    saturatedRate: requestsPerSecond(saturated.requestsPerSecond),
    at: best,
  };
};
