import { spreadNodes } from "@loadline/model";
import {
  gpuHours,
  gpusBought,
  gpusOf,
  gpuWatts,
  largestCount,
  nodesIn,
  type Plan,
  type PlanDeployment,
  type PlanPool,
  placedReplicas,
  placementOf,
  plannedPlacement,
  poolsOf,
  spotShareOf,
} from "@loadline/plan";
import type { BudgetUse, DeploymentSize, FittingReplicas, MarketLoss, PlanTotal } from "./answer.ts";

/** Nodes or GPUs by how they are bought. */
export interface SpreadNodes {
  readonly spot: number;
  readonly other: number;
}

/** Replicas of each deployment, in the order of the plan. */
type Counts = readonly number[];

export const countsOf = (deployments: readonly DeploymentSize[], which: "planned" | "required"): Counts =>
  deployments.map((size) => size[which]?.replicas ?? 0);

/**
 * Nodes of each pool that hold these replicas. What is left after the loss of nodes that the reserve of a deployment
 * covers needs one of its own: in all its pools together, in the last one where it is missing.
 */
export const nodesByPool = ({ plan }: SizedPlan, counts: Counts): readonly ReturnType<typeof spreadNodes>[] => {
  const placed = placedReplicas(plan, counts);
  const nodes = plan.pools.map((pool, at) => nodesIn(plan, pool, (index) => placed[index]?.[at] ?? 0));
  for (const [index, deployment] of plan.deployments.entries()) {
    const { causes = [], nodes: lost = 1 } = deployment.reserve ?? {};
    if (!causes.includes("node-loss") || counts[index] === 0) continue;
    const own = poolsOf(plan, deployment).map((pool) => plan.pools.indexOf(pool));
    const missing = lost + 1 - sum(own.map((at) => allOf(nodes[at] ?? noNodes)));
    const at = own.at(-1) ?? 0;
    const last = nodes[at];
    if (missing > 0 && last !== undefined) nodes[at] = { ...last, other: last.other + missing };
  }
  return nodes;
};

const noNodes: SpreadNodes = { spot: 0, other: 0 };

export interface SizedPlan {
  readonly plan: Plan;
  readonly deployments: readonly DeploymentSize[];
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const allOf = ({ spot, other }: SpreadNodes): number => spot + other;

/** Replicas of a deployment that a pool still takes on nodes that are not spot, beside what is planned there. */
const freeIn = (plan: Plan, pool: PlanPool, gpusPerReplica: number): number => {
  if (spotShareOf(pool) === 1) return 0;
  const at = plan.pools.indexOf(pool);
  const taken = allOf(nodesIn(plan, pool, (index) => plannedPlacement(plan)[index]?.[at] ?? 0));
  const holds = (more: number): boolean => {
    const fresh = spreadNodes([{ gpusPerReplica, replicas: more }], pool.gpusPerNode, { zones: pool.zones });
    return taken + fresh.other <= pool.nodes;
  };
  return largestCount(pool.nodes * pool.gpusPerNode, holds);
};

/** Free capacity that replaces lost replicas, in the order of the pools. */
const fillersFor = (lost: number, free: readonly { readonly pool: PlanPool; readonly replicas: number }[]) => {
  let rest = lost;
  return free.flatMap(({ pool, replicas }) => {
    const taken = Math.min(rest, replicas);
    rest -= taken;
    return taken > 0 ? [{ pool, replicas: taken }] : [];
  });
};

/**
 * What the loss of one spot market does to the planned replicas, by the chance that those left carry too little, and what
 * it costs with every market gone; null where none is on spot.
 */
export const marketLossOf = (
  plan: Plan,
  deployment: PlanDeployment,
  chanceOf: ((left: number) => number) | undefined,
): MarketLoss | null => {
  const { planned } = deployment.replicas;
  const gpusPerReplica = gpusOf(deployment);
  const { pools } = placementOf(plan, deployment, planned);
  const losses = pools.map(({ pool, spotReplicas }) => Math.ceil(spotReplicas / (pool.spotMarkets ?? 1)));
  const lost = Math.max(0, ...losses);
  const first = pools[losses.indexOf(lost)];
  if (lost === 0 || first === undefined) return null;
  const free = pools.map(({ pool }) => ({ pool, replicas: freeIn(plan, pool, gpusPerReplica) }));
  const filledBy = fillersFor(lost, free).map(({ pool: { name }, replicas }) => ({ pool: name, replicas }));
  const priced = (pool: PlanPool, replicas: number) => gpuHours(pool, { spot: 0, other: replicas * gpusPerReplica });
  const onSpot = sum(pools.map(({ spotReplicas }) => spotReplicas));
  const insteadOfSpot = fillersFor(onSpot, free);
  const unfilledWithoutSpot = onSpot - sum(insteadOfSpot.map(({ replicas }) => replicas));
  const costs = [
    ...pools.map(({ pool, replicas, spotReplicas }) => priced(pool, replicas - spotReplicas)),
    ...insteadOfSpot.map(({ pool, replicas }) => priced(pool, replicas)),
  ];
  return {
    lost,
    left: planned - lost,
    shortageChance: chanceOf?.(planned - lost) ?? null,
    shortSeconds: Math.max(0, deployment.leadTimeSeconds - (first.pool.spotNoticeSeconds ?? 0)),
    filledBy,
    unfilled: lost - sum(filledBy.map(({ replicas }) => replicas)),
    unfilledWithoutSpot,
    // Fewer replicas cost less, which is no price of the loss.
    usdPerHourWithoutSpot: unfilledWithoutSpot > 0 ? null : known(costs),
  };
};

const times = (each: number | null, count: number): number | null => (each === null ? null : each * count);
/** The sum, unknown where a part is. */
export const known = (parts: readonly (number | null)[]): number | null =>
  parts.includes(null) ? null : sum(parts.map((part) => part ?? 0));

const takenBy = (bought: readonly { readonly pool: PlanPool; readonly gpus: SpreadNodes }[]): PlanTotal["replicas"] => {
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
  const placed = placedReplicas(sized.plan, counts);
  const nodes = nodesByPool(sized, counts);
  const ofReplicas = pools.flatMap((pool, at) =>
    sized.plan.deployments.map((deployment, index) => {
      const replicas = placed[index]?.[at] ?? 0;
      return { pool, gpus: gpusBought(pool, { replicas, gpusPerReplica: gpusOf(deployment) }) };
    }),
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

/**
 * What fits pools and budgets: every minimum, then higher priorities first up to what they need and may, equal ones in the order
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
    const most = Math.min(deployments[index]?.required?.replicas ?? 0, plan.deployments[index]?.replicas.max ?? 0);
    const withCount = (count: number): Counts => counts.with(index, count);
    counts = withCount(largestCount(most, (count) => holds(withCount(count)), counts[index]));
  }
  return deployments.map(({ name, required, reserveReplicas, way }, index) => {
    const replicas = counts[index] ?? 0;
    const carriedBy = (serving: number): number =>
      way.answeredByCache +
      Math.min(way.toReplicas, Math.max(0, serving) * (required?.requestsPerSecondPerReplica ?? 0));
    return {
      name,
      replicas,
      requestsPerSecond: carriedBy(replicas - (reserveReplicas ?? 0)),
      requestsPerSecondWithReserve: carriedBy(replicas),
    };
  });
};
