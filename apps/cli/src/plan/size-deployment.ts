import { type BindingLimit, type ErrorBand, replicaCapacity, type Slo, seconds, tokens } from "@loadline/core";
import {
  gpuHourPrice,
  type Plan,
  type PlanDeployment,
  type PlanPool,
  plannedReplica,
  plannedSpare,
} from "@loadline/wire";
import { cacheNotes, contextNotes } from "../estimate/spec-notes.ts";
import { objectiveNotes } from "../objective.ts";

/** What the expected load of a deployment takes. */
export interface Requirement {
  /** Per replica at the expected shape, every objective met. */
  readonly requestsPerSecondPerReplica: number;
  readonly bindingLimit: BindingLimit;
  readonly errorBand: ErrorBand;
  /** Spare and the plan's minimum included. */
  readonly replicas: number;
  /** The same were the model too optimistic by its whole error band. */
  readonly replicasAtWorst: number;
  readonly gpus: number;
  /** null: no price is known. */
  readonly usdPerHour: number | null;
}

export type SizeVerdict = "enough" | "too-small" | "above-maximum" | "infeasible";

export interface DeploymentSize {
  readonly name: string;
  readonly model: string;
  readonly gpu: string;
  readonly pool: string;
  readonly verdict: SizeVerdict;
  readonly expectedRequestsPerSecond: number;
  readonly spareReplicas: number;
  readonly maxReplicas: number;
  readonly gpusPerReplica: number;
  readonly planned: { readonly replicas: number; readonly gpus: number; readonly usdPerHour: number | null };
  /** null: no replica count would do; `because` says why. */
  readonly required: Requirement | null;
  readonly because: string | null;
  /** What was taken for granted and decides the answer. */
  readonly assumptions: readonly string[];
}

const sloOf = ({ slo }: PlanDeployment): Slo => ({
  percentile: slo.percentile,
  timeToFirstToken: slo.timeToFirstTokenSeconds === undefined ? undefined : seconds(slo.timeToFirstTokenSeconds),
  interTokenLatency: slo.interTokenLatencySeconds === undefined ? undefined : seconds(slo.interTokenLatencySeconds),
  endToEnd: slo.endToEndSeconds === undefined ? undefined : seconds(slo.endToEndSeconds),
});

/** Requests/s that reach the replicas: the cache in front of them answers the others. */
const expectedRate = ({ expected, responseCache }: PlanDeployment): number =>
  expected.requestsPerSecond * (1 - (responseCache?.hitRatio ?? 0));

interface Sized {
  /** Spare and the plan's minimum included. */
  readonly replicas: number;
  readonly spare: number;
}

/** A deployment of a plan and the pool that it runs in. */
export interface PlannedPlace {
  readonly plan: Plan;
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
}

const sizedFor = (
  { plan, deployment }: PlannedPlace,
  { perReplica, gpusPerReplica }: { readonly perReplica: number; readonly gpusPerReplica: number },
): Sized => {
  const needed = Math.ceil(expectedRate(deployment) / perReplica);
  const spare = plannedSpare(plan, deployment, { needed, gpusPerReplica })?.replicas ?? deployment.spareReplicas;
  return { replicas: Math.max(deployment.replicas.min, needed + spare), spare };
};

const verdictFor = ({ replicas }: PlanDeployment, required: Requirement | null): SizeVerdict => {
  if (required === null) return "infeasible";
  if (required.replicas > replicas.max) return "above-maximum";
  return required.replicas > replicas.planned ? "too-small" : "enough";
};

const sloNotes = ({ slo }: PlanDeployment): readonly string[] => [
  ...objectiveNotes("timeToFirstToken", "slo.timeToFirstTokenSeconds", slo.timeToFirstTokenSeconds),
  ...objectiveNotes("interTokenLatency", "slo.interTokenLatencySeconds", slo.interTokenLatencySeconds),
  ...objectiveNotes("endToEnd", "slo.endToEndSeconds", slo.endToEndSeconds),
];

/**
 * What a deployment's expected load takes on its pool's GPUs, and whether the planned count is enough.
 * @throws the codes of `replicaSpec` and LL_WORKLOAD_UNSUPPORTED
 */
export const sizeDeployment = (place: PlannedPlace): DeploymentSize => {
  const { deployment, pool } = place;
  const spec = plannedReplica(deployment, pool);
  const { tensor, pipeline, attentionData } = spec.parallel;
  const gpusPerReplica = tensor * pipeline * attentionData;
  const perGpu = gpuHourPrice(pool);
  const costOf = (gpus: number): number | null => (perGpu === null ? null : gpus * perGpu);
  const { inputTokens, outputTokens, requestsPerSecond } = deployment.expected;
  const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) };
  const result = replicaCapacity(spec, shape, sloOf(deployment));
  const requirement = (): { readonly required: Requirement; readonly spare: number } | null => {
    if (result.kind === "infeasible") return null;
    const { requestsPerSecond: perReplica, bindingLimit, errorBand } = result.capacity;
    const { replicas, spare } = sizedFor(place, { perReplica, gpusPerReplica });
    const worst = { perReplica: perReplica * (1 - errorBand.relative), gpusPerReplica };
    const gpus = replicas * gpusPerReplica;
    const replicasAtWorst = sizedFor(place, worst).replicas;
    const limits = { requestsPerSecondPerReplica: perReplica, bindingLimit, errorBand };
    return { required: { ...limits, replicas, replicasAtWorst, gpus, usdPerHour: costOf(gpus) }, spare };
  };
  const sized = requirement();
  const required = sized?.required ?? null;
  const planned = deployment.replicas.planned;
  return {
    name: deployment.name,
    model: spec.model.id,
    gpu: spec.gpu.id,
    pool: pool.name,
    verdict: verdictFor(deployment, required),
    expectedRequestsPerSecond: requestsPerSecond,
    spareReplicas: sized?.spare ?? deployment.spareReplicas,
    maxReplicas: deployment.replicas.max,
    gpusPerReplica,
    planned: { replicas: planned, gpus: planned * gpusPerReplica, usdPerHour: costOf(planned * gpusPerReplica) },
    required,
    because: result.kind === "infeasible" ? result.detail : null,
    assumptions: [...contextNotes(spec, shape), ...cacheNotes(spec), ...sloNotes(deployment)],
  };
};
