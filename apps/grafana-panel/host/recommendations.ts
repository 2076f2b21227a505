import { knownNumber, property } from "../src/view-model/frame.ts";
import { usePolled } from "./use-live-data.ts";

/** One decision as the page lists it. Null: not in the event. */
export interface RecommendationRow {
  readonly id: string;
  readonly time: string;
  readonly cluster: string;
  readonly deployment: string;
  readonly verdict: string;
  readonly reason: string;
  readonly fromReplicas: number | null;
  readonly toReplicas: number | null;
  /** How far ahead the forecast of the decision looks, in seconds. */
  readonly horizonSeconds: number | null;
}

const readEvent = (event: unknown): readonly RecommendationRow[] => {
  const at = (...path: readonly string[]): unknown => path.reduce(property, event);
  const text = (...path: readonly string[]): string => {
    const value = at(...path);
    return typeof value === "string" ? value : "";
  };
  const number = (...path: readonly string[]): number | null => knownNumber(at("data", ...path));
  const deployment = text("data", "target", "deployment");
  // A heartbeat repeats a decision that is already in the list.
  if (deployment === "" || at("data", "decision", "heartbeat") === true) return [];
  return [
    {
      id: text("id"),
      time: text("time"),
      cluster: text("data", "target", "cluster"),
      deployment,
      verdict: text("data", "verdict"),
      reason: text("data", "reason", "message"),
      fromReplicas: number("replicas", "currentTarget") ?? number("replicas", "ready"),
      toReplicas: number("replicas", "desired"),
      horizonSeconds: number("forecast", "horizonSeconds"),
    },
  ];
};

/** The horizon of the newest decision that has one: in Grafana an option of the panel sets it. */
export const forecastHorizon = (rows: readonly RecommendationRow[]): number | null =>
  rows.find(({ horizonSeconds }) => horizonSeconds !== null)?.horizonSeconds ?? null;

/** Decisions from a list of CloudEvents, in their order; what is not a recommendation is left out. */
export const parseRecommendations = (body: unknown): readonly RecommendationRow[] =>
  Array.isArray(body) ? body.flatMap(readEvent) : [];

type Rows = readonly RecommendationRow[] | null;

const poll = async (before: Rows, signal: AbortSignal): Promise<Rows | "stop"> => {
  const response = await fetch("/api/recommendations", { signal }).catch(() => null);
  // A server without this endpoint will not have it later.
  if (response?.status === 404) return "stop";
  const body: unknown = response?.ok ? await response.json().catch(() => null) : null;
  return Array.isArray(body) ? parseRecommendations(body) : before;
};

/** The latest decisions, newest first; null while no server answers. */
export const useRecommendations = (refreshSeconds: number): Rows => usePolled<Rows>(null, poll, refreshSeconds);
