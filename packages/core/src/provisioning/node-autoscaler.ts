import type { KarpenterSettings } from "./karpenter.ts";

/** A kind of node that can be bought: one node group of the cluster autoscaler. */
export interface NodeGroup {
  readonly name: string;
  /** Replicas that one node has GPUs for. */
  readonly replicasPerNode: number;
  readonly maximumNodes: number;
  /** null: not known; the price expander then looks at what is wasted. */
  readonly usdPerHour: number | null;
  /** For the priority expander; higher goes first. */
  readonly priority: number;
}

export const expanders = ["random", "most-pods", "least-waste", "price", "priority"] as const;
export type Expander = (typeof expanders)[number];

export interface NodeAutoscalerSettings {
  readonly groups: readonly NodeGroup[];
  /** Scale-down by Karpenter's consolidation instead of the cluster autoscaler's; left out: the latter. */
  readonly karpenter?: KarpenterSettings | undefined;
  readonly expander: Expander;
  /** Use of a node's GPUs below which it is a candidate for removal. */
  readonly utilizationThreshold: number;
  readonly unneededSeconds: number;
  readonly delayAfterAddSeconds: number;
  readonly delayAfterDeleteSeconds: number;
  readonly delayAfterFailureSeconds: number;
  readonly scanSeconds: number;
  /** Most empty nodes that go at once. */
  readonly emptyBulkDelete: number;
  /** A node that is not there after so long counts as failed. */
  readonly provisionTimeoutSeconds: number;
  /** Nothing is done while more nodes than this are unready, by share and by number. */
  readonly unreadyShare: number;
  readonly unreadyNodes: number;
}

/** @source https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md */
export const clusterAutoscalerDefaults: Omit<NodeAutoscalerSettings, "groups"> = {
  expander: "random",
  utilizationThreshold: 0.5,
  unneededSeconds: 600,
  delayAfterAddSeconds: 600,
  delayAfterDeleteSeconds: 10,
  delayAfterFailureSeconds: 180,
  scanSeconds: 10,
  emptyBulkDelete: 10,
  provisionTimeoutSeconds: 900,
  unreadyShare: 0.45,
  unreadyNodes: 3,
};

/** One way to make room for replicas that wait. */
export interface Expansion {
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
    const room = group.maximumNodes - nodesOf(group);
    const nodes = Math.min(room, Math.ceil(waiting / group.replicasPerNode));
    return nodes > 0 ? [{ group, nodes, placed: Math.min(waiting, nodes * group.replicasPerNode) }] : [];
  });

const idleShare = ({ group, nodes, placed }: Expansion): number => 1 - placed / (nodes * group.replicasPerNode);

const usdPerReplicaHour = ({ group, nodes, placed }: Expansion): number =>
  group.usdPerHour === null ? Number.POSITIVE_INFINITY : (group.usdPerHour * nodes) / placed;

/** What an expander minimises; options that are level keep their order. */
const badness: Record<Exclude<Expander, "random">, (option: Expansion) => number> = {
  "most-pods": ({ placed }) => -placed,
  "least-waste": idleShare,
  price: usdPerReplicaHour,
  priority: ({ group }) => -group.priority,
};

/**
 * The option that the expander takes; null without one.
 * @param random uniform in [0, 1), for the random expander
 */
export const chooseExpansion = (
  options: readonly Expansion[],
  expander: Expander,
  random: () => number,
): Expansion | null => {
  if (expander === "random") return options[Math.floor(random() * options.length)] ?? null;
  const of = badness[expander];
  return options.reduce<Expansion | null>(
    (best, option) => (best === null || of(option) < of(best) ? option : best),
    null,
  );
};

/** A node as the scale-down looks at it. */
export interface NodeUse {
  readonly replicas: number;
  readonly replicasPerNode: number;
}

/** Whether a node could go: little used, and the others have room for what it holds. @param roomElsewhere free places on other nodes */
export const isUnneeded = (
  { replicas, replicasPerNode }: NodeUse,
  roomElsewhere: number,
  { utilizationThreshold }: Pick<NodeAutoscalerSettings, "utilizationThreshold">,
): boolean => replicas / replicasPerNode < utilizationThreshold && replicas <= roomElsewhere;

/** Times of the last node added, deleted and failed; null: never. */
export interface NodeHistory {
  readonly addedAt: number | null;
  readonly deletedAt: number | null;
  readonly failedAt: number | null;
}

const isOver = (at: number | null, delay: number, now: number): boolean => at === null || now - at >= delay;

export const isScaleDownOpen = (
  { addedAt, deletedAt, failedAt }: NodeHistory,
  settings: Omit<NodeAutoscalerSettings, "groups">,
  now: number,
): boolean =>
  isOver(addedAt, settings.delayAfterAddSeconds, now) &&
  isOver(deletedAt, settings.delayAfterDeleteSeconds, now) &&
  isOver(failedAt, settings.delayAfterFailureSeconds, now);

/** The cluster autoscaler stops where too much is broken: more than the number and more than the share. */
export const isClusterHealthy = (
  unready: number,
  total: number,
  { unreadyNodes, unreadyShare }: Pick<NodeAutoscalerSettings, "unreadyNodes" | "unreadyShare">,
): boolean => unready <= unreadyNodes || unready <= unreadyShare * total;
