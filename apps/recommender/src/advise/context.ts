import { type ExhaustionOutlook, gpuById, replicasCarrying } from "@loadline/core";
import { type Advice, type AdviceCode, type Inventory, ifKnown, type Plan } from "@loadline/wire";
import type { Assessment } from "../decide/assessment.ts";
import { rateOf } from "../decide/replica-model.ts";
import type { DailyPeak } from "../state/demand-forecast.ts";
import type { NodeState } from "../state/fleet.ts";
import type { HealthStore } from "../state/health-store.ts";

/** Catalogue id of a product name; null for one that the catalogue does not know. */
export const gpuIdOf = (name: string): string | null => ifKnown(() => gpuById(name).id);

/** The fleet looked up once per tick instead of once per deployment. */
export interface FleetIndex {
  /** Nodes that hold an engine of a deployment. */
  readonly nodesOf: (deployment: string) => readonly NodeState[];
  /** Nodes that report a GPU of this catalogue id. */
  readonly nodesWithGpu: (id: string) => number;
}

const deploymentsOn = ({ engines }: NodeState): ReadonlySet<string> =>
  new Set(
    [...engines.values()].flatMap(({ present, deployment }) => (present && deployment !== null ? [deployment] : [])),
  );

/** Makes indices; the GPUs of an inventory are looked up once, as it rarely changes. */
export class FleetIndexer {
  readonly #gpusOf = new WeakMap<Inventory, ReadonlySet<string>>();

  index(nodes: readonly NodeState[], inventories: ReadonlyMap<string, Inventory>): FleetIndex {
    const holding = new Map<string, NodeState[]>();
    for (const node of nodes) {
      for (const deployment of deploymentsOn(node)) {
        const list = holding.get(deployment) ?? [];
        list.push(node);
        holding.set(deployment, list);
      }
    }
    const counts = new Map<string, number>();
    for (const inventory of inventories.values()) {
      for (const id of this.#gpus(inventory)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return { nodesOf: (name) => holding.get(name) ?? [], nodesWithGpu: (id) => counts.get(id) ?? 0 };
  }

  #gpus(inventory: Inventory): ReadonlySet<string> {
    const known = this.#gpusOf.get(inventory);
    if (known !== undefined) return known;
    const names = new Set(inventory.gpus.flatMap(({ name }) => (name === null ? [] : [name])));
    const ids = new Set([...names].flatMap((name) => gpuIdOf(name) ?? []));
    this.#gpusOf.set(inventory, ids);
    return ids;
  }
}

/** The limit that growing daily peaks meet first, and what that rests on. */
export type NextExhaustion = ExhaustionOutlook["limits"][number] & Pick<ExhaustionOutlook, "days" | "basis" | "curve">;

/** What advice on one deployment is made of. */
export interface AdviceContext {
  readonly now: number;
  readonly plan: Plan;
  readonly assessment: Assessment;
  readonly fleet: FleetIndex;
  readonly inventories: ReadonlyMap<string, Inventory>;
  readonly health: HealthStore;
  readonly peaks: readonly DailyPeak[];
  /** When growth meets a limit; null: not known. */
  readonly exhaustion: NextExhaustion | null;
}

/** One kind of advice; empty where there is none. */
export type Adviser = (context: AdviceContext) => readonly Advice[];

const longestMessage = 500;

export const advice = (code: AdviceCode, message: string, value: number | null = null, unit: string | null = null) => ({
  code,
  message: message.slice(0, longestMessage),
  value,
  unit,
});

export const rounded = (value: number): number => Number(value.toPrecision(3));

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Requests/s that one replica carries within its objectives; null where none does. */
export const carriedByOne = ({ capacity }: Assessment): number | null => rateOf(capacity);

/** Replicas that carry a rate, each or the mean one of two versions this one. */
export const carrying = ({ measured: { versions } }: Assessment, rate: number, requestsPerSecond: number): number =>
  replicasCarrying(rate, { requestsPerSecond, versions });
