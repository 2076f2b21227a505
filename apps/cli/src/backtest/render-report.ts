import type { FrontierPoint } from "@loadline/simulation";
import { durationText, numberText } from "../terminal/quantity-text.ts";
import { unservedText } from "./render-backtest.ts";
import { colourOf, reportPage } from "./report-page.ts";
import type { Backtest } from "./run-backtest.ts";
import { type ChartSeries, highestOf, svgChart } from "./svg-chart.ts";
import { timeAxisFor } from "./time-axis.ts";

/** Points per line; more do not show at the width of a page. */
const mostPoints = 700;

/**
 * The highest value of each of a few hundred spans: what a policy must carry does not vanish in an average.
 * @param step length of a step in the unit of the axis
 */
const outline = (values: ArrayLike<number>, step: number, scale = 1): ChartSeries["points"] => {
  const span = Math.max(1, Math.ceil(values.length / mostPoints));
  return Array.from({ length: Math.ceil(values.length / span) }, (_, index) => {
    let highest = 0;
    for (let at = index * span; at < Math.min(values.length, (index + 1) * span); at++) {
      highest = Math.max(highest, values[at] ?? 0);
    }
    return [index * span * step, highest * scale] as const;
  });
};

/** The name of the time axis, and a step in its unit. */
const timeOf = ({ demand, stepSeconds }: Backtest): { readonly xLabel: string; readonly step: number } => {
  const { label, seconds } = timeAxisFor(demand.length * stepSeconds);
  return { xLabel: label, step: stepSeconds / seconds };
};

const policyChartHeight = 190;
const frontierRoom = 1.1;
/** Foot of the frontier: a share in percent that no trace of weeks resolves. */
const leastShownPercent = 0.001;

const rowOf = ({ policy, score }: Backtest["runs"][number]): readonly string[] => [
  policy,
  score.ratioToMinimum.toFixed(3),
  score.replicaHours.toFixed(0),
  unservedText(score.unservedShare),
  unservedText(score.largestEventShare),
  score.sloViolationMinutes.toFixed(0),
  String(score.actions),
  String(score.reversals),
  ...(score.costUsd === null ? [] : [`$${score.costUsd.toFixed(2)}`]),
];

/** The load in replicas and what was ready for it, one chart per policy over the same axes. */
const replicaCharts = (backtest: Backtest): readonly string[] => {
  const { demand, runs, replicaCapacity } = backtest;
  const { xLabel, step } = timeOf(backtest);
  const load = { label: "load ÷ capacity", colour: 0, points: outline(demand, step, 1 / replicaCapacity) };
  const supplies = runs.map(({ ready }) => ({ label: "ready", colour: 1, points: outline(ready, step) }));
  const highest = highestOf([load, ...supplies]);
  return supplies.map((supply, index) =>
    svgChart([supply, load], {
      title: runs[index]?.policy ?? "",
      xLabel,
      yLabel: "replicas",
      kind: "lines",
      height: policyChartHeight,
      highest,
    }),
  );
};

const shortfallOf = ({ demand, stepSeconds, replicaCapacity, scoreFromSeconds }: Backtest, ready: Int32Array) =>
  demand.map((value, step) =>
    step * stepSeconds < scoreFromSeconds ? 0 : Math.max(0, value - (ready[step] ?? 0) * replicaCapacity),
  );

const shortfallChart = (backtest: Backtest): string => {
  const { xLabel, step } = timeOf(backtest);
  const series = backtest.runs.map(({ policy, ready }, index) => ({
    label: policy,
    colour: colourOf(index),
    points: outline(shortfallOf(backtest, ready), step),
  }));
  return svgChart(series, { title: "Demand left unserved", xLabel, yLabel: "requests/s", kind: "lines" });
};

const placeOf = ({ ratioToMinimum, unservedShare }: FrontierPoint): readonly [number, number] => [
  ratioToMinimum,
  100 * unservedShare,
];

/** The part of the frontier that is of use beside the policies: no dearer than the dearest of them. */
const frontierLine = (runs: Backtest["runs"], frontier: readonly FrontierPoint[]): readonly ChartSeries[] => {
  const dearest = Math.max(...runs.map(({ score }) => score.ratioToMinimum));
  const points = frontier.filter(({ ratioToMinimum }) => ratioToMinimum <= dearest * frontierRoom).map(placeOf);
  return points.length > 1 ? [{ label: "the pod autoscaler at other targets", colour: 0, points }] : [];
};

const frontierChart = ({ runs }: Backtest, frontier: readonly FrontierPoint[]): string =>
  svgChart(
    [
      ...frontierLine(runs, frontier),
      ...runs.map(({ policy, score }, index) => ({
        label: policy,
        colour: colourOf(index),
        points: [placeOf(score)],
      })),
    ],
    {
      title: "Cost and unserved demand",
      xLabel: "replica-hours ÷ minimum",
      yLabel: "% unserved, logarithmic; lower and further left is better",
      kind: "points",
      logarithmicFrom: leastShownPercent,
    },
  );

/** A backtest as one HTML file: table, frontier, shortfall, and the replicas of each policy. */
export const renderReport = (
  backtest: Backtest,
  frontier: readonly FrontierPoint[] = [],
  notices: readonly string[] = [],
): string => {
  const { trace, leadTimeSeconds, replicaCapacity, runs } = backtest;
  const minimum = runs[0]?.score.minimumReplicaHours.toFixed(0) ?? "0";
  return reportPage({
    kind: "Backtest",
    name: trace,
    introduction: `Lead time ${durationText(leadTimeSeconds)}, ${numberText(replicaCapacity)} requests/s per replica, minimum ${minimum} replica-hours. Pending replicas are paid for; unserved is demand above the ready capacity.`,
    notices,
    heads: [
      "policy",
      "÷ minimum",
      "replica-hours",
      "unserved",
      "worst event",
      "min short",
      "actions",
      "reversals",
      ...(runs.some(({ score }) => score.costUsd !== null) ? ["cost"] : []),
    ],
    rows: runs.map(rowOf),
    charts: [frontierChart(backtest, frontier), shortfallChart(backtest), ...replicaCharts(backtest)],
  });
};
