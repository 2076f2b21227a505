import { spreadNodes } from "@loadline/model";
import { gpuHours, poolsOf, spotShareOf } from "./check-plan.ts";
import { gpusOf } from "./contradictions.ts";
import type { Plan, PlanDeployment, PlanPool } from "./plan.ts";

const spreadOf = (pool: PlanPool): NonNullable<Parameters<typeof spreadNodes>[2]> => ({
  zones: pool.zones,
  spotShare: spotShareOf(pool),
  spotMarkets: pool.spotMarkets,
});

/** The largest count up to `most` that holds; it holds for none from some count on. */
export const largestCount = (most: number, holds: (count: number) => boolean, least = 0): number => {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** By deployment, its replicas in each pool; both in the order of the plan. */
type Placed = readonly (readonly number[])[];

/** Deployments in the order in which they are placed: those of one pool alone, then higher priorities first. */
const placingOrder = (plan: Plan): readonly number[] =>
  plan.deployments
    .map(({ priority, furtherPools }, index) => ({ priority, index, isFlexible: furtherPools !== undefined }))
    .toSorted((a, b) => Number(a.isFlexible) - Number(b.isFlexible) || b.priority - a.priority)
    .map(({ index }) => index);

/** Nodes of a pool that these replicas take, by how they are bought. */
export const nodesIn = (
  plan: Plan,
  pool: PlanPool,
  replicasOf: (index: number) => number,
): ReturnType<typeof spreadNodes> => {
  const groups = plan.deployments.map((deployment, index) => ({
    gpusPerReplica: gpusOf(deployment),
    replicas: replicasOf(index),
  }));
  const present = groups.filter(({ replicas }) => replicas > 0);
  return spreadNodes(present, pool.gpusPerNode, spreadOf(pool));
};

/** One deployment beside those that are placed before it: each pool is filled before the next, the last takes the rest. */
const rowOf = (plan: Plan, index: number, { count, before }: { readonly count: number; readonly before: Placed }) => {
  const row = plan.pools.map(() => 0);
  const deployment = plan.deployments[index];
  if (deployment === undefined) return row;
  const pools = poolsOf(plan, deployment);
  let rest = count;
  for (const pool of pools) {
    const at = plan.pools.indexOf(pool);
    const holds = (own: number): boolean => {
      const { spot, other } = nodesIn(plan, pool, (one) => (one === index ? own : (before[one]?.[at] ?? 0)));
      return spot + other <= pool.nodes;
    };
    const taken = pool === pools.at(-1) ? rest : largestCount(rest, holds);
    row[at] = taken;
    rest -= taken;
  }
  return row;
};

/**
 * Replicas of each deployment in each pool, both in the order of the plan. A pool is filled before the next one of the
 * deployment, beside those that have no other, higher priorities first; the last pool takes what is left, fit or not.
 */
export const placedReplicas = (plan: Plan, counts: readonly number[]): Placed => {
  const placed: (readonly number[])[] = plan.deployments.map(() => []);
  for (const index of placingOrder(plan))
    placed[index] = rowOf(plan, index, { count: counts[index] ?? 0, before: placed });
  return placed;
};

/** What is worked out once for a plan. */
interface PlanPlacement {
  readonly planned: Placed;
  /** Those that are placed before the deployment at an index. */
  readonly before: Map<number, Placed>;
  /** By name and count. */
  readonly known: Map<string, Placement>;
}

const placements = new WeakMap<Plan, PlanPlacement>();

const placementsIn = (plan: Plan): PlanPlacement => {
  const known = placements.get(plan);
  if (known !== undefined) return known;
  const counts = plan.deployments.map(({ replicas }) => replicas.planned);
  const planned = placedReplicas(plan, counts);
  const made = { planned, before: new Map(), known: new Map() };
  placements.set(plan, made);
  return made;
};

export const plannedPlacement = (plan: Plan): Placed => placementsIn(plan).planned;

/** Only what may lie in a further pool asks for those before it. */
const plannedBefore = (plan: Plan, index: number): Placed => {
  if (plan.deployments[index]?.furtherPools === undefined) return [];
  const { planned, before } = placementsIn(plan);
  const known = before.get(index);
  if (known !== undefined) return known;
  const order = placingOrder(plan);
  const earlier = new Set(order.slice(0, order.indexOf(index)));
  const made = planned.map((row, one) => (earlier.has(one) ? row : []));
  before.set(index, made);
  return made;
};

/** GPUs of these replicas, by how their nodes are bought. */
export const gpusBought = (
  pool: PlanPool,
  { replicas, gpusPerReplica }: { readonly replicas: number; readonly gpusPerReplica: number },
): { readonly spot: number; readonly other: number } => {
  const { spotGpus: spot } = spreadNodes([{ replicas, gpusPerReplica }], pool.gpusPerNode, spreadOf(pool));
  return { spot, other: replicas * gpusPerReplica - spot };
};

const workedOut = (plan: Plan, index: number, count: number): Placement => {
  const deployment = plan.deployments[index];
  if (deployment === undefined) return { pools: [], usdPerHour: null };
  const row = rowOf(plan, index, { count, before: plannedBefore(plan, index) });
  const gpusPerReplica = gpusOf(deployment);
  const pools = poolsOf(plan, deployment).map((pool) => {
    const replicas = row[plan.pools.indexOf(pool)] ?? 0;
    const bought = gpusBought(pool, { replicas, gpusPerReplica });
    return { pool, replicas, spotReplicas: bought.spot / gpusPerReplica, usdPerHour: gpuHours(pool, bought) };
  });
  const usdPerHour = pools.reduce<number | null>(
    (sum, { usdPerHour: own }) => (sum === null || own === null ? null : sum + own),
    0,
  );
  return { pools, usdPerHour };
};

// Counts move slowly: far more than a plan has in its time; beyond it they are worked out anew.
const mostKnown = 100_000;

/** Where the replicas of one deployment lie, the others as planned, and what they cost; null: a price is not known. */
export const placementOf = (plan: Plan, { name }: Pick<PlanDeployment, "name">, count: number): Placement => {
  const { known } = placementsIn(plan);
  const key = `${name}/${count}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const index = plan.deployments.findIndex((one) => one.name === name);
  const placement = workedOut(plan, index, count);
  known.set(key, placement);
  return placement;
};

interface Placement {
  readonly pools: readonly {
    readonly pool: PlanPool;
    readonly replicas: number;
    readonly spotReplicas: number;
    readonly usdPerHour: number | null;
  }[];
  readonly usdPerHour: number | null;
}
