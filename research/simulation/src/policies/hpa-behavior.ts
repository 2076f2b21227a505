import type { PolicySettings } from "./scaling-policy.ts";

/** How much one direction may change within a period. */
export interface HpaRateRule {
  readonly kind: "pods" | "percent";
  readonly value: number;
  readonly periodSeconds: number;
}

export interface HpaScalingRules {
  readonly stabilizationSeconds: number;
  readonly select: "max" | "min" | "disabled";
  readonly rules: readonly HpaRateRule[];
}

export interface HpaBehavior {
  readonly up: HpaScalingRules;
  readonly down: HpaScalingRules;
}

/** What the controller remembers: raw recommendations and the changes it made. A restart loses both. */
export interface HpaMemory {
  readonly wanted: readonly { readonly at: number; readonly replicas: number }[];
  readonly changes: readonly { readonly at: number; readonly by: number }[];
}

export const emptyHpaMemory: HpaMemory = { wanted: [], changes: [] };

/** @source https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#default-behavior */
export const defaultHpaBehavior: HpaBehavior = {
  up: {
    stabilizationSeconds: 0,
    select: "max",
    rules: [
      { kind: "percent", value: 100, periodSeconds: 15 },
      { kind: "pods", value: 4, periodSeconds: 15 },
    ],
  },
  down: { stabilizationSeconds: 300, select: "max", rules: [{ kind: "percent", value: 100, periodSeconds: 15 }] },
};

/** Fewest and most replicas of the autoscaled workload. */
export type HpaBounds = Pick<PolicySettings, "minimumReplicas" | "maximumReplicas">;

export const unbounded: HpaBounds = { minimumReplicas: 0, maximumReplicas: Number.POSITIVE_INFINITY };

/** Lowest wanted count of the up window and highest of the down window frame the current count. */
const stabilised = (memory: HpaMemory, { up, down }: HpaBehavior, now: { at: number; current: number }): number => {
  const last = memory.wanted.at(-1)?.replicas ?? now.current;
  let floor = last;
  let ceiling = last;
  for (const { at, replicas } of memory.wanted) {
    if (at > now.at - up.stabilizationSeconds) floor = Math.min(floor, replicas);
    if (at > now.at - down.stabilizationSeconds) ceiling = Math.max(ceiling, replicas);
  }
  return Math.min(ceiling, Math.max(floor, now.current));
};

const changedWithin = (memory: HpaMemory, at: number, periodSeconds: number): number =>
  memory.changes.reduce((sum, change) => (change.at > at - periodSeconds ? sum + change.by : sum), 0);

const limitOf = ({ kind, value }: HpaRateRule, start: number, direction: 1 | -1): number => {
  if (kind === "pods") return start + direction * value;
  const share = start * (1 + (direction * value) / 100);
  return direction > 0 ? Math.ceil(share) : Math.trunc(share);
};

/** The count that the rules of one direction allow at most; never on the other side of the current count. */
const allowed = (
  memory: HpaMemory,
  { select, rules }: HpaScalingRules,
  { at, current, direction }: { at: number; current: number; direction: 1 | -1 },
): number => {
  if (select === "disabled") return current;
  const limits = rules.map((rule) => limitOf(rule, current - changedWithin(memory, at, rule.periodSeconds), direction));
  const widest = (select === "max") === direction > 0 ? Math.max(...limits) : Math.min(...limits);
  return direction > 0 ? Math.max(current, widest) : Math.min(current, widest);
};

const longestPeriod = ({ up, down }: HpaBehavior): number =>
  [...up.rules, ...down.rules].reduce((longest, { periodSeconds }) => Math.max(longest, periodSeconds), 0);

interface Sync {
  readonly at: number;
  readonly current: number;
  readonly wanted: number;
  readonly bounds?: HpaBounds;
}

/**
 * A raw recommendation after the stabilisation windows, the rate policies and the bounds, with the memory to hand to the
 * next sync. Only changes that the bounds let through count against a later period.
 * @source https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#configurable-scaling-behavior
 */
export const applyHpaBehavior = (
  memory: HpaMemory,
  behavior: HpaBehavior,
  { at, current, wanted, bounds = unbounded }: Sync,
): { readonly memory: HpaMemory; readonly desired: number } => {
  const window = Math.max(behavior.up.stabilizationSeconds, behavior.down.stabilizationSeconds);
  // A controller without history records the count that it finds, so that a restart does not scale down at once.
  const known = memory.wanted.length === 0 ? [{ at, replicas: current }] : memory.wanted;
  const recorded: HpaMemory = {
    wanted: [...known.filter((entry) => entry.at > at - window), { at, replicas: wanted }],
    changes: memory.changes.filter((change) => change.at > at - longestPeriod(behavior)),
  };
  const aim = stabilised(recorded, behavior, { at, current });
  const direction = aim > current ? 1 : -1;
  const limit = allowed(recorded, direction > 0 ? behavior.up : behavior.down, { at, current, direction });
  const limited = direction > 0 ? Math.min(aim, limit) : Math.max(aim, limit);
  const desired = Math.min(bounds.maximumReplicas, Math.max(bounds.minimumReplicas, limited));
  const changes = desired === current ? recorded.changes : [...recorded.changes, { at, by: desired - current }];
  return { memory: { ...recorded, changes }, desired };
};
