import { mebibytes, megahertzToHertz, percentToRatio } from "@loadline/core";
import type { MetricSample } from "../../prometheus-text/parse-prometheus-text.ts";
import { sentinelNumber } from "../values/sentinel.ts";
import { type Cell, firstKnown, known, mapCell, type UnknownReason, unknown } from "../values/unknown.ts";

/** What an exporter's text says under one name about one GPU. */
export type MetricRow = ReadonlyMap<string, readonly MetricSample[]>;

/** Where an exporter keeps a value: names of versions, the first with a known value counts. */
export interface MetricField<T> {
  readonly names: readonly string[];
  readonly read: (value: number) => T | null;
}

export const metricField = <T>(read: (value: number) => T | null, ...names: readonly string[]): MetricField<T> => ({
  names,
  read,
});

const between = (low: number, high: number, convert: (value: number) => number) => (value: number) =>
  value >= low && value <= high ? convert(value) : null;
const same = (value: number): number => value;
const most = 1e12;

export const percent = between(0, 100, percentToRatio);
export const fraction = between(0, 1, same);
export const watts = between(0, most, same);
export const celsius = between(-100, 250, same);
export const megahertz = between(0, most, megahertzToHertz);
export const mebibyteCount = between(0, most, mebibytes);
export const megabyteCount = between(0, most, (value) => value * 1e6);
export const count = (value: number): number | null => (Number.isSafeInteger(value) && value >= 0 ? value : null);
export const flag = (value: number): boolean | null =>
  value === 0 ? false : value >= 1 && count(value) !== null ? true : null;

/** Several series of one GPU, as of the pods that share it, are one value, and none where they disagree. */
const oneValue = (samples: readonly MetricSample[] | undefined): Cell<number> => {
  const [first] = samples ?? [];
  if (first === undefined) return unknown("missing");
  const blank: UnknownReason | null = sentinelNumber(first.value);
  if (blank !== null) return unknown(blank);
  const agreed = samples?.every(({ value }) => value === first.value) ?? false;
  return Number.isFinite(first.value) && agreed ? known(first.value) : unknown("unreadable");
};

/** One value of a GPU, or why there is none. */
export const metricCell = <T>(row: MetricRow, { names, read }: MetricField<T>): Cell<T> =>
  firstKnown(names.map((name) => mapCell(oneValue(row.get(name)), read)));

/** A text of the labels of a GPU. */
export const labelCell = (row: MetricRow, ...names: readonly string[]): Cell<string> => {
  for (const [sample] of row.values()) {
    for (const name of names) {
      const text = sample?.labels.get(name)?.trim() ?? "";
      if (text !== "" && text.length <= 200 && !/\p{Cc}/u.test(text)) return known(text);
    }
  }
  return unknown("missing");
};

/** Samples in rows by key, and by name within each; a sample without key is left out. */
export const rowsBy = (
  samples: readonly MetricSample[],
  keyOf: (sample: MetricSample) => string | null,
): ReadonlyMap<string, MetricRow> => {
  const rows = new Map<string, Map<string, MetricSample[]>>();
  for (const sample of samples) {
    const key = keyOf(sample);
    if (key === null) continue;
    const row = rows.get(key) ?? new Map<string, MetricSample[]>();
    rows.set(key, row);
    const series = row.get(sample.name);
    if (series === undefined) row.set(sample.name, [sample]);
    else series.push(sample);
  }
  return rows;
};
