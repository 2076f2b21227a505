import { type Cell, firstKnown, known, mapCell, unknown } from "../gpu-report/cell.ts";
import { sentinelNumber } from "../gpu-report/no-value.ts";
import type { PodDevice } from "../gpu-report/pod-report.ts";
import type { MetricSample } from "./parse-prometheus-text.ts";

/** The samples of one GPU in an exporter's page, by name. */
export type MetricRow = ReadonlyMap<string, readonly MetricSample[]>;

/** One value: its names in several versions, of which the first with a known value counts. */
export interface MetricField<T> {
  readonly names: readonly string[];
  readonly read: (value: number) => T | null;
}

/** Longest name of a pod, namespace or container in Kubernetes. */
const longestPodLabel = 253;

const scaled =
  (factor: number, low = 0, high = 1e12) =>
  (value: number) =>
    value >= low && value <= high ? value * factor : null;

export const ratioOfPercent = (value: number): number | null => (value >= 0 && value <= 100 ? value / 100 : null);
export const watts = scaled(1);
export const celsius = scaled(1, -100, 250);
export const megahertz = scaled(1e6);
export const mebibyteCount = scaled(2 ** 20);
export const count = (value: number): number | null => (Number.isSafeInteger(value) && value >= 0 ? value : null);
export const flag = (value: number): boolean | null => (count(value) === null ? null : value >= 1);

/** Several series of one GPU, as of the pods that share it, are one value, and unreadable where they disagree. */
const oneValue = (samples: readonly MetricSample[] | undefined): Cell<number> => {
  const [first] = samples ?? [];
  if (first === undefined) return unknown("missing");
  const blank = sentinelNumber(first.value);
  if (blank !== null) return unknown(blank);
  const agreed = samples?.every(({ value }) => value === first.value) ?? false;
  return Number.isFinite(first.value) && agreed ? known(first.value) : unknown("unreadable");
};

export const metricCell = <T>(row: MetricRow, { names, read }: MetricField<T>): Cell<T> =>
  firstKnown(names.map((name) => mapCell(oneValue(row.get(name)), read)));

export const metricCells = <T>(row: MetricRow, fields: { readonly [K in keyof T]: MetricField<T[K]> }) =>
  Object.fromEntries(
    Object.entries<MetricField<unknown>>(fields).map(([name, field]) => [name, metricCell(row, field)]),
  ) as { readonly [K in keyof T]: Cell<T[K]> };

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

/** Most containers with GPUs that are read of one node. */
const mostPods = 1024;

/** The container of each device, where the exporter names it; a device that several share has a row for each. */
export const podsIn = (samples: readonly MetricSample[], deviceOf: (sample: MetricSample) => string | null) => {
  const found = new Map<string, PodDevice>();
  for (const sample of samples) {
    const [device, pod] = [deviceOf(sample), sample.labels.get("pod") ?? ""];
    if (device === null || pod === "" || found.size >= mostPods) continue;
    const text = (name: string): string => (sample.labels.get(name) ?? "").slice(0, longestPodLabel);
    const named = { namespace: text("namespace"), pod: text("pod"), container: text("container") };
    found.set(JSON.stringify([device, named]), { device, share: null, resource: "", ...named });
  }
  return found.size === 0 ? {} : { pods: [...found.values()] };
};

/** Samples in rows by key, and by name within each; a sample without key is left out. */
export const rowsBy = (samples: readonly MetricSample[], keyOf: (sample: MetricSample) => string | null) => {
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
