import type { BindingLimit } from "../model/estimate.ts";
import { type Assessment, withinBounds } from "./assess.ts";
import type { DecisionInputs, DecisionMemory, DecisionSettings, ReasonCode, Verdict } from "./types.ts";
import { tooRarelyCarried } from "./warranty.ts";

type Wanted = DecisionMemory["wanted"][number];

/** Drops the middle of runs of equal counts: neither the maximum nor the covered span depends on it. */
const withoutRepeats = (wanted: readonly Wanted[]): readonly Wanted[] =>
  wanted.filter((entry, index) => {
    const repeats = (other: Wanted | undefined): boolean =>
      other?.replicas === entry.replicas && other.stood === entry.stood;
    return !repeats(wanted[index - 1]) || !repeats(wanted[index + 1]);
  });

/**
 * Memory with the count wanted at `at`, and no more of the past than the window needs. The newest count from
 * before the window stays: it held at the window's start. Deciding again at the same time replaces the entry.
 */
export const remember = (memory: DecisionMemory, entry: Wanted, windowSeconds: number): DecisionMemory => {
  const wanted = [...memory.wanted.filter(({ at }) => at < entry.at), entry];
  const start = wanted.findLastIndex(({ at }) => at <= entry.at - windowSeconds);
  return { ...memory, wanted: withoutRepeats(start > 0 ? wanted.slice(start) : wanted) };
};

/**
 * A scale-down takes a share of the count, and more the more of the last ones were reversed: under noise alone the count would
 * else go to and fro.
 * @source docs/adr/0036-one-decision-engine.md
 */
const reversal = {
  /** A scale-down is reversed by a rise within this time to what stood before it, or one step more: a surge asks for more. */
  withinSeconds: 7_200,
  /** Share of the count that each reversal adds to the least step, and the most of it; it halves in a day. */
  addedShare: 0.05,
  mostShare: 0.3,
  halfLifeSeconds: 86_400,
} as const;

const addedShare = ({ leastStep }: DecisionMemory, now: number): number =>
  leastStep === undefined ? 0 : leastStep.share * 2 ** Math.min(0, (leastStep.at - now) / reversal.halfLifeSeconds);

const usualShare = ({ settings }: Situation): number => Math.min(reversal.mostShare, settings.scaleDownMargin);

/** Whether reversals make the next scale-down take more than it takes anyhow. */
export const isStepRaised = (situation: Situation): boolean =>
  addedShare(situation.memory, situation.inputs.now) > usualShare(situation);

/** Share of the count that a scale-down takes at least: the margin that a smaller count must carry, or what reversals added. */
const leastShare = (situation: Situation): number =>
  Math.max(usualShare(situation), addedShare(situation.memory, situation.inputs.now));

/** Fewest replicas that a scale-down from this target takes: at least one, and never more than lead to the minimum. */
export const leastStepDown = (situation: Situation, target: number): number => {
  const { settings } = situation;
  return Math.max(1, Math.min(target - settings.minReplicas, Math.ceil(leastShare(situation) * target)));
};

/** Memory after a choice: when it last went down, and whether that was reversed. The same choice again changes nothing. */
export const learnReversal = (
  { memory, inputs: { now }, settings, seen }: Situation,
  { desired }: Choice,
): DecisionMemory => {
  const { target, wanted } = seen;
  if (target === null || desired === null || desired === target) return memory;
  if (desired < target) return { ...memory, lowered: { at: now, from: target } };
  const { lowered, ...rest } = memory;
  if (lowered === undefined || now - lowered.at > reversal.withinSeconds) return rest;
  if ((wanted ?? desired) > Math.ceil(lowered.from * (1 + settings.maxScaleDownShare))) return rest;
  const share = Math.min(reversal.mostShare, addedShare(memory, now) + reversal.addedShare);
  return { ...rest, leastStep: { at: now, share } };
};

/** Highest count wanted during the window that ends at `now`; null while the memory does not reach back that far. */
const highestWanted = (memory: DecisionMemory, now: number, windowSeconds: number): number | null => {
  const first = memory.wanted[0];
  if (first === undefined || first.at > now - windowSeconds) return null;
  return Math.max(...memory.wanted.map(({ replicas }) => replicas));
};

/** A verdict before it is put into words. */
export interface Choice {
  readonly verdict: Verdict;
  readonly reason: ReasonCode;
  readonly desired: number | null;
  readonly bindingLimit: BindingLimit | null;
}

/** Everything a choice depends on; `memory` already holds the present tick. */
export interface Situation {
  readonly inputs: DecisionInputs;
  readonly settings: DecisionSettings;
  readonly memory: DecisionMemory;
  readonly seen: Assessment;
}

const limitOf = ({ capacity }: DecisionInputs): BindingLimit | null =>
  capacity.kind === "feasible" ? capacity.bindingLimit : null;

const hold = ({ inputs }: Situation, reason: ReasonCode, desired: number | null): Choice => ({
  verdict: "hold",
  reason,
  desired,
  bindingLimit: reason === "pool-exhausted" || reason === "budget-exhausted" ? "pool" : limitOf(inputs),
});

/** Most replicas the pool can hold; no limit while its free capacity or the ready count is unknown. */
const poolLimit = ({ replicas: { ready, pending }, poolAvailable }: DecisionInputs): number =>
  ready === null || poolAvailable === null ? Number.POSITIVE_INFINITY : ready + pending + Math.floor(poolAvailable);

const budgetLimit = ({ budget }: DecisionInputs, target: number): number =>
  budget === undefined ? Number.POSITIVE_INFINITY : target + Math.max(0, Math.floor(budget.available));

/** True where a budget allows fewer replicas than the pool has capacity for. */
export const isBudgetTighter = (inputs: DecisionInputs, target: number): boolean =>
  budgetLimit(inputs, target) < poolLimit(inputs);

/** Replicas that a rise adds at least where they can be had: a load that needs one more of forty soon needs another. */
export const leastStepUp = (situation: Situation, target: number): number =>
  Math.ceil(Math.min(usualShare(situation), reversal.addedShare) * target);

const scaleUp = (situation: Situation, target: number, wanted: number): Choice => {
  const { inputs, settings, seen } = situation;
  const limit = Math.min(poolLimit(inputs), budgetLimit(inputs, target));
  const byMinimum = target < settings.minReplicas && (seen.needed ?? 0) <= settings.minReplicas;
  const most = inputs.capacity.kind === "feasible" ? inputs.capacity.mostReplicas : undefined;
  const step = withinBounds(target + leastStepUp(situation, target), settings);
  const isWhole = !byMinimum && step <= Math.min(limit, most ?? limit);
  const desired = Math.max(target, Math.min(isWhole ? Math.max(wanted, step) : wanted, limit));
  if (desired === target)
    return hold(situation, isBudgetTighter(inputs, target) ? "budget-exhausted" : "pool-exhausted", target);
  return {
    verdict: "scale-up",
    reason: byMinimum ? "below-minimum" : "demand-above-load-line",
    desired,
    bindingLimit: desired < wanted ? "pool" : limitOf(inputs),
  };
};

/** Most replicas one decision may take away: the share of the ready ones, at least one unless the share is 0. */
const largestStepDown = (ready: number, share: number): number =>
  share > 0 ? Math.max(1, Math.floor(ready * share)) : 0;

/** Smallest count that the share allows: of the ready replicas in one step, and of the most that stood in the whole window. */
const lowestCount = ({ settings: { maxScaleDownShare: share }, memory }: Situation, target: number, ready: number) => {
  const stood = Math.max(target, ...memory.wanted.map((entry) => entry.stood ?? target));
  return Math.max(target - largestStepDown(ready, share), stood - largestStepDown(stood, share));
};

/**
 * Of a pod autoscaler whose behaviour sets none: it leaves a count that is this share above the one it is asked for.
 * @source https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details
 */
const autoscalerTolerance = 0.1;

/** Replicas of the last step that still have to drain; what an autoscaler leaves by its tolerance is none of them. */
export const leavingReplicas = ({ draining, ready }: DecisionInputs["replicas"], target: number): number => {
  const above = ready === null || ready * (1 - autoscalerTolerance) <= target ? 0 : ready - target;
  return Math.max(draining, above);
};

const scaleDown = (situation: Situation, target: number, ready: number): Choice => {
  const { inputs, settings } = situation;
  const isUnproven = typeof inputs.slowness === "number" || tooRarelyCarried(inputs) !== null;
  if (inputs.observing || (isUnproven && target <= settings.maxReplicas)) return hold(situation, "observing", target);
  const followed = leavingReplicas(inputs.replicas, target) === 0;
  const settled = followed ? highestWanted(situation.memory, inputs.now, settings.scaleDownStabilisation) : null;
  if (settled === null) return hold(situation, "stabilising", target);
  const enough = isUnproven ? settings.maxReplicas : withinBounds(settled, settings);
  const isLargeEnough = target > settings.maxReplicas || target - enough >= leastStepDown(situation, target);
  const desired = Math.max(enough, lowestCount(situation, target, ready));
  if (desired >= target || !isLargeEnough) return hold(situation, "stabilising", target);
  const reason = target > settings.maxReplicas ? "above-maximum" : "demand-below-load-line";
  return { verdict: "scale-down", reason, desired, bindingLimit: limitOf(inputs) };
};

const stay = (situation: Situation, target: number, needed: number): Choice => {
  const { inputs, settings } = situation;
  if (needed > settings.maxReplicas) return hold(situation, "at-maximum", target);
  if ((inputs.replicas.ready ?? 0) < target)
    return hold(situation, inputs.overdue === true ? "pool-exhausted" : "replicas-pending", target);
  return hold(situation, needed < settings.minReplicas ? "at-minimum" : "within-load-line", target);
};

/** The first count of a deployment of which no replica can be counted: what the plan starts with, or none. */
const start = (situation: Situation): Choice => {
  const { inputs, settings } = situation;
  if (settings.initialReplicas === undefined) return hold(situation, "telemetry-missing", null);
  const desired = withinBounds(settings.initialReplicas, settings);
  return { verdict: "scale-up", reason: "below-minimum", desired, bindingLimit: limitOf(inputs) };
};

/** With something missing the count never falls; it rises where what is known is enough to ask for more. */
const chooseBlind = (situation: Situation): Choice => {
  const { settings, seen } = situation;
  if (seen.target === null) return start(situation);
  const wanted = withinBounds(seen.needed ?? 0, settings);
  return wanted > seen.target
    ? scaleUp(situation, seen.target, wanted)
    : hold(situation, "telemetry-missing", seen.target);
};

/** The verdict for this situation. More replicas never answer an objective that no count can meet. */
export const choose = (situation: Situation): Choice => {
  const { inputs, settings, seen } = situation;
  if (inputs.capacity.kind === "infeasible") {
    const reason = inputs.capacity.because === "does-not-fit" ? "model-does-not-fit" : "slo-unreachable";
    const bindingLimit = reason === "model-does-not-fit" ? "memory" : null;
    return { verdict: "infeasible", reason, desired: seen.target, bindingLimit };
  }
  const { ready } = inputs.replicas;
  if (seen.missing.length > 0 || seen.target === null || seen.needed === null || ready === null) {
    return chooseBlind(situation);
  }
  const wanted = seen.wanted ?? withinBounds(seen.needed, settings);
  if (wanted > seen.target) return scaleUp(situation, seen.target, wanted);
  if (wanted < seen.target) return scaleDown(situation, seen.target, ready);
  return stay(situation, seen.target, seen.needed);
};
