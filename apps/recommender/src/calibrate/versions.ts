import type { PlanDeployment } from "@loadline/wire";
import { z } from "zod";
import { attainedOf, histograms, type LatencyTotals, meanOf, objectiveOf, type Versions } from "../state/latencies.ts";

const count = z.number().int().nonnegative();
const Share = z.object({ of: z.number().nonnegative(), bad: z.number().nonnegative() });
const Load = z.object({ requests: z.number().nonnegative(), engines: count });

/** What was seen of two versions in windows in which both served, as sums. */
const Stretch = z.object({
  windows: count,
  measures: z.record(
    z.string(),
    z.object({
      ...{ count, mean: z.number(), squares: z.number().nonnegative() },
      /** Requests or gaps, and those that missed or failed; absent: it is a time. */
      shares: z.object({ canary: Share, stable: Share }).optional(),
    }),
  ),
  loads: z.object({ canary: Load, stable: Load }),
});
type Stretch = z.infer<typeof Stretch>;

export const Comparison = Stretch.extend({
  /** The rollout that it is of. */
  of: z.string(),
  /** The last windows alone, begun anew from time to time: what changed late does not drown in what was before. */
  recent: Stretch.optional(),
  /** Windows since the last in which engines of the new version alone restarted, did not answer or did no work. */
  sinceFault: count.optional(),
  /** Windows in a row, up to now, in which one of them did no work. */
  idle: count.optional(),
});
export type Comparison = z.infer<typeof Comparison>;
type Measure = Comparison["measures"][string];
type Shares = z.infer<typeof Share>;
/** Differences of windows: their number, mean, and sum of squares about it. */
type Sums = Omit<Measure, "shares">;

/** Whether the new version can take over; `hold`: it is not known yet. */
export const rolloutVerdicts = ["promote", "hold", "roll-back"] as const;

const labels = {
  timeToFirstToken: "missed first tokens",
  interTokenLatency: "missed gaps between tokens",
  errors: "failed requests",
  gap: "time between tokens",
  answer: "time of an answer",
} as const;
export type MeasureName = keyof typeof labels;

/** What has to be known of both versions: each objective that engines have a histogram of, failures, and a mean time. */
const measuresOf = ({ slo, expected }: PlanDeployment): readonly MeasureName[] => [
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
export const rolloutKey = (
  { toVersion, canary }: NonNullable<PlanDeployment["rollout"]> = { surgeReplicas: 1 },
): string => {
  const { share: _share, tolerance: _tolerance, ...version } = canary ?? { share: 0, tolerance: 0 };
  return JSON.stringify([toVersion, version]);
};

const nothing: Stretch = {
  ...{ windows: 0, measures: {} },
  loads: { canary: { requests: 0, engines: 0 }, stable: { requests: 0, engines: 0 } },
};

const requestsIn = ({ sums: { failed, answer, firstToken } }: LatencyTotals): number =>
  Math.max(failed.count, answer.count, firstToken.count);

/** @source Welford 1962, Technometrics 4(3) */
const withDifference = ({ count, mean, squares }: Sums, value: number): Sums => {
  const next = mean + (value - mean) / (count + 1);
  return { count: count + 1, mean: next, squares: squares + (value - mean) * (value - next) };
};

// Looks for which the interval is narrowest: an hour of windows of a minute.
const tightestAt = 60;

/**
 * Half the width of the interval about a mean of `count` values that holds the true mean at every look at once, with the
 * chance 1 − `alpha`: it may be looked at after each value, which a t-test must not be.
 * @source Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2021, arXiv 2103.06476, theorem 2.2 and the tuning of its rho
 */
const radiusAtEveryLook = (count: number, deviation: number, alpha: number): number => {
  const level = -2 * Math.log(alpha);
  const weight = count * ((level + Math.log(level + 1)) / tightestAt) + 1;
  return deviation * Math.sqrt(((2 * weight) / (count * (weight - 1))) * Math.log(Math.sqrt(weight) / alpha));
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
  /** Engines of the new version that do not. */
  readonly down?: number;
}

const withMore = (before: Stretch, { canary, stable }: Versions<LatencyTotals>, seen: SeenWindow): Stretch => {
  const { deployment, engines } = seen;
  const pairs = measuresOf(deployment).flatMap((name) => {
    const [ofCanary, ofStable] = [seenOf(name, canary, deployment), seenOf(name, stable, deployment)];
    const isKnown = ofCanary !== null && ofStable !== null;
    return isKnown ? [[name, withPair(before.measures[name], ofCanary, ofStable)] as const] : [];
  });
  const loadOf = (version: "canary" | "stable", totals: LatencyTotals) => ({
    requests: before.loads[version].requests + requestsIn(totals),
    engines: before.loads[version].engines + engines[version],
  });
  return {
    windows: before.windows + 1,
    measures: { ...before.measures, ...Object.fromEntries(pairs) },
    loads: { canary: loadOf("canary", canary), stable: loadOf("stable", stable) },
  };
};

// Half an hour of windows of a minute.
const recentWindows = 30;

/** The comparison with one more window. One in which a version did no work shows nothing of the measures. */
export const withWindow = (
  stored: Comparison | null,
  versions: Versions<LatencyTotals>,
  seen: SeenWindow,
): Comparison => {
  const of = rolloutKey(seen.deployment.rollout);
  const before = stored?.of === of ? stored : { ...nothing, of };
  const [own, others] = [requestsIn(versions.canary), requestsIn(versions.stable)];
  const isFault = others > 0 && (own <= 0 || versions.canary.restarts > 0 || (seen.down ?? 0) > 0);
  const since = before.sinceFault === undefined ? {} : { sinceFault: before.sinceFault + 1 };
  const faults = before.windows > 0 && isFault ? { sinceFault: 0 } : since;
  if (own <= 0 || others <= 0) return { ...before, ...faults, idle: (before.idle ?? 0) + 1 };
  const recent = before.recent === undefined || before.recent.windows >= recentWindows ? nothing : before.recent;
  const recentAfter = withMore(recent, versions, seen);
  return { of, ...withMore(before, versions, seen), recent: recentAfter, ...faults, idle: 0 };
};

// Of all verdicts on like versions that are as much worse as is tolerated, this share is wrong, whenever they are looked at.
const mostWrong = 0.05;
// From here on the interval is wider than Student's at the same level: before, the deviation itself is hardly known.
const leastWindows = 5;

/** Deviation of a window's difference: as it scatters, and of shares no less than that of so many requests. */
const deviationOf = ({ count: windows, squares, shares }: Measure): number => {
  const variance = ({ of, bad }: Shares): number => {
    // With one more of both, no failure seen is not no failure at all.
    const share = (bad + 1) / (of + 2);
    return (share * (1 - share)) / of;
  };
  const least = shares === undefined ? 0 : windows * (variance(shares.canary) + variance(shares.stable));
  return Math.sqrt(Math.max(least, squares / Math.max(1, windows - 1)));
};

export interface ComparedMeasure {
  readonly name: MeasureName;
  /** How much worse the new version is: a share of the requests, or of the time. null: not reported by both. */
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface RolloutComparison {
  readonly verdict: (typeof rolloutVerdicts)[number];
  readonly message: string;
  readonly measures: readonly ComparedMeasure[];
  readonly windows: number;
}

const comparedMeasure = (name: MeasureName, measure: Measure | undefined, alpha: number): ComparedMeasure => {
  if (measure === undefined || measure.count < leastWindows)
    return { name, difference: measure?.mean ?? null, lower: null, upper: null };
  const radius = radiusAtEveryLook(measure.count, deviationOf(measure), alpha);
  return { name, difference: measure.mean, lower: measure.mean - radius, upper: measure.mean + radius };
};

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
const rangeText = ({ name, difference, lower, upper }: ComparedMeasure): string =>
  difference === null
    ? `${labels[name]} unknown`
    : `${labels[name]} ${difference > 0 ? "+" : ""}${percent(difference)}${lower === null || upper === null ? "" : ` (${percent(lower)} to ${percent(upper)})`}`;

// Beyond a week the load has changed more than once.
const longestMinutes = 10_080;

/** How much longer both have to serve until the interval of a measure leaves the tolerance on one side. */
const moreText = ({ difference, upper }: ComparedMeasure, minutes: number, tolerance: number): string => {
  const [mean, radius] = [difference ?? 0, (upper ?? 0) - (difference ?? 0)];
  const more = Math.ceil(minutes * ((radius / Math.abs(tolerance - mean)) ** 2 - 1));
  return more > longestMinutes
    ? "both are alike up to that: decide by hand"
    : `about ${Math.max(1, more)} more min of both show it`;
};

// A mean time grows with the load of an engine by at most this many times as much: measured up to 1.7 near saturation.
const timePerLoad = 2;
// Misses come suddenly with the load: within this it is the balancer's scatter.
const likeLoad = 1.05;

/** Requests of an engine of the new version beside those of one of the present; null: nothing was seen. */
const loadRatio = ({ canary, stable }: Comparison["loads"]): number | null =>
  canary.engines > 0 && stable.requests > 0 && stable.engines > 0
    ? canary.requests / canary.engines / (stable.requests / stable.engines)
    : null;

/** How much of a difference a load that is `ratio` times as high explains. */
const explainedBy = (ratio: number, name: MeasureName): number => {
  if (name === "errors") return 0;
  if (name === "gap" || name === "answer") return timePerLoad * Math.max(0, ratio - 1);
  return ratio > likeLoad ? Number.POSITIVE_INFINITY : 0;
};

// A stretch is judged by itself, over and over: of so many like ones one is wrong.
const wrongStretches = 0.001;

interface Judged {
  readonly measures: readonly ComparedMeasure[];
  readonly worse: readonly ComparedMeasure[];
  readonly load: number;
}

const judged = (stretch: Stretch, names: readonly MeasureName[], alpha: number, tolerance: number): Judged => {
  const load = loadRatio(stretch.loads) ?? 1;
  const measures = names.map((name) => comparedMeasure(name, stretch.measures[name], alpha / names.length));
  return {
    measures,
    load,
    worse: measures.filter(({ name, lower }) => (lower ?? 0) - explainedBy(load, name) > tolerance),
  };
};

const isFine = ({ name, upper }: ComparedMeasure, load: number, tolerance: number): boolean =>
  upper !== null && upper + explainedBy(1 / load, name) <= tolerance;

const sentences = { promote: "promote", hold: "hold", "roll-back": "roll back" } as const;

/** Why the new version is not promoted yet; null: nothing stands against it. */
const holdText = (
  known: Comparison,
  { all, recent }: { readonly all: Judged; readonly recent: Judged },
  { tolerance, windowSeconds }: { readonly tolerance: number; readonly windowSeconds: number },
): string | null => {
  const minutes = (known.windows * windowSeconds) / 60;
  const since = `over ${Number(minutes.toPrecision(3))} min of both`;
  const ago = known.sinceFault ?? recentWindows;
  const faultMinutes = Math.ceil(((recentWindows - ago) * windowSeconds) / 60);
  if (ago < recentWindows)
    return `its engines alone restarted, did not answer or did no work lately; ${faultMinutes} more min without that are needed`;
  if ((known.idle ?? 0) > 0) return "one of the versions does no work now";
  const unknown = all.measures.filter(({ name }) => known.measures[name] === undefined);
  if (unknown.length > 0)
    return `engines of both do not report ${unknown.map(({ name }) => labels[name]).join(", ")}; decide by hand`;
  const open = all.measures.filter((one) => !isFine(one, all.load, tolerance));
  const byLoad = open.filter(({ lower, upper }) => (lower ?? 0) > tolerance || (upper ?? 1) <= tolerance);
  if (byLoad.length > 0)
    return `its engines get ${Number(all.load.toPrecision(2))} times the requests of the others, and load alone changes times and misses; share the requests by engines`;
  const late = recent.measures.filter(({ difference }) => (difference ?? 0) > tolerance);
  if (open.length === 0)
    return late.length === 0 ? null : `${since} it is no worse, lately ${late.map(rangeText).join(", ")}`;
  const [first] = open.toSorted((a, b) => (b.upper ?? 1) - (a.upper ?? 1));
  const count = first === undefined ? 0 : (known.measures[first.name]?.count ?? 0);
  const missing = Math.ceil(((leastWindows - count) * windowSeconds) / 60);
  const more =
    first === undefined || first.upper === null
      ? `${missing} more min of both are needed at least`
      : moreText(first, minutes, tolerance);
  return `${since} ${open.map(rangeText).join(", ")}; more than ${percent(tolerance)} is not excluded, ${more}`;
};

/** What a comparison shows so far, over the windows in which both versions served. */
export const comparedVersions = (
  comparison: Comparison | null,
  deployment: PlanDeployment,
  windowSeconds: number,
): RolloutComparison | null => {
  const { rollout } = deployment;
  if (rollout?.canary === undefined) return null;
  const { toVersion = "the new one", canary } = rollout;
  const { tolerance } = canary;
  const known = comparison?.of === rolloutKey(rollout) ? comparison : { ...nothing, of: "" };
  const names = measuresOf(deployment);
  const all = judged(known, names, mostWrong, tolerance);
  const recent = judged(known.recent ?? nothing, names, wrongStretches, tolerance);
  const answer = (verdict: RolloutComparison["verdict"], text: string): RolloutComparison => ({
    ...{ verdict, message: `${sentences[verdict]} version ${toVersion}: ${text}` },
    ...{ measures: all.measures, windows: known.windows },
  });
  const since = `over ${Number(((known.windows * windowSeconds) / 60).toPrecision(3))} min of both`;
  if (known.windows === 0)
    return answer(
      "hold",
      `no window yet in which engines with "${canary.engines}" in their name or model served beside the others`,
    );
  const tolerated = `${percent(tolerance)} more is tolerated`;
  if (all.worse.length > 0) return answer("roll-back", `${since} ${all.worse.map(rangeText).join(", ")}; ${tolerated}`);
  if (recent.worse.length > 0)
    return answer("roll-back", `lately ${recent.worse.map(rangeText).join(", ")}; ${tolerated}`);
  const because = holdText(known, { all, recent }, { tolerance, windowSeconds });
  return because === null
    ? answer(
        "promote",
        `${since} it is worse by no more than ${percent(tolerance)}: ${all.measures.map(rangeText).join(", ")}`,
      )
    : answer("hold", because);
};
