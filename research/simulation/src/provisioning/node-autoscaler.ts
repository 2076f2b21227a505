/** How long a node group is left alone after its nodes did not come, and since when. */
export interface GroupBackoff {
  readonly failedAt: number;
  readonly seconds: number;
}

/**
 * The next failure counts as the first again after `resetSeconds`.
 * @source https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/config/flags/flags.go (…-node-group-backoff-…)
 */
const backoff = { initialSeconds: 300, maximumSeconds: 1800, resetSeconds: 10_800 };

/**
 * The backoff of a group after one more failure: twice the last one up to the maximum. Failures while it lasts leave it
 * as it is.
 * @source https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-happens-in-scale-up-when-i-have-no-more-quota-in-the-cloud-provider
 */
export const backedOff = (before: GroupBackoff | undefined, now: number): GroupBackoff => {
  if (before === undefined || now - before.failedAt > backoff.resetSeconds)
    return { failedAt: now, seconds: backoff.initialSeconds };
  if (isBackedOff(before, now)) return before;
  return { failedAt: now, seconds: Math.min(2 * before.seconds, backoff.maximumSeconds) };
};

export const isBackedOff = (last: GroupBackoff | undefined, now: number): boolean =>
  last !== undefined && now - last.failedAt < last.seconds;

/** A kind of node that can be bought: one node group of the cluster autoscaler. */
export interface NodeGroup {
  readonly name: string;
  readonly replicasPerNode: number;
  readonly maximumNodes: number;
  /** null: not known; the price expander then looks at what is wasted. */
  readonly usdPerHour: number | null;
  /** GPUs of one node that fit no replica. */
  readonly strandedGpus?: number | undefined;
  /** For the priority expander; higher goes first. */
  readonly priority: number;
}

export const expanders = ["random", "most-pods", "least-waste", "price", "priority"] as const;
export type Expander = (typeof expanders)[number];

export interface NodeAutoscalerSettings {
  readonly groups: readonly NodeGroup[];
  /** One, or several of which each decides between what the one before left level. */
  readonly expander: Expander | readonly Expander[];
  /** Use of a node's GPUs below which it is a candidate for removal. */
  readonly utilizationThreshold: number;
  readonly unneededSeconds: number;
  readonly delayAfterAddSeconds: number;
  readonly delayAfterDeleteSeconds: number;
  readonly scanSeconds: number;
  /** Most empty nodes that go at once. */
  readonly emptyBulkDelete: number;
  /** A node that is not there after so long counts as failed. */
  readonly provisionTimeoutSeconds: number;
}

/** @source https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md */
export const clusterAutoscalerDefaults: Omit<NodeAutoscalerSettings, "groups"> = {
  expander: "random",
  utilizationThreshold: 0.5,
  unneededSeconds: 600,
  delayAfterAddSeconds: 600,
  delayAfterDeleteSeconds: 10,
  scanSeconds: 10,
  emptyBulkDelete: 10,
  provisionTimeoutSeconds: 900,
};

/** One way to make space for replicas that wait. */
interface Expansion {
  readonly group: NodeGroup;
  readonly nodes: number;
  readonly placed: number;
}

/** What each group would buy for so many waiting replicas, groups at their limit left out. */
export const expansionsFor = (
  waiting: number,
  groups: readonly NodeGroup[],
  nodesOf: (group: NodeGroup) => number,
): readonly Expansion[] =>
  groups.flatMap((group) => {
    const allowed = group.maximumNodes - nodesOf(group);
    const nodes = Math.min(allowed, Math.ceil(waiting / group.replicasPerNode));
    return nodes > 0 ? [{ group, nodes, placed: Math.min(waiting, nodes * group.replicasPerNode) }] : [];
  });

const usdPerReplicaHour = ({ group, nodes, placed }: Expansion): number =>
  group.usdPerHour === null ? Number.POSITIVE_INFINITY : (group.usdPerHour * nodes) / placed;

/** What an expander minimises. */
const badness: Record<Exclude<Expander, "random">, (option: Expansion) => number> = {
  "most-pods": ({ placed }) => -placed,
  "least-waste": ({ group, nodes, placed }) => 1 - placed / (nodes * group.replicasPerNode),
  price: usdPerReplicaHour,
  priority: ({ group }) => -group.priority,
};

const bestBy = (options: readonly Expansion[], expander: Expander): readonly Expansion[] => {
  if (expander === "random") return options;
  const of = badness[expander];
  const least = options.reduce((lowest, option) => Math.min(lowest, of(option)), Number.POSITIVE_INFINITY);
  return options.filter((option) => of(option) === least);
};

/**
 * The option that the expanders take, one after the other, and chance between those that are level at the end; null
 * without one.
 * @param random uniform in [0, 1)
 * @source https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-are-expanders
 */
export const chooseExpansion = (
  options: readonly Expansion[],
  expander: Expander | readonly Expander[],
  random: () => number,
): Expansion | null => {
  const chain: readonly Expander[] = typeof expander === "string" ? [expander] : expander;
  const level = chain.reduce(bestBy, options);
  return (level.length > 1 ? level[Math.floor(random() * level.length)] : level[0]) ?? null;
};

/** Whether a node could go: little used, and the others have capacity for what it holds. @param freeElsewhere free slots on other nodes */
export const isUnneeded = (
  { replicas, replicasPerNode }: { readonly replicas: number; readonly replicasPerNode: number },
  freeElsewhere: number,
  { utilizationThreshold }: Pick<NodeAutoscalerSettings, "utilizationThreshold">,
): boolean => replicas / replicasPerNode < utilizationThreshold && replicas <= freeElsewhere;

const isOver = (at: number | null, delay: number, now: number): boolean => at === null || now - at >= delay;

export const isScaleDownOpen = (
  { addedAt, deletedAt }: { readonly addedAt: number | null; readonly deletedAt: number | null },
  settings: Omit<NodeAutoscalerSettings, "groups">,
  now: number,
): boolean =>
  isOver(addedAt, settings.delayAfterAddSeconds, now) && isOver(deletedAt, settings.delayAfterDeleteSeconds, now);
