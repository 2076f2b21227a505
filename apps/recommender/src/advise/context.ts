import type { ExhaustionOutlook, LimitOutlook } from "@loadline/core";
import type { Advice, AdviceCode, Inventory, Plan } from "@loadline/wire";
import type { Assessment } from "../decide/assessment.ts";
import { rateOf } from "../decide/replica-model.ts";
import type { DailyPeak } from "../state/demand-forecast.ts";
import type { HealthStore } from "../state/health-store.ts";
import type { FleetIndex } from "./fleet-index.ts";

/** The limit that growing daily peaks meet first, and what that rests on. */
export interface NextExhaustion extends LimitOutlook, Pick<ExhaustionOutlook, "days" | "basis" | "curve"> {}

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

export const advice = (
  code: AdviceCode,
  message: string,
  value: number | null = null,
  unit: string | null = null,
): Advice => ({ code, message: message.slice(0, longestMessage), value, unit });

export const rounded = (value: number): number => Number(value.toPrecision(3));

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Requests/s that one replica carries within its objectives; null where none does. */
export const carriedByOne = ({ capacity }: Assessment): number | null => rateOf(capacity);

/** Replicas for a rate, reserve included, within the plan's bounds. */
export const replicasFor = ({ deployment }: Assessment, rate: number, perReplica: number): number =>
  Math.min(
    deployment.replicas.max,
    Math.max(deployment.replicas.min, Math.ceil(rate / perReplica) + deployment.reserveReplicas),
  );
