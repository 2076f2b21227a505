import { baselineSeed } from "./seed.ts";

interface BaselineMinute {
  readonly minute: number;
  readonly hour: number;
  readonly currentRps: number;
  readonly replicas: number;
  /** Percent, before the action of this minute. */
  readonly utilization: number;
  readonly scalingAction: "none" | "scale_up" | "scale_down";
  readonly hourlyCost: number;
  readonly capacityRps: number;
}

const minutesPerHour = 60;
const hoursPerDay = 24;

const actionFor = (
  policy: typeof baselineSeed.scaling,
  replicas: number,
  { utilization, sinceLast }: { utilization: number; sinceLast: number },
): { readonly scalingAction: BaselineMinute["scalingAction"]; readonly replicas: number } => {
  if (utilization > policy.scaleUpThresholdUtilization && sinceLast >= policy.scaleUpCooldownMinutes) {
    const raised = Math.trunc(replicas * (1 + policy.maxScaleUpPercentage / 100));
    return { scalingAction: "scale_up", replicas: Math.min(raised, policy.maxReplicas) };
  }
  if (utilization < policy.scaleDownThresholdUtilization && sinceLast >= policy.scaleDownCooldownMinutes) {
    const lowered = Math.trunc(replicas * (1 - policy.maxScaleDownPercentage / 100));
    return { scalingAction: "scale_down", replicas: Math.max(lowered, policy.minReplicas) };
  }
  return { scalingAction: "none", replicas };
};

/**
 * The document's day, minute by minute: threshold, cooldown, +50 % and −25 % with Python's truncation.
 * An action at the bounds counts and starts the cooldown even when it changes nothing.
 * @param traffic requests/s by hour; repeats when shorter than a day
 */
export const simulateBaselineAutoscaling = (
  traffic: readonly number[] = baselineSeed.dailyTraffic,
): readonly BaselineMinute[] => {
  const policy = baselineSeed.scaling;
  const timeline: BaselineMinute[] = [];
  let replicas = policy.minReplicas;
  let lastAction = 0;
  for (let minute = 0; minute < hoursPerDay * minutesPerHour; minute++) {
    const currentRps = traffic[Math.floor(minute / minutesPerHour) % traffic.length] ?? 0;
    const utilization = (currentRps / (replicas * policy.rpsPerReplica)) * 100;
    const action = actionFor(policy, replicas, { utilization, sinceLast: minute - lastAction });
    if (action.scalingAction !== "none") lastAction = minute;
    replicas = action.replicas;
    timeline.push({
      minute,
      hour: minute / minutesPerHour,
      currentRps,
      replicas,
      utilization,
      scalingAction: action.scalingAction,
      hourlyCost: replicas * policy.gpuCostPerHour,
      capacityRps: replicas * policy.rpsPerReplica,
    });
  }
  return timeline;
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The document's efficiency figures of a timeline. Its daily cost multiplies a day's cost by 24 once more. */
export const analyzeBaselineScaling = (timeline: readonly BaselineMinute[]) => {
  const totalCost = sumOf(timeline.map(({ hourlyCost }) => hourlyCost)) / minutesPerHour;
  const replicas = timeline.map((entry) => entry.replicas);
  const scalingEvents = timeline.filter(({ scalingAction }) => scalingAction !== "none").length;
  const unused = sumOf(timeline.map(({ capacityRps, currentRps }) => Math.max(0, capacityRps - currentRps)));
  const capacityHours = sumOf(timeline.map(({ capacityRps }) => capacityRps)) / minutesPerHour;
  const wastePercentage = (unused / minutesPerHour / capacityHours) * 100;
  return {
    totalDailyCost: totalCost * hoursPerDay,
    averageUtilization: sumOf(timeline.map(({ utilization }) => utilization)) / timeline.length,
    maxReplicasUsed: Math.max(...replicas),
    minReplicasUsed: Math.min(...replicas),
    scalingEvents,
    capacityWastePercentage: wastePercentage,
    efficiencyScore: Math.max(0, 100 - wastePercentage - scalingEvents * baselineSeed.scaling.eventPenalty),
  };
};
