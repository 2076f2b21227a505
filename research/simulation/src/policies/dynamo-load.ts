import { enginesOf } from "./fluid-engines.ts";
import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

/**
 * Cache load of an aggregated engine, running and queued, above which it is too full and below which it is too empty.
 * @source https://github.com/ai-dynamo/dynamo/blob/main/components/src/dynamo/planner/config/defaults.py
 */
const [up, down] = [1, 0.6];
const intervalSeconds = 5;

/**
 * The load planner of NVIDIA Dynamo for aggregated engines with its static thresholds: one replica more when any engine
 * is too full, one less when all are too empty, nothing while a change is under way or an engine does not report.
 * @source https://github.com/ai-dynamo/dynamo/blob/main/components/src/dynamo/planner/core/load_scaling.py
 */
export const dynamoLoadPolicy: ScalingPolicy<{ readonly decidedAt: number | null }> = {
  name: "dynamo-load",
  holdsOnUnknown: true,
  start: { decidedAt: null },
  step: (state, input) => {
    const current = currentReplicas(input);
    if (state.decidedAt !== null && input.at - state.decidedAt < intervalSeconds) return { state, desired: current };
    const next = { decidedAt: input.at };
    const observed = enginesOf(input);
    if (input.pending > 0 || observed === null || observed.engines.length !== input.ready)
      return { state: next, desired: current };
    const loads = observed.engines.map(
      ({ kvTokensUsed, queuedTokens, kvTokens }) => (kvTokensUsed + queuedTokens) / kvTokens,
    );
    if (loads.some((load) => load > up)) return { state: next, desired: current + 1 };
    const empty = current > 1 && loads.length > 0 && loads.every((load) => load < down);
    return { state: next, desired: empty ? current - 1 : current };
  },
};
