import { LoadlineError, openLoopReplica, replicaMemory, requestForm } from "@loadline/core";
import {
  decoderOf,
  LiveReplica,
  type MemoryBreakdown,
  oneGpu,
  type ReplicaSimulator,
  specSpeed,
  usefulBatch,
} from "@loadline/core/internal";
import { gpusOf, type Plan, type PlanDeployment, plannedReplica, plannedShape } from "@loadline/wire";
import { passReplica } from "./pass-replica.ts";

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
  const replica = requestForm(spec.model).inOnePiece ? passing(spec, deployment) : decoding(spec, deployment);
  return { modelName: deployment.model, gpus, ...replica };
};

type Simulated = Omit<DeploymentModel, "modelName" | "gpus">;
type Spec = ReturnType<typeof plannedReplica>;

const decoding = (spec: Spec, { expected }: PlanDeployment): Simulated => {
  const engine = openLoopReplica(spec, {
    input: { kind: "fixed", tokens: expected.inputTokens },
    output: { kind: "fixed", tokens: expected.outputTokens },
  });
  const { kvCacheTokens, maxSequences } = engine.limits;
  return {
    ...{ maxSequences, kvCacheTokens },
    contextTokens: Math.min(decoderOf(spec).contextLength.value, kvCacheTokens),
    memoryPerGpu: replicaMemory(spec).perGpu,
    createSimulator: () => new LiveReplica(engine),
  };
};

/** Drawn lengths may exceed what such a model takes at once: it would read them in parts. */
const longestInOnePiece = 1_000_000;

const passing = (spec: Spec, deployment: PlanDeployment): Simulated => {
  const { batchSeconds, ...speed } = specSpeed(spec, plannedShape(deployment));
  const gpus = gpusOf(deployment);
  const largestBatch = usefulBatch({ batchSeconds, ...speed });
  return {
    ...{ maxSequences: gpus * largestBatch, kvCacheTokens: 0, contextTokens: longestInOnePiece },
    memoryPerGpu: replicaMemory({ ...spec, parallel: oneGpu }).perGpu,
    createSimulator: () => passReplica({ gpus, largestBatch, batchSeconds }),
  };
};
