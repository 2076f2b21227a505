import type { PlanPool } from "@loadline/wire";

/** GPUs that one deployment of the pool takes; null while its replicas cannot be counted. Draining ones still do. */
export interface PoolUse {
  readonly replicas: number | null;
  readonly gpusPerReplica: number;
}

/** Replicas of `gpusPerReplica` GPUs that the pool can still take; null while some use is unknown. */
export const poolRoom = (pool: PlanPool, uses: readonly PoolUse[], gpusPerReplica: number): number | null => {
  let free = pool.nodes * pool.gpusPerNode;
  for (const use of uses) {
    if (use.replicas === null) return null;
    free -= use.replicas * use.gpusPerReplica;
  }
  return Math.max(0, Math.floor(free / gpusPerReplica));
};
