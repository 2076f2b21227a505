import { LoadlineError, openLoopReplica, replicaMemory, requestForm } from "@loadline/model";
import {
  decoderOf,
  LiveReplica,
  type MemoryBreakdown,
  oneGpu,
  type ReplicaSimulator,
  specSpeed,
  usefulBatch,
} from "@loadline/model/internal";
import { gpusOf, type Plan, type PlanDeployment, plannedReplica, plannedShape, poolOf } from "@loadline/plan";
import { passReplica } from "./pass-replica.ts";

/** What every replica of one deployment has in common, taken from the capacity model. */
export interface DeploymentModel {
  readonly modelName: string;
  readonly gpus: number;
  readonly maxSequences: number;
  readonly kvCacheTokens: number;
  /** Longest request, prompt and answer together, that a replica accepts: what the model takes and the cache holds. */
  readonly contextTokens: number;
  readonly memoryPerGpu: Pick<MemoryBreakdown, "weights" | "kvCache" | "activation" | "framework">;
  /** @param slowness factor on the time of each step, asked at each */
  readonly createSimulator: (slowness?: () => number) => ReplicaSimulator;
}

/**
 * The simulated form of a deployment of a checked plan.
 * @throws LL_PLAN_INVALID for an engine that is not simulated or a replica larger than a node
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED
 */
export const deploymentModel = (plan: Plan, deployment: PlanDeployment): DeploymentModel => {
  const refuse = (key: string, detail: string): never => {
    const path = `deployments.${plan.deployments.indexOf(deployment)}.${key}`;
    throw new LoadlineError("LL_PLAN_INVALID", { path, detail });
  };
  if (deployment.engine !== "vllm") return refuse("engine", `the fleet simulates vllm, not ${deployment.engine}`);
  const pool = poolOf(plan, deployment);
  const gpus = gpusOf(deployment);
  if (gpus > pool.gpusPerNode)
    return refuse("parallel", `a replica of ${gpus} GPUs is larger than a node of ${pool.gpusPerNode}`);
  const spec = plannedReplica(deployment, pool);
  const replica = requestForm(spec.model).inOnePiece ? passing(spec, deployment) : decoding(spec, deployment);
  return { modelName: deployment.model, gpus, ...replica };
};

type Simulated = Omit<DeploymentModel, "modelName" | "gpus">;
type Spec = ReturnType<typeof plannedReplica>;
type Steps = ReturnType<typeof openLoopReplica>["steps"];

const slowed = (steps: Steps, slowness = () => 1): Steps => ({
  base: (...work) => slowness() * steps.base(...work),
  get perContextToken() {
    return slowness() * steps.perContextToken;
  },
  get perAttendedPair() {
    return slowness() * steps.perAttendedPair;
  },
});

const decoding = (spec: Spec, { expected }: PlanDeployment): Simulated => {
  const engine = openLoopReplica(spec, {
    input: { kind: "fixed", tokens: expected.inputTokens },
    output: { kind: "fixed", tokens: expected.outputTokens },
  });
  const { kvCacheTokens, maxSequences } = engine.limits;
  return {
    maxSequences,
    kvCacheTokens,
    contextTokens: Math.min(decoderOf(spec).contextLength.value, kvCacheTokens),
    memoryPerGpu: replicaMemory(spec).perGpu,
    createSimulator: (slowness) => new LiveReplica({ ...engine, steps: slowed(engine.steps, slowness) }),
  };
};

/** Drawn lengths may exceed what such a model takes at once: it would read them in parts. */
const longestInOnePiece = 1_000_000;

const passing = (spec: Spec, deployment: PlanDeployment): Simulated => {
  const { batchSeconds, ...speed } = specSpeed(spec, plannedShape(deployment));
  const gpus = gpusOf(deployment);
  const largestBatch = usefulBatch({ batchSeconds, ...speed });
  return {
    maxSequences: gpus * largestBatch,
    kvCacheTokens: 0,
    contextTokens: longestInOnePiece,
    memoryPerGpu: replicaMemory({ ...spec, parallel: oneGpu }).perGpu,
    createSimulator: (slowness = () => 1) =>
      passReplica({ gpus, largestBatch, batchSeconds: (...batch) => slowness() * batchSeconds(...batch) }),
  };
};
