import { between, pick, type Random } from "./random.ts";

/** What can go wrong, and what `size` (0…1) means for it. */
export const faultKinds = [
  /** The node's samples never reach the broker. */
  "node-silent",
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
  /** size: which lie. */
  "liar",
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
  "words-restored",
  /** Replicas that are asked for never come. */
  "no-room",
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
const calmShare = 1 / 8;

/** What goes wrong in one simulation. Some are calm. */
export const faultsOf = (random: Random, nodes: readonly string[], seconds: number): readonly Fault[] => {
  if (random() < calmShare) return [];
  const count = 1 + Math.floor(random() * mostFaults);
  return Array.from({ length: count }, () => {
    const from = between(random, seconds / 24, seconds);
    const kind = pick(random, faultKinds);
    return { kind, node: pick(random, nodes), from, to: from + between(random, 60, longestSeconds), size: random() };
  });
};

export const activeFault = (faults: readonly Fault[], at: number, kind: FaultKind, node?: string): Fault | undefined =>
  faults.find(
    (fault) => fault.kind === kind && fault.from <= at && at < fault.to && (node === undefined || fault.node === node),
  );

/** Faults that begin in the step that ends at `at`. */
export const beginning = (faults: readonly Fault[], at: number, step: number): readonly Fault[] =>
  faults.filter(({ from }) => from > at - step && from <= at);
