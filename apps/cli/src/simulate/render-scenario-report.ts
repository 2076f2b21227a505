import type { RequestLevelRun } from "@loadline/simulation";
import { colourOf, reportPage } from "../backtest/report-page.ts";
import { type ChartSeries, highestOf, svgChart } from "../backtest/svg-chart.ts";
import { type TimeAxis, timeAxisFor } from "../backtest/time-axis.ts";
import { durationText, numberText } from "../terminal/quantity-text.ts";
import { missedText } from "./render-scenario.ts";
import type { ScenarioResult } from "./run-scenario.ts";

/** Points per line; more do not show at the width of a page. */
const mostPoints = 700;
const policyChartHeight = 190;
/** Foot of the plane of cost and violation: a share in percent that no trace of hours resolves. */
const leastShownPercent = 0.001;

/** Lines over the time axis of a scenario: of each of a few hundred spans the highest value. */
type Outline = (at: ArrayLike<number>, values: ArrayLike<number>, scale?: number) => ChartSeries["points"];

const outlineOver =
  ({ seconds }: TimeAxis): Outline =>
  (at, values, scale = 1) => {
    const span = Math.max(1, Math.ceil(values.length / mostPoints));
    return Array.from({ length: Math.ceil(values.length / span) }, (_, index) => {
      let highest = 0;
      for (let n = index * span; n < Math.min(values.length, (index + 1) * span); n++) {
        highest = Math.max(highest, values[n] ?? 0);
      }
      return [(at[index * span] ?? 0) / seconds, highest * scale] as const;
    });
  };

const heads = [
  "policy",
  "÷ minimum",
  "replica-hours",
  "missed",
  "minutes",
  "TTFT p95",
  "between tokens p95",
  "unserved",
  "actions",
  "reversals",
];

const rowOf = ({ policy, score }: RequestLevelRun): readonly string[] => [
  policy,
  score.ratioToMinimum.toFixed(3),
  score.replicaHours.toFixed(1),
  missedText(score.violationShare),
  String(score.sloViolationMinutes),
  durationText(score.p95TimeToFirstTokenSeconds),
  durationText(score.p95InterTokenLatencySeconds),
  missedText(score.unservedShare),
  String(score.actions),
  String(score.reversals),
  ...(score.costUsd === null ? [] : [`$${score.costUsd.toFixed(2)}`]),
];

const planeChart = (runs: readonly RequestLevelRun[]): string =>
  svgChart(
    runs.map(({ policy, score }, index) => ({
      label: policy,
      colour: colourOf(index),
      points: [[score.ratioToMinimum, 100 * score.violationShare] as const],
    })),
    {
      title: "Cost and missed requests",
      xLabel: "replica-hours ÷ minimum",
      yLabel: "% missed, logarithmic; lower and further left is better",
      kind: "points",
      logarithmicFrom: leastShownPercent,
    },
  );

const missedChart = (runs: readonly RequestLevelRun[], axis: TimeAxis): string =>
  svgChart(
    runs.map(({ policy, missedMinutes }, index) => ({
      label: policy,
      colour: colourOf(index),
      points: outlineOver(axis)(missedMinutes.at, missedMinutes.missedShare, 100),
    })),
    { title: "Requests outside the objectives", xLabel: axis.label, yLabel: "% of each minute", kind: "lines" },
  );

/** What was paid for, what was ready and the load in replicas, one chart per policy over the same axes. */
const replicaCharts = ({ runs, replicaCapacity }: ScenarioResult, axis: TimeAxis): readonly string[] => {
  const outline = outlineOver(axis);
  const charts = runs.map(({ policy, at, demand, ready, replicas }) => ({
    policy,
    series: [
      { label: "paid for", colour: 2, points: outline(at, replicas) },
      { label: "ready", colour: 1, points: outline(at, ready) },
      { label: "load ÷ capacity", colour: 0, points: outline(at, demand, 1 / replicaCapacity) },
    ],
  }));
  const highest = highestOf(charts.flatMap(({ series }) => series));
  return charts.map(({ policy, series }) =>
    svgChart(series, {
      title: policy,
      xLabel: axis.label,
      yLabel: "replicas",
      kind: "lines",
      height: policyChartHeight,
      highest,
    }),
  );
};

/** A scenario as one HTML file: table, cost and violation, replicas of each policy. */
export const renderScenarioReport = (result: ScenarioResult, notices: readonly string[] = []): string => {
  const { name, requests, seconds, leadTimeSeconds, replicaCapacity, runs } = result;
  const axis = timeAxisFor(seconds);
  return reportPage({
    kind: "Simulation",
    name,
    introduction: `${requests} requests in ${durationText(seconds)}, lead time ${durationText(leadTimeSeconds)}, ${numberText(replicaCapacity)} requests/s per replica. Starting and draining replicas are paid for; missed are requests that were not served within the objectives.`,
    notices,
    heads: [...heads, ...(runs.some(({ score }) => score.costUsd !== null) ? ["cost"] : [])],
    rows: runs.map(rowOf),
    charts: [planeChart(runs), missedChart(runs, axis), ...replicaCharts(result, axis)],
  });
};
