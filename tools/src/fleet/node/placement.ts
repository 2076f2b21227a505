/** Where a replica sits: GPUs of one node. */
export interface Placement {
  readonly node: string;
  readonly gpuUuids: readonly string[];
}

export interface PlaceableNode {
  readonly name: string;
  readonly pool: string;
  readonly market?: number | null;
  readonly gpus: readonly { readonly uuid: string }[];
}

/** GPUs of a node that nobody holds, in index order. */
export const freeGpus = (node: PlaceableNode, taken: ReadonlySet<string>): readonly string[] =>
  node.gpus.map((gpu) => gpu.uuid).filter((uuid) => !taken.has(uuid));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A node with its free GPUs, and the share of its market's GPUs that would be taken. */
const candidateOf = (node: PlaceableNode, pool: readonly PlaceableNode[], taken: ReadonlySet<string>, gpus: number) => {
  const alike = pool.filter(({ market }) => market === node.market);
  const all = sum(alike.map((one) => one.gpus.length));
  const used = all - sum(alike.map((one) => freeGpus(one, taken).length));
  return { node: node.name, free: freeGpus(node, taken), share: (used + gpus) / all };
};

/**
 * A place for one replica in the first of its pools that has one: the market (or the nodes on none) of which the least is
 * taken, there the node with the most free GPUs, the first of equals.
 * @param gpus GPUs that the replica needs, all on one node
 * @returns null when no node of the pools has that many left
 */
export const place = (
  nodes: readonly PlaceableNode[],
  taken: ReadonlySet<string>,
  { pools, gpus }: { readonly pools: readonly string[]; readonly gpus: number },
): Placement | null => {
  for (const pool of pools) {
    const own = nodes.filter((node) => node.pool === pool);
    const [best] = own
      .map((node) => candidateOf(node, own, taken, gpus))
      .filter(({ free }) => free.length >= gpus)
      .toSorted((a, b) => a.share - b.share || b.free.length - a.free.length);
    if (best !== undefined) return { node: best.node, gpuUuids: best.free.slice(0, gpus) };
  }
  return null;
};
