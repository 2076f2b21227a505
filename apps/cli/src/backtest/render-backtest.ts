import { type DayRange, type ExhaustionLimit, leastPeakDays } from "@loadline/core";
import type { FrontierComparison } from "@loadline/simulation";
import { left, legend, right, table } from "../terminal/table.ts";
import { durationText, numberText, printable, requestRateText, wrap } from "../terminal/text.ts";
import type { View } from "../terminal/view.ts";
import type { CapacityReview } from "./capacity-review.ts";
import { type Backtest, meanOf } from "./run-backtest.ts";
import type { TunedPolicy, TuneSettings } from "./tune-policy.ts";

const longestName = 16;

/** Shares of unserved demand, which matter where they are small: 0.0432 %. */
export const unservedText = (share: number): string => (share === 0 ? "0 %" : `${(100 * share).toFixed(4)} %`);

export const ratioText = (ratio: number): string => `${ratio.toFixed(3)}×`;

const heading = (text: string, { columns, style }: View): readonly string[] => wrap(text, columns).map(style.strong);

/** A load, what a policy had to carry it with, and the least that would have. */
export const headText = (
  {
    name,
    load,
    leadTimeSeconds,
    replicaCapacity,
    minimum,
  }: {
    readonly name: string;
    readonly load: string;
    readonly leadTimeSeconds: number;
    readonly replicaCapacity: number;
    readonly minimum: number;
  },
  view: View,
): readonly string[] => [
  ...heading(printable(name), view),
  ...[
    load,
    `lead time ${durationText(leadTimeSeconds)}, ${requestRateText(replicaCapacity)} per replica`,
    `minimum ${numberText(minimum)} replica-hours`,
  ].flatMap((line) => wrap(line, view.columns)),
  "",
];

const columns = [left("policy"), ...["cost", "unserved", "SLO violation", "actions", "reversals"].map(right)];

/** Policies over one load as a table, with what its columns mean. */
export const renderBacktest = (backtest: Backtest, view: View): string => {
  const { trace, leadTimeSeconds, replicaCapacity, runs, demand, stepSeconds } = backtest;
  const rows = runs.map(({ policy, score }) => [
    policy.slice(0, longestName),
    ratioText(score.ratioToMinimum),
    unservedText(score.unservedShare),
    `${Math.round(score.sloViolationMinutes)} min`,
    String(score.actions),
    String(score.reversals),
  ]);
  const usd = runs.flatMap(({ policy, score }) =>
    score.costUsd === null ? [] : [`${policy}: $${score.costUsd.toFixed(2)}`],
  );
  const load = `${durationText(demand.length * stepSeconds)} of load, mean ${requestRateText(meanOf(demand))}`;
  const minimum = runs[0]?.score.minimumReplicaHours ?? 0;
  return [
    ...headText({ name: trace, load, leadTimeSeconds, replicaCapacity, minimum }, view),
    ...table(columns, rows, view),
    "",
    ...(usd.length === 0 ? [] : [...usd, ""]),
    ...legend(
      "cost: replica-hours ÷ minimum; SLO violation: time with too few ready; reversals: actions against the one before",
      view,
    ),
    "",
  ].join("\n");
};

const gapText = (gap: number | null): string => (gap === null ? "—" : `${gap > 0 ? "+" : ""}${gap.toFixed(3)}`);

/** Policies compared with the pod autoscaler's frontier. */
export const renderComparison = ({ usual, policies }: FrontierComparison, view: View): readonly string[] => {
  const titles = ["cost", "unserved", "actions", "vs HPA 70 %", "vs best HPA in hindsight"];
  const rows = [
    ...policies.map((policy) => ({ ...policy, gaps: [gapText(policy.toDefaults), gapText(policy.toHindsight)] })),
    { ...usual, policy: "hpa:0.7", gaps: ["", ""] },
  ].map(({ policy, ratioToMinimum, unservedShare, actions, gaps }) => [
    policy.slice(0, longestName),
    ratioText(ratioToMinimum),
    unservedText(unservedShare),
    String(actions),
    ...gaps,
  ]);
  return [
    ...heading("At equal unserved demand, against the pod autoscaler", view),
    ...table([left("policy"), ...titles.map(right)], rows, view),
    "",
    ...legend(
      "vs: cost less that of the pod autoscaler, with its defaults, or with the window and target best in hindsight; — none gets that low",
      view,
    ),
    "",
  ];
};

/** Tuned policies: the part they were tuned on and the part they are scored on. */
export const renderTuning = (tuned: readonly TunedPolicy[], settings: TuneSettings, view: View): readonly string[] => {
  const rows = tuned.map(({ policy, kept, fitted, reported }) => [
    `${policy}${kept ? "" : " *"}`,
    ...[fitted, reported].flatMap((score) => [ratioText(score.ratioToMinimum), unservedText(score.unservedShare)]),
  ]);
  return [
    ...heading(`Tuned on the first ${durationText(settings.untilSeconds)}, reported after`, view),
    ...wrap(`cheapest with at most ${unservedText(settings.mostUnserved)} unserved`, view.columns),
    "",
    ...table([left("policy"), ...["cost before", "unserved", "cost after", "unserved"].map(right)], rows, view),
    ...(tuned.every(({ kept }) => kept)
      ? []
      : ["", ...legend("* no value meets that share; the least is taken", view)]),
    "",
  ];
};

const limitNames: Readonly<Record<ExhaustionLimit, string>> = { gpus: "GPUs", watts: "power", usdPerHour: "budget" };

/** Fewer days of peaks may show weekdays and a weekend instead of growth. */
const weekOfPeaks = 7;

const dayText = (days: number | null): string => (days === null ? "—" : String(Math.floor(days)));

const rangeText = ({ earliest, likely, latest }: DayRange): string =>
  earliest === null && likely === null && latest === null
    ? "not in sight"
    : `${dayText(earliest)}…${dayText(likely)}…${dayText(latest)}`;

const percent = (ratio: number): string => `${ratio >= 0 ? "+" : ""}${(100 * ratio).toFixed(2)} %`;

/** Days until the growing load reaches each limit. */
export const renderReview = (review: CapacityReview, view: View): readonly string[] => {
  const { outlook, days, procurementDays, horizonDays } = review;
  const title = heading("Days to exhaustion, as the load has grown", view);
  if (outlook === null) {
    const missing = `the load has ${days} whole days with a peak; a trend needs ${leastPeakDays}`;
    return [...title, ...wrap(missing, view.columns), ""];
  }
  const { low, middle, high } = outlook.growthPerDay;
  const [first] = outlook.limits;
  const binds =
    first === undefined || first.exhaustion.earliest === null
      ? `nothing binds within ${horizonDays} days`
      : `${limitNames[first.limit]} binds first, at ${first.demand.toPrecision(4)} requests/s`;
  const basis = days < weekOfPeaks ? `this rests on ${days} days of peaks: below a week it may be the weekday` : "";
  const rows = outlook.limits.map(({ limit, replicas, exhaustion, orderBy }) => [
    limitNames[limit],
    String(replicas),
    rangeText(exhaustion),
    rangeText(orderBy),
  ]);
  return [
    ...title,
    ...wrap(`peaks grow ${percent(middle)} a day (${percent(low)} to ${percent(high)}); ${binds}`, view.columns),
    ...wrap(basis, view.columns),
    "",
    ...table([left("limit"), ...["replicas", "full in days", "order by day"].map(right)], rows, view),
    "",
    ...legend(
      `earliest…likely…latest from the end of the load; —: not within ${horizonDays} days; order ${procurementDays} days ahead, below 0: late`,
      view,
    ),
    "",
  ];
};
