import type { MetricSample } from "../../prometheus-text/parse-prometheus-text.ts";
import { type EngineNumbers, type EngineReading, nothingKnown } from "./engine-report.ts";

/** Samples by the name of their family, without the prefix of the engine. */
export type Families = ReadonlyMap<string, readonly MetricSample[]>;

/** Families whose names carry the prefix; buckets and times of creation are not read. */
export const collectFamilies = (samples: readonly MetricSample[], prefix: RegExp): Families => {
  const families = new Map<string, MetricSample[]>();
  for (const sample of samples) {
    const name = sample.name.replace(prefix, "");
    if (name === sample.name || name.endsWith("_bucket") || name.endsWith("_created")) continue;
    const family = families.get(name);
    if (family === undefined) families.set(name, [sample]);
    else family.push(sample);
  }
  return families;
};

/** The first of several names under which versions publish the same thing; never more than one of them. */
export const family = (families: Families, names: readonly string[]): readonly MetricSample[] | null =>
  names.map((name) => families.get(name)).find((found) => found !== undefined) ?? null;

/** A number that a counter or gauge can have; else null. */
export const usable = (value: number): number | null => (Number.isFinite(value) && value >= 0 ? value : null);

/** Sum of all, unknown when one of them is. */
export const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, value) => (sum === null || value === null ? null : usable(sum + value)), 0);

/** Sum over the series of a family. */
export const total = (families: Families, ...names: readonly string[]): number | null => {
  const found = family(families, names);
  return found === null ? null : sumOf(found.map(({ value }) => usable(value)));
};

/**
 * Sum over the series of a family in which each is told once per rank of these labels: those that differ in nothing else
 * are one, told several times, and the largest of them counts.
 */
export const totalOncePerRank = (
  families: Families,
  ranks: readonly string[],
  ...names: readonly string[]
): number | null => {
  const found = family(families, names);
  if (found === null) return null;
  const groups = new Map<string, number | null>();
  for (const { labels, value } of found) {
    const key = JSON.stringify([...labels].filter(([name]) => !ranks.includes(name)).sort());
    const before = groups.get(key);
    const next = usable(value);
    groups.set(key, before === undefined ? next : before === null || next === null ? null : Math.max(before, next));
  }
  return sumOf([...groups.values()]);
};

/** A share 0…1 of one family: the mean over its series, unknown when one of them is no share. */
export const meanShare = (families: Families, ...names: readonly string[]): number | null => {
  const found = family(families, names);
  if (found === null || found.some(({ value }) => usable(value) === null || value > 1)) return null;
  return found.reduce((sum, { value }) => sum + value, 0) / found.length;
};

export const startedAt = (samples: readonly MetricSample[]): number | null => {
  const found = samples.find(({ name }) => name === "process_start_time_seconds");
  return found === undefined ? null : usable(found.value);
};

export const labelOf = (families: Families, ...names: readonly string[]): string | null => {
  for (const found of families.values()) {
    for (const name of names) {
      const value = found[0]?.labels.get(name);
      if (value !== undefined && value !== "") return value;
    }
  }
  return null;
};

/** A reading with these numbers, or null when none of them says anything about the engine. */
export const readingOf = (model: string | null, numbers: Partial<EngineNumbers>): EngineReading | null => {
  const known = Object.entries(numbers).some(([name, value]) => name !== "startedAt" && value !== null);
  return known ? { model, numbers: { ...nothingKnown, ...numbers } } : null;
};
