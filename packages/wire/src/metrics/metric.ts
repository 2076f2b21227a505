/** One Prometheus metric family. `name` ends in its base unit; counters end in `_total`. */
export interface Metric {
  readonly name: string;
  readonly type: "gauge" | "counter" | "histogram";
  /** Base unit, or null for a count, a state or an info metric. */
  readonly unit:
    | "seconds"
    | "bytes"
    | "ratio"
    | "watts"
    | "celsius"
    | "hertz"
    | "tokens_per_second"
    | "requests_per_second"
    | "usd_per_hour"
    | null;
  readonly labels: readonly string[];
  readonly help: string;
  readonly buckets?: readonly number[];
}
