import { isLoadlineError, replicasFor } from "@loadline/model";
import {
  canaryOf,
  gpusOf,
  minutesOf,
  type Plan,
  type PlanDeployment,
  type PlannedLoad,
  type PlannedReserve,
  placementOf,
  plannedLoad,
  plannedReserve,
  plannedShape,
  plannedSlo,
  poolOf,
  replicaOf,
} from "@loadline/plan";
import type { DeploymentSize } from "./answer.ts";
import { marketLossOf } from "./budgets.ts";
import type { Confidence } from "./options.ts";
import { noObservations, type OwnObservations } from "./own-observations.ts";
import { objectiveNotes } from "./quantities.ts";
import { adapterNotes, cacheNotes, contextNotes, nameNotes, supportNotes } from "./spec-notes.ts";

const sloNotes = ({ slo }: PlanDeployment): readonly string[] => [
  ...objectiveNotes("timeToFirstToken", "slo.timeToFirstTokenSeconds", slo.timeToFirstTokenSeconds),
  ...objectiveNotes("interTokenLatency", "slo.interTokenLatencySeconds", slo.interTokenLatencySeconds),
  ...objectiveNotes("interTokenLatency", "slo.tokenGapSeconds", slo.tokenGapSeconds),
  ...objectiveNotes("endToEnd", "slo.endToEndSeconds", slo.endToEndSeconds),
];

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

const verdictFor = ({ replicas }: PlanDeployment, required: DeploymentSize["required"], { way }: PlannedLoad) => {
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
type Takes = (replicas: number) => NonNullable<DeploymentSize["planned"]>;

const requiredOf = (
  result: Sized["result"] | { readonly kind: "not-modelled"; readonly detail: string },
  counts: Sized["counts"],
  takes: Takes,
): DeploymentSize["required"] => {
  if (result.kind !== "feasible" || counts === null) return null;
  const { bindingLimit, limitedBy, errorBand } = result.capacity;
  const { replicas, replicasAtMedian, replicasAtWorst, confidence, router, replicasWithRandom, each } = counts;
  return {
    requestsPerSecondPerReplica: each.median,
    router,
    replicasWithRandom,
    bindingLimit,
    limitedBy,
    errorBand,
    ...takes(replicas),
    confidence,
    replicasAtMedian,
    replicasAtWorst,
  };
};

/** A deployment's replica, corrected by the user's measurements; `spec` is null where it is not modelled. */
export const correctedReplica = (plan: Plan, deployment: PlanDeployment, observations: OwnObservations) => {
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
  const [own, other] = counts?.versions ?? [];
  if (required === null || own === undefined || other === undefined) return undefined;
  const rowOf = (name: string | undefined, one: typeof own, replicas: number) => ({
    version: name ?? null,
    share: one.share,
    requestsPerSecondPerReplica: one.requestsPerSecond,
    replicas,
  });
  return [rowOf(version, own, required.replicas - other.replicas), rowOf(rollout?.toVersion, other, other.replicas)];
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
  const { spec: other, because } = correctedReplica(plan, canary, observations);
  if (other === null) return () => notModelled(`${canary.version}: ${because}`);
  return (spec, demand) => sizedBy(spec, { ...demand, canary: { spec: other, share } });
};

/** What is asked of the replicas, and what is held back beside so many of them. */
const demandOf = (
  plan: Plan,
  deployment: PlanDeployment,
  { way, cold }: PlannedLoad,
): Omit<Parameters<typeof replicasFor>[1], "confidence"> => ({
  shape: plannedShape(deployment),
  slo: plannedSlo(deployment),
  requestsPerSecond: way.toReplicas,
  router: deployment.router,
  prefixGroups: deployment.prefixGroups,
  reserveFor: (needed, curve) =>
    plannedReserve(plan, deployment, {
      needed,
      gpusPerReplica: gpusOf(deployment),
      coldLoad: { requestsPerSecond: cold, perReplica: curve.each(Math.max(1, curve.replicasFor(cold) ?? needed)) },
    }) ?? { replicas: deployment.reserveReplicas },
  least: deployment.replicas.min,
});

const assumptionsOf = (
  plan: Plan,
  deployment: PlanDeployment,
  { spec, notes }: ReturnType<typeof correctedReplica>,
): string[] => [
  ...(spec === null
    ? []
    : [
        ...notes,
        ...nameNotes(deployment.model, spec.model),
        ...supportNotes(spec),
        ...adapterNotes(spec),
        ...contextNotes(spec, plannedShape(deployment), deployment.model),
        ...cacheNotes(spec),
      ]),
  ...registryNotes(plan, deployment),
  ...sloNotes(deployment),
];

/**
 * What a deployment's expected load takes on its pool's GPUs, and whether the planned count is enough.
 * @throws the codes of `replicaSpec`
 */
export const sizeDeployment = (
  plan: Plan,
  deployment: PlanDeployment,
  { confidence, observations = noObservations }: SizeSettings,
): DeploymentSize => {
  const { expected, replicas, reserveReplicas, leadTimeSeconds } = deployment;
  const pool = poolOf(plan, deployment);
  const replica = correctedReplica(plan, deployment, observations);
  const { spec, because } = replica;
  const gpusPerReplica = gpusOf(deployment);
  const takes: Takes = (count) => ({
    replicas: count,
    gpus: count * gpusPerReplica,
    usdPerHour: placementOf(plan, deployment, count).usdPerHour,
  });
  const load = plannedLoad(deployment);
  const { result, counts } =
    spec === null
      ? notModelled(because ?? "")
      : withCanary(plan, deployment, observations)(spec, { ...demandOf(plan, deployment, load), confidence });
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
    way: load.way,
    peak: peakFields(load, leadTimeSeconds),
    leadTimeSeconds,
    reserveReplicas: reserve?.replicas ?? reserveReplicas,
    maxReplicas: replicas.max,
    gpusPerReplica,
    planned: takes(replicas.planned),
    pools: placement.pools.map(({ pool: { name }, ...one }) => ({ pool: name, ...one })),
    marketLoss: marketLossOf(plan, deployment, counts?.shortageChance),
    reserveNeeds: [...(reserve?.needs ?? [])],
    required,
    versions: versionsOf(deployment, required, counts),
    because: result.kind === "feasible" ? null : result.detail,
    assumptions: assumptionsOf(plan, deployment, replica),
  };
};
