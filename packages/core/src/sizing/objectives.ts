import type { Distribution, Estimate } from "../model/estimate.ts";
import type { Slo } from "../model/load.ts";

export interface Latencies {
  readonly timeToFirstToken: number;
  readonly interTokenLatency: number;
  readonly endToEnd: number;
}

const names = ["timeToFirstToken", "interTokenLatency", "endToEnd"] as const;

const percentileKeys = { 0.5: "p50", 0.9: "p90", 0.95: "p95", 0.99: "p99" } as const;

const atPercentile = (distribution: Distribution, percentile: Slo["percentile"]): number =>
  distribution[percentileKeys[percentile]];

/** The latencies of an estimate at the objectives' percentile, in seconds. */
export const latenciesAt = (estimate: Estimate, { percentile }: Slo): Latencies => ({
  timeToFirstToken: atPercentile(estimate.timeToFirstToken, percentile),
  interTokenLatency: atPercentile(estimate.interTokenLatency, percentile),
  endToEnd: atPercentile(estimate.endToEnd, percentile),
});

/** The worst latency over its objective: at most 1 while all hold, 0 without objectives. */
export const strain = (latencies: Latencies, slo: Slo): number =>
  Math.max(
    0,
    ...names.map((name) => {
      const allowed = slo[name];
      return allowed === undefined ? 0 : latencies[name] / allowed;
    }),
  );
