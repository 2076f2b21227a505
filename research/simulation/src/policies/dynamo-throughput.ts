import { currentReplicas, type ScalingPolicy } from "./scaling-policy.ts";

/** @source https://docs.nvidia.com/dynamo/latest/planner/sla_planner.html */
const dynamoIntervalSeconds = 180;

/**
 * The throughput planner of NVIDIA Dynamo with its constant predictor: each interval, the last interval's mean rate over
 * the rate of one engine. An unknown sample enters as zero, as in the planner, so it may scale down on missing data.
 * @source https://github.com/ai-dynamo/dynamo/tree/main/components/src/dynamo/planner
 */
export const dynamoThroughputPolicy = (
  target: number,
): ScalingPolicy<{ readonly sum: number; readonly samples: number; readonly plannedAt: number | null }> => ({
  name: `dynamo:${target}`,
  holdsOnUnknown: false,
  start: { sum: 0, samples: 0, plannedAt: null },
  step: (state, input) => {
    const sum = state.sum + (input.demand ?? 0);
    const samples = state.samples + 1;
    const plannedAt = state.plannedAt ?? input.at;
    if (input.at - plannedAt < dynamoIntervalSeconds)
      return { state: { sum, samples, plannedAt }, desired: currentReplicas(input) };
    const desired = Math.max(1, Math.ceil(sum / samples / (target * input.capacity)));
    return { state: { sum: 0, samples: 0, plannedAt: input.at }, desired };
  },
});
