import type { Need } from "./assess.ts";
import type { DecisionInputs, DecisionSettings, Evidence } from "./types.ts";

/** One row of evidence; what is not known has no age. */
export const evidenceRow = (
  input: string,
  value: Evidence["value"],
  unit: string | null = null,
  ageSeconds: number | null = 0,
): Evidence => ({ input, value, unit, ageSeconds: value === null ? null : ageSeconds });

/** A row of what is not always there. */
const ifGiven = (input: string, value: number | null | undefined, unit: string, age?: number): readonly Evidence[] =>
  typeof value === "number" ? [evidenceRow(input, value, unit, age)] : [];

/** Every input of the decision with its unit and age, and what it was made of. */
export const evidenceOf = (
  inputs: DecisionInputs,
  settings: DecisionSettings,
  { missing, rarelyCarried }: Need,
): readonly Evidence[] => {
  const { replicas, demand, forecast, capacity, ages = {} } = inputs;
  const perReplica = capacity.kind === "feasible" ? capacity.requestsPerSecond : null;
  return [
    evidenceRow("replicas.ready", replicas.ready, "replicas", ages.replicas),
    evidenceRow("replicas.pending", replicas.pending, "replicas", ages.replicas),
    evidenceRow("replicas.draining", replicas.draining, "replicas", ages.replicas),
    evidenceRow("replicas.currentTarget", replicas.currentTarget, "replicas"),
    evidenceRow("demand.requests", demand?.requestsPerSecond ?? null, "requests/s", ages.demand),
    evidenceRow("demand.prefill", demand?.prefillTokensPerSecond ?? null, "tokens/s", ages.demand),
    evidenceRow("demand.decode", demand?.decodeTokensPerSecond ?? null, "tokens/s", ages.demand),
    evidenceRow("forecast.horizon", forecast?.horizonSeconds ?? null, "s", ages.forecast),
    evidenceRow("forecast.basis", forecast?.basis ?? null, null, ages.forecast),
    ...(forecast?.quantiles ?? []).map(({ quantile, requestsPerSecond }) =>
      evidenceRow(`forecast.p${Math.round(quantile * 100)}`, requestsPerSecond, "requests/s", ages.forecast),
    ),
    ...ifGiven("forecast.surge", forecast?.surgeRequestsPerSecond, "requests/s", ages.forecast),
    evidenceRow("capacity.perReplica", perReplica, "requests/s", ages.capacity),
    evidenceRow("pool.available", inputs.poolAvailable, "replicas", ages.pool),
    ...ifGiven("budget.available", inputs.budget?.available, "replicas", ages.pool),
    ...ifGiven("count.carriedLastDay", rarelyCarried, "ratio"),
    evidenceRow("settings.demandQuantile", settings.demandQuantile, "ratio"),
    ...ifGiven("settings.sizeQuantile", settings.sizeQuantile, "ratio"),
    ...missing.map(({ input, ageSeconds, message = null }) => ({
      input: `missing: ${input}`,
      value: message,
      unit: null,
      ageSeconds,
    })),
    ...(inputs.evidence ?? []),
  ];
};
