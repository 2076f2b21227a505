import type { ExhaustionOutlook } from "@loadline/control";
import { gpuById, type ReplicaRate } from "@loadline/model";
import { ifKnown, type Plan } from "@loadline/plan";
import type { Advice, AdviceCode, Inventory } from "@loadline/protocol";
import type { Assessment } from "../decide/assessment.ts";
import type { HealthStore } from "../fleet/health-store.ts";
import type { DailyPeak } from "../observe/demand-forecast.ts";
import { replicaRateOf } from "../observe/replica-model.ts";

/** Catalogue id of a product name; null for one that the catalogue does not know. */
export const gpuIdOf = (name: string): string | null => ifKnown(() => gpuById(name).id);

/** Nodes that hold an engine of the deployment. */
export const nodesOf = ({ view }: Assessment): ReadonlySet<string> =>
  new Set(view.engines.filter(({ engine }) => engine.present).map(({ node }) => node.node));

// An inventory rarely changes.
const gpusOf = new WeakMap<Inventory, ReadonlySet<string>>();

/** Nodes that report a GPU, by its catalogue id. */
export const gpuNodes = (inventories: ReadonlyMap<string, Inventory>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const inventory of inventories.values()) {
    const names = new Set(gpusOf.has(inventory) ? [] : inventory.gpus.flatMap(({ name }) => name ?? []));
    const ids = gpusOf.get(inventory) ?? new Set([...names].flatMap((name) => gpuIdOf(name) ?? []));
    gpusOf.set(inventory, ids);
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
};

/** The limit that growing daily peaks meet first, and what that rests on. */
export type NextExhaustion = ExhaustionOutlook["limits"][number] & Pick<ExhaustionOutlook, "days" | "basis" | "curve">;

/** What advice on one deployment is made of. */
export interface AdviceContext {
  readonly now: number;
  readonly plan: Plan;
  readonly assessment: Assessment;
  readonly nodesByGpu: ReadonlyMap<string, number>;
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

/** What replicas carry within their objectives, or those of each of two versions; null where none does. */
export const rateIn = ({ capacity, measured: { versions } }: Assessment): ReplicaRate | null => {
  const rate = replicaRateOf(capacity);
  return rate === null ? null : { ...rate, versions };
};
