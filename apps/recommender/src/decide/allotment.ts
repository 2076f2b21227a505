import { type Plan, type PlanPool, poolOf } from "@loadline/plan";
import type { NodeState } from "../fleet/fleet.ts";
import { sliceProfile } from "../fleet/node-devices.ts";
import type { ReportedReplicas } from "../observe/deployment-facts.ts";
import type { PooledDeployment } from "../observe/deployment-state.ts";
import type { Supply } from "../observe/target.ts";
import { replicaUsdPerHour, replicaWatts } from "./cost.ts";
import { type BudgetCapacity, footprintOf, type PoolCapacity, Slots } from "./slots.ts";

/** What telemetry reports of the nodes of one pool; the others are as the plan has them. */
interface PoolNodes {
  /** Free GPUs of the nodes that report which engines use them. */
  readonly free: readonly number[];
  /** Replicas on those nodes, by deployment: they are in `free` already. */
  readonly placed: ReadonlyMap<string, number>;
}

type PlacedNode = Pick<NodeState, "engines" | "devices">;

const noNodesKnown: PoolNodes = { free: [], placed: new Map() };

/** The pool whose replicas a node has; where it has none, the only pool of the plan. */
const poolAt = (pools: ReadonlyMap<string, PlanPool>, only: PlanPool | undefined, { engines }: PlacedNode) => {
  for (const { present, deployment } of engines.values()) {
    const pool = present && deployment !== null ? pools.get(deployment) : undefined;
    if (pool !== undefined) return pool;
  }
  return only;
};

const addPlaced = (placed: Map<string, number>, { engines }: PlacedNode): void => {
  for (const { present, deployment } of engines.values()) {
    if (present && deployment !== null) placed.set(deployment, (placed.get(deployment) ?? 0) + 1);
  }
};

/** Node by node what is free in each pool, by pool name. Nodes whose GPUs or their use are unknown are left out. */
export const poolNodes = (plan: Plan, nodes: readonly PlacedNode[]): ReadonlyMap<string, PoolNodes> => {
  const nodesByPool = new Map<string, { readonly free: number[]; readonly placed: Map<string, number> }>();
  // A node with replicas that may run in several pools is of one of them, and which is not known.
  const placedInOne = plan.deployments.filter(({ furtherPools }) => furtherPools === undefined);
  const pools = new Map(placedInOne.map((deployment) => [deployment.name, poolOf(plan, deployment)]));
  const only = plan.pools.length === 1 ? plan.pools[0] : undefined;
  for (const node of nodes) {
    const { devices } = node;
    const pool = devices === undefined || devices === null ? undefined : poolAt(pools, only, node);
    if (devices === undefined || devices === null || pool === undefined) continue;
    const entry = nodesByPool.get(pool.name) ?? { free: [], placed: new Map<string, number>() };
    const profile = sliceProfile(pool.gpu);
    entry.free.push(profile === null ? devices.wholeFree : (devices.slicesFree.get(profile) ?? 0));
    addPlaced(entry.placed, node);
    nodesByPool.set(pool.name, entry);
  }
  return nodesByPool;
};

/** What one deployment has in its pool, and what each of its replicas takes. */
export interface ResourceClaim {
  readonly name: string;
  readonly pool: PlanPool;
  /** Taken in this order once the one before is full. */
  readonly furtherPools?: readonly PlanPool[] | undefined;
  readonly priority: number;
  readonly gpusPerReplica: number;
  /** GPUs of a replica that have to be on one node, or on whole ones; all of them where it is left out. */
  readonly gpusTogether?: number | undefined;
  readonly wattsPerReplica: number;
  /** null: no price is known. */
  readonly usdPerHourPerReplica: number | null;
  /** Replicas in the pool, draining and pending ones too; null while some cannot be counted. */
  readonly inPool: number | null;
  /** Slots reserved for the surge of a rollout. */
  readonly reserved: number;
  /** Replicas that are paid for or asked for, as far as is known. */
  readonly committed: number;
}

interface OwnReplicas {
  /** Serving replicas in the pool; null while they cannot be counted. */
  readonly ready: number | null;
  readonly pending: number;
  readonly target: number | null;
}

/** Of a replica in the costliest of its pools that have a price: which one it comes to is not known before. */
const usdPerReplica = ({ pool, furtherPools = [], model }: PooledDeployment): number | null => {
  const prices = [pool, ...furtherPools].map((one) => replicaUsdPerHour({ model, pool: one }));
  return prices.reduce((most, price) => (price === null ? most : Math.max(most ?? 0, price)), null);
};

const claimOf = (
  pooled: PooledDeployment,
  { draining, lastKnownReplicas }: ReportedReplicas,
  { ready, pending, target }: OwnReplicas,
): ResourceClaim => {
  const { deployment, pool, furtherPools, model } = pooled;
  return {
    name: deployment.name,
    pool,
    furtherPools,
    priority: deployment.priority,
    gpusPerReplica: model.gpusPerReplica,
    // Stages of a pipeline pass little on, and may be on different nodes.
    gpusTogether: model.gpusPerReplica / deployment.parallel.pipeline,
    // A plan with a budget of watts knows the power of each GPU.
    wattsPerReplica: replicaWatts({ model, pool }) ?? 0,
    usdPerHourPerReplica: usdPerReplica(pooled),
    inPool: ready === null ? null : ready + draining + pending,
    reserved: deployment.rollout?.surgeReplicas ?? 0,
    committed: Math.max(target ?? 0, lastKnownReplicas + draining + pending),
  };
};

interface OwnDeployment extends PooledDeployment {
  readonly view: ReportedReplicas;
  readonly inPool: number | null;
  readonly supply: Supply;
}

/** A deployment that is decided here. */
export const ownClaim = (one: OwnDeployment, target: number | null): ResourceClaim => {
  const { view, inPool: ready, supply } = one;
  return claimOf(one, view, { ready, pending: supply.pending, target: supply.overdue ? null : target });
};

/** A deployment that another recommender decides: what it last asked for and is not there is on its way. */
export const foreignClaim = (
  pooled: PooledDeployment,
  counts: ReportedReplicas,
  target: number | null,
): ResourceClaim => {
  const { ready, lastKnownReplicas } = counts;
  return claimOf(pooled, counts, { ready, pending: Math.max(0, (target ?? 0) - lastKnownReplicas), target });
};

/** Who comes first where a pool or a budget is short: the higher priority, then the order of the plan. */
export const byPriority = <T>(all: readonly T[], priorityOf: (one: T) => number): readonly T[] =>
  all.toSorted((a, b) => priorityOf(b) - priorityOf(a));

const budgetKeys = ["gpus", "usdPerHour", "watts"] as const;
type BudgetKey = (typeof budgetKeys)[number];
const unitOf = { gpus: "GPUs", usdPerHour: "$/h", watts: "W" } as const;

const perReplica = ({ gpusPerReplica, usdPerHourPerReplica, wattsPerReplica }: ResourceClaim, key: BudgetKey): number =>
  ({ gpus: gpusPerReplica, usdPerHour: usdPerHourPerReplica ?? 0, watts: wattsPerReplica })[key];

const rounded = (value: number): number => Number(value.toPrecision(4));

// Sums of prices carry rounding; a budget that is met to the last cent is met.
const tolerance = 2 ** -40;

interface PoolUse {
  readonly pool: PlanPool;
  /** GPUs of replicas and of slots reserved for surges. */
  gpus: number;
  /** Deployments whose replicas cannot be counted. */
  uncounted: number;
  readonly slots: Slots;
  /** Nodes that report which engines use their GPUs. */
  readonly reporting: number;
  /** Replicas on those nodes, by deployment. */
  readonly placed: PoolNodes["placed"];
}

const poolsOfClaim = ({ pool, furtherPools = [] }: ResourceClaim): readonly PlanPool[] => [pool, ...furtherPools];

/** Nodes that do not report are empty until replicas that were seen on no node are put there. */
const useOf = (pool: PlanPool, { free, placed }: PoolNodes): PoolUse => {
  const { nodes, gpusPerNode } = pool;
  const unseen = new Array<number>(Math.max(0, nodes - free.length)).fill(gpusPerNode);
  const slots = new Slots([...free, ...unseen], gpusPerNode);
  return { pool, gpus: 0, uncounted: 0, slots, reporting: free.length, placed };
};

/**
 * Shares pools and budgets out, one deployment after the other, so that two that rise in one tick do not both count on
 * the same slot.
 */
export class Allotment {
  readonly #budgets: Plan["budgets"];
  readonly #claims: Map<string, ResourceClaim>;
  readonly #pools = new Map<string, PoolUse>();
  /** Slots reserved for the surge of a rollout, by deployment, in the order of its pools. */
  readonly #reserved = new Map<string, readonly number[]>();
  readonly #taken: Record<BudgetKey, number> = { gpus: 0, usdPerHour: 0, watts: 0 };

  /** @param nodes what telemetry reports of the nodes of each pool, by its name */
  constructor(
    budgets: Plan["budgets"],
    claims: readonly ResourceClaim[],
    nodes: ReadonlyMap<string, PoolNodes> = new Map(),
  ) {
    this.#budgets = budgets;
    this.#claims = new Map(claims.map((claim) => [claim.name, claim]));
    for (const pool of claims.flatMap(poolsOfClaim)) {
      if (!this.#pools.has(pool.name)) this.#pools.set(pool.name, useOf(pool, nodes.get(pool.name) ?? noNodesKnown));
    }
    // The largest first: what is small fits between them.
    for (const claim of claims.toSorted((a, b) => footprintOf(b).together - footprintOf(a).together)) {
      this.#settle(claim);
    }
  }

  #settle(claim: ResourceClaim): void {
    if (claim.inPool === null) for (const use of this.#usesOf(claim)) use.uncounted += 1;
    else {
      let unseen = claim.inPool;
      for (const use of this.#usesOf(claim)) {
        const seen = Math.min(use.placed.get(claim.name) ?? 0, unseen);
        use.gpus += seen * claim.gpusPerReplica;
        unseen -= seen;
      }
      this.#take(claim, unseen);
      this.#reserved.set(claim.name, this.#take(claim, claim.reserved));
    }
    for (const key of budgetKeys) this.#taken[key] += claim.committed * perReplica(claim, key);
  }

  #claimOf(name: string): ResourceClaim {
    const claim = this.#claims.get(name);
    if (claim === undefined) throw new RangeError(`${name} has no claim`);
    return claim;
  }

  #usesOf(claim: ResourceClaim): readonly [PoolUse, ...PoolUse[]] {
    const [first, ...further] = poolsOfClaim(claim).flatMap(({ name }) => this.#pools.get(name) ?? []);
    if (first === undefined) throw new RangeError(`no claim on pool ${claim.pool.name}`);
    return [first, ...further];
  }

  /** Puts replicas into the pools of a claim in their order: how many fit into each; the last one counts the rest too. */
  #take(claim: ResourceClaim, replicas: number): readonly number[] {
    let rest = replicas;
    const uses = this.#usesOf(claim);
    return uses.map((use) => {
      const fitting = use.slots.take(footprintOf(claim), rest);
      use.gpus += (use === uses.at(-1) ? rest : fitting) * claim.gpusPerReplica;
      rest -= fitting;
      return fitting;
    });
  }

  /** Replicas the pool can still take, and where; null while some use of it is unknown. */
  poolCapacity(name: string): PoolCapacity | null {
    const claim = this.#claimOf(name);
    const available = this.#available(claim);
    if (available === null) return null;
    const uses = this.#usesOf(claim);
    const sum = (of: (use: PoolUse) => number): number => uses.reduce((total, use) => total + of(use), 0);
    const nodes = sum(({ pool }) => pool.nodes);
    const unknown = sum(({ pool, reporting }) => Math.max(0, pool.nodes - reporting));
    const free = sum(({ slots }) => slots.free);
    const mostOnOne = Math.max(...uses.map(({ slots }) => slots.mostOnOne));
    const sizes = [...new Set(uses.map(({ pool }) => pool.gpusPerNode))].join(" or ");
    const assumed =
      unknown > 0
        ? `; ${unknown} of ${nodes} nodes do not report and count as the plan has them, ${sizes} GPUs each`
        : "";
    return {
      available,
      detail: `${free} GPUs are free, at most ${mostOnOne} on one node${assumed}`,
      fragmented: available === 0 && free >= claim.gpusPerReplica,
    };
  }

  /** The same for the surge of the deployment's own rollout, which may use what is reserved for it. */
  surgeCapacity(name: string): number | null {
    const claim = this.#claimOf(name);
    return this.#available(claim, this.#reserved.get(name));
  }

  /** What one pool lacks is not taken from another. @param own slots that count as free, in the order of the pools */
  #available(claim: ResourceClaim, own: readonly number[] = []): number | null {
    const uses = this.#usesOf(claim);
    if (uses.some(({ uncounted }) => uncounted > 0)) return null;
    return uses.reduce((sum, { pool, gpus, slots }, at) => {
      const byCount = Math.floor((pool.nodes * pool.gpusPerNode - gpus) / claim.gpusPerReplica);
      return sum + Math.max(0, Math.min(byCount, slots.available(footprintOf(claim))) + (own[at] ?? 0));
    }, 0);
  }

  /** Replicas the budgets still allow; null without budgets, negative where they are overdrawn. */
  budgetCapacity(name: string): BudgetCapacity | null {
    const claim = this.#claimOf(name);
    const all = budgetKeys.flatMap((key): readonly BudgetCapacity[] => {
      const budget = this.#budgets?.[key];
      const each = perReplica(claim, key);
      if (budget === undefined || each <= 0) return [];
      const taken = this.#taken[key];
      const available = Math.floor((budget - taken) / each + tolerance);
      return [{ available, detail: `${rounded(taken)} of ${rounded(budget)} ${unitOf[key]} are in use` }];
    });
    return all.toSorted((a, b) => a.available - b.available)[0] ?? null;
  }

  /** Counts what was decided for one deployment against the ones that come after it. */
  grant(name: string, desired: number | null): void {
    const claim = this.#claimOf(name);
    const more = desired === null ? 0 : Math.max(0, desired - claim.committed);
    if (more === 0) return;
    if (claim.inPool !== null) this.#take(claim, more);
    for (const key of budgetKeys) this.#taken[key] += more * perReplica(claim, key);
    this.#claims.set(name, { ...claim, committed: claim.committed + more });
  }
}
