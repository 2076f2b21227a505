import { gpuById, type OwnPrice } from "@loadline/model";
import { gpuHours, type Plan, type PlanPool, spotShareOf } from "@loadline/plan";
import type { PlanSize, PoolSize } from "./answer.ts";
import {
  allOf,
  budgetUses,
  countsOf,
  fittingReplicas,
  nodesByPool,
  type SizedPlan,
  type SpreadNodes,
  totalOf,
} from "./budgets.ts";
import { orElse } from "./messages.ts";
import { type SizeSettings, sizeDeployment } from "./size-deployment.ts";

const gpuOrName = (name: string): string => orElse(() => gpuById(name).id, name);

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

const spreadFields = ({ zones = 1, spotMarkets = 1, ...pool }: PlanPool) => ({
  zones,
  spotMarkets,
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
      name,
      gpu,
      purchase,
      gpusPerNode,
      nodes,
      nodesPlanned,
      nodesRequired,
      ...spreadFields(pool),
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
  const most = planned.map((count, index) => Math.max(count, required[index] ?? 0));
  const total = totalOf(sized, most);
  const budgets = budgetUses(plan, total);
  const holds = pools.every(({ enough }) => enough) && budgets.every(({ enough }) => enough);
  return {
    cluster: plan.cluster,
    deployments,
    pools: [...pools],
    total,
    budgets: [...budgets],
    fitting: holds ? [] : fittingReplicas(sized),
    enough: holds && deployments.every(({ verdict }) => verdict === "enough"),
  };
};
