import { LoadlineError, replicaCapacity, type Slo, seconds, tokens } from "@loadline/core";
import {
  checkPlan,
  gpuHourPrice,
  gpusOf,
  type Plan,
  type PlanDeployment,
  type PlanPool,
  plannedSpare,
  poolOf,
  replicaOf,
} from "@loadline/wire";
import { cacheNotes, contextNotes } from "../estimate/spec-notes.ts";
import { parseYaml } from "../files.ts";
import { objectiveNotes } from "../quantities.ts";
import type { DeploymentSize, PlanSize, PoolSize } from "./answer.ts";
import { budgetUses, countsOf, fittingReplicas, nodesByPool, type SizedPlan, totalOf } from "./budgets.ts";

/** A checked plan from YAML, of which JSON is a part. @throws LL_PLAN_INVALID */
export const parsePlanText = (text: string): Plan =>
  checkPlan(
    parseYaml(
      text,
      (reason) => new LoadlineError("LL_PLAN_INVALID", { path: "the top", detail: `neither YAML nor JSON: ${reason}` }),
    ),
  );

const sloOf = ({ slo }: PlanDeployment): Slo => ({
  percentile: slo.percentile,
  timeToFirstToken: slo.timeToFirstTokenSeconds === undefined ? undefined : seconds(slo.timeToFirstTokenSeconds),
  interTokenLatency: slo.interTokenLatencySeconds === undefined ? undefined : seconds(slo.interTokenLatencySeconds),
  endToEnd: slo.endToEndSeconds === undefined ? undefined : seconds(slo.endToEndSeconds),
});

const sloNotes = ({ slo }: PlanDeployment): readonly string[] => [
  ...objectiveNotes("timeToFirstToken", "slo.timeToFirstTokenSeconds", slo.timeToFirstTokenSeconds),
  ...objectiveNotes("interTokenLatency", "slo.interTokenLatencySeconds", slo.interTokenLatencySeconds),
  ...objectiveNotes("endToEnd", "slo.endToEndSeconds", slo.endToEndSeconds),
];

interface Place {
  readonly plan: Plan;
  readonly deployment: PlanDeployment;
  readonly gpusPerReplica: number;
}

/** Replicas for the expected load, the reserve and the plan's minimum included. */
const replicasFor = ({ plan, deployment, gpusPerReplica }: Place, requestsPerSecondPerReplica: number) => {
  const { expected, responseCache, replicas } = deployment;
  // The cache in front of the replicas answers the others.
  const arriving = expected.requestsPerSecond * (1 - (responseCache?.hitRatio ?? 0));
  const needed = Math.ceil(arriving / requestsPerSecondPerReplica);
  const reserve = plannedSpare(plan, deployment, { needed, gpusPerReplica })?.replicas ?? deployment.spareReplicas;
  return { replicas: Math.max(replicas.min, needed + reserve), reserve };
};

const verdictFor = ({ replicas }: PlanDeployment, required: DeploymentSize["required"]): DeploymentSize["verdict"] => {
  if (required === null) return "infeasible";
  if (required.replicas > replicas.max) return "above-maximum";
  return required.replicas > replicas.planned ? "too-small" : "enough";
};

/**
 * What a deployment's expected load takes on its pool's GPUs, and whether the planned count is enough.
 * @throws the codes of `replicaSpec` and LL_WORKLOAD_UNSUPPORTED
 */
const sizeDeployment = (plan: Plan, deployment: PlanDeployment, pool: PlanPool): DeploymentSize => {
  const { spec, because } = replicaOf(deployment, pool);
  const place = { plan, deployment, gpusPerReplica: gpusOf(deployment) };
  const perGpu = gpuHourPrice(pool);
  const takes = (replicas: number) => {
    const gpus = replicas * place.gpusPerReplica;
    return { replicas, gpus, usdPerHour: perGpu === null ? null : gpus * perGpu };
  };
  const { expected, replicas } = deployment;
  const shape = { inputTokens: tokens(expected.inputTokens), outputTokens: tokens(expected.outputTokens) };
  const result =
    spec === null
      ? ({ kind: "not-modelled", detail: because } as const)
      : replicaCapacity(spec, shape, sloOf(deployment));
  const sized = result.kind !== "feasible" ? null : replicasFor(place, result.capacity.requestsPerSecond);
  const requiredBy = (): DeploymentSize["required"] => {
    if (result.kind !== "feasible" || sized === null) return null;
    const { requestsPerSecond, bindingLimit, errorBand } = result.capacity;
    const worst = replicasFor(place, requestsPerSecond * (1 - errorBand.relative));
    const limits = { requestsPerSecondPerReplica: requestsPerSecond, bindingLimit, errorBand };
    return { ...limits, ...takes(sized.replicas), replicasAtWorst: worst.replicas };
  };
  const required = requiredBy();
  return {
    name: deployment.name,
    model: spec?.model.id ?? deployment.model,
    gpu: spec?.gpu.id ?? pool.gpu,
    pool: pool.name,
    verdict: result.kind === "not-modelled" ? result.kind : verdictFor(deployment, required),
    expectedRequestsPerSecond: expected.requestsPerSecond,
    spareReplicas: sized?.reserve ?? deployment.spareReplicas,
    maxReplicas: replicas.max,
    gpusPerReplica: place.gpusPerReplica,
    planned: takes(replicas.planned),
    required,
    because: result.kind === "feasible" ? null : result.detail,
    assumptions: [
      ...(spec === null ? [] : [...contextNotes(spec, shape), ...cacheNotes(spec)]),
      ...sloNotes(deployment),
    ],
  };
};

/** What the deployments of the pools take of their nodes. */
const sizePools = (sized: SizedPlan): readonly PoolSize[] => {
  const { plan, deployments } = sized;
  const planned = nodesByPool(sized, countsOf(deployments, "planned"));
  const required = nodesByPool(sized, countsOf(deployments, "required"));
  return plan.pools.map((pool, index) => {
    const { name, gpu, purchase, gpusPerNode, nodes } = pool;
    const [nodesPlanned = 0, nodesRequired = 0] = [planned[index], required[index]];
    const perGpu = gpuHourPrice(pool);
    return {
      ...{ name, gpu, purchase, gpusPerNode, nodes, nodesPlanned, nodesRequired },
      enough: Math.max(nodesPlanned, nodesRequired) <= nodes,
      usdPerHour: perGpu === null ? null : perGpu * nodes * gpusPerNode,
    };
  });
};

/**
 * What a plan's expected load takes, deployment by deployment, pool by pool and in all, against its budgets.
 * @throws the codes of `sizeDeployment`
 */
export const sizePlan = (plan: Plan): PlanSize => {
  const deployments = plan.deployments.map((deployment) => sizeDeployment(plan, deployment, poolOf(plan, deployment)));
  const sized = { plan, deployments };
  const pools = sizePools(sized);
  const [planned, required] = [countsOf(deployments, "planned"), countsOf(deployments, "required")];
  const total = totalOf(
    sized,
    planned.map((count, index) => Math.max(count, required[index] ?? 0)),
  );
  const budgets = budgetUses(plan, total);
  const holds = pools.every(({ enough }) => enough) && budgets.every(({ enough }) => enough);
  return {
    ...{ cluster: plan.cluster, deployments, pools: [...pools], total, budgets: [...budgets] },
    fitting: holds ? [] : fittingReplicas(sized),
    enough: holds && deployments.every(({ verdict }) => verdict === "enough"),
  };
};
