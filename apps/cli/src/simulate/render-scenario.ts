import { durationText, percentText, usdText, wrap } from "@loadline/planner/text";
import type { EngineFit, RequestLevelRun } from "@loadline/simulation";
import { headText, ratioText } from "../backtest/render-backtest.ts";
import { type Column, left, legend, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import type { ScenarioResult } from "./run-scenario.ts";

const longestName = 13;

const meaning =
  "cost: replica-hours ÷ minimum; missed: requests not served within the objectives; SLO violation: minutes with too many of them; reversals: actions against the one before";

/** Small shares with the digits in which policies differ. */
export const missedText = (share: number): string => (share === 0 ? "0 %" : `${(100 * share).toFixed(2)} %`);

/** Batch and cache that right-sizing would set. */
const fitText = ({ running, kvTokens }: EngineFit): string =>
  running === null || kvTokens === null
    ? ""
    : `an engine of the right size takes ${Math.ceil(running.target)} sequences and ${Math.ceil(kvTokens.target)} cache tokens`;

const nodesText = ({ nodes }: RequestLevelRun["score"]): string => {
  if (nodes === null) return "";
  const stranded = nodes.strandedGpus > 0 ? `, ${nodes.strandedGpus} GPUs on them fit no replica` : "";
  return `${nodes.most} nodes at most${stranded}${nodes.usd === null ? "" : `, ${usdText(nodes.usd)} for nodes`}`;
};

const losses = ({ policy, score, engineFit }: RequestLevelRun): readonly string[] => {
  const parts = [
    ...(score.answeredByCache > 0 ? [`${percentText(score.answeredByCache / score.requests)} from the cache`] : []),
    ...(score.refusedByGateway > 0 ? [`${score.refusedByGateway} refused by the gateway`] : []),
    ...(score.lostWithReplica > 0 ? [`${score.lostWithReplica} lost with their replica`] : []),
    ...(score.preemptions > 0 ? [`${score.preemptions} preemptions`] : []),
    ...(score.costUsd === null ? [] : [usdText(score.costUsd)]),
    nodesText(score),
    fitText(engineFit),
  ].filter((part) => part !== "");
  return parts.length === 0 ? [] : [`${policy}: ${parts.join(", ")}`];
};

const columns: readonly Column<RequestLevelRun>[] = [
  left("policy", ({ policy }) => policy.slice(0, longestName)),
  right("cost", ({ score }) => ratioText(score.ratioToMinimum)),
  right("missed", ({ score }) => missedText(score.violationShare)),
  right("SLO violation", ({ score }) => `${score.sloViolationMinutes} min`),
  right("TTFT p95", ({ score }) => durationText(score.p95TimeToFirstTokenSeconds)),
  right("actions", ({ score }) => String(score.actions)),
  right("reversals", ({ score }) => String(score.reversals)),
];

/** Policies over single requests as a table, with what its columns mean. */
export const renderScenario = (result: ScenarioResult, view: View): string => {
  const { name, requests, seconds, runs } = result;
  const notes = runs.flatMap(losses).flatMap((line) => wrap(line, view.columns));
  const load = `${requests} requests in ${durationText(seconds)}`;
  const minimum = runs[0]?.score.minimumReplicaHours ?? 0;
  return [
    ...headText(name, { load, minimum }, result, view),
    ...table(columns, runs, view),
    "",
    ...(notes.length === 0 ? [] : [...notes, ""]),
    ...legend(meaning, view),
    "",
  ].join("\n");
};
