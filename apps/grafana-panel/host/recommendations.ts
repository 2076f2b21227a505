/** One decision as the page lists it. Null: the event does not say. */
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

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const countOf = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

const readEvent = (event: unknown): readonly RecommendationRow[] => {
  const { id, time, data } = fieldsOf(event);
  const { target, verdict, reason, replicas, decision, forecast } = fieldsOf(data);
  const { deployment, cluster } = fieldsOf(target);
  // A heartbeat repeats a decision that is already in the list.
  if (textOf(deployment) === "" || fieldsOf(decision)["heartbeat"] === true) return [];
  const counts = fieldsOf(replicas);
  return [
    {
      id: textOf(id),
      time: textOf(time),
      cluster: textOf(cluster),
      deployment: textOf(deployment),
      verdict: textOf(verdict),
      reason: textOf(fieldsOf(reason)["message"]),
      fromReplicas: countOf(counts["currentTarget"]) ?? countOf(counts["ready"]),
      toReplicas: countOf(counts["desired"]),
      horizonSeconds: countOf(fieldsOf(forecast)["horizonSeconds"]),
    },
  ];
};

/** The horizon of the newest decision that has one: what the panel is told in Grafana by its option. */
export const forecastHorizon = (rows: readonly RecommendationRow[]): number | null =>
  rows.find(({ horizonSeconds }) => horizonSeconds !== null)?.horizonSeconds ?? null;

/** Decisions from a list of CloudEvents, in their order; what is not a recommendation is left out. */
export const parseRecommendations = (body: unknown): readonly RecommendationRow[] =>
  Array.isArray(body) ? body.flatMap(readEvent) : [];
