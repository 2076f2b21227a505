import type { FrontierPoint } from "@loadline/simulation";
import { costChart, outline, policySeries, replicaCharts, reportPage, timeAxisFor } from "../report/report-page.ts";
import { type ChartSeries, svgChart } from "../report/svg-chart.ts";
import { durationText, numberText } from "../terminal/text.ts";
import { unservedText } from "./render-backtest.ts";
import type { Backtest } from "./run-backtest.ts";

/** Points of the frontier up to this much dearer than the dearest policy are of use. */
const frontierSlack = 1.1;

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

const placeOf = ({ ratioToMinimum, unservedShare }: FrontierPoint) => [ratioToMinimum, 100 * unservedShare] as const;

const frontierLine = (runs: Backtest["runs"], frontier: readonly FrontierPoint[]): readonly ChartSeries[] => {
  const dearest = Math.max(...runs.map(({ score }) => score.ratioToMinimum));
  const points = frontier.filter(({ ratioToMinimum }) => ratioToMinimum <= dearest * frontierSlack).map(placeOf);
  return points.length > 1 ? [{ label: "the pod autoscaler at other targets", colour: 0, points }] : [];
};

const heads = [
  "policy",
  "÷ minimum",
  "replica-hours",
  "unserved",
  "worst event",
  "SLO violation min",
  "actions",
  "reversals",
];

/** A backtest as one HTML file: table, frontier, shortfall, and the replicas of each policy. */
export const renderReport = (
  backtest: Backtest,
  frontier: readonly FrontierPoint[] = [],
  notices: readonly string[] = [],
): string => {
  const { trace, leadTimeSeconds, replicaCapacity, runs, demand, stepSeconds, scoreFromSeconds } = backtest;
  const minimum = runs[0]?.score.minimumReplicaHours.toFixed(0) ?? "0";
  const axis = timeAxisFor(demand.length * stepSeconds);
  const at = (step: number): number => (step * stepSeconds) / axis.seconds;
  const shortfall = policySeries(runs, ({ ready }) => {
    const missing = demand.map((value, step) =>
      step * stepSeconds < scoreFromSeconds ? 0 : Math.max(0, value - (ready[step] ?? 0) * replicaCapacity),
    );
    return outline(at, missing);
  });
  const load = { label: "load ÷ capacity", colour: 0, points: outline(at, demand, 1 / replicaCapacity) };
  const replicas = runs.map(({ policy, ready }) => ({
    policy,
    series: [{ label: "ready", colour: 1, points: outline(at, ready) }, load],
  }));
  return reportPage({
    kind: "Backtest",
    name: trace,
    introduction: `Lead time ${durationText(leadTimeSeconds)}, ${numberText(replicaCapacity)} requests/s per replica, minimum ${minimum} replica-hours. Pending replicas are paid for; unserved is demand above the ready capacity.`,
    notices,
    heads: [...heads, ...(runs.some(({ score }) => score.costUsd !== null) ? ["cost"] : [])],
    rows: runs.map(rowOf),
    charts: [
      costChart(
        [...frontierLine(runs, frontier), ...policySeries(runs, ({ score }) => [placeOf(score)])],
        "Cost and unserved demand",
        "unserved",
      ),
      svgChart(shortfall, { title: "Demand left unserved", xLabel: axis.label, yLabel: "requests/s" }),
      ...replicaCharts(replicas, axis.label),
    ],
  });
};
