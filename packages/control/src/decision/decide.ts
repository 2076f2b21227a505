import { assess, type Need, type Situation } from "./assess.ts";
import { type Choice, choose } from "./choose.ts";
import { evidenceOf } from "./evidence.ts";
import { neighboursOf } from "./neighbours.ts";
import { counterfactualOf, messageOf } from "./reasons.ts";
import { learnReversal, remember } from "./steps.ts";
import type { DecisionInputs, DecisionMemory, DecisionSettings, Evidence, MissingInput } from "./types.ts";

/** A choice in words, with all that it rests on. */
export interface Decision extends Choice {
  readonly message: string;
  /** The count that covers the median demand, and the one that covers the highest quantile. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly MissingInput[];
  readonly counterfactual: string;
}

export interface DecisionStep {
  readonly decision: Decision;
  readonly memory: DecisionMemory;
}

/** What the service and the simulations decide by where nothing else is set. */
export const decisionDefaults = {
  /** Window over which arriving requests are averaged: the more come, the more its newest half counts. */
  windowSeconds: 60,
  demandQuantile: 0.95,
  sizeQuantile: 0.98,
  scaleDownStabilisation: 300,
  scaleDownMargin: 0.05,
  maxScaleDownShare: 0.25,
} as const;

/** What a deployment remembers before its first decision. */
export const emptyDecisionMemory: DecisionMemory = { wanted: [] };

/**
 * The count this tick asks for, kept for the stabilisation window. While something is missing the tick asks
 * for what stands, so that a gap delays a scale-down by a whole window instead of looking like low load.
 */
const wantedNow = ({ missing, wanted, target }: Need): number | null =>
  missing.length === 0 && wanted !== null ? wanted : target;

/**
 * A count falls no sooner than a replica takes to come: one that goes while the load is away for less than that is missing when
 * it is back, and one that was ordered would be cancelled before it serves.
 */
const withLeadTime = (settings: DecisionSettings, { forecast }: DecisionInputs): DecisionSettings => ({
  ...settings,
  scaleDownStabilisation: Math.max(settings.scaleDownStabilisation, forecast?.horizonSeconds ?? 0),
});

/** The choice of one tick before it is put into words. @throws LL_INPUT_INVALID */
export const settle = (
  inputs: DecisionInputs,
  asked: DecisionSettings,
  memory: DecisionMemory,
): { readonly situation: Situation; readonly choice: Choice } => {
  const settings = withLeadTime(asked, inputs);
  const need = assess(inputs, settings);
  const wanted = wantedNow(need);
  const entry = wanted === null ? null : { at: inputs.now, replicas: wanted, stood: need.target ?? wanted };
  const remembered = entry === null ? memory : remember(memory, entry, settings.scaleDownStabilisation);
  const situation = { inputs, settings, memory: remembered, need };
  const choice = choose(situation);
  return { situation: { ...situation, memory: learnReversal(situation, choice.desired) }, choice };
};

/**
 * Verdict, desired replicas and reason for one deployment at one tick, and what to remember until the next.
 *
 * Desired = smallest count whose load line covers the demand quantile, plus reserve, within the plan's bounds and
 * the pool. Pending replicas count as supply. The count falls only when nothing is missing, the start has been
 * observed, the last step has drained and the whole stabilisation window would have been served by less, a margin of
 * more demand included, and by the less the more of the last scale-downs were reversed.
 *
 * Laws (tested): with anything unknown it never falls; more demand never lowers it; the same inputs give the
 * same decision again.
 * @throws LL_INPUT_INVALID for a rate that is no number or a capacity of 0: unknown is null
 */
export const decide = (inputs: DecisionInputs, settings: DecisionSettings, memory: DecisionMemory): DecisionStep => {
  const { situation, choice } = settle(inputs, settings, memory);
  const { lower, upper, missing } = situation.need;
  return {
    memory: situation.memory,
    decision: {
      ...choice,
      message: messageOf(choice.reason),
      lower,
      upper,
      evidence: evidenceOf(inputs, situation.settings, situation.need),
      missing,
      counterfactual: counterfactualOf(choice.reason, neighboursOf(situation, choice.desired)),
    },
  };
};
