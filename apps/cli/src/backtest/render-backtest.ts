import { meanOf } from "@loadline/model";
import { durationText, numberText, printable, requestRateText, wrap } from "@loadline/planner/text";
import type { ComparedScore, FluidRun, FrontierComparison } from "@loadline/simulation";
import { type Column, left, legend, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import type { Backtest } from "./run-backtest.ts";

const longestName = 16;

/** Shares of unserved demand, which matter where they are small: 0.0432 %. */
export const unservedText = (share: number): string => (share === 0 ? "0 %" : `${(100 * share).toFixed(4)} %`);

export const ratioText = (ratio: number): string => `${ratio.toFixed(3)}×`;

const heading = (text: string, { columns, style }: View): readonly string[] => wrap(text, columns).map(style.strong);

/** A load, what a policy had to carry it with, and the least that would have. */
export const headText = (
  name: string,
  { load, minimum }: { readonly load: string; readonly minimum: number },
  { leadTimeSeconds, replicaCapacity }: Pick<Backtest, "leadTimeSeconds" | "replicaCapacity">,
  view: View,
): readonly string[] => [
  ...heading(printable(name), view),
  ...[
    load,
    `lead time ${durationText(leadTimeSeconds)}, ${requestRateText(replicaCapacity)} per replica`,
    `minimum ${numberText(minimum)} replica-hours`,
  ].flatMap((line) => wrap(line, view.columns)),
  "",
];

const columns: readonly Column<FluidRun>[] = [
  left("policy", ({ policy }) => policy.slice(0, longestName)),
  right("cost", ({ score }) => ratioText(score.ratioToMinimum)),
  right("unserved", ({ score }) => unservedText(score.unservedShare)),
  right("SLO violation", ({ score }) => `${Math.round(score.sloViolationMinutes)} min`),
  right("actions", ({ score }) => String(score.actions)),
  right("reversals", ({ score }) => String(score.reversals)),
];

/** Policies over one load as a table, with what its columns mean. */
export const renderBacktest = (backtest: Backtest, view: View): string => {
  const { trace, runs, demand, stepSeconds } = backtest;
  const usd = runs.flatMap(({ policy, score }) =>
    score.costUsd === null ? [] : [`${policy}: $${score.costUsd.toFixed(2)}`],
  );
  const load = `${durationText(demand.length * stepSeconds)} of load, mean ${requestRateText(meanOf(demand))}`;
  const minimum = runs[0]?.score.minimumReplicaHours ?? 0;
  return [
    ...headText(trace, { load, minimum }, backtest, view),
    ...table(columns, runs, view),
    "",
    ...(usd.length === 0 ? [] : [...usd, ""]),
    ...legend(
      "cost: replica-hours ÷ minimum; SLO violation: time with too few ready; reversals: actions against the one before",
      view,
    ),
    "",
  ].join("\n");
};

const gapText = (gap: number | null): string => (gap === null ? "—" : `${gap > 0 ? "+" : ""}${gap.toFixed(3)}`);

type Compared = Omit<ComparedScore, "reversals"> & {
  readonly policy: string;
  readonly gaps: readonly [string, string];
};

const comparedColumns: readonly Column<Compared>[] = [
  left("policy", ({ policy }) => policy.slice(0, longestName)),
  right("cost", ({ ratioToMinimum }) => ratioText(ratioToMinimum)),
  right("unserved", ({ unservedShare }) => unservedText(unservedShare)),
  right("actions", ({ actions }) => String(actions)),
  right("vs HPA 70 %", ({ gaps }) => gaps[0]),
  right("vs best HPA in hindsight", ({ gaps }) => gaps[1]),
];

/** Policies compared with the pod autoscaler's frontier. */
export const renderComparison = ({ hpaAtDefaults, policies }: FrontierComparison, view: View): readonly string[] => [
  ...heading("At equal unserved demand, against the pod autoscaler", view),
  ...table(
    comparedColumns,
    [
      ...policies.map((row): Compared => ({ ...row, gaps: [gapText(row.toDefaults), gapText(row.toHindsight)] })),
      { ...hpaAtDefaults, policy: "hpa:0.7", gaps: ["", ""] },
    ],
    view,
  ),
  "",
  ...legend(
    "vs: cost less that of the pod autoscaler, with its defaults, or with the window and target best in hindsight; — none gets that low",
    view,
  ),
  "",
];
