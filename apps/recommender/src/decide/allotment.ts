import type { Plan, PlanPool } from "@loadline/wire";

/** What one deployment takes at present, and what each of its replicas takes. */
export interface Taker {
  readonly name: string;
  readonly pool: PlanPool;
  readonly priority: number;
  readonly gpusPerReplica: number;
  readonly wattsPerReplica: number;
  /** null: no price is known. */
  readonly usdPerHourPerReplica: number | null;
  /** Replicas in the pool, draining and pending ones too; null while some cannot be counted. */
  readonly held: number | null;
  /** Places kept free for the surge of a rollout. */
  readonly reserved: number;
  /** Replicas that are paid for or asked for, as far as anybody knows. */
  readonly committed: number;
}

export interface BudgetRoom {
  readonly room: number;
  /** The shortest budget in words: what is taken of what there is. */
  readonly detail: string;
}

/** Who is asked first where a pool or a budget is short: the higher priority, then the order of the plan. */
export const byPriority = <T extends { readonly priority: number }>(all: readonly T[]): readonly T[] =>
  all.toSorted((a, b) => b.priority - a.priority);

const budgetKeys = ["gpus", "usdPerHour", "watts"] as const;
type BudgetKey = (typeof budgetKeys)[number];
const wordOf = { gpus: "GPUs", usdPerHour: "$/h", watts: "W" } as const;

const perReplica = ({ gpusPerReplica, usdPerHourPerReplica, wattsPerReplica }: Taker, key: BudgetKey): number =>
  ({ gpus: gpusPerReplica, usdPerHour: usdPerHourPerReplica ?? 0, watts: wattsPerReplica })[key];

const rounded = (value: number): number => Number(value.toPrecision(4));

// Sums of prices carry rounding; a budget that is met to the last cent is met.
const tolerance = 2 ** -40;

interface PoolUse {
  /** GPUs of replicas and of places that are kept for surges. */
  gpus: number;
  /** Deployments of which nobody knows how many replicas they hold. */
  uncounted: number;
}

/**
 * Shares pools and budgets out, one deployment after the other, so that two that rise in one tick do not both count on
 * the same place.
 */
export class Allotment {
  readonly #budgets: Plan["budgets"];
  readonly #takers: Map<string, Taker>;
  readonly #pools = new Map<string, PoolUse>();
  readonly #taken: Record<BudgetKey, number> = { gpus: 0, usdPerHour: 0, watts: 0 };

  constructor(budgets: Plan["budgets"], takers: readonly Taker[]) {
    this.#budgets = budgets;
    this.#takers = new Map(takers.map((taker) => [taker.name, taker]));
    for (const taker of takers) {
      const use = this.#useOf(taker);
      if (taker.held === null) use.uncounted += 1;
      else use.gpus += (taker.held + taker.reserved) * taker.gpusPerReplica;
      for (const key of budgetKeys) this.#taken[key] += taker.committed * perReplica(taker, key);
    }
  }

  #takerOf(name: string): Taker {
    const taker = this.#takers.get(name);
    if (taker === undefined) throw new RangeError(`${name} takes no part`);
    return taker;
  }

  #useOf({ pool }: Taker): PoolUse {
    const known = this.#pools.get(pool.name);
    if (known !== undefined) return known;
    const use: PoolUse = { gpus: 0, uncounted: 0 };
    this.#pools.set(pool.name, use);
    return use;
  }

  /** Replicas the pool can still take; null while some use of it is unknown. */
  poolRoom(name: string): number | null {
    return this.#room(this.#takerOf(name), 0);
  }

  /** The same for the surge of the deployment's own rollout, which may use what is kept for it. */
  surgeRoom(name: string): number | null {
    const taker = this.#takerOf(name);
    return this.#room(taker, taker.reserved);
  }

  #room(taker: Taker, ownPlaces: number): number | null {
    const { pool, gpusPerReplica } = taker;
    const { gpus, uncounted } = this.#useOf(taker);
    if (uncounted > 0) return null;
    const free = pool.nodes * pool.gpusPerNode - gpus + ownPlaces * gpusPerReplica;
    return Math.max(0, Math.floor(free / gpusPerReplica));
  }

  /** Replicas the budgets still allow; null without budgets, negative where they are overdrawn. */
  budgetRoom(name: string): BudgetRoom | null {
    const taker = this.#takerOf(name);
    const rooms = budgetKeys.flatMap((key): readonly BudgetRoom[] => {
      const budget = this.#budgets?.[key];
      const each = perReplica(taker, key);
      if (budget === undefined || each <= 0) return [];
      const taken = this.#taken[key];
      const room = Math.floor((budget - taken) / each + tolerance);
      return [{ room, detail: `${rounded(taken)} of ${rounded(budget)} ${wordOf[key]} are taken` }];
    });
    return rooms.toSorted((a, b) => a.room - b.room)[0] ?? null;
  }

  /** Counts what was decided for one deployment against the ones that come after it. */
  grant(name: string, desired: number | null): void {
    const taker = this.#takerOf(name);
    const more = desired === null ? 0 : Math.max(0, desired - taker.committed);
    if (more === 0) return;
    if (taker.held !== null) this.#useOf(taker).gpus += more * taker.gpusPerReplica;
    for (const key of budgetKeys) this.#taken[key] += more * perReplica(taker, key);
    this.#takers.set(name, { ...taker, committed: taker.committed + more });
  }
}
