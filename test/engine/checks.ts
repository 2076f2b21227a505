import type { Observation } from "./line.ts";
import type { PhaseName, Played, Truth } from "./phases.ts";

export interface Check {
  readonly name: string;
  /** null: the course did not show it. */
  readonly holds: boolean | null;
  readonly figure: string;
}

type Course = ReadonlyMap<PhaseName, Played>;

// Bars of time are printed beside what was measured: a slow machine fails none of them.
const bars = { step: "60 s", drain: "60 s", follow: "120 s" } as const;
const settleSeconds = 120;
const mostOff = 0.15;

const seconds = (value: number | null, bar: string): string =>
  value === null ? `never (bar ${bar})` : `${value.toFixed(0)} s (bar ${bar})`;

/** Every change of the count, and when it came. */
const desiredIn = (observations: readonly Observation[], from: number): string =>
  observations
    .filter(({ desired }, index) => desired !== observations[index - 1]?.desired)
    .map(({ desired, at }) => `${desired ?? "none"}${at > from ? ` after ${(at - from).toFixed(0)} s` : ""}`)
    .join(", ");

/** What a saturated engine carried as it was last measured until then. */
const carriedUntil = (truth: readonly Truth[], at: number): number | null =>
  truth.findLast((one) => one.at <= at && one.carried !== null)?.carried ?? null;

const isNear = (capacity: number | null, carried: number): boolean =>
  capacity !== null && Math.abs(capacity / carried - 1) <= mostOff;

const neverWaited = (name: string): Check => ({
  name,
  holds: null,
  figure: "requests never waited for half a minute, so what an engine carries was not measured",
});

const noStep = (cluster: string, { by }: Played): Check => {
  const seen = by.get(cluster) ?? [];
  return {
    name: `${cluster}: a third of what it carries, no step`,
    // Before its first window a recommender publishes no count; one that never does proves nothing.
    holds: seen.some(({ desired }) => desired === 1) && seen.every(({ desired }) => desired === 1 || desired === null),
    figure: `desired ${desiredIn(seen, Number.POSITIVE_INFINITY)}`,
  };
};

/** Beside it what the load takes of engines as they are in that minute: a busy machine's carry less from one to the next. */
const secondReplica = (cluster: string, { by, loadedAt, requestsPerSecond, truth }: Played): Check => {
  const seen = by.get(cluster) ?? [];
  const second = seen.find(({ desired }) => (desired ?? 0) >= 2);
  const after = second === undefined || loadedAt === null ? null : second.at - loadedAt;
  const carried = carriedUntil(truth, Number.POSITIVE_INFINITY);
  const right = carried === null ? "unknown" : Math.ceil(requestsPerSecond / carried);
  return {
    name: `${cluster}: half as much again, a second replica`,
    holds: after !== null,
    figure: `after ${seconds(after, bars.step)}; desired ${desiredIn(seen, loadedAt ?? 0)}; the load takes ${right}`,
  };
};

/** Two minutes after requests first waited, or at the end of a shorter course, beside what the engine carried then. */
const measuredCapacity = (cluster: string, { by, truth, loadedAt }: Played): Check => {
  const name = `${cluster}: the capacity is the measured one once requests waited`;
  const first = truth.find(({ at, waiting }) => waiting > 0 && loadedAt !== null && at >= loadedAt);
  const at = (first?.at ?? Number.NaN) + settleSeconds;
  const seen = by.get(cluster) ?? [];
  const capacity = (seen.find((one) => one.at >= at) ?? seen.at(-1))?.capacity ?? null;
  const carried = carriedUntil(truth, at);
  if (carried === null) return neverWaited(name);
  if (capacity === null) return { name, holds: false, figure: "unknown" };
  const off = `${(100 * (capacity / carried - 1)).toFixed(0)} %`;
  const figure = `${capacity.toFixed(2)} where an engine carried ${carried.toFixed(2)} requests/s, ${off} (bar 15 %)`;
  return { name, holds: isNear(capacity, carried), figure };
};

/** The queue once a second engine serves, beside the time that its work takes both at least. */
const drained = (cluster: string, { truth, requestsPerSecond }: Played): Check => {
  const name = `${cluster}: the queue is gone once a second engine serves`;
  const second = truth.find(({ serving }) => serving === 2);
  if (second === undefined) return { name, holds: false, figure: "no second engine served" };
  const gone = truth.find(({ at, waiting }) => at > second.at && waiting === 0);
  const carried = carriedUntil(truth, second.at);
  const least =
    carried === null ? "unknown" : `${(second.waiting / Math.max(0, 2 * carried - requestsPerSecond)).toFixed(0)} s`;
  const after = gone === undefined ? null : gone.at - second.at;
  const figure = `${second.waiting} waited; after ${seconds(after, bars.drain)}, at least ${least} of work for both`;
  return { name, holds: after !== null, figure };
};

const backDown = (cluster: string, { by }: Played): Check => {
  const counts = (by.get(cluster) ?? []).flatMap(({ desired }) => desired ?? []);
  const rises = counts.filter((count, index) => count > (counts[index - 1] ?? count)).length;
  return {
    name: `${cluster}: back down without a second step up`,
    holds: counts.at(-1) === 1 && rises === 0,
    figure: `desired ${[...new Set(counts)].join(", ")}`,
  };
};

/** When the capacity came within the bar of what the engine carried when it was last seen saturated, and stayed until then. */
const followed = (cluster: string, what: string, { by, truth, loadedAt }: Played): Check => {
  const name = `${cluster}: the capacity follows an engine ${what}`;
  const saturated = truth.findLast((one) => one.carried !== null);
  const carried = saturated?.carried ?? null;
  const seen = (by.get(cluster) ?? []).filter(({ at }) => at <= (saturated?.at ?? 0));
  const last = seen.at(-1)?.capacity ?? null;
  if (carried === null) return neverWaited(name);
  if (last === null) return { name, holds: false, figure: "unknown" };
  const lastFar = seen.findLastIndex(({ capacity }) => !isNear(capacity, carried));
  const since = truth.find(({ at }) => loadedAt === null || at >= loadedAt)?.at ?? Number.NaN;
  const near = seen[lastFar + 1];
  const after = near === undefined ? null : Math.max(0, near.at - since);
  const was = seen[0]?.capacity?.toFixed(2) ?? "unknown";
  const figure = `${was} → ${last.toFixed(2)} where it carries ${carried.toFixed(2)} requests/s; after ${seconds(after, bars.follow)}`;
  return { name, holds: near !== undefined, figure };
};

/** Everything that was played: of each plan, and of the first, which the actuator followed. */
export const checksOf = (course: Course, clusters: readonly string[]): readonly Check[] => {
  const of = (name: PhaseName, check: (played: Played) => Check): readonly Check[] => {
    const played = course.get(name);
    return played === undefined ? [] : [check(played)];
  };
  const [first = ""] = clusters;
  return [
    ...clusters.flatMap((cluster) => [
      ...of("third", (played) => noStep(cluster, played)),
      ...of("surge", (played) => secondReplica(cluster, played)),
      ...of("surge", (played) => measuredCapacity(cluster, played)),
    ]),
    ...of("surge", (played) => drained(first, played)),
    ...of("stationary", (played) => backDown(first, played)),
    ...of("disturbed", (played) => followed(first, "whose core is shared", played)),
    ...of("restored", (played) => followed(first, "that has its core again", played)),
  ];
};
