import { invalidInput } from "@loadline/model/internal";
import { capacityOfEach, leastReplicas, type ReplicaCapacity, seenCapacity } from "../policies/replica-capacity.ts";
import type { ScalingPolicy } from "../policies/scaling-policy.ts";
import { type PolicyScore, scoreCourse } from "./score.ts";

/** Replicas of one deployment in a simulation: ready ones, and orders on their way, oldest first. */
interface SimulatedFleet {
  ready: number;
  pending: number;
  readonly orders: { readonly readyAt: number; replicas: number }[];
}

const createFleet = (ready: number): SimulatedFleet => ({ ready, pending: 0, orders: [] });

/** Orders whose time has come serve from now on. */
const receiveOrders = (fleet: SimulatedFleet, now: number): void => {
  for (let first = fleet.orders[0]; first !== undefined && first.readyAt <= now; first = fleet.orders[0]) {
    fleet.ready += first.replicas;
    fleet.pending -= first.replicas;
    fleet.orders.shift();
  }
};

/** Cancels the newest orders first, then lets ready replicas go. */
const release = (fleet: SimulatedFleet, replicas: number): void => {
  let left = replicas;
  for (let last = fleet.orders.at(-1); last !== undefined && left > 0; last = fleet.orders.at(-1)) {
    const cancelled = Math.min(left, last.replicas);
    last.replicas -= cancelled;
    fleet.pending -= cancelled;
    left -= cancelled;
    if (last.replicas === 0) fleet.orders.pop();
  }
  fleet.ready -= left;
};

/** Moves the count to what is wanted; what is added serves from `readyAt`. */
const retarget = (fleet: SimulatedFleet, desired: number, readyAt: number): void => {
  const change = desired - fleet.ready - fleet.pending;
  if (change > 0) {
    fleet.orders.push({ readyAt, replicas: change });
    fleet.pending += change;
  } else {
    release(fleet, -change);
  }
};

export interface FluidSettings {
  readonly capacity: ReplicaCapacity;
  readonly leadTimeSeconds: number;
  readonly stepSeconds: number;
  /** Replicas ready at the start; by default the first demand at 70 % load. */
  readonly initialReplicas?: number;
  /** Scoring starts here, the policy at the first step; 0 by default. */
  readonly scoreFromSeconds?: number;
  /** What the policy is shown instead of the demand of a step; null: telemetry is missing. */
  readonly observe?: (step: number, demand: number) => number | null;
  readonly usdPerReplicaHour?: number | null;
}

/** A policy's run over a load: its score and, per step, the ready replicas and those paid for after the step's action. */
export interface FluidRun {
  readonly policy: string;
  readonly score: PolicyScore;
  readonly ready: Int32Array;
  readonly replicas: Int32Array;
}

/** Demand over capacity at the start, where no count is given. */
const usualInitialLoad = 0.7;

/** The first step from `step` on with another demand or lies at `until` or after. */
const endOfRest = (
  demand: ArrayLike<number>,
  step: number,
  { until, stepSeconds }: { readonly until: number; readonly stepSeconds: number },
): number => {
  const same = demand[step - 1];
  let end = step;
  while (end < demand.length && demand[end] === same && end * stepSeconds < until) end += 1;
  return end;
};

const checked = (name: string, value: number, positive: boolean): number => {
  if (Number.isFinite(value) && (positive ? value > 0 : value >= 0)) return value;
  const expected = positive ? "a finite number above 0" : "a finite number of at least 0";
  throw invalidInput(name, value, expected);
};

/** Replicas that a policy begins with: they carry its first demand at 70 % load. */
export const usualReplicas = (demand: number, capacity: ReplicaCapacity): number =>
  leastReplicas(capacity, demand / usualInitialLoad);

/**
 * A policy over a load as a fluid: each step serves what the ready replicas carry, then the policy acts. Added replicas are
 * paid for at once and serve after the lead time; removed ones, pending first, are gone at once. No draining, no failed
 * starts, exact telemetry unless `observe` is set. The same input gives the same run.
 * @param demand work per second, one value per step
 * @throws LL_INPUT_INVALID for a capacity or step that is not above 0, a negative lead time, or a load without a step
 */
export const simulateFluid = <S>(
  demand: ArrayLike<number>,
  policy: ScalingPolicy<S>,
  settings: FluidSettings,
): FluidRun => {
  const { leadTimeSeconds, observe, capacity } = settings;
  checked("the replica capacity", capacityOfEach(capacity, 1), true);
  const stepSeconds = checked("the step", settings.stepSeconds, true);
  checked("the lead time", leadTimeSeconds, false);
  checked("the number of steps", demand.length, true);
  const fleet = createFleet(settings.initialReplicas ?? usualReplicas(demand[0] ?? 0, capacity));
  const initialReplicas = fleet.ready;
  const ready = new Int32Array(demand.length);
  const replicas = new Int32Array(demand.length);
  let state = policy.start;
  for (let step = 0; step < demand.length; step++) {
    const at = step * stepSeconds;
    if (fleet.pending > 0) receiveOrders(fleet, at);
    ready[step] = fleet.ready;
    const arriving = demand[step] ?? 0;
    const seen = observe === undefined ? arriving : observe(step, arriving);
    const counts = { ready: fleet.ready, pending: fleet.pending };
    const input = { at, demand: seen, ...counts, ...seenCapacity(capacity, fleet.ready), leadTimeSeconds };
    const decision = policy.step(state, input);
    state = decision.state;
    const { desired } = decision;
    replicas[step] = desired;
    if (desired !== fleet.ready + fleet.pending) {
      retarget(fleet, desired, at + leadTimeSeconds);
    } else if (decision.restsUntil !== undefined && fleet.pending === 0 && observe === undefined) {
      const end = endOfRest(demand, step + 1, { until: decision.restsUntil, stepSeconds });
      ready.fill(fleet.ready, step + 1, end);
      replicas.fill(desired, step + 1, end);
      step = end - 1;
    }
  }
  const course = { demand, ready, replicas, initialReplicas };
  const from = Math.max(0, Math.ceil((settings.scoreFromSeconds ?? 0) / stepSeconds));
  const usdPerReplicaHour = settings.usdPerReplicaHour ?? null;
  const score = scoreCourse(course, { capacity, stepSeconds, from, usdPerReplicaHour });
  return { policy: policy.name, score, ready, replicas };
};
