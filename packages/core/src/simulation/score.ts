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

export interface ScoreTally {
  steps: number;
  shortSteps: number;
  paid: number;
  minimum: number;
  demand: number;
  unserved: number;
  event: number;
  largestEvent: number;
  lastShortAt: number;
  actions: number;
  reversals: number;
  lastDirection: number;
}

export const createTally = (): ScoreTally => ({
  steps: 0,
  shortSteps: 0,
  paid: 0,
  minimum: 0,
  demand: 0,
  unserved: 0,
  event: 0,
  largestEvent: 0,
  lastShortAt: Number.NEGATIVE_INFINITY,
  actions: 0,
  reversals: 0,
  lastDirection: 0,
});

const secondsPerMinute = 60;
const secondsPerHour = 3600;
const eventGapSeconds = 20 * secondsPerMinute;

/** One step's demand against the ready replicas; rates per second. */
export const tallyStep = (
  tally: ScoreTally,
  step: { readonly at: number; readonly demand: number; readonly ready: number; readonly paid: number },
  capacity: number,
): void => {
  tally.steps += 1;
  tally.demand += step.demand;
  tally.paid += step.paid;
  tally.minimum += Math.max(1, Math.ceil(step.demand / capacity));
  const missing = step.demand - step.ready * capacity;
  if (missing <= 0) return;
  tally.shortSteps += 1;
  tally.unserved += missing;
  tally.event = step.at - tally.lastShortAt > eventGapSeconds ? missing : tally.event + missing;
  tally.lastShortAt = step.at;
  tally.largestEvent = Math.max(tally.largestEvent, tally.event);
};

/** One change of the count. Outside the scored part only its direction is kept. */
export const tallyAction = (tally: ScoreTally, direction: number, scored: boolean): void => {
  if (scored) {
    tally.actions += 1;
    if (tally.lastDirection !== 0 && tally.lastDirection !== direction) tally.reversals += 1;
  }
  tally.lastDirection = direction;
};

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

export const scoreOf = (tally: ScoreTally, stepSeconds: number, usdPerReplicaHour: number | null): PolicyScore => {
  const replicaHours = (tally.paid * stepSeconds) / secondsPerHour;
  return {
    replicaHours,
    minimumReplicaHours: (tally.minimum * stepSeconds) / secondsPerHour,
    ratioToMinimum: tally.paid / Math.max(1, tally.minimum),
    unservedShare: share(tally.unserved, tally.demand),
    largestEventShare: share(tally.largestEvent, tally.demand),
    sloViolationMinutes: (tally.shortSteps * stepSeconds) / secondsPerMinute,
    actions: tally.actions,
    reversals: tally.reversals,
    costUsd: usdPerReplicaHour === null ? null : replicaHours * usdPerReplicaHour,
  };
};
