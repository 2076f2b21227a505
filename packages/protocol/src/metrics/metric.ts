const units = [
  "tokens_per_second",
  "requests_per_second",
  "usd_per_hour",
  "seconds",
  "bytes",
  "ratio",
  "watts",
  "celsius",
  "hertz",
] as const;

/** One Prometheus metric family. `name` ends in its base unit; counters end in `_total`. */
export interface Metric<N extends string = string, T extends MetricType = MetricType> {
  readonly name: N;
  readonly type: T;
  /** Base unit, or null for a count, a state or an info metric. */
  readonly unit: (typeof units)[number] | null;
  readonly labels: readonly string[];
  readonly help: string;
  /** Upper bounds of a histogram. */
  readonly buckets?: readonly number[];
}

export type MetricType = "gauge" | "counter" | "histogram";

/** Metrics with the same labels, by name with their help. */
const metrics =
  <T extends MetricType>(type: T) =>
  <N extends string>(labels: readonly string[], help: Readonly<Record<N, string>>, buckets?: readonly number[]) =>
    (Object.entries(help) as [N, string][]).map(([name, text]) => {
      const unit = units.find((one) => name.replace(/_total$/, "").endsWith(`_${one}`)) ?? null;
      return { name, type, unit, labels, help: text, ...(buckets === undefined ? {} : { buckets }) };
    });

export const gauges = metrics("gauge");
export const counters = metrics("counter");
export const histograms = metrics("histogram");
