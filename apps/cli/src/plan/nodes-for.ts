/** Replicas of one size that a pool has to hold. */
export interface ReplicaGroup {
  readonly gpusPerReplica: number;
  readonly replicas: number;
}

/** Nodes that hold a replica, by the number of GPUs still free on them. */
type NodesByFreeGpus = Map<number, number>;

/** Adds replicas that fit one node: first to the nodes where they leave the fewest GPUs free, then to fresh ones. */
const place = (nodes: NodesByFreeGpus, { gpusPerReplica, replicas }: ReplicaGroup, gpusPerNode: number): void => {
  const add = (free: number, count: number): void => void nodes.set(free, (nodes.get(free) ?? 0) + count);
  const tightestFirst = [...nodes].filter(([free]) => free >= gpusPerReplica).toSorted(([a], [b]) => a - b);
  let rest = replicas;
  for (const [free, available] of [...tightestFirst, [gpusPerNode, Number.POSITIVE_INFINITY] as const]) {
    const perNode = Math.floor(free / gpusPerReplica);
    const full = Math.min(available, Math.floor(rest / perNode));
    const part = full < available ? rest - full * perNode : 0;
    const partly = part > 0 ? 1 : 0;
    if (Number.isFinite(available)) add(free, -full - partly);
    add(free - perNode * gpusPerReplica, full);
    add(free - part * gpusPerReplica, partly);
    rest -= full * perNode + part;
  }
};

/**
 * Nodes that hold these replicas: largest first, each where it leaves the fewest GPUs free, none across nodes unless it
 * is larger than one, which then has its nodes for itself. The fewest possible while sizes divide each other, as powers
 * of two do.
 */
export const nodesFor = (groups: readonly ReplicaGroup[], gpusPerNode: number): number => {
  const nodes: NodesByFreeGpus = new Map();
  let spanning = 0;
  for (const group of groups.toSorted((a, b) => b.gpusPerReplica - a.gpusPerReplica)) {
    if (group.gpusPerReplica <= gpusPerNode) place(nodes, group, gpusPerNode);
    else spanning += group.replicas * Math.ceil(group.gpusPerReplica / gpusPerNode);
  }
  return [...nodes.values()].reduce((sum, count) => sum + count, spanning);
};
