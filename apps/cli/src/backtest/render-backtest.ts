import { legend } from "../terminal/legend.ts";
import { printable } from "../terminal/printable.ts";
import { durationText, numberText, requestRateText } from "../terminal/quantity-text.ts";
import { table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import { type Backtest, meanOf } from "./run-backtest.ts";

const columns = [
  { title: "policy" },
  { title: "cost", align: "right" as const },
  { title: "unserved", align: "right" as const },
  { title: "short", align: "right" as const },
  { title: "actions", align: "right" as const },
  { title: "back", align: "right" as const },
];

const longestName = 16;

const meaning = "cost: replica-hours ÷ minimum; short: time with too few ready; back: actions against the last one";

/** Small shares matter, so they keep their digits: 0.0432 %. */
export const unservedText = (share: number): string => (share === 0 ? "0 %" : `${(100 * share).toFixed(4)} %`);

const costText = (ratio: number): string => `${ratio.toFixed(3)}×`;

const usdLines = ({ runs }: Backtest): readonly string[] =>
  runs.flatMap(({ policy, score }) => (score.costUsd === null ? [] : [`${policy}: $${score.costUsd.toFixed(2)}`]));

/** Policies over one load as a table of at most 60 columns, with what its columns mean. */
export const renderBacktest = (backtest: Backtest, view: View): string => {
  const { trace, leadTimeSeconds, replicaCapacity, runs, demand, stepSeconds } = backtest;
  const minimum = numberText(runs[0]?.score.minimumReplicaHours ?? 0);
  const rows = runs.map(({ policy, score }) => [
    policy.slice(0, longestName),
    costText(score.ratioToMinimum),
    unservedText(score.unservedShare),
    `${Math.round(score.sloViolationMinutes)} min`,
    String(score.actions),
    String(score.reversals),
  ]);
  const usd = usdLines(backtest);
  return [
    ...wrap(printable(trace), view.columns).map(view.style.strong),
    ...[
      `${durationText(demand.length * stepSeconds)} of load, mean ${requestRateText(meanOf(demand))}`,
      `lead time ${durationText(leadTimeSeconds)}, ${requestRateText(replicaCapacity)} per replica`,
      `minimum ${minimum} replica-hours`,
    ].flatMap((line) => wrap(line, view.columns)),
    "",
    ...table(columns, rows, view),
    "",
    ...(usd.length === 0 ? [] : [...usd, ""]),
    ...legend(meaning, view),
    "",
  ].join("\n");
};
