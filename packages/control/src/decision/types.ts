import type { BindingLimit, ErrorBand, ReplicaRate } from "@loadline/model";
import { z } from "zod";

export const verdicts = ["scale-up", "scale-down", "hold", "infeasible"] as const;
export type Verdict = (typeof verdicts)[number];

/** One input of a decision. `value` null means unknown, which is never zero. */
export interface Evidence {
  readonly input: string;
  readonly value: number | string | null;
  readonly unit: string | null;
  /** Seconds since the input was observed; null when it never was. */
  readonly ageSeconds: number | null;
}

/** Arriving work, measured or forecast. */
export interface Demand {
  readonly requestsPerSecond: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
}

export interface DemandQuantile extends Demand {
  /** 0…1, e.g. 0.95. */
  readonly quantile: number;
}

/** Demand at the lead time, as rising quantiles. */
export interface DemandForecast {
  readonly horizonSeconds: number;
  readonly quantiles: readonly DemandQuantile[];
  /** Requests/s that a surge may bring before replicas that are ordered now serve, which no quantile covers; absent: none. */
  readonly surgeRequestsPerSecond?: number | undefined;
  readonly basis: "history" | "assumed";
}

/** What the decision needs of the capacity at the present shape; `requestsPerSecond` is that of a replica at the present count. */
export type CapacityInput =
  | ({
      readonly kind: "feasible";
      readonly bindingLimit: BindingLimit;
      readonly errorBand: ErrorBand;
      /** Measurements decided, not the model, whose answer in requests/s this is; null: there is no model. */
      readonly measuredAgainst?: number | null | undefined;
      /** Requests/s that a replica was measured to carry at the present count: below it no error of the capacity reaches; absent, null: none were. */
      readonly atLeast?: number | null | undefined;
      /** A lower bound of what a replica carries shows no need of more replicas than these; absent: no such bound. */
      readonly mostReplicas?: number | undefined;
      /** What replicas carry if requests are split at random, while that may be so: no count falls below it; absent: it is not so. */
      readonly atRandom?: ReplicaRate | undefined;
    } & ReplicaRate)
  | { readonly kind: "infeasible"; readonly because: "slo-unreachable" | "does-not-fit"; readonly detail: string }
  /** The demand shape is not known yet, so neither is the capacity. */
  | { readonly kind: "unknown"; readonly detail: string };

export interface ReplicaCounts {
  /** null: unknown, because the reports of a node that may hold replicas are stale. */
  readonly ready: number | null;
  readonly pending: number;
  readonly draining: number;
  /** The last desired count that was published; null before the first. */
  readonly currentTarget: number | null;
}

/** A required input that is not there, in words an SRE understands. */
export interface MissingInput {
  readonly input: string;
  readonly ageSeconds: number | null;
  /** What is wrong and what to do, for the evidence. */
  readonly message?: string | undefined;
}

/** Seconds since each input was observed; one left out counts as observed at `now`. */
export type InputAges = {
  readonly [of in "replicas" | "demand" | "forecast" | "capacity" | "pool"]?: number | undefined;
};

/** Lead times that ended in an hour since 1970, and of them those in which the count that was asked for carried the load. */
export interface CarriedHour {
  readonly hour: number;
  readonly graded: number;
  readonly carried: number;
}

export interface DecisionInputs {
  readonly now: number;
  readonly replicas: ReplicaCounts;
  /** null: unknown. A known zero is a Demand of zeros with a live heartbeat behind it. */
  readonly demand: Demand | null;
  readonly forecast: DemandForecast | null;
  /** Requests/s on top of demand and forecast that clear the requests that have been waiting; absent: none wait. */
  readonly backlogRequestsPerSecond?: number | undefined;
  readonly capacity: CapacityInput;
  readonly missing: readonly MissingInput[];
  /** Replicas the pool can still take beside those ready and pending; null: unknown. */
  readonly poolAvailable: number | null;
  /** Why the pool has no capacity although GPUs of it are free, in words. */
  readonly poolDetail?: string | undefined;
  /** Replicas that the budgets allow beside the target, with the one that is shortest in words; absent: no budget. */
  readonly budget?: { readonly available: number; readonly detail: string } | undefined;
  /** Replicas that were asked for did not come in time: none is on its way, and the pool takes no more. */
  readonly overdue?: boolean | undefined;
  /** True until one complete window was observed since the start. */
  readonly observing: boolean;
  /** How many times as long as modelled tokens take while the model is being corrected to that; absent, null: it is not. */
  readonly slowness?: number | null | undefined;
  /** Lead times of the last hours, and those in which the count carried the load; absent: none are known. */
  readonly carried?: readonly CarriedHour[] | undefined;
  readonly ages?: InputAges | undefined;
  /** What the inputs were made of; it follows their own rows. */
  readonly evidence?: readonly Evidence[] | undefined;
}

export interface DecisionSettings {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Count to start with where none was published yet and none can be counted; absent: none is published. */
  readonly initialReplicas?: number | undefined;
  /** Replicas held back on top of the load. */
  readonly reserveReplicas: number;
  /** The demand quantile that the load line must cover, e.g. 0.95. */
  readonly demandQuantile: number;
  /**
   * The demand quantile that a new count is sized by, when the load line no longer covers the demand quantile and when
   * replicas go; the demand quantile where it is left out or lower. The distance of the two keeps noise from moving the count.
   */
  readonly sizeQuantile?: number | undefined;
  /** Seconds for which a smaller count must have been enough before replicas go; the lead time where that is longer. */
  readonly scaleDownStabilisation: number;
  /** Demand above the forecast that a smaller count must carry, as a ratio ≥ 0, and least share of the count that goes. */
  readonly scaleDownMargin: number;
  /** Most of the ready replicas that one decision may drain, and of those that stood that one stabilisation window may, 0…1. */
  readonly maxScaleDownShare: number;
}

const time = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** What a deployment remembers between two decisions. Serialisable. */
export const DecisionMemory = z.object({
  wanted: z
    .array(z.object({ at: time, replicas: count, stood: count.optional() }).readonly())
    .readonly()
    .describe(
      "Wanted counts of the stabilisation window with the count that stood, oldest first; absent: not recorded.",
    ),
  lowered: z
    .object({ at: time, from: count })
    .readonly()
    .optional()
    .describe("The last scale-down and the count before it; absent: none, or it was reversed."),
  leastStep: z
    .object({ at: time, share: z.number().min(0).max(1) })
    .readonly()
    .optional()
    .describe("Share of the count that a scale-down must at least take, as of `at`; absent: none was reversed."),
});
export type DecisionMemory = Readonly<z.infer<typeof DecisionMemory>>;
