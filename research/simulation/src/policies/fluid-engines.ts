import type { EngineObservation, EngineState } from "./engine-observation.ts";
import type { PolicyInput } from "./scaling-policy.ts";

/** One unit of cache per unit of work: only ratios of the two are looked at. */
const cachePerWork = 1;

/**
 * Latency of a replica without load as a share of its objective.
 * @source https://github.com/llm-d/llm-d/blob/main/guides/workload-autoscaling/README.slo-aware.md: 0.2 to 0.45 under healthy load
 */
const idleLatencyShare = 0.2;

/** Latency as a share of its objective: that of a queue, which meets the objective just at the replica's capacity. */
const latencyShareAt = (load: number): number => {
  const left = 1 - (1 - idleLatencyShare) * load;
  return left > 0 ? idleLatencyShare / left : Number.MAX_VALUE;
};

/**
 * Engine metrics where the load is a fluid and no engine is simulated: a replica at its capacity has a full cache, and
 * what it cannot carry waits in line. null when the demand is unknown or nobody serves.
 */
export const fluidEngines = ({ demand, ready, capacity }: PolicyInput): EngineObservation | null => {
  if (demand === null || ready === 0) return null;
  const share = demand / ready;
  const kvTokens = capacity * cachePerWork;
  const excess = Math.max(0, share - capacity);
  const engine: EngineState = {
    waiting: excess,
    running: Math.min(share, capacity),
    kvTokensUsed: Math.min(share, capacity) * cachePerWork,
    kvTokens,
    queuedTokens: excess * cachePerWork,
  };
  return {
    engines: new Array<EngineState>(ready).fill(engine),
    maxBatchedTokens: Number.POSITIVE_INFINITY,
    maxSequences: Number.POSITIVE_INFINITY,
    inputTokens: cachePerWork,
    outputTokens: 0,
    latencyShare: demand > 0 ? latencyShareAt(share / capacity) : 0,
  };
};

/** The engines' own report, or one derived from the fluid where there are no engines; null: unknown. */
export const enginesOf = (input: PolicyInput): EngineObservation | null =>
  input.engine === undefined ? fluidEngines(input) : input.engine;
