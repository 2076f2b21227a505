import { LoadlineError, openLoopReplica, replicaMemory } from "@loadline/core";
import { decoderOf, LiveReplica, type MemoryBreakdown, type ReplicaSimulator } from "@loadline/core/internal";
import { gpusOf, type Plan, type PlanDeployment, plannedReplica } from "@loadline/wire";

/** What every replica of one deployment has in common, taken from the capacity model. */
export interface DeploymentModel {
  readonly modelName: string;
  /** GPUs of one replica. */
  readonly gpus: number;
  readonly maxSequences: number;
  readonly kvCacheTokens: number;
  /** Longest request, prompt and answer together, that a replica accepts: what the model takes and the cache holds. */
  readonly contextTokens: number;
  readonly memoryPerGpu: Pick<MemoryBreakdown, "weights" | "kvCache" | "activation" | "framework">;
  readonly createSimulator: () => ReplicaSimulator;
}

const refuse = (index: number, key: string, detail: string): never => {
  throw new LoadlineError("LL_PLAN_INVALID", { path: `deployments.${index}.${key}`, detail });
};

/**
 * The simulated form of the plan's deployment at `index`.
 * @throws LL_PLAN_INVALID for an engine that is not simulated or a replica larger than a node
 * @throws LL_UNKNOWN_MODEL, LL_UNKNOWN_GPU, LL_PARALLELISM_INVALID, LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED
 */
export const deploymentModel = (plan: Plan, deployment: PlanDeployment): DeploymentModel => {
  const index = plan.deployments.indexOf(deployment);
  const pool = plan.pools.find(({ name }) => name === deployment.pool);
  if (pool === undefined) return refuse(index, "pool", `no pool is called "${deployment.pool}"`);
  if (deployment.engine !== "vllm")
    return refuse(index, "engine", `the fleet simulates vllm, not ${deployment.engine}`);
  const spec = plannedReplica(deployment, pool);
  const gpus = gpusOf(deployment);
  if (gpus > pool.gpusPerNode) {
    return refuse(index, "parallel", `a replica of ${gpus} GPUs is larger than a node of ${pool.gpusPerNode}`);
  }
  const { inputTokens, outputTokens } = deployment.expected;
  const engine = openLoopReplica(spec, {
    input: { kind: "fixed", tokens: inputTokens },
    output: { kind: "fixed", tokens: outputTokens },
  });
  const { kvCacheTokens, maxSequences } = engine.limits;
  return {
    modelName: deployment.model,
    gpus,
    maxSequences,
    kvCacheTokens,
    contextTokens: Math.min(decoderOf(spec).contextLength.value, kvCacheTokens),
    memoryPerGpu: replicaMemory(spec).perGpu,
    createSimulator: () => new LiveReplica(engine),
  };
};
