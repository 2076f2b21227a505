import { meanOf, quantileOf } from "@loadline/model";
import type { EngineObservation, EngineState } from "./engine-observation.ts";
import { enginesOf } from "./fluid-engines.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

/** Cache tokens seen in saturated engines, newest last, by length of the answers. */
interface LlmdTokenState {
  readonly decidedAt: number | null;
  /** What was published last: it stands until the next decision. */
  readonly wanted: number | null;
  readonly seen: { readonly [bucket in OutputBucket]: readonly number[] };
}

type OutputBucket = "short" | "medium" | "long";

/**
 * Cache use and requests in line from which a replica counts as saturated, and seconds between two decisions.
 * @source https://github.com/llm-d/llm-d-workload-variant-autoscaler/blob/main/docs/saturation-scaling-config.md
 */
const [kvThreshold, queueThreshold, intervalSeconds] = [0.8, 5, 30];
/**
 * Use of the supply above which capacity is added, and below which it is taken away.
 * @source https://github.com/llm-d/llm-d-workload-variant-autoscaler/blob/main/docs/saturation-scaling-config.md
 */
const [scaleUpThreshold, scaleDownBoundary] = [0.85, 0.7];

const shortOutput = 100;
const mediumOutput = 500;
const rememberedObservations = 10;

const bucketOf = (outputTokens: number): OutputBucket => {
  if (outputTokens < shortOutput) return "short";
  return outputTokens < mediumOutput ? "medium" : "long";
};

/** Tokens that the engine's limits allow at steady state; null without such limits. */
const derivedCapacity = ({ maxBatchedTokens, maxSequences, ...lengths }: EngineObservation): number | null => {
  const { inputTokens, outputTokens } = lengths;
  if (inputTokens === null || outputTokens === null || outputTokens <= 0) return null;
  const stationary = Math.min((maxBatchedTokens * outputTokens) / (inputTokens + outputTokens), maxSequences);
  return Number.isFinite(stationary) && stationary > 0
    ? Math.floor(stationary * (inputTokens + outputTokens / 2))
    : null;
};

/** What one engine carries, bound by memory (k1) and by what was seen, remembered or derived (k2). */
const capacityOf = (
  { kvTokens, kvTokensUsed, waiting }: EngineState,
  known: { readonly seen: readonly number[]; readonly derived: number | null },
): number => {
  const byMemory = kvThreshold * kvTokens;
  if (waiting >= queueThreshold && kvTokensUsed > 0) return Math.min(byMemory, kvTokensUsed);
  if (known.seen.length > 0) return Math.min(byMemory, meanOf(known.seen));
  return Math.min(byMemory, known.derived ?? byMemory);
};

const saturatedTokens = ({ engines }: EngineObservation): readonly number[] =>
  engines.flatMap(({ waiting, kvTokensUsed }) => (waiting >= queueThreshold && kvTokensUsed > 0 ? [kvTokensUsed] : []));

/** Replicas for the demand, up by the threshold and down by the boundary; between the two none are moved. */
const countFor = (
  observed: EngineObservation,
  { pending, ready }: Pick<PolicyInput, "pending" | "ready">,
  each: number,
): number => {
  const perRequest = (observed.inputTokens ?? 0) + (observed.outputTokens ?? 0);
  const demand = observed.engines.reduce(
    (sum, { kvTokensUsed, waiting }) => sum + kvTokensUsed + waiting * perRequest,
    0,
  );
  const current = ready + pending;
  const required = demand / scaleUpThreshold - each * current;
  if (required > 0) return current + Math.ceil(required / each);
  const headroom = each * ready - demand / scaleDownBoundary;
  return pending > 0 || headroom <= 0 ? current : Math.max(1, current - Math.floor(headroom / each));
};

/**
 * llm-d's token-based saturation analyser (V2), for one variant: demand in cache tokens, held and in line, against what
 * the engines carry, learnt from saturated ones. Adds as many replicas as are missing in one step.
 * @source https://github.com/llm-d/llm-d-workload-variant-autoscaler/blob/main/internal/engines/analyzers/saturation_v2/analyzer.go
 */
export const llmdV2Policy: ScalingPolicy<LlmdTokenState> = {
  name: "llmd-v2",
  holdsOnUnknown: true,
  start: { decidedAt: null, wanted: null, seen: { short: [], medium: [], long: [] } },
  step: (state, input) => {
    const current = currentReplicas(input);
    const early = state.decidedAt !== null && input.at - state.decidedAt < intervalSeconds;
    const observed = enginesOf(input);
    if (observed === null || observed.engines.length === 0) return { state, desired: current };
    if (early) return { state, desired: state.wanted ?? current };
    const bucket = bucketOf(observed.outputTokens ?? 0);
    const seen = [...state.seen[bucket], ...saturatedTokens(observed)].slice(-rememberedObservations);
    const known = { seen, derived: derivedCapacity(observed) };
    const capacities = observed.engines.map((engine) => capacityOf(engine, known));
    const each = quantileOf(capacities, 0.5) ?? 0;
    const desired = each > 0 ? countFor(observed, input, each) : current;
    return { state: { decidedAt: input.at, wanted: desired, seen: { ...state.seen, [bucket]: seen } }, desired };
  },
};
