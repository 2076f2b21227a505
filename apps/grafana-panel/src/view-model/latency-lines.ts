// Latencies as shares of their objectives, and misses as shares of those that the plan allows: above 1 is too much.
import { type AlignedValues, alignTo, sharedAxis } from "./align.ts";
import type { Series } from "./read-series.ts";
import { selectSeries } from "./select-series.ts";

type Name = "firstToken" | "gap" | "lateFirstTokens" | "lateGaps";

export interface LatencyLines {
  readonly timesMs: readonly number[];
  readonly lines: Readonly<Record<Name | "objective", AlignedValues>>;
}

const objectives = { "first-token": "time_to_first_token", gap: "inter_token_latency" } as const;

const scaled = (one: Series | undefined, to: (value: number) => number): Series | undefined =>
  one && { ...one, values: one.values.map((value) => (value === null ? null : to(value))) };

const positive = (one: Series | undefined): number | null => {
  const last = one?.values.findLast((value) => value !== null) ?? 0;
  return last > 0 ? last : null;
};

/** Null without any objective in the data. */
export const latencyLines = (series: readonly Series[]): LatencyLines | null => {
  const share = (part: keyof typeof objectives): Series | undefined => {
    const seconds = positive(selectSeries(series, "objective", { objective: objectives[part] }));
    const measured = selectSeries(series, "latency", { part, basis: "measured" });
    return seconds === null ? undefined : scaled(measured, (value) => value / seconds);
  };
  /** What missed the objective over what may miss it: the rate at which its budget burns. */
  const burn = (part: keyof typeof objectives): Series | undefined => {
    const labels = { objective: objectives[part] };
    const budget = positive(selectSeries(series, "budget", labels));
    const met = selectSeries(series, "attainment", labels);
    return budget === null ? undefined : scaled(met, (value) => (1 - value) / budget);
  };
  const all: Readonly<Record<Name, Series | undefined>> = {
    firstToken: share("first-token"),
    gap: share("gap"),
    lateFirstTokens: burn("first-token"),
    lateGaps: burn("gap"),
  };
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
    lateFirstTokens: line("lateFirstTokens"),
    lateGaps: line("lateGaps"),
    objective: timesMs.map(() => 1),
  };
  return { timesMs, lines };
};
