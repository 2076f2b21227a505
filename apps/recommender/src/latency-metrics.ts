import { latencyBounds, recommenderMetrics } from "@loadline/wire";
import { counter } from "@loadline/wire/prometheus";
import type { Counter, Metric, Registry } from "prom-client";
import type { Assessment } from "./decide/assessment.ts";
import { type Attained, attainedOf } from "./state/latencies.ts";

export type Labels = Readonly<Record<string, string>>;

/** Histograms of what engines counted: prom-client's own takes one observation at a time. */
class CountedHistogram {
  readonly type = "histogram";
  readonly aggregator = "sum";
  readonly help: string;
  readonly #counts = new Map<string, { labels: Labels; counts: readonly number[]; seconds: number }>();

  readonly name: string;
  readonly #bounds: readonly number[];

  constructor(registry: Registry, name: string, bounds: readonly number[]) {
    this.name = name;
    this.#bounds = bounds;
    this.help = recommenderMetrics.find((metric) => metric.name === name)?.help ?? name;
    registry.registerMetric(this as unknown as Metric);
  }

  put(labels: Labels, counts: readonly number[], seconds: number): void {
    this.#counts.set(JSON.stringify(labels), { labels, counts, seconds });
  }

  reset(): void {
    this.#counts.clear();
  }

  get() {
    const values = [...this.#counts.values()].flatMap(({ labels, counts, seconds }) => {
      let sum = 0;
      const buckets = counts.map((count, at) => {
        sum += count;
        return { metricName: `${this.name}_bucket`, labels: { ...labels, le: this.#bounds[at] ?? "+Inf" }, value: sum };
      });
      return [
        ...buckets,
        { metricName: `${this.name}_sum`, labels, value: seconds },
        { metricName: `${this.name}_count`, labels, value: sum },
      ];
    });
    return { name: this.name, help: this.help, type: this.type, aggregator: this.aggregator, values };
  }
}

const latencyHistograms = [
  ["loadline_time_to_first_token_seconds", "timeToFirstToken", "firstToken"],
  ["gen_ai_server_time_to_first_token_seconds", "timeToFirstToken", "firstToken"],
  ["loadline_inter_token_latency_seconds", "interTokenLatency", "gap"],
  ["gen_ai_server_time_per_output_token_seconds", "interTokenLatency", "gap"],
] as const;

export const objectiveNames = {
  timeToFirstToken: "time_to_first_token",
  interTokenLatency: "inter_token_latency",
} as const;

/** Histograms of all that was observed, and which of it met the objectives since the first tick. */
export class CountedLatencies {
  readonly #families: readonly (readonly [(typeof latencyHistograms)[number], CountedHistogram])[];
  readonly #before = new Map<string, Attained>();
  readonly #counter: Counter;

  constructor(registry: Registry) {
    this.#families = latencyHistograms.map((one) => [
      one,
      new CountedHistogram(registry, one[0], latencyBounds[one[1]]),
    ]);
    this.#counter = counter(registry, "loadline_objective_observations_total");
  }

  reset(): void {
    for (const [, family] of this.#families) family.reset();
  }

  put({ cluster, deployment, latency = null }: Assessment): void {
    if (latency === null) return;
    const labels = { cluster, deployment: deployment.name };
    const { buckets, sums } = latency.totals;
    for (const [[, bucket, sum], family] of this.#families)
      if (buckets[bucket].some((count) => count > 0)) family.put(labels, buckets[bucket], sums[sum].sum);
    for (const now of attainedOf(latency.totals, deployment)) this.#count(labels, now);
  }

  /** The first tick only shows from where to count. */
  #count(labels: Labels, now: Attained): void {
    const own = { ...labels, objective: objectiveNames[now.name] };
    const key = JSON.stringify(own);
    const before = this.#before.get(key);
    this.#before.set(key, now);
    if (before === undefined || before.objectiveSeconds !== now.objectiveSeconds) return;
    const [all, met] = [now.observations - before.observations, now.met - before.met];
    this.#counter.inc({ ...own, result: "met" }, Math.max(0, met));
    this.#counter.inc({ ...own, result: "missed" }, Math.max(0, all - met));
  }
}
