import type { Report, ReportSeries } from "@loadline/planner/embedded";
import { durationText, numberText, usdText } from "@loadline/planner/text";
import { capacityOfEach, demandInReplicas, type FrontierPoint } from "@loadline/simulation";
import type { CliContext } from "../command.ts";
import { writeText } from "../files.ts";
import { plannerPage } from "../planner-page.ts";
import { costChart, outline, policySeries, replicaCharts, timeAxisFor } from "../report/report-charts.ts";
import type { NamedLoad } from "./load.ts";
import { unservedText } from "./render-backtest.ts";
import {
  type Backtest,
  capacityOf,
  podAutoscalerFrontier,
  type RunValues,
  runBacktest,
  runSettings,
} from "./run-backtest.ts";

/** Points of the frontier up to this much dearer than the dearest policy are of use. */
const frontierSlack = 1.1;

export type ReportColumn<S> = readonly [head: string, cell: (score: S) => string];

/** Heads and rows of a table of scores by policy; what they cost where a price is known. */
export const scoreTable = <S extends { readonly costUsd: number | null }>(
  runs: readonly { readonly policy: string; readonly score: S }[],
  columns: readonly ReportColumn<S>[],
) => {
  const hasCost = runs.some(({ score }) => score.costUsd !== null);
  return {
    heads: ["policy", ...columns.map(([head]) => head), ...(hasCost ? ["cost"] : [])],
    rows: runs.map(({ policy, score }) => [
      policy,
      ...columns.map(([, cell]) => cell(score)),
      ...(score.costUsd === null ? [] : [usdText(score.costUsd)]),
    ]),
  };
};

const columns: readonly ReportColumn<Backtest["runs"][number]["score"]>[] = [
  ["÷ minimum", ({ ratioToMinimum }) => ratioToMinimum.toFixed(3)],
  ["replica-hours", ({ replicaHours }) => replicaHours.toFixed(0)],
  ["unserved", ({ unservedShare }) => unservedText(unservedShare)],
  ["worst event", ({ largestEventShare }) => unservedText(largestEventShare)],
  ["SLO violation min", ({ sloViolationMinutes }) => sloViolationMinutes.toFixed(0)],
  ["actions", ({ actions }) => String(actions)],
  ["reversals", ({ reversals }) => String(reversals)],
];

const placeOf = ({ ratioToMinimum, unservedShare }: FrontierPoint) => [ratioToMinimum, 100 * unservedShare] as const;

const frontierLine = (runs: Backtest["runs"], frontier: readonly FrontierPoint[]): readonly ReportSeries[] => {
  const dearest = Math.max(...runs.map(({ score }) => score.ratioToMinimum));
  const points = frontier.filter(({ ratioToMinimum }) => ratioToMinimum <= dearest * frontierSlack).map(placeOf);
  return points.length > 1 ? [{ label: "the pod autoscaler at other targets", colour: 0, points }] : [];
};

/** A backtest as a report: table, frontier, shortfall, and the replicas of each policy. */
export const backtestReport = (
  backtest: Backtest,
  frontier: readonly FrontierPoint[] = [],
  notices: readonly string[] = [],
): Report => {
  const { trace, leadTimeSeconds, capacity, replicaCapacity, runs, demand, stepSeconds, scoreFromSeconds } = backtest;
  const minimum = runs[0]?.score.minimumReplicaHours.toFixed(0) ?? "0";
  const axis = timeAxisFor(demand.length * stepSeconds);
  const at = (step: number): number => (step * stepSeconds) / axis.seconds;
  const shortfall = policySeries(runs, ({ ready }) => {
    const missing = demand.map((value, step) => {
      const serving = ready[step] ?? 0;
      const isScored = step * stepSeconds >= scoreFromSeconds;
      return isScored ? Math.max(0, value - serving * capacityOfEach(capacity, serving)) : 0;
    });
    return outline(at, missing);
  });
  const inReplicas = demand.map((rate) => demandInReplicas(capacity, rate));
  const load = { label: "load ÷ capacity", colour: 0, points: outline(at, inReplicas) };
  const replicas = runs.map(({ policy, ready }) => ({
    policy,
    series: [{ label: "ready", colour: 1, points: outline(at, ready) }, load],
  }));
  return {
    kind: "Backtest",
    name: trace,
    introduction: `Lead time ${durationText(leadTimeSeconds)}, ${numberText(replicaCapacity)} requests/s per replica, minimum ${minimum} replica-hours. Pending replicas are paid for; unserved is demand above the ready capacity.`,
    notices,
    ...scoreTable(runs, columns),
    charts: [
      costChart(
        [...frontierLine(runs, frontier), ...policySeries(runs, ({ score }) => [placeOf(score)])],
        "Cost and unserved demand",
        "unserved",
      ),
      { title: "Demand left unserved", x: axis.label, y: "requests/s", series: shortfall },
      ...replicaCharts(replicas, axis.label),
    ],
  };
};

/** Every policy over a load; with --html a report of it is written. The codes of `runBacktest` and `capacityOf`. */
export const runLoad = async (
  load: NamedLoad,
  asked: RunValues,
  { context, scoreFromSeconds = 0 }: { readonly context: CliContext; readonly scoreFromSeconds?: number },
): Promise<Backtest> => {
  const { policies, seed, html } = asked;
  const result = runBacktest({
    ...runSettings(asked),
    capacity: await capacityOf(asked, load.lengths, context),
    trace: load.name,
    demand: load.under(seed),
    policies,
    scoreFromSeconds,
  });
  if (html !== undefined) {
    const report = backtestReport(result, podAutoscalerFrontier(result), load.notices);
    const text = await plannerPage({ report });
    await writeText("--html", html, { text }, context);
  }
  return result;
};
