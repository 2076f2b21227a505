/** GPUs of a replica: so many groups, each on one node or on whole nodes. */
export interface Footprint {
  readonly together: number;
  readonly groups: number;
}

export interface BudgetCapacity {
  readonly available: number;
  /** The tightest budget as text: what is in use of what there is. */
  readonly detail: string;
}

export interface PoolCapacity {
  /** Replicas. */
  readonly available: number;
  /** Free GPUs node by node, as text. */
  readonly detail: string;
  /** GPUs are free, but not enough on one node. */
  readonly fragmented: boolean;
}

/** @param gpusTogether GPUs that have to be on one node, or on whole ones; all of them where it is left out */
export const footprintOf = ({
  gpusPerReplica,
  gpusTogether = gpusPerReplica,
}: {
  readonly gpusPerReplica: number;
  readonly gpusTogether?: number | undefined;
}): Footprint => ({ together: gpusTogether, groups: Math.max(1, Math.round(gpusPerReplica / gpusTogether)) });

/** Free GPUs of the nodes of one pool. Nodes with as many free ones are alike, so they are counted, not listed. */
export class Slots {
  /** Nodes by their free GPUs. */
  readonly #nodes: number[];
  readonly #gpusPerNode: number;

  constructor(free: readonly number[], gpusPerNode: number) {
    this.#nodes = new Array<number>(free.reduce((most, one) => Math.max(most, one), gpusPerNode) + 1).fill(0);
    this.#gpusPerNode = gpusPerNode;
    for (const one of free) this.#nodes[one] = this.#with(one) + 1;
  }

  /** Nodes with so many free GPUs. */
  #with(free: number): number {
    return this.#nodes[free] ?? 0;
  }

  /** Free GPUs of all nodes. */
  get free(): number {
    return this.#nodes.reduce((sum, nodes, free) => sum + nodes * free, 0);
  }

  /** Free GPUs of the node that has most. */
  get mostOnOne(): number {
    return Math.max(
      0,
      this.#nodes.findLastIndex((nodes) => nodes > 0),
    );
  }

  /** Replicas of this size that the nodes still take. */
  available({ together, groups }: Footprint): number {
    return Math.floor(this.#availableGroups(together) / groups);
  }

  #availableGroups(together: number): number {
    const nodes = Math.ceil(together / this.#gpusPerNode);
    if (nodes > 1) return Math.floor(this.#whole() / nodes);
    return this.#nodes.reduce((sum, count, free) => sum + count * Math.floor(free / together), 0);
  }

  /** Nodes that are free as a whole. */
  #whole(): number {
    return this.#nodes.slice(this.#gpusPerNode).reduce((sum, nodes) => sum + nodes, 0);
  }

  /** Puts replicas where they leave the least over, and returns how many fit; the others take nothing. */
  take({ together, groups }: Footprint, replicas: number): number {
    let taken = 0;
    while (taken < replicas * groups && this.#takeGroup(together)) taken += 1;
    return Math.floor(taken / groups);
  }

  #takeGroup(together: number): boolean {
    const nodes = Math.ceil(together / this.#gpusPerNode);
    if (nodes > 1 && this.#whole() < nodes) return false;
    for (let one = 0; one < nodes; one++) {
      const each = nodes > 1 ? this.#gpusPerNode : together;
      const fitting = this.#nodes.findIndex((count, free) => free >= each && count > 0);
      if (fitting < 0) return false;
      this.#nodes[fitting] = this.#with(fitting) - 1;
      this.#nodes[fitting - each] = this.#with(fitting - each) + 1;
    }
    return true;
  }
}
