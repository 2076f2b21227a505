import { Counter, type Registry } from "prom-client";

export interface TotalCounterOptions {
  readonly name: string;
  readonly help: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly registry: Registry;
}

const counterIn = (registry: Registry, { name, help, labels }: TotalCounterOptions): Counter => {
  const existing = registry.getSingleMetric(name);
  return existing instanceof Counter
    ? existing
    : new Counter({ name, help, labelNames: Object.keys(labels), registers: [registry] });
};

/**
 * A counter that follows a total kept elsewhere: it advances by the difference and never goes back.
 * @returns a function that takes the present total
 */
export const totalCounter = (options: TotalCounterOptions): ((total: number) => void) => {
  const counter = counterIn(options.registry, options);
  let last = 0;
  counter.inc(options.labels, 0);
  return (total) => {
    if (total <= last) return;
    counter.inc(options.labels, total - last);
    last = total;
  };
};
