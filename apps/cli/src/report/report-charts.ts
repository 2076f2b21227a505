import type { ReportChart, ReportSeries } from "@loadline/planner/embedded";

/** Distinct ones of the page's palette. */
const colours = 7;

/** Points per line; more are not visible at the width of a page. */
const mostPoints = 700;

/**
 * A line over time from the highest value of each of a few hundred spans: what a policy must carry is not lost in an
 * average. `at` holds the time of each value in units of the axis.
 */
export const outline = (
  at: (index: number) => number,
  values: ArrayLike<number>,
  scale = 1,
): ReportSeries["points"] => {
  const span = Math.max(1, Math.ceil(values.length / mostPoints));
  return Array.from({ length: Math.ceil(values.length / span) }, (_, index) => {
    let highest = 0;
    for (let n = index * span; n < Math.min(values.length, (index + 1) * span); n++) {
      highest = Math.max(highest, values[n] ?? 0);
    }
    return [at(index * span), highest * scale] as const;
  });
};

/** In what a time axis counts. */
const axes = [
  { label: "minutes", seconds: 60 },
  { label: "hours", seconds: 3600 },
  { label: "days", seconds: 86_400 },
] as const;
/** Fewer of a unit than these are too few to read times by. */
const fewest = 3;

/** The largest unit that goes often enough into so many seconds; at least minutes. */
export const timeAxisFor = (seconds: number) => axes.findLast((axis) => seconds >= fewest * axis.seconds) ?? axes[0];

/** One line or dot per policy in its colour. */
export const policySeries = <R extends { readonly policy: string }>(
  runs: readonly R[],
  pointsOf: (run: R) => ReportSeries["points"],
): readonly ReportSeries[] =>
  runs.map((run, index) => ({ label: run.policy, colour: 1 + (index % colours), points: pointsOf(run) }));

/** Foot of the plane of cost and loss: a share in percent that no trace of weeks resolves. */
const leastShownPercent = 0.001;

/** Cost against what was lost, a dot per policy. `lost` names the share, in percent. */
export const costChart = (series: readonly ReportSeries[], title: string, lost: string): ReportChart => ({
  title,
  x: "replica-hours ÷ minimum",
  y: `% ${lost}, logarithmic; lower and further left is better`,
  isLogarithmic: true,
  series: series.map((one) => ({
    ...one,
    points: one.points.map(([x, y]) => [x, Math.max(leastShownPercent, y)]),
  })),
});

/** Replicas over time, a chart per policy over the same axes. */
export const replicaCharts = (
  runs: readonly { readonly policy: string; readonly series: readonly ReportSeries[] }[],
  x: string,
): readonly ReportChart[] => {
  const points = runs.flatMap(({ series }) => series.flatMap((one) => one.points));
  const highest = points.reduce((most, [, value]) => Math.max(most, value), 0);
  return runs.map(({ policy, series }) => ({ title: policy, x, y: "replicas", series, highest }));
};
