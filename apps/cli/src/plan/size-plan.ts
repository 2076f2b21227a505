import { gpuById, isLoadlineError, LoadlineError, type OwnPrice, replicasFor } from "@loadline/core";
import {
  canaryOf,
  checkPlan,
  gpuHours,
  gpusOf,
  minutesOf,
  type Plan,
  type PlanDeployment,
  type PlannedLoad,
  type PlannedReserve,
  type PlanPool,
  placementOf,
  plannedLoad,
  plannedReserve,
  plannedShape,
  plannedSlo,
  poolOf,
  replicaOf,
  spotShareOf,
} from "@loadline/wire";
import { noObservations, type OwnObservations } from "../estimate/own-observations.ts";
import { cacheNotes, contextNotes, nameNotes } from "../estimate/spec-notes.ts";
import { parseYaml } from "../files.ts";
import { orElse } from "../messages.ts";
import type { Confidence } from "../options.ts";
import { objectiveNotes } from "../quantities.ts";
import type { DeploymentSize, PlanSize, PoolSize } from "./answer.ts";
import {
  allOf,
  budgetUses,
  countsOf,
  fittingReplicas,
  marketLossOf,
  nodesByPool,
  type SizedPlan,
  type SpreadNodes,
  totalOf,
} from "./budgets.ts";

/** A checked plan from YAML, of which JSON is a part. @throws LL_PLAN_INVALID */
export const parsePlanText = (text: string): Plan =>
  checkPlan(
    parseYaml(
      text,
      (reason) => new LoadlineError("LL_PLAN_INVALID", { path: "the top", detail: `neither YAML nor JSON: ${reason}` }),
    ),
  );

const sloNotes = ({ slo }: PlanDeployment): readonly string[] => [
  ...objectiveNotes("timeToFirstToken", "slo.timeToFirstTokenSeconds", slo.timeToFirstTokenSeconds),
  ...objectiveNotes("interTokenLatency", "slo.interTokenLatencySeconds", slo.interTokenLatencySeconds),
  ...objectiveNotes("interTokenLatency", "slo.tokenGapSeconds", slo.tokenGapSeconds),
  ...objectiveNotes("endToEnd", "slo.endToEndSeconds", slo.endToEndSeconds),
];

const gpuOrName = (name: string): string => orElse(() => gpuById(name).id, name);

/** The registered version that a deployment runs; undefined: none of the plan's registry. */
export const registeredOf = ({ registry = [] }: Plan, { model, version }: PlanDeployment) =>
  registry.find((one) => String(one.version) === version && [one.model, `${one.name}@${one.version}`].includes(model));

const registryNotes = (plan: Plan, deployment: PlanDeployment): readonly string[] => {
  const entry = registeredOf(plan, deployment);
  if (entry === undefined) return [];
  const { name, version, measurements } = entry;
  return [
    `version ${name}@${version} of the registry, ${measurements === undefined ? "not measured: its speed is the model's" : `measured in ${measurements}`}`,
  ];
};

export interface SizeSettings {
  readonly confidence?: Confidence | undefined;
  readonly observations?: OwnObservations | undefined;
}

/** The plan with the user's prices where a pool states none of its own. */
export const withPrices = (plan: Plan, prices: readonly OwnPrice[]): Plan => ({
  ...plan,
  pools: plan.pools.map((pool) => {
    const listed = prices.find(
      ({ gpu, purchaseClass }) =>
        purchaseClass === pool.purchase && (typeof gpu === "string" ? gpuOrName(gpu) : gpu.id) === gpuOrName(pool.gpu),
    );
    return { ...pool, usdPerGpuHour: pool.usdPerGpuHour ?? listed?.usdPerGpuHour };
  }),
});

const verdictFor = (
  { replicas }: PlanDeployment,
  required: DeploymentSize["required"],
  { way }: PlannedLoad,
): DeploymentSize["verdict"] => {
  if (required === null) return "infeasible";
  if (required.replicas > replicas.max) return "above-maximum";
  if (required.replicas > replicas.planned) return "too-small";
  return way.limit === null ? "enough" : "gateway-limited";
};

const minutesPerDay = 1_440;

/** The window with the highest load, and when its replicas have to be asked for. */
const peakFields = ({ window }: PlannedLoad, leadTimeSeconds: number): DeploymentSize["peak"] => {
  if (window === null) return null;
  const { days, from, to } = window;
  const before = Math.ceil(leadTimeSeconds / 60);
  const minutes = (((minutesOf(from) - before) % minutesPerDay) + minutesPerDay) % minutesPerDay;
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return { days, from, to, askedFrom: `${hour}:${minute}` };
};

type Sized = ReturnType<typeof replicasFor>;
type Takes = (replicas: number) => {
  readonly replicas: number;
  readonly gpus: number;
  readonly usdPerHour: number | null;
};

const requiredOf = (
  result: Sized["result"] | { readonly kind: "not-modelled"; readonly detail: string },
  counts: Sized["counts"],
  takes: Takes,
): DeploymentSize["required"] => {
  if (result.kind !== "feasible" || counts === null) return null;
  const { requestsPerSecond, bindingLimit, limitedBy, errorBand } = result.capacity;
  const { replicas, replicasAtMedian, replicasAtWorst, confidence } = counts;
  return {
    ...{ requestsPerSecondPerReplica: requestsPerSecond, bindingLimit, limitedBy, errorBand, ...takes(replicas) },
    ...{ confidence, replicasAtMedian, replicasAtWorst },
  };
};

/** A deployment's replica, corrected by the user's measurements; `spec` is null where it is not modelled. */
export const plannedReplica = (plan: Plan, deployment: PlanDeployment, observations: OwnObservations) => {
  const { spec, because } = replicaOf(deployment, poolOf(plan, deployment));
  return { notes: [], ...(spec === null ? { spec } : observations.corrected(spec)), because };
};

const notModelled = (detail: string) => ({ result: { kind: "not-modelled", detail } as const, counts: null });

/** The replicas that serve each of two versions: the new one as many as its share of the requests takes. */
const versionsOf = (
  { version, rollout }: PlanDeployment,
  required: DeploymentSize["required"],
  counts: ReturnType<typeof replicasFor>["counts"],
): DeploymentSize["versions"] => {
  const [own, other] = counts?.each ?? [];
  const share = rollout?.canary?.share;
  if (share === undefined || required === null || own === undefined || other === undefined) return undefined;
  const { replicas } = required;
  const canary = counts?.newOnes ?? 0;
  return [
    { version: version ?? null, share: 1 - share, requestsPerSecondPerReplica: own, replicas: replicas - canary },
    { version: rollout?.toVersion ?? null, share, requestsPerSecondPerReplica: other, replicas: canary },
  ];
};

/** What is in the catalogue for its memory alone is measured, not sized. */
const sizedBy = (...[spec, demand]: Parameters<typeof replicasFor>) => {
  try {
    return replicasFor(spec, demand);
  } catch (error) {
    if (isLoadlineError(error) && error.code === "LL_WORKLOAD_UNSUPPORTED") return notModelled(error.message);
    throw error;
  }
};

/** As `sizedBy`, beside the canary of a deployment. */
const withCanary = (plan: Plan, deployment: PlanDeployment, observations: OwnObservations): typeof sizedBy => {
  const canary = canaryOf(deployment);
  const share = deployment.rollout?.canary?.share ?? 0;
  if (canary === null) return sizedBy;
  const { spec: other, because } = plannedReplica(plan, canary, observations);
  if (other === null) return () => notModelled(`${canary.version}: ${because}`);
  return (spec, demand) => sizedBy(spec, { ...demand, canary: { spec: other, share } });
};

/**
 * What a deployment's expected load takes on its pool's GPUs, and whether the planned count is enough.
 * @throws the codes of `replicaSpec`
 */
const sizeDeployment = (
  plan: Plan,
  deployment: PlanDeployment,
  { confidence, observations = noObservations }: SizeSettings,
): DeploymentSize => {
  const pool = poolOf(plan, deployment);
  const { spec, notes, because } = plannedReplica(plan, deployment, observations);
  const gpusPerReplica = gpusOf(deployment);
  const takes = (count: number) => ({
    replicas: count,
    gpus: count * gpusPerReplica,
    usdPerHour: placementOf(plan, deployment, count).usdPerHour,
  });
  const { expected, replicas, reserveReplicas, leadTimeSeconds } = deployment;
  const load = plannedLoad(deployment);
  const shape = plannedShape(deployment);
  const demand = {
    ...{ shape, slo: plannedSlo(deployment), confidence },
    requestsPerSecond: load.way.toReplicas,
    reserveFor: (needed: number, rate: number) =>
      plannedReserve(plan, deployment, {
        ...{ needed, gpusPerReplica },
        coldLoad: { requestsPerSecond: load.cold, perReplica: rate },
      }) ?? { replicas: reserveReplicas },
    least: replicas.min,
  };
  const { result, counts } =
    spec === null ? notModelled(because ?? "") : withCanary(plan, deployment, observations)(spec, demand);
  const required = requiredOf(result, counts, takes);
  const reserve: { readonly replicas: number; readonly needs?: PlannedReserve["needs"] } | undefined = counts?.reserve;
  const placement = placementOf(plan, deployment, Math.max(replicas.planned, required?.replicas ?? 0));
  return {
    name: deployment.name,
    model: spec?.model.id ?? deployment.model,
    gpu: spec?.gpu.id ?? pool.gpu,
    pool: pool.name,
    verdict: result.kind === "not-modelled" ? result.kind : verdictFor(deployment, required, load),
    expectedRequestsPerSecond: expected.requestsPerSecond,
    ...{ way: load.way, peak: peakFields(load, leadTimeSeconds), leadTimeSeconds },
    reserveReplicas: reserve?.replicas ?? deployment.reserveReplicas,
    maxReplicas: replicas.max,
    gpusPerReplica,
    planned: takes(replicas.planned),
    pools: placement.pools.map(({ pool: { name }, ...one }) => ({ pool: name, ...one })),
    marketLoss: marketLossOf(plan, deployment, counts?.shortageChance),
    reserveNeeds: [...(reserve?.needs ?? [])],
    required,
    versions: versionsOf(deployment, required, counts),
    because: result.kind === "feasible" ? null : result.detail,
    assumptions: [
      ...(spec === null
        ? []
        : [
            ...notes,
            ...nameNotes(deployment.model, spec.model),
            ...contextNotes(spec, shape, deployment.model),
            ...cacheNotes(spec),
          ]),
      ...registryNotes(plan, deployment),
      ...sloNotes(deployment),
    ],
  };
};

const spreadFields = ({ zones = 1, spotMarkets = 1, ...pool }: PlanPool) => ({
  ...{ zones, spotMarkets },
  spotShare: spotShareOf(pool),
});

/** What the deployments of the pools take of their nodes. */
const sizePools = (sized: SizedPlan): readonly PoolSize[] => {
  const { plan, deployments } = sized;
  const [standing, needed] = [countsOf(deployments, "planned"), countsOf(deployments, "required")];
  const [planned, required] = [nodesByPool(sized, standing), nodesByPool(sized, needed)];
  const surgeOf = (index: number): number => plan.deployments[index]?.rollout?.surgeReplicas ?? 0;
  const withSurge = nodesByPool(
    sized,
    standing.map((count, index) => Math.max(count, needed[index] ?? 0) + surgeOf(index)),
  );
  return plan.pools.map((pool, index) => {
    const { name, gpu, purchase, gpusPerNode, nodes } = pool;
    const isRolledOut = plan.deployments.some(
      (one) => [one.pool, ...(one.furtherPools ?? [])].includes(name) && one.rollout !== undefined,
    );
    const nodesAt = (all: readonly SpreadNodes[]): number => allOf(all[index] ?? { spot: 0, other: 0 });
    const [nodesPlanned, nodesRequired] = [nodesAt(planned), nodesAt(required)];
    const gpus = nodes * gpusPerNode;
    const spot = gpus * spotShareOf(pool);
    return {
      ...{ name, gpu, purchase, gpusPerNode, nodes, nodesPlanned, nodesRequired, ...spreadFields(pool) },
      enough: Math.max(nodesPlanned, nodesRequired) <= nodes,
      stranded: [...((nodesRequired >= nodesPlanned ? required : planned)[index]?.stranded ?? [])],
      surgeFits: isRolledOut ? nodesAt(withSurge) <= nodes : null,
      usdPerHour: gpuHours(pool, { spot, other: gpus - spot }),
    };
  });
};

/**
 * What a plan's expected load takes, deployment by deployment, pool by pool and in all, against its budgets.
 * @throws the codes of `sizeDeployment`
 */
export const sizePlan = (plan: Plan, settings: SizeSettings = {}): PlanSize => {
  const deployments = plan.deployments.map((deployment) => sizeDeployment(plan, deployment, settings));
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
