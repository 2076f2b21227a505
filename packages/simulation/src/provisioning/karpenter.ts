export const disruptionReasons = ["empty", "underutilized"] as const;
export type DisruptionReason = (typeof disruptionReasons)[number];

/** One limit on how many nodes may be disrupted at once, in force always or within a daily window. */
export interface DisruptionBudget {
  /** A number of nodes, or a share of them; a share is rounded up. */
  readonly nodes: { readonly kind: "count" | "share"; readonly value: number };
  /** Seconds of the day at which the window opens and how long it lasts; null: always. */
  readonly window: { readonly fromSecond: number; readonly seconds: number } | null;
  /** Disruptions that it limits; left out: all. */
  readonly reasons?: readonly DisruptionReason[] | undefined;
}

/** @source https://karpenter.sh/docs/concepts/disruption/#nodepool-disruption-budgets */
export const defaultDisruptionBudgets: readonly DisruptionBudget[] = [
  { nodes: { kind: "share", value: 0.1 }, window: null },
];

const secondsPerDay = 86_400;

const isOpen = ({ window }: DisruptionBudget, now: number): boolean => {
  if (window === null) return true;
  const sinceOpening = (((now - window.fromSecond) % secondsPerDay) + secondsPerDay) % secondsPerDay;
  return sinceOpening < window.seconds;
};

/**
 * Nodes that may be disrupted now for this reason: the tightest open budget that limits it, less those that are going or not ready anyway.
 * @source https://karpenter.sh/docs/concepts/disruption/#nodepool-disruption-budgets
 */
export const disruptionsAllowed = (
  { total, deleting, notReady }: { readonly total: number; readonly deleting: number; readonly notReady: number },
  budgets: readonly DisruptionBudget[],
  { now, reason }: { readonly now: number; readonly reason: DisruptionReason },
): number => {
  const limits = budgets
    .filter((budget) => isOpen(budget, now) && (budget.reasons?.includes(reason) ?? true))
    .map(({ nodes }) => (nodes.kind === "count" ? nodes.value : Math.ceil(nodes.value * total)));
  const tightest = limits.reduce((least, limit) => Math.min(least, limit), total);
  return Math.max(0, tightest - deleting - notReady);
};

export interface ConsolidationCandidate {
  readonly replicas: number;
  readonly usdPerHour: number;
  readonly isSpot: boolean;
  /** Time for which nothing was placed on the node or taken from it. */
  readonly quietSeconds: number;
}

export interface Replacement {
  readonly usdPerHour: number;
  /** Cheaper instance types that the replacement may be bought from. */
  readonly cheaperTypes: number;
}

export interface KarpenterSettings {
  /** empty: only nodes without a replica go. */
  readonly policy: "empty" | "empty-or-underutilized";
  readonly afterSeconds: number;
  readonly budgets: readonly DisruptionBudget[];
}

export type Consolidation = "keep" | "delete" | "replace";

/** Spot nodes are replaced only where enough cheaper types keep the new one from being taken away at once. */
const spotTypesNeeded = 15;

/**
 * What consolidation does with a node: it goes when it is empty or the others have capacity, and is replaced when one cheaper
 * node holds what it holds.
 * @source https://karpenter.sh/docs/concepts/disruption/#consolidation
 */
export const consolidate = (
  node: ConsolidationCandidate,
  { freeElsewhere, replacement }: { readonly freeElsewhere: number; readonly replacement: Replacement | null },
  { policy, afterSeconds }: Pick<KarpenterSettings, "policy" | "afterSeconds">,
): Consolidation => {
  if (node.quietSeconds < afterSeconds) return "keep";
  if (node.replicas === 0) return "delete";
  if (policy === "empty") return "keep";
  if (node.replicas <= freeElsewhere) return "delete";
  if (replacement === null || replacement.usdPerHour >= node.usdPerHour) return "keep";
  return node.isSpot && replacement.cheaperTypes < spotTypesNeeded ? "keep" : "replace";
};
