import type { PlanDeployment } from "@loadline/wire";
import { z } from "zod";
import {
  attainedOf,
  histograms,
  type LatencyTotals,
  meanOf,
  objectiveKeys,
  type Versions,
} from "../state/latencies.ts";

const count = z.number().int().nonnegative();
const Share = z.object({ of: z.number().nonnegative(), bad: z.number().nonnegative() });
const Load = z.object({ requests: z.number().nonnegative(), engines: count });

/** What was seen of two versions in the windows in which both served, kept as sums. */
export const Comparison = z.object({
  /** The rollout that it is of. */
  of: z.string(),
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
  ...histograms.filter((name) => slo[objectiveKeys[name]] !== undefined),
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

const nothing: Comparison = {
  ...{ of: "", windows: 0, measures: {} },
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

/** The comparison with one more window. One in which a version served nothing shows nothing; nor does that of another rollout. */
export const withWindow = (
  stored: Comparison | null,
  { canary, stable }: Versions<LatencyTotals>,
  { deployment, engines }: { readonly deployment: PlanDeployment; readonly engines: Versions<number> },
): Comparison => {
  const of = rolloutKey(deployment.rollout);
  const before = stored?.of === of ? stored : { ...nothing, of };
  const [own, others] = [requestsIn(canary), requestsIn(stable)];
  if (own <= 0 || others <= 0) return before;
  const pairs = measuresOf(deployment).flatMap((name) => {
    const [ofCanary, ofStable] = [seenOf(name, canary, deployment), seenOf(name, stable, deployment)];
    const isKnown = ofCanary !== null && ofStable !== null;
    return isKnown ? [[name, withPair(before.measures[name], ofCanary, ofStable)] as const] : [];
  });
  const { loads } = before;
  return {
    of,
    windows: before.windows + 1,
    measures: { ...before.measures, ...Object.fromEntries(pairs) },
    loads: {
      canary: { requests: loads.canary.requests + own, engines: loads.canary.engines + engines.canary },
      stable: { requests: loads.stable.requests + others, engines: loads.stable.engines + engines.stable },
    },
  };
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

// Replicas at loads within this of each other are compared: the rest is the balancer's scatter.
const likeLoad = 1.25;

/** Requests of an engine of the new version beside those of one of the present; null: nothing was seen. */
const loadRatio = ({ canary, stable }: Comparison["loads"]): number | null =>
  canary.engines > 0 && stable.requests > 0 && stable.engines > 0
    ? canary.requests / canary.engines / (stable.requests / stable.engines)
    : null;

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
  const known = comparison?.of === rolloutKey(rollout) ? comparison : nothing;
  const { windows } = known;
  const minutes = (windows * windowSeconds) / 60;
  const names = measuresOf(deployment);
  const measures = names.map((name) => comparedMeasure(name, known.measures[name], mostWrong / names.length));
  const answer = (verdict: RolloutComparison["verdict"], message: string): RolloutComparison => ({
    ...{ verdict, message, measures, windows },
  });
  if (windows === 0)
    return answer(
      "hold",
      `hold version ${toVersion}: no window yet in which engines with "${canary.engines}" in their name or model served beside the others`,
    );
  const load = loadRatio(known.loads) ?? 1;
  const worse = measures.filter(
    ({ name, lower }) => (lower ?? 0) > tolerance && (load <= likeLoad || name === "errors"),
  );
  const since = `over ${Number(minutes.toPrecision(3))} min of both`;
  if (worse.length > 0)
    return answer(
      "roll-back",
      `roll back version ${toVersion}: ${since} ${worse.map(rangeText).join(", ")}; ${percent(tolerance)} more is tolerated`,
    );
  const unknown = measures.filter(({ name }) => known.measures[name] === undefined);
  if (unknown.length > 0)
    return answer(
      "hold",
      `hold version ${toVersion}: engines of both do not report ${unknown.map(({ name }) => labels[name]).join(", ")}; decide by hand`,
    );
  if (load > likeLoad || load < 1 / likeLoad)
    return answer(
      "hold",
      `hold version ${toVersion}: its engines get ${Number(load.toPrecision(2))} times the requests of the others, and load alone changes times; share the requests by engines`,
    );
  const open = measures.filter(({ upper }) => upper === null || upper > tolerance);
  const [first] = open.toSorted(
    (a, b) => (b.upper ?? Number.POSITIVE_INFINITY) - (a.upper ?? Number.POSITIVE_INFINITY),
  );
  if (first === undefined)
    return answer(
      "promote",
      `promote version ${toVersion}: ${since} it is worse by no more than ${percent(tolerance)}: ${measures.map(rangeText).join(", ")}`,
    );
  const missing = (leastWindows - (known.measures[first.name]?.count ?? 0)) * windowSeconds;
  const more =
    first.upper === null
      ? `${Math.ceil(missing / 60)} more min of both are needed at least`
      : moreText(first, minutes, tolerance);
  return answer(
    "hold",
    `hold version ${toVersion}: ${since} ${open.map(rangeText).join(", ")}; more than ${percent(tolerance)} is not excluded, ${more}`,
  );
};
