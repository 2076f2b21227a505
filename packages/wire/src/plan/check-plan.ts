import { gpuById, isLoadlineError, LoadlineError, priceOf, type ReplicaSpec, replicaSpec } from "@loadline/core";
import { gpusOf } from "./contradictions.ts";
import { type Plan, type PlanDeployment, type PlanPool, parsePlan } from "./plan.ts";

/** The replica that a deployment of the plan describes, as core takes it. @throws the codes of `replicaSpec` */
export const plannedReplica = (deployment: PlanDeployment, pool: PlanPool): ReplicaSpec =>
  replicaSpec({
    model: deployment.model,
    gpu: pool.gpu,
    engine: deployment.engine,
    weights: deployment.weights,
    kvCache: deployment.kvCache,
    parallel: deployment.parallel,
    engineConfig: deployment.engineConfig,
  });

/** The pool of a deployment; a checked plan always has it. @throws LL_PLAN_INVALID */
export const poolOf = (plan: Plan, deployment: PlanDeployment): PlanPool => {
  const pool = plan.pools.find(({ name }) => name === deployment.pool);
  if (pool === undefined) {
    throw new LoadlineError("LL_PLAN_INVALID", { path: "deployments", detail: `no pool is called ${deployment.pool}` });
  }
  return pool;
};

/** USD per hour of one GPU of a pool: the plan's own price, else the catalogue's; null where neither has one. */
export const gpuHourPrice = ({ gpu, purchase, usdPerGpuHour }: PlanPool): number | null =>
  usdPerGpuHour ?? priceOf(gpu, purchase)?.perGpu.value ?? null;

/** The same fault with its place in the plan. */
const at = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    if (!isLoadlineError(cause)) throw cause;
    throw new LoadlineError("LL_PLAN_INVALID", { path, detail: cause.message }, { cause });
  }
};

interface Taken {
  readonly usdPerHour: number;
  readonly watts: number;
}

/** What the minima take, by price and power limit. @throws LL_PLAN_INVALID where a budget needs a price that is not known */
const leastOf = (plan: Plan): Taken =>
  plan.deployments.reduce<Taken>(
    (sum, deployment) => {
      const pool = poolOf(plan, deployment);
      const price = gpuHourPrice(pool);
      if (price === null && plan.budgets?.usdPerHour !== undefined) {
        const detail = `no ${pool.purchase} price of ${pool.gpu} is known, and a budget of money needs one; give usdPerGpuHour`;
        throw new LoadlineError("LL_PLAN_INVALID", { path: `pools.${plan.pools.indexOf(pool)}`, detail });
      }
      const gpus = deployment.replicas.min * gpusOf(deployment);
      return {
        usdPerHour: sum.usdPerHour + gpus * (price ?? 0),
        watts: sum.watts + gpus * gpuById(pool.gpu).power.value,
      };
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
 * A plan in which every name is known, every replica can be described and the budgets hold the minima.
 * @param value parsed YAML or JSON
 * @throws LL_PLAN_INVALID with the place, the fault and the nearest known names
 */
export const checkPlan = (value: unknown): Plan => {
  const plan = parsePlan(value);
  for (const [index, pool] of plan.pools.entries()) at(`pools.${index}.gpu`, () => gpuById(pool.gpu));
  for (const [index, deployment] of plan.deployments.entries())
    at(`deployments.${index}`, () => plannedReplica(deployment, poolOf(plan, deployment)));
  checkBudgets(plan);
  return plan;
};
