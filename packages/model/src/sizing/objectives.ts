import { type Distribution, type Estimate, percentileNames } from "../model/estimate.ts";
import { type Objective, objectives, type Slo } from "../model/load.ts";

/** Seconds; null where a part is not known or the model has none. */
export type Latencies = { readonly [K in Objective]: number | null } & {
  readonly [K in Exclude<Objective, "tokenGap">]: number;
};

type AnyLatencies = { readonly [K in Objective]: number | null };

/** The latencies of an estimate at the objectives' percentile, in seconds. Only a simulation has single gaps. */
export const latenciesAt = (estimate: Estimate, { percentile }: Slo): Latencies => {
  const at = (distribution: Distribution): number => distribution[percentileNames[percentile]];
  return {
    timeToFirstToken: at(estimate.timeToFirstToken),
    interTokenLatency: at(estimate.interTokenLatency),
    tokenGap: estimate.openLoop === undefined ? null : at(estimate.openLoop.interTokenLatency),
    endToEnd: at(estimate.endToEnd),
  };
};

/** The latencies of a replica in which all takes so many times as long. */
export const slowed = (latencies: AnyLatencies, times: number): AnyLatencies =>
  Object.fromEntries(objectives.map((name) => [name, latencies[name] && times * latencies[name]])) as AnyLatencies;

/** The worst latency over its objective: at most 1 while all hold, 0 without objectives. */
export const strain = (latencies: AnyLatencies, slo: Slo): number =>
  Math.max(0, ...objectives.map((name) => (latencies[name] ?? 0) / (slo[name] ?? Number.POSITIVE_INFINITY)));
