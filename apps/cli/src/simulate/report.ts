import type { Report } from "@loadline/planner/embedded";
import { durationText, numberText } from "@loadline/planner/text";
import type { RequestLevelRun } from "@loadline/simulation";
import { type ReportColumn, scoreTable } from "../backtest/report.ts";
import { costChart, outline, policySeries, replicaCharts, timeAxisFor } from "../report/report-charts.ts";
import { missedText } from "./render-scenario.ts";
import type { ScenarioResult } from "./run-scenario.ts";

const columns: readonly ReportColumn<RequestLevelRun["score"]>[] = [
  ["÷ minimum", ({ ratioToMinimum }) => ratioToMinimum.toFixed(3)],
  ["replica-hours", ({ replicaHours }) => replicaHours.toFixed(1)],
  ["missed", ({ violationShare }) => missedText(violationShare)],
  ["SLO violation min", ({ sloViolationMinutes }) => String(sloViolationMinutes)],
  ["TTFT p95", ({ p95TimeToFirstTokenSeconds }) => durationText(p95TimeToFirstTokenSeconds)],
  ["ITL p95", ({ p95InterTokenLatencySeconds }) => durationText(p95InterTokenLatencySeconds)],
  ["unserved", ({ unservedShare }) => missedText(unservedShare)],
  ["actions", ({ actions }) => String(actions)],
  ["reversals", ({ reversals }) => String(reversals)],
];

/** A scenario as a report: table, cost and violation, replicas of each policy. */
export const scenarioReport = (result: ScenarioResult, notices: readonly string[] = []): Report => {
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
  return {
    kind: "Simulation",
    name,
    introduction: `${requests} requests in ${durationText(seconds)}, lead time ${durationText(leadTimeSeconds)}, ${numberText(replicaCapacity)} requests/s per replica. Starting and draining replicas are paid for; missed are requests that were not served within the objectives.`,
    notices,
    ...scoreTable(runs, columns),
    charts: [
      costChart(violations, "Cost and missed requests", "missed"),
      { title: "Requests outside the objectives", x: axis.label, y: "% of each minute", series: missed },
      ...replicaCharts(replicas, axis.label),
    ],
  };
};
