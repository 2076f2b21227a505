import { capacityOfEach, leastReplicas, type ReplicaCapacity } from "../policies/replica-capacity.ts";

/** What a policy cost and what it left unserved over the scored part of a load. */
export interface PolicyScore {
  /** Hours paid, pending replicas included. */
  readonly replicaHours: number;
  /** Hours of the smallest count that carries each step, at least one replica. */
  readonly minimumReplicaHours: number;
  readonly ratioToMinimum: number;
  /** Demand above the ready capacity ÷ demand. */
  readonly unservedShare: number;
  /** The part of it that the worst single event took; shortfalls less than 20 minutes apart are one event. */
  readonly largestEventShare: number;
  /** Time with demand above the ready capacity. */
  readonly sloViolationMinutes: number;
  readonly actions: number;
  /** Actions against the direction of the one before. */
  readonly reversals: number;
  /** null: no price was given. */
  readonly costUsd: number | null;
}

/** What happened over a load, one entry per step. */
interface Course {
  /** Work per second. */
  readonly demand: ArrayLike<number>;
  /** Replicas that served it. */
  readonly ready: Int32Array;
  /** Replicas that are paid for after the step's action. */
  readonly replicas: Int32Array;
  /** Replicas that were paid for before the first. */
  readonly initialReplicas: number;
}

interface ScoreSettings {
  readonly capacity: ReplicaCapacity;
  readonly stepSeconds: number;
  /** The first step that counts. */
  readonly from: number;
  readonly usdPerReplicaHour: number | null;
}

const secondsPerMinute = 60;
const secondsPerHour = 3600;
const eventGapSeconds = 20 * secondsPerMinute;

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/** What one pass over the scored steps adds up, rates summed over steps; `largestEvent`: the most that one event left unserved. */
const sumsOf = (
  { demand, ready, replicas, initialReplicas }: Course,
  { capacity, from, stepSeconds }: ScoreSettings,
) => {
  const longestPause = eventGapSeconds / stepSeconds;
  let [paid, minimum, sum, unserved, shortfallSteps] = [0, 0, 0, 0, 0];
  let [event, largestEvent, lastShortfall] = [0, 0, Number.NEGATIVE_INFINITY];
  let replicaCount = from > 0 ? (replicas[from - 1] ?? initialReplicas) : initialReplicas;
  // Equal demand in a row needs the same count: the division is the dearest part of a step.
  let [lastDemand, needed] = [Number.NaN, 1];
  for (let step = from; step < replicas.length; step++) {
    const arriving = demand[step] ?? 0;
    if (arriving !== lastDemand) {
      needed = leastReplicas(capacity, arriving);
      lastDemand = arriving;
    }
    sum += arriving;
    paid += replicaCount;
    minimum += needed;
    replicaCount = replicas[step] ?? 0;
    const serving = ready[step] ?? 0;
    const missing = arriving - serving * capacityOfEach(capacity, serving);
    if (missing <= 0) continue;
    unserved += missing;
    shortfallSteps += 1;
    event = step - lastShortfall > longestPause ? missing : event + missing;
    lastShortfall = step;
    if (event > largestEvent) largestEvent = event;
  }
  return { paid, minimum, demand: sum, unserved, shortfallSteps, largestEvent };
};

/** Changes of the count in the scored part; what was done before it only gives the direction of the first. */
const actionsOf = ({ replicas, initialReplicas }: Course, from: number): Pick<PolicyScore, "actions" | "reversals"> => {
  let [actions, reversals, lastDirection, replicaCount] = [0, 0, 0, initialReplicas];
  for (let step = 0; step < replicas.length; step++) {
    const count = replicas[step] ?? 0;
    if (count === replicaCount) continue;
    const direction = count > replicaCount ? 1 : -1;
    if (step >= from) {
      actions += 1;
      if (lastDirection === -direction) reversals += 1;
    }
    lastDirection = direction;
    replicaCount = count;
  }
  return { actions, reversals };
};

export const scoreCourse = (course: Course, settings: ScoreSettings): PolicyScore => {
  const { stepSeconds, usdPerReplicaHour, from } = settings;
  const { paid, minimum, demand, unserved, shortfallSteps, largestEvent } = sumsOf(course, settings);
  const replicaHours = (paid * stepSeconds) / secondsPerHour;
  return {
    replicaHours,
    minimumReplicaHours: (minimum * stepSeconds) / secondsPerHour,
    ratioToMinimum: paid / Math.max(1, minimum),
    unservedShare: share(unserved, demand),
    largestEventShare: share(largestEvent, demand),
    sloViolationMinutes: (shortfallSteps * stepSeconds) / secondsPerMinute,
    ...actionsOf(course, from),
    costUsd: usdPerReplicaHour === null ? null : replicaHours * usdPerReplicaHour,
  };
};
