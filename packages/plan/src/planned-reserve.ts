import {
  coldToReplicas,
  LoadlineError,
  modelById,
  type ReserveCause,
  type ReserveNeed,
  type ReservePolicy,
  reserveByCause,
  wayOfRequests,
} from "@loadline/model";
import { ifKnown, poolsOf, spotShareOf } from "./check-plan.ts";
import { largestCount, placementOf, plannedPlacement } from "./placement.ts";
import type { Plan, PlanDeployment, PlanPool } from "./plan.ts";
import { peakOf, type ScheduleWindow } from "./schedule.ts";

/** The highest load that a plan states for a deployment. */
export interface PlannedLoad {
  readonly way: ReturnType<typeof wayOfRequests>;
  /** The window of the schedule that states it; null: `expected` does. */
  readonly window: ScheduleWindow | null;
  /** Requests/s that reach the replicas while the response cache answers nothing. */
  readonly cold: number;
}

export const plannedLoad = (deployment: PlanDeployment): PlannedLoad => {
  const { expected, schedule } = deployment;
  const { requestsPerSecond, window } = peakOf(expected.requestsPerSecond, schedule?.windows);
  const way = wayOfRequests(requestsPerSecond, expected, deployment);
  return { way, window, cold: coldToReplicas(way, expected, deployment) };
};

export interface PlannedReserve {
  readonly replicas: number;
  /** What each cause takes, the ones that another covers included. */
  readonly needs: readonly ReserveNeed[];
  /** Causes that no count of replicas survives as the pools lie: nothing is held for them. */
  readonly notCovered: readonly { readonly cause: ReserveCause; readonly because: string }[];
  readonly rule: string;
}

export interface ReserveQuestion {
  /** Replicas that carry the load. */
  readonly needed: number;
  readonly gpusPerReplica: number;
  /** Share of a cold cache's load that the response cache answers now, 0…1; the default is that of the planned load. */
  readonly cacheShare?: number | undefined;
  /** The load while that cache is cold; left out: as its share has it. */
  readonly coldLoad?: ReservePolicy["coldLoad"];
}

interface Placement {
  /** The deployment's name. */
  readonly of: string;
  readonly pool: PlanPool;
  readonly replicas: number;
}

const modelIdOf = ({ model, ownModel }: PlanDeployment) => ownModel?.id ?? ifKnown(() => modelById(model).id) ?? model;

const placementsByModel = new WeakMap<Plan, ReadonlyMap<string, readonly Placement[]>>();

const groupedByModel = (plan: Plan): ReadonlyMap<string, readonly Placement[]> => {
  const groups = new Map<string, Placement[]>();
  for (const [index, one] of plan.deployments.entries()) {
    const row = plannedPlacement(plan)[index];
    const own = poolsOf(plan, one).map((pool) => ({
      of: one.name,
      pool,
      replicas: row?.[plan.pools.indexOf(pool)] ?? 0,
    }));
    groups.set(modelIdOf(one), [...(groups.get(modelIdOf(one)) ?? []), ...own]);
  }
  return groups;
};

/**
 * Where a model's replicas are planned: the deployments of one model take over from each other. Worked out once for a plan.
 */
const placementsOf = (plan: Plan, deployment: PlanDeployment): readonly Placement[] => {
  const known = placementsByModel.get(plan) ?? groupedByModel(plan);
  placementsByModel.set(plan, known);
  return known.get(modelIdOf(deployment)) ?? [];
};

// More replicas than a plan has: where a loss leaves too few of them, no count survives it.
const mostReplicas = 1_000_000;

/** Share that may go of the fewest replicas that leave those that carry the load; 1: no count does. */
const shareLost = (needed: number, lostAt: (count: number) => number): number => {
  const carrying = Math.max(1, needed);
  const isShort = (count: number): boolean => count * (1 - lostAt(count)) < carrying - 1e-9;
  if (!isShort(carrying)) return 0;
  const short = largestCount(mostReplicas, isShort, carrying);
  return short === mostReplicas ? 1 : 1 - carrying / (short + 1);
};

/** Largest share of the replicas in one group of pools, 0…1; everything where there is none. */
const largestShare = (placements: readonly Placement[], groupOf: (pool: PlanPool) => string | null): number => {
  const total = placements.reduce((sum, { replicas }) => sum + replicas, 0);
  const byGroup = new Map<string, number>();
  for (const { pool, replicas } of placements) {
    const group = groupOf(pool);
    if (group !== null) byGroup.set(group, (byGroup.get(group) ?? 0) + (total === 0 ? 1 : replicas / total));
  }
  return Math.min(1, Math.max(0, ...byGroup.values()));
};

/** The same for failure domains; a pool over several zones is as many of them. */
const largestZone = (placements: readonly Placement[]): number =>
  largestShare(
    placements.flatMap(({ of, pool, replicas }) => {
      const { zones = 1, failureDomain } = pool;
      return Array.from({ length: zones }, (_, zone) => ({
        of,
        pool: { ...pool, failureDomain: zones === 1 ? failureDomain : `${pool.name} ${zone}` },
        replicas: replicas / zones,
      }));
    }),
    ({ failureDomain }) => failureDomain,
  );

const largestMarket = (placements: readonly Placement[]): number =>
  Math.max(
    0,
    ...placements.map(
      ({ pool }) =>
        (spotShareOf(pool) * largestShare(placements, ({ name }) => (name === pool.name ? name : null))) /
        (pool.spotMarkets ?? 1),
    ),
  );

const policyOf = (
  plan: Plan,
  deployment: PlanDeployment,
  { needed, cacheShare, coldLoad, causes }: ReserveQuestion & { readonly causes: ReadonlySet<ReserveCause> },
): ReservePolicy => {
  const placements = placementsOf(plan, deployment);
  // Of one pool alone any count has the same share on it.
  const lost = (largest: typeof largestZone): number =>
    deployment.furtherPools === undefined
      ? largest(placements)
      : shareLost(needed, (count) =>
          largest([
            ...placementsOf(plan, deployment).filter(({ of }) => of !== deployment.name),
            ...placementOf(plan, deployment, count).pools.map((one) => ({ of: deployment.name, ...one })),
          ]),
        );
  const noticeSeconds = Math.min(
    ...placements.flatMap(({ pool }) => (spotShareOf(pool) > 0 ? (pool.spotNoticeSeconds ?? 0) : [])),
  );
  const { rollout, leadTimeSeconds, reserve } = deployment;
  const { way, cold } = plannedLoad(deployment);
  const surge = rollout === undefined || needed === 0 ? 0 : Math.min(1, rollout.surgeReplicas / needed);
  return {
    failures: causes.has("gpu-failure") ? { availability: reserve?.availability } : null,
    rolloutSurge: causes.has("rollout") ? surge : undefined,
    spot:
      causes.has("spot-loss") && Number.isFinite(noticeSeconds)
        ? { share: lost(largestMarket), markets: 1, noticeSeconds, leadTimeSeconds }
        : undefined,
    zones: causes.has("zone-loss") ? 1 / lost(largestZone) : undefined,
    nodes: causes.has("node-loss")
      ? { lost: reserve?.nodes ?? 1, gpusPerNode: Math.max(...placements.map(({ pool }) => pool.gpusPerNode)) }
      : undefined,
    cacheHitRatio: causes.has("cold-cache") ? (cacheShare ?? (cold > 0 ? 1 - way.toReplicas / cold : 0)) : undefined,
    coldLoad,
  };
};

/**
 * Reserve in replicas that the plan asks for by cause; null where it states a number. By `reserveByCause` of core, from the
 * purchase classes and failure domains of the pools that the model's deployments lie in.
 * Never falls with the replicas that carry the load.
 */
export const plannedReserve = (plan: Plan, deployment: PlanDeployment, question: ReserveQuestion) => {
  const { needed, gpusPerReplica } = question;
  if (deployment.reserve === undefined) return null;
  const causes = new Set<ReserveCause>(deployment.reserve.causes);
  const notCovered: { readonly cause: ReserveCause; readonly because: string }[] = [];
  while (notCovered.length <= deployment.reserve.causes.length) {
    const reserve = reserveByCause(needed, gpusPerReplica, policyOf(plan, deployment, { ...question, causes }));
    if (reserve.kind === "reserve")
      return { replicas: reserve.replicas, needs: reserve.needs, rule: reserve.rule, notCovered };
    notCovered.push({ cause: reserve.cause, because: reserve.because });
    causes.delete(reserve.cause);
  }
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "reserve.causes",
    value: 0,
    expected: "causes that can be left out",
  });
};
