import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

export interface TargetTrackingState {
  /** The minute being averaged: its start, the sum of load per replica and the samples in it. */
  readonly minuteStart: number | null;
  readonly sum: number;
  readonly samples: number;
  /** Whole minutes in a row above the target, and below nine tenths of it. */
  readonly above: number;
  readonly below: number;
  readonly lastChangeAt: number | null;
}

/** Alarms that the service creates and its cooldown. @source https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html */
export const targetTrackingDefaults = {
  periodSeconds: 60,
  periodsAbove: 3,
  periodsBelow: 15,
  lowShare: 0.9,
  cooldownSeconds: 300,
} as const;

const closedMinute = (state: TargetTrackingState, at: number, target: number): TargetTrackingState => {
  const start = state.minuteStart ?? at;
  if (at - start < targetTrackingDefaults.periodSeconds) return { ...state, minuteStart: start };
  // A minute without data breaks both runs: the alarm has too little data to fire.
  const load = state.samples === 0 ? null : state.sum / state.samples;
  return {
    ...state,
    minuteStart: at,
    sum: 0,
    samples: 0,
    above: load !== null && load > target ? state.above + 1 : 0,
    below: load !== null && load < target * targetTrackingDefaults.lowShare ? state.below + 1 : 0,
  };
};

const sampled = (state: TargetTrackingState, { demand, ready, capacity }: PolicyInput): TargetTrackingState =>
  demand === null || ready === 0
    ? state
    : { ...state, sum: state.sum + demand / (ready * capacity), samples: state.samples + 1 };

/**
 * Target tracking of a cloud's application autoscaling: two alarms on one-minute averages of the load per ready replica,
 * a proportional change, and a cooldown that holds scale-in back after any change.
 * @source https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
export const targetTrackingPolicy = (target: number): ScalingPolicy<TargetTrackingState> => ({
  name: `target-tracking:${target}`,
  holdsOnUnknown: true,
  start: { minuteStart: null, sum: 0, samples: 0, above: 0, below: 0, lastChangeAt: null },
  step: (before, input) => {
    const { periodsAbove, periodsBelow, cooldownSeconds } = targetTrackingDefaults;
    const current = currentReplicas(input);
    const state = sampled(closedMinute(before, input.at, target), input);
    if (input.demand === null) return { state, desired: current };
    const wanted = Math.max(1, Math.ceil(input.demand / (target * input.capacity)));
    const cooling = state.lastChangeAt !== null && input.at - state.lastChangeAt < cooldownSeconds;
    const up = state.above >= periodsAbove && wanted > current;
    const down = state.below >= periodsBelow && wanted < current && !cooling;
    if (!up && !down) return { state, desired: current };
    return { state: { ...state, above: 0, below: 0, lastChangeAt: input.at }, desired: wanted };
  },
});
