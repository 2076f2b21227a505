import type { MetricSample } from "../../../exporter/parse-prometheus-text.ts";

/** Samples by the name of their family, without the prefix of the engine. */
export type Families = ReadonlyMap<string, readonly MetricSample[]>;

/** Keys of labels without nothing: the same labels come with every page. */
const wholeKeys = new WeakMap<MetricSample["labels"], string>();

/** Labels in an order that does not depend on the writer. */
export const labelKey = ({ labels }: MetricSample, without: readonly string[] = []): string => {
  if (labels.size === 0) return "";
  const before = without.length === 0 ? wholeKeys.get(labels) : undefined;
  if (before !== undefined) return before;
  const key = JSON.stringify([...labels].filter(([name]) => !without.includes(name)).sort());
  if (without.length === 0) wholeKeys.set(labels, key);
  return key;
};

/** Families whose names carry the prefix; buckets and times of creation are not among them. */
export const collectFamilies = (samples: readonly MetricSample[], prefix: RegExp): Families => {
  const families = new Map<string, MetricSample[]>();
  for (const sample of samples) {
    // A prefix may match without taking anything.
    if (!prefix.test(sample.name)) continue;
    const name = sample.name.replace(prefix, "");
    if (name.endsWith("_bucket") || name.endsWith("_created")) continue;
    const family = families.get(name);
    if (family === undefined) families.set(name, [sample]);
    else family.push(sample);
  }
  // A repeated series is one; the last value counts.
  for (const [name, series] of families)
    if (series.length > 1)
      families.set(name, [...new Map(series.map((sample) => [labelKey(sample), sample])).values()]);
  return families;
};

/** The first of several names under which versions publish the same family; never more than one of them. */
const familyOf = (families: Families, names: readonly string[]): readonly MetricSample[] | null =>
  names.map((name) => families.get(name)).find((found) => found !== undefined) ?? null;

/** A number that a counter or gauge can have; else null. */
export const usable = (value: number): number | null => (Number.isFinite(value) && value >= 0 ? value : null);

/** Sum of all, unknown when one of them is. */
export const knownSum = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, value) => (sum === null || value === null ? null : usable(sum + value)), 0);

/**
 * Sum over the series of a family. Series that differ in nothing but labels of these ranks report the same thing several
 * times, and the largest of them counts.
 */
export const total = (families: Families, names: readonly string[], sharedRanks: readonly string[] = []) => {
  const found = familyOf(families, names);
  if (found === null || sharedRanks.length === 0) return found && knownSum(found.map(({ value }) => usable(value)));
  const groups = new Map<string, number | null>();
  for (const sample of found) {
    const key = labelKey(sample, sharedRanks);
    const before = groups.get(key);
    const next = usable(sample.value);
    groups.set(key, before === undefined ? next : before === null || next === null ? null : Math.max(before, next));
  }
  return knownSum([...groups.values()]);
};

/** Engines add up shares in floating point: so little above 1 is 1. */
const roundingError = 1e-6;

/** A share 0…1; null when it is none. */
export const shareOf = (value: number): number | null =>
  usable(value) === null || value > 1 + roundingError ? null : Math.min(1, value);

export const knownMean = (values: readonly (number | null)[]): number | null => {
  const sum = values.length === 0 ? null : knownSum(values);
  return sum === null ? null : sum / values.length;
};

/** A share 0…1 of one family: the mean over its series, unknown when one of them is no share. */
export const meanShare = (families: Families, names: readonly string[]): number | null => {
  const found = familyOf(families, names);
  return found === null ? null : knownMean(found.map(({ value }) => shareOf(value)));
};

/** The used share of a capacity; unknown when either is, and when there is no capacity. */
export const shareOfCapacity = (used: number | null, capacity: number | null): number | null =>
  used === null || capacity === null || capacity === 0 ? null : shareOf(used / capacity);

/** Values of the series of a family that have this label. */
export const valuesOf = (families: Families, name: string, [label, wanted]: readonly [string, string]) =>
  (families.get(name) ?? []).filter(({ labels }) => labels.get(label) === wanted).map(({ value }) => value);

/** Sum over the series of a family that have this label; null when there is none. */
export const having = (families: Families, name: string, label: readonly [string, string]): number | null => {
  const values = valuesOf(families, name, label);
  return values.length === 0 ? null : knownSum(values.map(usable));
};

/** The value that all have; null when they differ, and when there is none. */
export const onlyOf = (values: readonly number[]): number | null => {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? usable(first) : null;
};

export const onlyValue = (families: Families, names: readonly string[]): number | null =>
  onlyOf(familyOf(families, names)?.map(({ value }) => value) ?? []);

/** Start of the process, else of its newest counter; a later start means that counters began at zero again. */
export const startedAt = (samples: readonly MetricSample[], prefix: RegExp): number | null => {
  const process = samples.find(({ name }) => name === "process_start_time_seconds");
  if (process !== undefined) return usable(process.value);
  const times = samples
    .filter(({ name }) => prefix.test(name) && /^(?:prompt|generation)_tokens_created$/.test(name.replace(prefix, "")))
    .map(({ value }) => usable(value))
    .filter((value) => value !== null);
  return times.length === 0 ? null : Math.max(...times);
};

const mostModels = 8;

/** The value of the first of these labels that exists; several values, as of several models, in a list. */
export const labelOf = (families: Families, names: readonly string[]): string | null => {
  for (const name of names) {
    const values = new Set<string>();
    for (const series of families.values()) for (const { labels } of series) values.add(labels.get(name) ?? "");
    for (const none of ["", "undefined"]) values.delete(none);
    if (values.size > 0) return [...values].sort().slice(0, mostModels).join(", ");
  }
  return null;
};

/** Without the priorities of series that exist both by priority and as a whole: the whole has an empty value of the label. */
export const dropPriorities = (families: Families): Families =>
  new Map(
    [...families].map(([name, series]) => {
      const whole = series.filter(({ labels }) => (labels.get("priority") ?? "") === "");
      return [name, whole.length > 0 && whole.length < series.length ? whole : series];
    }),
  );
