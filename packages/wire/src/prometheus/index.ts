import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { type MetricName, metrics } from "../metrics/index.ts";

type Of<T extends string> = Extract<(typeof metrics)[number], { readonly type: T }>["name"];
export type GaugeName = Of<"gauge">;
export type CounterName = Of<"counter">;
export type HistogramName = Of<"histogram">;

const definition = (name: MetricName) => {
  const found = metrics.find((metric) => metric.name === name);
  if (found === undefined) throw new RangeError(`no metric is called ${name}`);
  const { help, labels } = found;
  const buckets = "buckets" in found ? [...found.buckets] : undefined;
  return { name, help, labelNames: [...labels] as string[], ...(buckets === undefined ? {} : { buckets }) };
};

/** prom-client metrics made from the registry of this package, so that no name is spelt twice. */
export const gauge = (registry: Registry, name: GaugeName): Gauge =>
  new Gauge({ ...definition(name), registers: [registry] });

export const counter = (registry: Registry, name: CounterName): Counter =>
  new Counter({ ...definition(name), registers: [registry] });

export const histogram = (registry: Registry, name: HistogramName): Histogram =>
  new Histogram({ ...definition(name), registers: [registry] });
