import { groupBy } from "./group-by.ts";
import type { Series } from "./read-frames.ts";
import type { Role } from "./role.ts";

/** Two scrapes of the same thing (a restarted or moved recommender) become one line; a known value stands over null. */
const merge = (first: Series, ...others: readonly Series[]): Series => {
  if (others.length === 0) return first;
  const byTime = new Map<number, number | null>();
  for (const { timesMs, values } of [first, ...others]) {
    timesMs.forEach((time, index) => {
      byTime.set(time, values[index] ?? byTime.get(time) ?? null);
    });
  }
  const samples = [...byTime].sort(([a], [b]) => a - b);
  return { ...first, timesMs: samples.map(([time]) => time), values: samples.map(([, value]) => value) };
};

/** The series of a role whose labels hold the wanted ones, as one; undefined without any. */
export const selectSeries = (
  series: readonly Series[],
  role: Role,
  labels: Readonly<Record<string, string>> = {},
): Series | undefined => {
  const [first, ...others] = series.filter(
    (one) => one.role === role && Object.entries(labels).every(([name, value]) => one.labels[name] === value),
  );
  return first && merge(first, ...others);
};

/** The series of a state set, one per distinct combination of the named labels. */
export const selectStates = (series: readonly Series[], role: Role, names: readonly string[]): readonly Series[] => {
  const ofRole = series.filter((one) => one.role === role);
  const groups = groupBy(ofRole, ({ labels }) => JSON.stringify(names.map((name) => labels[name] ?? null)));
  return groups.map(([first, ...others]) => merge(first, ...others));
};
