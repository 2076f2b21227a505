import type { PlanDeployment } from "@loadline/wire";
import {
  type Comparison,
  type Measure,
  type MeasureName,
  measuresOf,
  nothing,
  recentWindows,
  rolloutKey,
  type Shares,
  type Stretch,
} from "./versions.ts";

/** Whether the new version can take over; `hold`: it is not known yet. */
export const rolloutVerdicts = ["promote", "hold", "roll-back"] as const;

const labels = {
  timeToFirstToken: "missed first tokens",
  interTokenLatency: "missed gaps between tokens",
  errors: "failed requests",
  faults: "engines that restarted or did not answer",
  gap: "time between tokens",
  answer: "time of an answer",
} as const satisfies Record<MeasureName, string>;

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

interface ComparedMeasure {
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
  if (name === "errors" || name === "faults") return 0;
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
  // Engines that stay down forbid a promotion elsewhere, by less than it takes to be sure of a difference.
  const faults = comparedMeasure("faults", stretch.measures["faults"], wrongStretches);
  const isWorse = ({ name, lower }: ComparedMeasure) => (lower ?? 0) - explainedBy(load, name) > tolerance;
  return { measures, load, worse: [...measures, faults].filter(isWorse) };
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

/** Where the engines of the new version are found, in words. */
const enginesText = ({ engines, deployment }: NonNullable<NonNullable<PlanDeployment["rollout"]>["canary"]>): string =>
  engines === undefined ? `engines of deployment ${deployment}` : `engines with "${engines}" in their name or model`;

/** What is judged: where neither version reports what has to be known, the mean time of an answer, which that is part of. */
const judgedBy = ({ measures }: Stretch, deployment: PlanDeployment) => {
  const names = measuresOf(deployment);
  const missing = names.filter((name) => name !== "errors" && measures[name] === undefined);
  if (missing.length === 0 || measures["answer"] === undefined) return { names, unreported: "" };
  const reported = names.filter((name) => !missing.includes(name) && name !== "answer");
  const lacking = missing.map((name) => labels[name]).join(", ");
  return {
    names: [...reported, "answer" as const],
    unreported: `; ${lacking} are not reported, the time of an answer stands for them`,
  };
};

/** What a comparison shows so far, over the windows in which both versions served. */
export const comparedVersions = (comparison: Comparison | null, deployment: PlanDeployment, windowSeconds: number) => {
  const { rollout } = deployment;
  if (rollout?.canary === undefined) return null;
  const { canary, toVersion = canary.deployment ?? "the new one" } = rollout;
  const { tolerance } = canary;
  const known = comparison?.of === rolloutKey(rollout) ? comparison : { ...nothing, of: "" };
  const { names, unreported } = judgedBy(known, deployment);
  const all = judged(known, names, mostWrong, tolerance);
  const recent = judged(known.recent ?? nothing, names, wrongStretches, tolerance);
  const answer = (verdict: RolloutComparison["verdict"], text: string): RolloutComparison => ({
    verdict,
    message: `${sentences[verdict]} version ${toVersion}: ${text}`,
    measures: all.measures,
    windows: known.windows,
  });
  const over = (windows: number): string => `over ${Number(((windows * windowSeconds) / 60).toPrecision(3))} min`;
  const tolerated = `${percent(tolerance)} more is tolerated`;
  const [first] = all.worse;
  if (first !== undefined) {
    const since = over(known.measures[first.name]?.count ?? 0);
    return answer("roll-back", `${since} ${all.worse.map(rangeText).join(", ")}; ${tolerated}`);
  }
  if (recent.worse.length > 0)
    return answer("roll-back", `lately ${recent.worse.map(rangeText).join(", ")}; ${tolerated}`);
  if (known.windows === 0)
    return answer("hold", `no window yet in which ${enginesText(canary)} served beside the others`);
  const because = holdText(known, { all, recent }, { tolerance, windowSeconds });
  const ranges = all.measures.map(rangeText).join(", ");
  return because === null
    ? answer(
        "promote",
        `${over(known.windows)} of both it is worse by no more than ${percent(tolerance)}: ${ranges}${unreported}`,
      )
    : answer("hold", because);
};
