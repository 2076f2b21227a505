import { spreadNodes } from "@loadline/core";
import { gpuHours, gpuWatts, type Plan, type PlanPool, spotShareOf } from "@loadline/wire";
import type { BudgetUse, DeploymentSize, FittingReplicas, PlanTotal } from "./answer.ts";

type ReplicaGroup = Parameters<typeof spreadNodes>[0][number];
type NodeSpread = NonNullable<Parameters<typeof spreadNodes>[2]>;

/** Nodes or GPUs by how they are bought. */
export interface SpreadNodes {
  readonly spot: number;
  readonly other: number;
}

/** Replicas of each deployment, in the order of the plan. */
type Counts = readonly number[];

export const countsOf = (deployments: readonly DeploymentSize[], which: "planned" | "required"): Counts =>
  deployments.map((size) => size[which]?.replicas ?? 0);

const groupsOf = ({ plan, deployments }: SizedPlan, counts: Counts): readonly (readonly ReplicaGroup[])[] =>
  plan.pools.map(({ name }) =>
    deployments.flatMap(({ pool, gpusPerReplica }, index) =>
      pool === name ? [{ gpusPerReplica: gpusPerReplica ?? 1, replicas: counts[index] ?? 0 }] : [],
    ),
  );

export const spreadOf = (pool: PlanPool): NodeSpread => ({
  zones: pool.zones,
  spotShare: spotShareOf(pool),
  spotMarkets: pool.spotMarkets,
});

/** Nodes that may go at once, by what the deployments of a pool hold their reserve for. */
const lostNodes = ({ deployments }: Plan, { name }: PlanPool): number =>
  Math.max(
    0,
    ...deployments.map(({ pool, reserve }) =>
      pool === name && reserve?.causes.includes("node-loss") === true ? (reserve.nodes ?? 1) : 0,
    ),
  );

/** Nodes of each pool that hold these replicas. */
export const nodesByPool = (
  sized: SizedPlan,
  counts: Counts,
): readonly (SpreadNodes & Pick<ReturnType<typeof spreadNodes>, "stranded">)[] => {
  const { plan } = sized;
  const groups = groupsOf(sized, counts);
  return plan.pools.map((pool, index) => {
    const { spot, other, stranded } = spreadNodes(groups[index] ?? [], pool.gpusPerNode, spreadOf(pool));
    const lost = lostNodes(plan, pool);
    // What is left after the loss of nodes needs one of its own.
    return { spot, other: spot + other === 0 || lost === 0 ? other : Math.max(other, lost + 1 - spot), stranded };
  });
};

export interface SizedPlan {
  readonly plan: Plan;
  readonly deployments: readonly DeploymentSize[];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const allOf = ({ spot, other }: SpreadNodes): number => spot + other;

/** GPUs of these replicas, by how their nodes are bought. */
export const gpusBought = (pool: PlanPool, { replicas, gpusPerReplica }: ReplicaGroup): SpreadNodes => {
  const { spotGpus: spot } = spreadNodes([{ replicas, gpusPerReplica }], pool.gpusPerNode, spreadOf(pool));
  return { spot, other: replicas * gpusPerReplica - spot };
};

interface Bought {
  readonly pool: PlanPool;
  readonly gpus: SpreadNodes;
}

const times = (each: number | null, count: number): number | null => (each === null ? null : each * count);
const known = (parts: readonly (number | null)[]): number | null =>
  parts.includes(null) ? null : sum(parts.map((part) => part ?? 0));

const takenBy = (bought: readonly Bought[]): PlanTotal["replicas"] => {
  const prices = bought.map(({ pool, gpus }) => gpuHours(pool, gpus));
  return {
    gpus: sum(bought.map(({ gpus }) => allOf(gpus))),
    usdPerHour: known(prices),
    watts: known(bought.map(({ pool, gpus }) => (allOf(gpus) === 0 ? 0 : times(gpuWatts(pool), allOf(gpus))))),
  };
};

/** What these counts take, alone and with the rest of their nodes. USD are null where a price is not known. */
export const totalOf = (sized: SizedPlan, counts: Counts): PlanTotal => {
  const { pools } = sized.plan;
  const groups = groupsOf(sized, counts);
  const nodes = nodesByPool(sized, counts);
  const ofReplicas = pools.flatMap((pool, index) =>
    (groups[index] ?? []).map((group) => ({ pool, gpus: gpusBought(pool, group) })),
  );
  const ofNodes = pools.map((pool, index) => {
    const { spot = 0, other = 0 } = nodes[index] ?? {};
    return { pool, gpus: { spot: spot * pool.gpusPerNode, other: other * pool.gpusPerNode } };
  });
  return { replicas: takenBy(ofReplicas), nodes: { count: sum(nodes.map(allOf)), ...takenBy(ofNodes) } };
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
    nodesByPool(sized, counts).every((nodes, index) => allOf(nodes) <= (plan.pools[index]?.nodes ?? 0)) &&
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
  return deployments.map(({ name, required, reserveReplicas, way }, index) => {
    const replicas = counts[index] ?? 0;
    const carriedBy = (serving: number): number =>
      way.answeredByCache +
      Math.min(way.toReplicas, Math.max(0, serving) * (required?.requestsPerSecondPerReplica ?? 0));
    return {
      ...{ name, replicas, requestsPerSecond: carriedBy(replicas - (reserveReplicas ?? 0)) },
      requestsPerSecondWithReserve: carriedBy(replicas),
    };
  });
};
