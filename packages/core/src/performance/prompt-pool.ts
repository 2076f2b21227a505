import type { WorkerPool } from "../model/engine.ts";
import type { ReplicaSpec } from "../model/replica.ts";

/** Workers that compute prompts only; null where the same GPUs also decode. */
export const promptPool = ({ disaggregation }: ReplicaSpec): WorkerPool | null => disaggregation?.prefill ?? null;

/** The spec as its prompt workers see it. */
export const promptSpec = (spec: ReplicaSpec): ReplicaSpec => {
  const pool = promptPool(spec);
  return pool === null ? spec : { ...spec, parallel: pool.parallel };
};
