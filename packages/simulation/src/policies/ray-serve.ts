import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

export interface RayServeState {
  /** Direction wanted without a break, and since when. */
  readonly direction: -1 | 0 | 1;
  readonly since: number;
}

/** @source https://docs.ray.io/en/latest/serve/advanced-guides/advanced-autoscaling.html */
export const rayServeDefaults = { upscaleDelaySeconds: 30, downscaleDelaySeconds: 600 } as const;

/**
 * Ray Serve: replicas for the ongoing work, applied once the same direction was wanted for the whole delay.
 * @source https://github.com/ray-project/ray/blob/master/python/ray/serve/autoscaling_policy.py
 */
export const rayServePolicy = (target: number): ScalingPolicy<RayServeState> => ({
  name: `ray:${target}`,
  holdsOnUnknown: true,
  start: { direction: 0, since: 0 },
  step: (before, input) => {
    const current = currentReplicas(input);
    if (input.demand === null) return { state: before, desired: current };
    const wanted = Math.ceil(input.demand / (target * input.capacity));
    const direction = Math.sign(wanted - current) as -1 | 0 | 1;
    const state = direction === before.direction ? before : { direction, since: input.at };
    const delay = direction > 0 ? rayServeDefaults.upscaleDelaySeconds : rayServeDefaults.downscaleDelaySeconds;
    if (direction === 0) return { state, desired: current, restsUntil: Number.POSITIVE_INFINITY };
    if (input.at - state.since < delay) return { state, desired: current, restsUntil: state.since + delay };
    return { state: { direction: 0, since: input.at }, desired: wanted };
  },
});
