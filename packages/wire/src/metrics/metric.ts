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

const metric =
  <T extends MetricType>(type: T) =>
  <N extends string>(name: N, labels: readonly string[], help: string, buckets?: readonly number[]): Metric<N, T> => {
    const unit = units.find((one) => name.replace(/_total$/, "").endsWith(`_${one}`)) ?? null;
    return { name, type, unit, labels, help, ...(buckets === undefined ? {} : { buckets }) };
  };

export const gauge = metric("gauge");
export const counter = metric("counter");
export const histogram = metric("histogram");
