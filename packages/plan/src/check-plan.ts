import {
  type DemandShape,
  gpuById,
  gpuPrice,
  isLoadlineError,
  LoadlineError,
  type ReplicaSpec,
  replicaSpec,
  requestForm,
  type Slo,
  seconds,
  tokens,
} from "@loadline/model";
import { gpusOf } from "./contradictions.ts";
import { withOwnEntries } from "./own-entries.ts";
import { type Plan, type PlanDeployment, type PlanPool, parsePlan } from "./plan.ts";
import { unnamed } from "./plan-keys.ts";

/** The replica that a deployment of the plan describes, as core takes it. @throws the codes of `replicaSpec` */
export const plannedReplica = (deployment: PlanDeployment, pool: PlanPool): ReplicaSpec =>
  replicaSpec({
    model: deployment.ownModel ?? deployment.model,
    gpu: pool.device?.gpu ?? pool.gpu,
    engine: deployment.engine,
    weights: deployment.weights,
    kvCache: deployment.kvCache,
    parallel: deployment.parallel,
    engineConfig: deployment.engineConfig,
    isLoaded: true,
  });

/** The new version within the deployment, as one of its own; null: there is none. */
export const canaryOf = (deployment: PlanDeployment): PlanDeployment | null => {
  const { rollout, ownModel, canaryModel, model, weights, kvCache, engineConfig, ...rest } = deployment;
  const { canary, toVersion } = rollout ?? {};
  if (canary === undefined) return null;
  return {
    ...rest,
    version: toVersion ?? "the new version",
    ...(canary.model === undefined ? { model, ownModel } : { model: canary.model, ownModel: canaryModel }),
    weights: canary.weights ?? weights,
    kvCache: canary.kvCache ?? kvCache,
    engineConfig: { ...engineConfig, ...canary.engineConfig },
  };
};

const unknownNames: ReadonlySet<string> = new Set(["LL_UNKNOWN_MODEL", "LL_UNKNOWN_GPU", "LL_UNKNOWN_ENGINE"]);

/** null where a model, GPU or engine is not known: unknown, which is neither free nor nothing. */
export const ifKnown = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch (error) {
    if (isLoadlineError(error) && unknownNames.has(error.code)) return null;
    throw error;
  }
};

/** The replica of a deployment, or why there is no model of it: measured capacity alone decides then. */
export type PlannedReplica =
  | { readonly spec: ReplicaSpec; readonly because: null }
  | { readonly spec: null; readonly because: string };

/** @throws the codes of `replicaSpec`, but for unknown names */
export const replicaOf = (deployment: PlanDeployment, pool: PlanPool): PlannedReplica => {
  if (deployment.model === unnamed) return { spec: null, because: "the plan names no model" };
  if (pool.gpu === unnamed) return { spec: null, because: "the plan names no GPU" };
  try {
    return { spec: plannedReplica(deployment, pool), because: null };
  } catch (error) {
    if (isLoadlineError(error) && unknownNames.has(error.code)) return { spec: null, because: error.message };
    throw error;
  }
};

/** One average request of the load that is planned for. */
export const plannedShape = ({ expected }: PlanDeployment): DemandShape => ({
  inputTokens: tokens(expected.inputTokens),
  outputTokens: tokens(expected.outputTokens),
  picture: expected.picture,
});

/** Objectives of a deployment as core takes them. */
export const plannedSlo = ({ slo }: PlanDeployment): Slo => ({
  percentile: slo.percentile,
  timeToFirstToken: slo.timeToFirstTokenSeconds === undefined ? undefined : seconds(slo.timeToFirstTokenSeconds),
  interTokenLatency: slo.interTokenLatencySeconds === undefined ? undefined : seconds(slo.interTokenLatencySeconds),
  tokenGap: slo.tokenGapSeconds === undefined ? undefined : seconds(slo.tokenGapSeconds),
  endToEnd: slo.endToEndSeconds === undefined ? undefined : seconds(slo.endToEndSeconds),
});

/** Lengths and objectives that the model has none of, or that it needs. @throws LL_PLAN_INVALID */
const checkShape = ({ expected, slo }: PlanDeployment, { spec }: PlannedReplica, path: string): void => {
  const invalid = (key: string, detail: string): LoadlineError =>
    new LoadlineError("LL_PLAN_INVALID", { path: `${path}.${key}`, detail });
  if (spec === null) return;
  const { sides, inOnePiece } = requestForm(spec.model);
  const missing = sides.find((side) => expected[side] === 0);
  if (missing !== undefined)
    throw invalid(`expected.${missing}`, `0 tokens; requests to ${spec.model.id} have some: state their mean`);
  if (expected.picture !== undefined && spec.model.kind !== "diffusion")
    throw invalid("expected.picture", `${spec.model.id} makes no pictures; leave it out`);
  const gaps = (["interTokenLatencySeconds", "tokenGapSeconds"] as const).find((key) => slo[key] !== undefined);
  if (gaps !== undefined && inOnePiece)
    throw invalid(
      `slo.${gaps}`,
      `${spec.model.id} answers in one piece, with no time between tokens; state endToEndSeconds instead`,
    );
};

/** The pool of a deployment; a checked plan always has it. @throws LL_PLAN_INVALID */
export const poolOf = (plan: Plan, deployment: PlanDeployment): PlanPool => {
  const pool = plan.pools.find(({ name }) => name === deployment.pool);
  if (pool === undefined)
    throw new LoadlineError("LL_PLAN_INVALID", { path: "deployments", detail: `no pool is called ${deployment.pool}` });
  return pool;
};

/** The pools of a deployment, in the order in which they are filled. */
export const poolsOf = (plan: Plan, deployment: PlanDeployment): readonly [PlanPool, ...PlanPool[]] => {
  const further = (deployment.furtherPools ?? []).map((name) => poolOf(plan, { ...deployment, pool: name }));
  return [poolOf(plan, deployment), ...further];
};

/** Share of a pool's replicas on spot nodes. */
export const spotShareOf = ({ purchase, spotShare }: PlanPool): number => spotShare ?? (purchase === "spot" ? 1 : 0);

const hourPrice = (
  { gpu, usdPerGpuHour, provider, device }: PlanPool,
  purchase: PlanPool["purchase"],
): number | null => {
  if (usdPerGpuHour !== undefined) return usdPerGpuHour;
  if (device !== undefined) return device.usdPerGpuHour;
  return ifKnown(() => gpuPrice({ own: [], provider }, gpu, purchase)?.usdPerGpuHour ?? null);
};

/**
 * USD per hour of GPUs on spot and on other nodes of a pool: by the plan's own price, the device's, else the catalogue's;
 * null where none is known.
 */
export const gpuHours = (pool: PlanPool, { spot, other }: { readonly spot: number; readonly other: number }) => {
  const rest = pool.purchase === "spot" ? "on-demand" : pool.purchase;
  const part = (gpus: number, purchase: PlanPool["purchase"]): number =>
    gpus === 0 ? 0 : gpus * (hourPrice(pool, purchase) ?? Number.NaN);
  const sum = part(spot, "spot") + part(other, rest);
  return Number.isNaN(sum) ? null : sum;
};

/** USD per hour of one GPU of a pool, the mean over spot and other nodes; null where no price is known. */
export const gpuHourPrice = (pool: PlanPool): number | null => {
  const spot = spotShareOf(pool);
  return gpuHours(pool, { spot, other: 1 - spot });
};

/** Power limit of one GPU of a pool in watts; null where the GPU is not known. */
export const gpuWatts = ({ gpu, device }: PlanPool): number | null =>
  device?.gpu.power.value ?? ifKnown(() => gpuById(gpu).power.value);

/** The same fault with its place in the plan. */
const at = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    if (!isLoadlineError(cause)) throw cause;
    throw new LoadlineError("LL_PLAN_INVALID", { path, detail: cause.message }, { cause });
  }
};

/** What the minima take, by price and power limit. @throws LL_PLAN_INVALID where a budget needs a price or a power that is not known */
const leastOf = (plan: Plan) =>
  plan.deployments.reduce(
    (sum, deployment) => {
      const pool = poolOf(plan, deployment);
      const price = gpuHourPrice(pool);
      if (price === null && plan.budgets?.usdPerHour !== undefined) {
        const detail = `no ${pool.purchase} price of ${pool.gpu} is known, and a budget of money needs one; give usdPerGpuHour`;
        throw new LoadlineError("LL_PLAN_INVALID", { path: `pools.${plan.pools.indexOf(pool)}`, detail });
      }
      const watts = gpuWatts(pool);
      if (watts === null && plan.budgets?.watts !== undefined) {
        const detail = `the power of ${pool.gpu} is not known, and a budget of watts needs it; describe it in devices`;
        throw new LoadlineError("LL_PLAN_INVALID", { path: `pools.${plan.pools.indexOf(pool)}`, detail });
      }
      const gpus = deployment.replicas.min * gpusOf(deployment);
      return { usdPerHour: sum.usdPerHour + gpus * (price ?? 0), watts: sum.watts + gpus * (watts ?? 0) };
    },
    { usdPerHour: 0, watts: 0 },
  );

const checkBudgets = (plan: Plan): void => {
  const least = leastOf(plan);
  for (const key of ["usdPerHour", "watts"] as const) {
    const budget = plan.budgets?.[key];
    if (budget === undefined || least[key] <= budget) continue;
    const taken = Number(least[key].toPrecision(4));
    const detail = `the minima of the deployments take ${taken}, the budget is ${budget}`;
    throw new LoadlineError("LL_PLAN_INVALID", { path: `budgets.${key}`, detail });
  }
};

/**
 * A plan in which every replica can be described, or has no model, and the budgets hold the minima.
 * @param value parsed YAML or JSON
 * @throws LL_PLAN_INVALID with the place, the fault and the nearest known names
 */
export const checkPlan = (value: unknown): Plan => {
  const plan = withOwnEntries(parsePlan(value));
  for (const [index, pool] of plan.pools.entries()) at(`pools.${index}.gpu`, () => gpuWatts(pool));
  for (const [index, deployment] of plan.deployments.entries()) {
    const path = `deployments.${index}`;
    const pool = poolOf(plan, deployment);
    const check = (one: PlanDeployment, place: string): void => {
      const replica = at(place, () => replicaOf(one, pool));
      checkShape(one, replica, place);
    };
    check(deployment, path);
    const canary = canaryOf(deployment);
    if (canary !== null) check(canary, `${path}.rollout.canary`);
  }
  checkBudgets(plan);
  return plan;
};
