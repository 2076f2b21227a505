import { durationText, numberText, plural, printable, requestRateText, wrap } from "@loadline/planner/text";
import { unservedText } from "../backtest/render-backtest.ts";
import { type Column, facts, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import type { DeploymentAdvice } from "./advise-fleet.ts";
import type { League } from "./league.ts";
import type { WeekRow } from "./week.ts";

const columns: readonly Column<WeekRow>[] = [
  left("replicas", ({ policy }) => policy),
  right("replica-hours", ({ replicaHours }) => numberText(replicaHours)),
  right("unserved", ({ unservedShare }) => unservedText(unservedShare)),
  right("SLO violation", ({ sloViolationMinutes }) => `${Math.round(sloViolationMinutes)} min`),
  right("actions", ({ actions }) => String(actions)),
  right("cost", ({ costUsd }) => (costUsd === null ? "unknown" : `$${costUsd.toFixed(0)}`)),
];

const runningText = ({ engines: { running, ageSeconds }, capacityRequestsPerSecond }: DeploymentAdvice): string =>
  running === 0
    ? "no engine"
    : `${plural(running, "engine")}, samples up to ${durationText(ageSeconds)} old; they carry ${requestRateText(capacityRequestsPerSecond)}`;

const notes = (notices: readonly string[], { columns: width }: View): readonly string[] =>
  notices.flatMap((notice) => wrap(`note: ${printable(notice)}`, width));

const renderOne = (advice: DeploymentAdvice, view: View): readonly string[] => {
  const { planned, demand, latencyP95, week, undecided, changes } = advice;
  const { style, columns: width } = view;
  const rows: readonly (readonly [string, string])[] = [
    [
      "planned",
      `${plural(planned.replicas, "replica")} of ${advice.gpu}, for ${requestRateText(planned.requestsPerSecond)}`,
    ],
    ["running", runningText(advice)],
    [
      "demand",
      `${requestRateText(demand.now)} now, ${requestRateText(demand.peakOfWeek)} in the highest 5 minutes of the week, ${demand.waiting ?? "unknown"} waiting`,
    ],
    [
      "95 % within",
      `${durationText(latencyP95.timeToFirstToken)} to the first token, ${durationText(latencyP95.interTokenLatency)} between tokens`,
    ],
  ];
  const sayings =
    undecided === null ? (changes.length === 0 ? ["nothing would change"] : changes) : [`no advice: ${undecided}`];
  return [
    ...wrap(printable(`${advice.name}: ${advice.model}`), width).map(style.strong),
    ...facts(
      rows.map(([label, text]) => [label, printable(text)] as const),
      view,
    ),
    ...sayings.flatMap((text) => wrap(`→ ${printable(text)}`, width)),
    ...(week === null || week.rows.length === 0
      ? []
      : [
          "",
          `The last ${durationText(week.seconds)} of its load under other policies:`,
          ...table(columns, week.rows, view),
        ]),
    ...notes(week?.notices ?? [], view),
    "",
  ];
};

/** Each policy over the same days, in turn. */
export const renderLeague = ({ name, periods, notices: general, ...terms }: League, view: View): string => {
  const carried = `${requestRateText(terms.replicaCapacityRps)} per replica`;
  return [
    ...wrap(`${carried}, lead time ${durationText(terms.leadTimeSeconds)}`, view.columns),
    ...notes(general, view),
    "",
    ...periods.flatMap(({ days, seconds, notices, rows }) => [
      ...wrap(
        printable(`${name}: the last ${seconds === 0 ? "" : `${durationText(seconds)} of `}${plural(days, "day")}`),
        view.columns,
      ).map(view.style.strong),
      ...(rows.length === 0 ? [] : table(columns, rows, view)),
      ...notes(notices, view),
      "",
    ]),
  ].join("\n");
};

export const renderAdvice = (source: string, advice: readonly DeploymentAdvice[], view: View): string =>
  [
    ...wrap(`As the series at ${source} show it:`, view.columns),
    "",
    ...advice.flatMap((one) => renderOne(one, view)),
  ].join("\n");
