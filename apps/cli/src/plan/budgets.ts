import { gpuHourPrice, gpuWatts, type Plan, type PlanPool } from "@loadline/wire";
import type { BudgetUse, DeploymentSize, FittingReplicas, PlanTotal } from "./answer.ts";
import { nodesFor } from "./nodes-for.ts";

/** Replicas of each deployment, in the order of the plan. */
type Counts = readonly number[];

export const countsOf = (deployments: readonly DeploymentSize[], which: "planned" | "required"): Counts =>
  deployments.map((size) => size[which]?.replicas ?? 0);

/** Nodes of each pool that hold these replicas. */
export const nodesByPool = ({ plan, deployments }: SizedPlan, counts: Counts): Counts =>
  plan.pools.map(({ name, gpusPerNode }) =>
    nodesFor(
      deployments.flatMap(({ pool, gpusPerReplica }, index) =>
        pool === name ? [{ gpusPerReplica: gpusPerReplica ?? 1, replicas: counts[index] ?? 0 }] : [],
      ),
      gpusPerNode,
    ),
  );

export interface SizedPlan {
  readonly plan: Plan;
  readonly deployments: readonly DeploymentSize[];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What these counts take, alone and with the rest of their nodes. USD and watts are null where a price or a power is not known. */
export const totalOf = (sized: SizedPlan, counts: Counts): PlanTotal => {
  const { plan, deployments } = sized;
  const nodes = nodesByPool(sized, counts);
  const gpusOf = plan.pools.map(({ name }) =>
    sum(
      deployments.map(({ pool, gpusPerReplica }, index) =>
        pool === name ? (gpusPerReplica ?? 1) * (counts[index] ?? 0) : 0,
      ),
    ),
  );
  const nodeGpusOf = plan.pools.map(({ gpusPerNode }, index) => gpusPerNode * (nodes[index] ?? 0));
  const of = (perGpu: (pool: PlanPool) => number | null, gpus: readonly number[]): number | null => {
    const parts = plan.pools.map((pool, index) => {
      const count = gpus[index] ?? 0;
      return count === 0 ? 0 : (perGpu(pool) ?? Number.NaN) * count;
    });
    const all = sum(parts);
    return Number.isNaN(all) ? null : all;
  };
  const usd = (gpus: readonly number[]): number | null => of(gpuHourPrice, gpus);
  const watts = (gpus: readonly number[]): number | null => of(gpuWatts, gpus);
  return {
    replicas: { gpus: sum(gpusOf), usdPerHour: usd(gpusOf), watts: watts(gpusOf) },
    nodes: { count: sum(nodes), gpus: sum(nodeGpusOf), usdPerHour: usd(nodeGpusOf), watts: watts(nodeGpusOf) },
  };
};

const budgetNames = ["gpus", "usdPerHour", "watts"] as const;

// Prices are decimal fractions: their sum may differ from the same budget in the last digit.
const tolerance = 1e-9;

/** Each budget of the plan against what is taken, the rest of the last nodes included. */
export const budgetUses = ({ budgets }: Plan, total: PlanTotal): readonly BudgetUse[] =>
  budgetNames.flatMap((name) => {
    const limit = budgets?.[name];
    if (limit === undefined) return [];
    const [replicas, nodes] = [total.replicas[name], total.nodes[name]];
    return [{ name, limit, replicas, nodes, enough: nodes !== null && nodes <= limit * (1 + tolerance) }];
  });

/** The largest count from `least` to `most` that holds; `least` where none does. `holds` is false from some count on. */
const largest = (least: number, most: number, holds: (count: number) => boolean): number => {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
};

/**
 * What fits pools and budgets: every minimum, then higher priorities first up to what they need, equal ones in the order
 * of the plan, as the recommender shares what is short. Null where not even the minima fit.
 */
export const fittingReplicas = (sized: SizedPlan): FittingReplicas[] | null => {
  const { plan, deployments } = sized;
  const holds = (counts: Counts): boolean =>
    nodesByPool(sized, counts).every((nodes, index) => nodes <= (plan.pools[index]?.nodes ?? 0)) &&
    budgetUses(plan, totalOf(sized, counts)).every(({ enough }) => enough);
  let counts: Counts = plan.deployments.map(({ replicas }) => replicas.min);
  if (!holds(counts)) return null;
  const byPriority = plan.deployments
    .map(({ priority }, index) => ({ priority, index }))
    .toSorted((a, b) => b.priority - a.priority);
  for (const { index } of byPriority) {
    const most = deployments[index]?.required?.replicas ?? 0;
    const withCount = (count: number): Counts => counts.with(index, count);
    counts = withCount(largest(counts[index] ?? 0, most, (count) => holds(withCount(count))));
  }
  return deployments.map(({ name, required, spareReplicas, expectedRequestsPerSecond }, index) => {
    const replicas = counts[index] ?? 0;
    const carried = Math.max(0, replicas - (spareReplicas ?? 0)) * (required?.requestsPerSecondPerReplica ?? 0);
    return { name, replicas, requestsPerSecond: Math.min(carried, expectedRequestsPerSecond) };
  });
};
