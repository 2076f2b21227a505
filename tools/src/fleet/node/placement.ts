/** Where a replica sits: GPUs of one node. */
export interface Placement {
  readonly node: string;
  readonly gpuUuids: readonly string[];
}

/** The part of a node that placing needs. */
export interface PlaceableNode {
  readonly name: string;
  readonly pool: string;
  readonly gpus: readonly { readonly uuid: string }[];
}

/** GPUs of a node that nobody holds, in index order. */
export const freeGpus = (node: PlaceableNode, taken: ReadonlySet<string>): readonly string[] =>
  node.gpus.map((gpu) => gpu.uuid).filter((uuid) => !taken.has(uuid));

/**
 * A place for one replica: the node of its pool with the most free GPUs, the first of equals.
 * @param gpus GPUs that the replica needs, all on one node
 * @returns null when no node of the pool has that many left
 */
export const place = (
  nodes: readonly PlaceableNode[],
  taken: ReadonlySet<string>,
  { pool, gpus }: { readonly pool: string; readonly gpus: number },
): Placement | null => {
  const candidates = nodes
    .filter((node) => node.pool === pool)
    .map((node) => ({ node: node.name, free: freeGpus(node, taken) }));
  const best = candidates.reduce<(typeof candidates)[number] | null>(
    (most, candidate) => (most === null || candidate.free.length > most.free.length ? candidate : most),
    null,
  );
  return best === null || best.free.length < gpus ? null : { node: best.node, gpuUuids: best.free.slice(0, gpus) };
};
