import { between, pick, type Random } from "./random.ts";

export const faultKinds = [
  "node-silent",
  "node-dead",
  "backlog",
  "broker-down",
  "answers-lost",
  "duplicates",
  "reordering",
  "garbage",
  "liar",
  "agent-clock",
  "clock-step",
  "restart",
  "stream-reset",
  "no-room",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly node: string;
  /** Seconds since the start of the simulation. */
  readonly from: number;
  readonly to: number;
  /** Meaning depends on the kind: seconds of a clock step, factor of a lie. */
  readonly size: number;
}

const mostFaults = 12;
const longestSeconds = 3_600;

/** What goes wrong in one simulation. A quarter of them are calm. */
export const faultsOf = (random: Random, nodes: readonly string[], seconds: number): readonly Fault[] => {
  if (random() < 1 / 4) return [];
  const count = 1 + Math.floor(random() * mostFaults);
  return Array.from({ length: count }, () => {
    const from = between(random, seconds / 24, seconds);
    const kind = pick(random, faultKinds);
    return { kind, node: pick(random, nodes), from, to: from + between(random, 60, longestSeconds), size: random() };
  });
};

export const activeFaults = (faults: readonly Fault[], at: number, kind: FaultKind): readonly Fault[] =>
  faults.filter((fault) => fault.kind === kind && fault.from <= at && at < fault.to);

/** Faults that begin in the step that ends at `at`. */
export const beginning = (faults: readonly Fault[], at: number, step: number): readonly Fault[] =>
  faults.filter(({ from }) => from > at - step && from <= at);
