/** How far a count goes in one step, and what is remembered of earlier steps. */
import type { Situation } from "./assess.ts";
import type { DecisionInputs, DecisionMemory } from "./types.ts";

type WantedCount = DecisionMemory["wanted"][number];

/** Drops the middle of runs of equal counts: neither the maximum nor the covered span depends on it. */
const withoutRepeats = (wanted: readonly WantedCount[]): readonly WantedCount[] =>
  wanted.filter((entry, index) => {
    const repeats = (other: WantedCount | undefined): boolean =>
      other?.replicas === entry.replicas && other.stood === entry.stood;
    return !repeats(wanted[index - 1]) || !repeats(wanted[index + 1]);
  });

/**
 * Memory with the count wanted at `at`, and no more of the past than the window needs. The newest count from
 * before the window stays: it held at the window's start. Deciding again at the same time replaces the entry.
 */
export const remember = (memory: DecisionMemory, entry: WantedCount, windowSeconds: number): DecisionMemory => {
  const wanted = [...memory.wanted.filter(({ at }) => at < entry.at), entry];
  const start = wanted.findLastIndex(({ at }) => at <= entry.at - windowSeconds);
  return { ...memory, wanted: withoutRepeats(start > 0 ? wanted.slice(start) : wanted) };
};

/** Highest count wanted during the stabilisation window; null while the memory does not reach back that far. */
export const highestWanted = ({ memory, inputs, settings }: Situation): number | null => {
  const first = memory.wanted[0];
  if (first === undefined || first.at > inputs.now - settings.scaleDownStabilisation) return null;
  return Math.max(...memory.wanted.map(({ replicas }) => replicas));
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

const addedShare = ({ memory: { leastStep }, inputs: { now } }: Situation): number =>
  leastStep === undefined ? 0 : leastStep.share * 2 ** Math.min(0, (leastStep.at - now) / reversal.halfLifeSeconds);

/** The margin that a smaller count must carry is also the least that is worth a step. */
const usualShare = ({ settings }: Situation): number => Math.min(reversal.mostShare, settings.scaleDownMargin);

/** Whether reversals make the next scale-down take more than it takes anyhow. */
export const isStepRaised = (situation: Situation): boolean => addedShare(situation) > usualShare(situation);

/** Fewest replicas that a scale-down from this target takes: at least one, and never more than lead to the minimum. */
export const leastStepDown = (situation: Situation, target: number): number => {
  const share = Math.max(usualShare(situation), addedShare(situation));
  return Math.max(1, Math.min(target - situation.settings.minReplicas, Math.ceil(share * target)));
};

/** Replicas that a rise adds at least where they can be had: a load that needs one more of forty soon needs another. */
export const leastStepUp = (situation: Situation, target: number): number =>
  Math.ceil(Math.min(usualShare(situation), reversal.addedShare) * target);

/** Memory after a choice: when it last went down, and whether that was reversed. The same choice again changes nothing. */
export const learnReversal = (situation: Situation, desired: number | null): DecisionMemory => {
  const { memory, settings, inputs, need } = situation;
  const { target, wanted } = need;
  const { now } = inputs;
  if (target === null || desired === null || desired === target) return memory;
  if (desired < target) return { ...memory, lowered: { at: now, from: target } };
  const { lowered, ...rest } = memory;
  if (lowered === undefined || now - lowered.at > reversal.withinSeconds) return rest;
  if ((wanted ?? desired) > Math.ceil(lowered.from * (1 + settings.maxScaleDownShare))) return rest;
  const share = Math.min(reversal.mostShare, addedShare(situation) + reversal.addedShare);
  return { ...rest, leastStep: { at: now, share } };
};

/** Most replicas one decision may take away: the share of the ready ones, at least one unless the share is 0. */
const largestStepDown = (ready: number, share: number): number =>
  share > 0 ? Math.max(1, Math.floor(ready * share)) : 0;

/** Smallest count that the share allows: of the ready replicas in one step, and of the most that stood in the whole window. */
export const lowestCount = ({ settings, memory }: Situation, target: number, ready: number): number => {
  const { maxScaleDownShare: share } = settings;
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
