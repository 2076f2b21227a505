import type { Random } from "@loadline/model";
import { between, pick } from "./sabotage.ts";

/** What can go wrong, and what `size` (0…1) means for it. */
export const faultKinds = [
  /** The node's samples never reach the broker. */
  "node-stale",
  "node-dead",
  /** Two nodes are taken at once. */
  "spot-loss",
  /** Samples wait at the agents and come later, all at once. */
  "backlog",
  "broker-down",
  /** A write is kept and its answer lost, one in three. */
  "answers-lost",
  "duplicates",
  "reordering",
  /** Messages that are no samples: broken, foreign, oversized, of another version. */
  "garbage",
  /** size: which of the false reports. */
  "implausible-report",
  /** size: how far off, up to an hour either way. */
  "agent-clock",
  "clock-step",
  "engine-restart",
  /** A recommender dies; size: at which failpoint. */
  "killed",
  /** A recommender stands still for longer than its lease; size: with a write on its way, or between two ticks. */
  "paused",
  "stream-deleted",
  /** size: how many of its last messages the older copy lacks. */
  "stream-restored",
  "events-restored",
  /** Replicas that are asked for never come. */
  "no-capacity",
  "feedback-lost",
  "feedback-refused",
  /** size: which edit. */
  "plan-edit",
  "plan-broken",
  "no-traffic",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly node: string;
  /** Seconds since the start of the simulation. */
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

const mostFaults = 24;
const longestSeconds = 5_400;
const stormShare = 1 / 3;
const stormSeconds = 1_800;

/** What comes together at three in the morning, because one of it follows from another. */
const storms: readonly (readonly FaultKind[])[] = [
  ["stream-restored", "killed", "clock-step"],
  ["plan-edit", "plan-broken", "broker-down", "killed"],
  ["agent-clock", "backlog", "node-stale", "plan-edit"],
  ["events-restored", "paused", "answers-lost", "killed"],
  ["stream-deleted", "node-dead", "paused", "clock-step"],
  ["implausible-report", "node-stale", "backlog", "killed"],
  ["spot-loss", "no-capacity", "feedback-lost", "broker-down"],
];

const lasting = (random: Random, kind: FaultKind, node: string, from: number): Fault => ({
  kind,
  node,
  from,
  to: from + between(random, 60, longestSeconds),
  size: random(),
});

const stormOf = (random: Random, nodes: readonly string[], seconds: number): readonly Fault[] => {
  const begins = between(random, seconds / 24, seconds - stormSeconds);
  const node = pick(random, nodes);
  return pick(random, storms).map((kind) => lasting(random, kind, node, begins + between(random, 0, stormSeconds)));
};

/** What goes wrong in one simulation. */
export const faultsOf = (random: Random, nodes: readonly string[], seconds: number): readonly Fault[] => {
  const count = 1 + Math.floor(random() * mostFaults);
  const apart = Array.from({ length: count }, () =>
    lasting(random, pick(random, faultKinds), pick(random, nodes), between(random, seconds / 24, seconds)),
  );
  return random() < stormShare ? [...apart, ...stormOf(random, nodes, seconds)] : apart;
};

export const activeFault = (faults: readonly Fault[], at: number, kind: FaultKind, node?: string): Fault | undefined =>
  faults.find(
    (fault) => fault.kind === kind && fault.from <= at && at < fault.to && (node === undefined || fault.node === node),
  );

/** Faults that begin in the step that ends at `at`. */
export const beginning = (faults: readonly Fault[], at: number, step: number): readonly Fault[] =>
  faults.filter(({ from }) => from > at - step && from <= at);
