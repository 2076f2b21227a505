import type { EngineFit, RequestLevelRun } from "@loadline/simulation";
import { legend } from "../terminal/legend.ts";
import { printable } from "../terminal/printable.ts";
import { durationText, numberText, percentText, requestRateText } from "../terminal/quantity-text.ts";
import { table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import type { ScenarioResult } from "./run-scenario.ts";

const right = "right" as const;
const columns = [
  { title: "policy" },
  { title: "cost", align: right },
  { title: "missed", align: right },
  { title: "min", align: right },
  { title: "TTFT p95", align: right },
  { title: "acts", align: right },
  { title: "back", align: right },
];

const longestName = 13;

const meaning =
  "cost: replica-hours ÷ minimum; missed: requests not served within the objectives; min: minutes with too many of them; back: actions against the last one";

/** Small shares keep digits that tell policies apart. */
export const missedText = (share: number): string => (share === 0 ? "0 %" : `${(100 * share).toFixed(2)} %`);

/** What right-sizing would set batch and cache to. */
const fitText = ({ running, kvTokens }: EngineFit): string =>
  running === null || kvTokens === null
    ? ""
    : `its engines fit ${Math.ceil(running.target)} sequences and ${Math.ceil(kvTokens.target)} cache tokens`;

const losses = ({ policy, score, engineFit }: RequestLevelRun): readonly string[] => {
  const parts = [
    ...(score.answeredByCache > 0 ? [`${percentText(score.answeredByCache / score.requests)} from the cache`] : []),
    ...(score.refusedByGateway > 0 ? [`${score.refusedByGateway} refused by the gateway`] : []),
    ...(score.lostWithReplica > 0 ? [`${score.lostWithReplica} lost with their replica`] : []),
    ...(score.preemptions > 0 ? [`${score.preemptions} preemptions`] : []),
    ...(score.costUsd === null ? [] : [`$${score.costUsd.toFixed(2)}`]),
    fitText(engineFit),
  ].filter((part) => part !== "");
  return parts.length === 0 ? [] : [`${policy}: ${parts.join(", ")}`];
};

/** Policies over single requests as a table of at most 60 columns, with what its columns mean. */
export const renderScenario = (result: ScenarioResult, view: View): string => {
  const { name, requests, seconds, leadTimeSeconds, replicaCapacity, runs } = result;
  const rows = runs.map(({ policy, score }) => [
    policy.slice(0, longestName),
    `${score.ratioToMinimum.toFixed(3)}×`,
    missedText(score.violationShare),
    String(score.sloViolationMinutes),
    durationText(score.p95TimeToFirstTokenSeconds),
    String(score.actions),
    String(score.reversals),
  ]);
  const notes = runs.flatMap(losses).flatMap((line) => wrap(line, view.columns));
  return [
    ...wrap(printable(name), view.columns).map(view.style.strong),
    ...wrap(
      `${requests} requests in ${durationText(seconds)}, lead time ${durationText(leadTimeSeconds)}`,
      view.columns,
    ),
    ...wrap(
      `${requestRateText(replicaCapacity)} per replica, minimum ${numberText(runs[0]?.score.minimumReplicaHours ?? 0)} replica-hours`,
      view.columns,
    ),
    "",
    ...table(columns, rows, view),
    "",
    ...(notes.length === 0 ? [] : [...notes, ""]),
    ...legend(meaning, view),
    "",
  ].join("\n");
};
