import type { MetricSample } from "../../../prometheus-text/parse-prometheus-text.ts";
import type { EngineReading } from "../engine-report.ts";
import type { Families } from "../families.ts";
import type { HistogramPlaces } from "../latency-buckets.ts";

/** How the metrics of one kind of engine are read. */
export interface EngineAdapter {
  /** What the label `engine` of a target says. */
  readonly name: string;
  /** Beginning of the names of its families. */
  readonly prefix: RegExp;
  /** Where the histograms of latencies are; left out where there are none. */
  readonly histograms?: HistogramPlaces;
  /** Labels of ranks that tell of the same requests. */
  readonly sameRequests?: readonly string[];
  /** Null when none of the families is one that it knows. */
  readonly read: (families: Families, samples: readonly MetricSample[]) => EngineReading | null;
}
