import type { PlanDeployment } from "@loadline/wire";
import { z } from "zod";
import { attainedOf, histograms, type LatencyTotals, meanOf, objectiveOf, type Versions } from "../state/latencies.ts";

const count = z.number().int().nonnegative();
const Share = z.object({ of: z.number().nonnegative(), bad: z.number().nonnegative() });
const Load = z.object({ requests: z.number().nonnegative(), engines: count });

/** What was seen of two versions in windows in which the present one served, as sums. */
const Stretch = z.object({
  /** Those in which both served. */
  windows: count,
  measures: z.record(
    z.string(),
    z.object({
      count,
      mean: z.number(),
      squares: z.number().nonnegative(),
      /** Requests, gaps or engines, and those that missed or failed; absent: it is a time. */
      shares: z.object({ canary: Share, stable: Share }).optional(),
    }),
  ),
  loads: z.object({ canary: Load, stable: Load }),
});
export type Stretch = z.infer<typeof Stretch>;

export const Comparison = Stretch.extend({
  of: z.string(),
  /** The last windows alone, begun anew from time to time: what changed late does not drown in what was before. */
  recent: Stretch.optional(),
  /** Windows since the last in which engines of the new version alone restarted, did not answer or did no work. */
  sinceFault: count.optional(),
  /** Windows in a row, up to now, in which one of them did no work. */
  idle: count.optional(),
});
export type Comparison = z.infer<typeof Comparison>;
export type Measure = Comparison["measures"][string];
export type Shares = z.infer<typeof Share>;
/** Differences of windows: their number, mean, and sum of squares about it. */
type Sums = Omit<Measure, "shares">;

/** `faults`: of engines that restarted or did not answer. */
export type MeasureName = (typeof histograms)[number] | "errors" | "gap" | "answer" | "faults";

/** What has to be known of both versions: each objective that engines have a histogram of, failures, and a mean time. */
export const measuresOf = ({ slo, expected }: PlanDeployment): readonly MeasureName[] => [
  ...histograms.filter((name) => objectiveOf(name, { slo }) !== undefined),
  "errors",
  slo.endToEndSeconds !== undefined || expected.outputTokens === 0 ? "answer" : "gap",
];

/** A mean time, or a share with what it is of; null: not reported in this window. */
const seenOf = (name: MeasureName, totals: LatencyTotals, deployment: PlanDeployment): number | Shares | null => {
  if (name === "gap" || name === "answer") return meanOf(totals.sums[name]) || null;
  const { sum, count: of } = totals.sums.failed;
  if (name === "errors") return of > 0 ? { of, bad: sum } : null;
  const attained = attainedOf(totals, deployment).find((one) => one.name === name);
  return attained === undefined ? null : { of: attained.observations, bad: attained.observations - attained.met };
};

/** What two versions are: another share or tolerance is the same comparison. */
export const rolloutKey = ({ toVersion, canary }: NonNullable<PlanDeployment["rollout"]> = { surgeReplicas: 1 }) => {
  const { share: _share, tolerance: _tolerance, ...version } = canary ?? { share: 0, tolerance: 0 };
  return JSON.stringify([toVersion, version]);
};

export const nothing: Stretch = {
  windows: 0,
  measures: {},
  loads: { canary: { requests: 0, engines: 0 }, stable: { requests: 0, engines: 0 } },
};

const requestsIn = ({ sums: { failed, answer, firstToken } }: LatencyTotals): number =>
  Math.max(failed.count, answer.count, firstToken.count);

/** @source Welford 1962, Technometrics 4(3) */
const withDifference = ({ count, mean, squares }: Sums, value: number): Sums => {
  const next = mean + (value - mean) / (count + 1);
  return { count: count + 1, mean: next, squares: squares + (value - mean) * (value - next) };
};

const sumOf = (a: Shares, b: Shares): Shares => ({ of: a.of + b.of, bad: a.bad + b.bad });
const none: Shares = { of: 0, bad: 0 };

const withPair = (before: Measure | undefined, canary: number | Shares, stable: number | Shares): Measure => {
  const { shares = { canary: none, stable: none }, ...sums } = before ?? { count: 0, mean: 0, squares: 0 };
  if (typeof canary === "number" || typeof stable === "number")
    return withDifference(sums, Number(canary) / Number(stable) - 1);
  const difference = canary.bad / canary.of - stable.bad / stable.of;
  const all = { canary: sumOf(shares.canary, canary), stable: sumOf(shares.stable, stable) };
  return { ...withDifference(sums, difference), shares: all };
};

interface SeenWindow {
  readonly deployment: PlanDeployment;
  /** Engines that answer. */
  readonly engines: Versions<number>;
  /** Engines that do not answer, although they did or should by now. */
  readonly down?: Versions<number>;
}

const withMore = (before: Stretch, versions: Versions<LatencyTotals>, seen: SeenWindow): Stretch => {
  const { deployment, engines, down = { canary: 0, stable: 0 } } = seen;
  const works = requestsIn(versions.canary) > 0 && requestsIn(versions.stable) > 0;
  const seenAt = (name: MeasureName, version: "canary" | "stable"): number | Shares | null => {
    if (name !== "faults") return works ? seenOf(name, versions[version], deployment) : null;
    const of = engines[version] + down[version];
    return of === 0 ? null : { of, bad: Math.min(of, down[version] + versions[version].restarts) };
  };
  const names = new Set<MeasureName>([...measuresOf(deployment), "answer", "faults"]);
  const pairs = [...names].flatMap((name) => {
    const [canary, stable] = [seenAt(name, "canary"), seenAt(name, "stable")];
    const isKnown = canary !== null && stable !== null;
    return isKnown ? [[name, withPair(before.measures[name], canary, stable)] as const] : [];
  });
  const measures = { ...before.measures, ...Object.fromEntries(pairs) };
  if (!works) return { ...before, measures };
  const loadOf = (version: "canary" | "stable") => ({
    requests: before.loads[version].requests + requestsIn(versions[version]),
    engines: before.loads[version].engines + engines[version],
  });
  return { windows: before.windows + 1, measures, loads: { canary: loadOf("canary"), stable: loadOf("stable") } };
};

/** Half an hour of windows of a minute. */
export const recentWindows = 30;

/** The comparison with one more window. One in which a version did no work shows nothing but which engines answer. */
export const withWindow = (stored: Comparison | null, versions: Versions<LatencyTotals>, seen: SeenWindow) => {
  const of = rolloutKey(seen.deployment.rollout);
  const before = stored?.of === of ? stored : { ...nothing, of };
  const [own, others] = [requestsIn(versions.canary), requestsIn(versions.stable)];
  const idle = own <= 0 || others <= 0 ? (before.idle ?? 0) + 1 : 0;
  const since = before.sinceFault === undefined ? {} : { sinceFault: before.sinceFault + 1 };
  if (others <= 0) return { ...before, ...since, idle };
  const isFault = own <= 0 || versions.canary.restarts > 0 || (seen.down?.canary ?? 0) > 0;
  const faults = before.windows > 0 && isFault ? { sinceFault: 0 } : since;
  const isOver = (before.recent?.measures["faults"]?.count ?? recentWindows) >= recentWindows;
  const recent = withMore((isOver ? null : before.recent) ?? nothing, versions, seen);
  return { of, ...withMore(before, versions, seen), recent, ...faults, idle };
};
