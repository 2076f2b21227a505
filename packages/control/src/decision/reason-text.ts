/** The figures that reasons share, and how they read. */
import type { MissingInput } from "./types.ts";

/** The load that a count has to carry. */
export interface CoveredLoad {
  /** null: unknown. */
  readonly requestsPerSecond: number | null;
  /** Requests/s of it that clear waiting requests. */
  readonly backlog: number;
  /** null: there is no forecast. */
  readonly horizonSeconds: number | null;
  /** The quantile that this is; null: a surge above it. */
  readonly quantile: number | null;
}

/** What a count of replicas may be loaded with. */
export interface LoadLine {
  readonly count: number;
  readonly reserve: number;
  /** Requests/s that the replicas beside the reserve carry; null: unknown. */
  readonly carried: number | null;
  /** The model's answer where measurements decided; null: there is no model; absent: the model decided. */
  readonly measuredAgainst?: number | null | undefined;
}

/** What allows fewer replicas than the load needs. */
export interface Limit {
  readonly by: "pool" | "budget";
  readonly detail?: string | undefined;
}

/** The counts beside the one that is asked for, and the loads that lead to them. */
export type Neighbours =
  | { readonly kind: "unknown"; readonly missing: readonly MissingInput[] }
  | {
      readonly kind: "known";
      /** Count that the load needs, within the plan's bounds. */
      readonly wanted: number;
      /** Requests/s above which the count rises; null: the plan allows no more. */
      readonly riseAbove: number | null;
      /** The next smaller count and the load that allows it; null: the plan allows no less. */
      readonly fewer: { readonly count: number; readonly atMost: number } | null;
      /** The load allows fewer already, once this is over; null: it does not, or something is missing. */
      readonly awaited: { readonly count: number; readonly drain: boolean; readonly seconds: number } | null;
      readonly blind: boolean;
    };

/** What shows that the load may be carried by fewer, and is not known yet. */
export type Observation =
  | { readonly of: "window" }
  | { readonly of: "speed"; readonly slowness: number }
  | { readonly of: "carried"; readonly share: number };

/** What a smaller count waits for. */
export type Stabilisation =
  | { readonly for: "draining"; readonly leaving: number }
  | { readonly for: "smaller count"; readonly count: number; readonly reversed: boolean }
  | { readonly for: "time"; readonly seconds: number };

// Made once: a formatter costs a hundred times what it formats.
const threeDigits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3, useGrouping: false });

export const rate = (requestsPerSecond: number): string => `${threeDigits.format(requestsPerSecond)} requests/s`;
export const times = (factor: number): string => `${threeDigits.format(factor)} times`;
export const replicas = (count: number): string => (count === 1 ? "1 replica" : `${count} replicas`);
export const duration = (seconds: number): string => `${Math.round(seconds)} s`;
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** " (8 GPUs are free, at most 1 on one node, and a replica takes 8 together)" */
export const inBrackets = (detail: string | undefined): string => (detail === undefined ? "" : ` (${detail})`);

/** "telemetry of node-3 (last seen 42 s ago)" */
export const namesOf = (missing: readonly MissingInput[]): string =>
  missing
    .map(({ input, ageSeconds: age }) => `${input} (${age === null ? "never seen" : `last seen ${duration(age)} ago`})`)
    .join(", ");

/** "demand may reach 41.2 requests/s within 300 s (95 % quantile)" */
export const loadText = ({ requestsPerSecond, backlog, horizonSeconds, quantile }: CoveredLoad): string => {
  if (requestsPerSecond === null) return "demand is unknown";
  const waiting = backlog > 0 ? `, ${rate(backlog)} of it to clear waiting requests` : "";
  const basis = quantile === null ? "a surge" : `${percent(quantile)} quantile`;
  return horizonSeconds === null
    ? `demand is ${rate(requestsPerSecond)}${waiting}`
    : `demand may reach ${rate(requestsPerSecond)} within ${duration(horizonSeconds)} (${basis}${waiting})`;
};

/** "6 replicas carry 36 requests/s (measured; the model predicts 7.5 requests/s a replica) with 1 in reserve" */
export const lineText = ({ count, reserve, carried, measuredAgainst }: LoadLine): string => {
  const carrying = `${replicas(count)} ${count === 1 ? "carries" : "carry"}`;
  if (carried === null) return `what ${carrying} is unknown`;
  if (count <= reserve) return `of ${replicas(count)} none is left for load beside ${reserve} in reserve`;
  const model = measuredAgainst === null ? "no model" : `the model predicts ${rate(measuredAgainst ?? 0)} a replica`;
  const measured = measuredAgainst === undefined ? "" : ` (measured; ${model})`;
  return `${carrying} ${rate(carried)}${measured}${reserve > 0 ? ` with ${reserve} in reserve` : ""}`;
};

/** Next smaller and next larger count with what leads to them: the load, or what else is named. */
export const nextCounts = (
  next: Neighbours,
  { raised, lowered }: { readonly raised?: string; readonly lowered?: string } = {},
): string => {
  if (next.kind === "unknown") return `would decide once known: ${namesOf(next.missing)}`;
  const { wanted, riseAbove, fewer, awaited, blind } = next;
  const parts: string[] = [];
  if (awaited !== null) {
    const standing = awaited.drain
      ? "the last step has drained"
      : `fewer have been enough for ${duration(awaited.seconds)}`;
    parts.push(`would scale down to ${awaited.count} once ${lowered ?? standing}`);
  } else if (fewer !== null) {
    const load = `would scale down to ${fewer.count} at or below ${rate(fewer.atMost)}`;
    parts.push(`${load}${blind ? " once nothing is missing" : ""}`);
  }
  if (raised !== undefined) parts.push(`would scale up to ${replicas(wanted)} once ${raised}`);
  else if (riseAbove !== null) parts.push(`would scale up above ${rate(riseAbove)}`);
  return parts.join("; ") || "the bounds of the plan leave no other count";
};

export const byLoad = (next: Neighbours): string => nextCounts(next);

export const otherReplica = (): string => "would size again with a looser SLO, a faster GPU or more GPUs per replica";

export const besides = (missing: readonly MissingInput[]): string =>
  missing.length > 0 ? `; missing: ${namesOf(missing)}` : "";

export const limitText = ({ by, detail }: Limit): string =>
  by === "budget"
    ? `; the budget allows no more (${detail})`
    : `; the pool has no capacity for more${inBrackets(detail)}`;

/** Why fewer replicas would be enough and none goes, and until when. */
export const observationTexts = (observation: Observation): { readonly why: string; readonly until: string } => {
  switch (observation.of) {
    case "window":
      return {
        why: "; draining waits until one complete window was observed",
        until: "one complete window was observed",
      };
    case "speed":
      return {
        why: ` by the model, but tokens take ${times(observation.slowness)} as long, to which it is being corrected`,
        until: "the model is corrected to the speed of the engines",
      };
    case "carried":
      return {
        why: `, but counts carried the load in only ${percent(observation.share)} of the last day's lead times`,
        until: "counts carried the load often enough for a day",
      };
  }
};

export const stabilisationText = (waits: Stabilisation): string => {
  switch (waits.for) {
    case "draining":
      return `still draining from the last step: ${replicas(waits.leaving)}`;
    case "smaller count": {
      const why = waits.reversed ? "the last scale-downs had to be reversed, so " : "";
      return `${why}draining waits until ${replicas(waits.count)} would do`;
    }
    case "time":
      return `draining waits until that has held for ${duration(waits.seconds)}`;
  }
};
