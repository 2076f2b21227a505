import { modelOf } from "../catalogue/lookup.ts";
import { hasTransformer, type Model } from "../catalogue/model.ts";
import { hasMoeLayers } from "../catalogue/transformer.ts";
import { headsDivide } from "../memory/head-counts.ts";
import type { WorkerPool } from "../model/engine.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import type { ReplicaSpecInput } from "./replica-spec.ts";

/** Most GPUs that published deployments put into one tensor-parallel group. */
const widestTensor = 16;

/**
 * A layout for a worker of which only the number of GPUs is known: tensor parallelism where the heads allow it,
 * else attention on every GPU for requests of its own and the experts spread over them.
 * @throws LL_UNKNOWN_MODEL
 */
export const layoutForGpus = (named: string | Model, gpus: number): NonNullable<ReplicaSpecInput["parallel"]> => {
  const model = modelOf(named);
  if (!hasTransformer(model)) return { tensor: gpus };
  if (gpus <= widestTensor && headsDivide(model.transformer, gpus)) return { tensor: gpus };
  return { tensor: 1, attentionData: gpus, expert: hasMoeLayers(model.transformer) ? gpus : 1 };
};

/** Workers that compute prompts only; null where the same GPUs also decode. */
export const promptPool = ({ disaggregation }: ReplicaSpec): WorkerPool | null => disaggregation?.prefill ?? null;

/** The spec as its prompt workers see it. */
export const promptSpec = (spec: ReplicaSpec): ReplicaSpec => {
  const pool = promptPool(spec);
  return pool === null ? spec : { ...spec, parallel: pool.parallel };
};
