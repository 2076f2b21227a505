import type { RequestLevelRun } from "@loadline/simulation";
import { costChart, outline, policySeries, replicaCharts, reportPage, timeAxisFor } from "../report/report-page.ts";
import { svgChart } from "../report/svg-chart.ts";
import { durationText, numberText } from "../terminal/text.ts";
import { missedText } from "./render-scenario.ts";
import type { ScenarioResult } from "./run-scenario.ts";

const heads = [
  "policy",
  "÷ minimum",
  "replica-hours",
  "missed",
  "SLO violation min",
  "TTFT p95",
  "ITL p95",
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

/** A scenario as one HTML file: table, cost and violation, replicas of each policy. */
export const renderScenarioReport = (result: ScenarioResult, notices: readonly string[] = []): string => {
  const { name, requests, seconds, leadTimeSeconds, replicaCapacity, runs } = result;
  const axis = timeAxisFor(seconds);
  const over = (times: ArrayLike<number>) => (index: number) => (times[index] ?? 0) / axis.seconds;
  const violations = policySeries(runs, ({ score }) => [[score.ratioToMinimum, 100 * score.violationShare]]);
  const missed = policySeries(runs, ({ missedMinutes }) =>
    outline(over(missedMinutes.at), missedMinutes.missedShare, 100),
  );
  const replicas = runs.map(({ policy, at, demand, ready, replicas: paid }) => ({
    policy,
    series: [
      { label: "paid for", colour: 2, points: outline(over(at), paid) },
      { label: "ready", colour: 1, points: outline(over(at), ready) },
      { label: "load ÷ capacity", colour: 0, points: outline(over(at), demand, 1 / replicaCapacity) },
    ],
  }));
  return reportPage({
    kind: "Simulation",
    name,
    introduction: `${requests} requests in ${durationText(seconds)}, lead time ${durationText(leadTimeSeconds)}, ${numberText(replicaCapacity)} requests/s per replica. Starting and draining replicas are paid for; missed are requests that were not served within the objectives.`,
    notices,
    heads: [...heads, ...(runs.some(({ score }) => score.costUsd !== null) ? ["cost"] : [])],
    rows: runs.map(rowOf),
    charts: [
      costChart(violations, "Cost and missed requests", "missed"),
      svgChart(missed, {
        title: "Requests outside the objectives",
        xLabel: axis.label,
        yLabel: "% of each minute",
      }),
      ...replicaCharts(replicas, axis.label),
    ],
  });
};
