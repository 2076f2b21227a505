/** Replicas of one size that a pool has to hold. */
interface ReplicaGroup {
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
export const occupiedNodes = (groups: readonly ReplicaGroup[], gpusPerNode: number) => {
  const nodes: NodesByFreeGpus = new Map();
  /** Nodes with GPUs left over that hold none of these replicas any more, by their number. */
  const stranded = new Map<number, number>();
  let spanning = 0;
  for (const group of groups.toSorted((a, b) => b.gpusPerReplica - a.gpusPerReplica)) {
    if (group.gpusPerReplica <= gpusPerNode) place(nodes, group, gpusPerNode);
    else {
      spanning += group.replicas * Math.ceil(group.gpusPerReplica / gpusPerNode);
      const left = (gpusPerNode - (group.gpusPerReplica % gpusPerNode)) % gpusPerNode;
      stranded.set(left, (stranded.get(left) ?? 0) + group.replicas);
    }
  }
  const smallest = Math.min(...groups.map(({ gpusPerReplica }) => gpusPerReplica));
  for (const [free, count] of nodes) if (free < smallest) stranded.set(free, (stranded.get(free) ?? 0) + count);
  stranded.delete(0);
  return { count: [...nodes.values()].reduce((sum, count) => sum + count, spanning), stranded };
};

/** How the replicas of a pool lie: over zones in equal parts, a share of them on spot nodes, those over markets too. */
export interface NodeSpread {
  readonly zones?: number | undefined;
  readonly spotShare?: number | undefined;
  readonly spotMarkets?: number | undefined;
}

/** Replicas on spot nodes: never more than their share, so that a loss never takes more than the reserve is for. */
const spotReplicas = (replicas: number, { spotShare = 0 }: NodeSpread) => Math.floor(replicas * spotShare + 1e-9);

/** The same groups in each of `parts` equal parts; what does not divide goes to the last ones, or to the first. */
const inParts = (groups: readonly ReplicaGroup[], parts: number, isFirst: boolean) =>
  Array.from({ length: parts }, (_, index) =>
    groups.map(({ gpusPerReplica, replicas }) => ({
      gpusPerReplica,
      replicas: Math.floor((replicas + (isFirst ? parts - 1 - index : index)) / parts),
    })),
  );

export interface SpreadNodes {
  readonly spot: number;
  readonly other: number;
  /** GPUs of the replicas on spot nodes. */
  readonly spotGpus: number;
  /** GPUs that fit no replica of these, on how many nodes each: the most first. */
  readonly stranded: readonly { readonly gpus: number; readonly nodes: number }[];
}

/** Whole nodes that hold these replicas as they are spread: none is in two zones or markets, or bought in two ways. */
export const spreadNodes = (
  groups: readonly ReplicaGroup[],
  gpusPerNode: number,
  spread: NodeSpread = {},
): SpreadNodes => {
  const { zones = 1, spotMarkets = 1 } = spread;
  const spot = groups.map((group) => ({ ...group, replicas: spotReplicas(group.replicas, spread) }));
  const other = groups.map((group, index) => ({ ...group, replicas: group.replicas - (spot[index]?.replicas ?? 0) }));
  const stranded = new Map<number, number>();
  const nodesOf = (parts: readonly (readonly ReplicaGroup[])[]): number =>
    parts.reduce((sum, part) => {
      const occupied = occupiedNodes(part, gpusPerNode);
      for (const [gpus, nodes] of occupied.stranded)
        if (nodes > 0) stranded.set(gpus, (stranded.get(gpus) ?? 0) + nodes);
      return sum + occupied.count;
    }, 0);
  const counts = {
    spot: nodesOf(inParts(spot, Math.max(zones, spotMarkets), true)),
    other: nodesOf(inParts(other, zones, false)),
  };
  return {
    ...counts,
    spotGpus: spot.reduce((sum, { gpusPerReplica, replicas }) => sum + gpusPerReplica * replicas, 0),
    stranded: [...stranded].map(([gpus, nodes]) => ({ gpus, nodes })).toSorted((a, b) => b.gpus - a.gpus),
  };
};
