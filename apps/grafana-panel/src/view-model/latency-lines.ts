// Latencies at the percentile of the plan as shares of their objectives: above 1 too many requests miss them.
import { type AlignedValues, alignTo, sharedAxis } from "./align.ts";
import type { Series } from "./read-series.ts";
import { selectSeries } from "./select-series.ts";

type Name = "firstToken" | "gap";

export interface LatencyLines {
  readonly timesMs: readonly number[];
  readonly lines: Readonly<Record<Name | "objective", AlignedValues>>;
}

const objectives = { firstToken: "time_to_first_token", gap: "inter_token_latency" } as const;

const scaled = (one: Series | undefined, to: (value: number) => number): Series | undefined =>
  one && { ...one, values: one.values.map((value) => (value === null ? null : to(value))) };

const positive = (one: Series | undefined): number | null => {
  const last = one?.values.findLast((value) => value !== null) ?? 0;
  return last > 0 ? last : null;
};

/** Null without any objective in the data. */
export const latencyLines = (series: readonly Series[]): LatencyLines | null => {
  const share = (name: Name): Series | undefined => {
    const labels = { objective: objectives[name] };
    const seconds = positive(selectSeries(series, "objective", labels));
    const measured = selectSeries(series, "latency", labels);
    return seconds === null ? undefined : scaled(measured, (value) => value / seconds);
  };
  const all: Readonly<Record<Name, Series | undefined>> = { firstToken: share("firstToken"), gap: share("gap") };
  const known = Object.values(all).filter((one) => one !== undefined);
  if (known.length === 0) return null;
  const timesMs = sharedAxis(known);
  const line = (name: Name): AlignedValues => {
    const one = all[name];
    return one === undefined ? timesMs.map(() => null) : alignTo(timesMs, one);
  };
  const lines = {
    firstToken: line("firstToken"),
    gap: line("gap"),
    objective: timesMs.map(() => 1),
  };
  return { timesMs, lines };
};
