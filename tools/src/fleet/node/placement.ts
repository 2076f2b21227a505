/** Where a replica sits: GPUs of one node. */
export interface Placement {
  readonly node: string;
  readonly gpuUuids: readonly string[];
}

export interface PlaceableNode {
  readonly name: string;
  readonly pool: string;
  readonly gpus: readonly { readonly uuid: string }[];
}

/** GPUs of a node that nobody holds, in index order. */
export const freeGpus = (node: PlaceableNode, taken: ReadonlySet<string>): readonly string[] =>
  node.gpus.map((gpu) => gpu.uuid).filter((uuid) => !taken.has(uuid));

/**
 * A place for one replica in the first of its pools that has one: the node with the most free GPUs, the first of equals.
 * @param gpus GPUs that the replica needs, all on one node
 * @returns null when no node of the pools has that many left
 */
export const place = (
  nodes: readonly PlaceableNode[],
  taken: ReadonlySet<string>,
  { pools, gpus }: { readonly pools: readonly string[]; readonly gpus: number },
): Placement | null => {
  for (const pool of pools) {
    const [best] = nodes
      .filter((node) => node.pool === pool)
      .map((node) => ({ node: node.name, free: freeGpus(node, taken) }))
      .filter(({ free }) => free.length >= gpus)
      .toSorted((a, b) => b.free.length - a.free.length);
    if (best !== undefined) return { node: best.node, gpuUuids: best.free.slice(0, gpus) };
  }
  return null;
};
