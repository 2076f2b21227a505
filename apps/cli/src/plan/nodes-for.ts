/** Replicas of one size that a pool has to hold. */
export interface ReplicaGroup {
  readonly gpusPerReplica: number;
  readonly replicas: number;
}

/** Nodes by the number of GPUs still free on them. */
type FreeRoom = Map<number, number>;

const add = (room: FreeRoom, free: number, nodes: number): void => {
  if (nodes > 0) room.set(free, (room.get(free) ?? 0) + nodes);
};

/** Fills up to `nodes` nodes of `free` GPUs each; the replicas that found no place. */
const fill = (
  room: FreeRoom,
  { gpusPerReplica, replicas }: ReplicaGroup,
  level: { free: number; nodes: number },
): number => {
  const perNode = Math.floor(level.free / gpusPerReplica);
  const full = Math.min(level.nodes, Math.floor(replicas / perNode));
  add(room, level.free - perNode * gpusPerReplica, full);
  const rest = replicas - full * perNode;
  if (rest === 0 || full === level.nodes) {
    add(room, level.free, level.nodes === Number.POSITIVE_INFINITY ? 0 : level.nodes - full);
    return rest;
  }
  add(room, level.free - rest * gpusPerReplica, 1);
  add(room, level.free, level.nodes === Number.POSITIVE_INFINITY ? 0 : level.nodes - full - 1);
  return 0;
};

const place = (room: FreeRoom, group: ReplicaGroup, gpusPerNode: number): void => {
  const tightestFirst = [...room.keys()].filter((free) => free >= group.gpusPerReplica).toSorted((a, b) => a - b);
  let rest = group.replicas;
  for (const free of tightestFirst) {
    const nodes = room.get(free) ?? 0;
    room.delete(free);
    rest = fill(room, { ...group, replicas: rest }, { free, nodes });
  }
  fill(room, { ...group, replicas: rest }, { free: gpusPerNode, nodes: Number.POSITIVE_INFINITY });
};

/**
 * Nodes that hold these replicas: largest first, each where it leaves the least room, none across nodes unless it is
 * larger than one, which then has its nodes for itself. The fewest possible while sizes divide each other, as powers
 * of two do.
 */
export const nodesFor = (groups: readonly ReplicaGroup[], gpusPerNode: number): number => {
  const spanning = groups
    .filter(({ gpusPerReplica }) => gpusPerReplica > gpusPerNode)
    .reduce((sum, group) => sum + group.replicas * Math.ceil(group.gpusPerReplica / gpusPerNode), 0);
  const within = groups
    .filter(({ gpusPerReplica }) => gpusPerReplica <= gpusPerNode)
    .toSorted((a, b) => b.gpusPerReplica - a.gpusPerReplica);
  const room: FreeRoom = new Map();
  for (const group of within) place(room, group, gpusPerNode);
  return [...room.values()].reduce((sum, nodes) => sum + nodes, spanning);
};
