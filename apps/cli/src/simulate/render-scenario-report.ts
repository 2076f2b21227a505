import type { RequestLevelRun } from "@loadline/core";
import { type ChartSeries, escapeText, svgChart } from "../backtest/svg-chart.ts";
import { durationText } from "../terminal/quantity-text.ts";
import { missedText } from "./render-scenario.ts";
import type { ScenarioResult } from "./run-scenario.ts";

const secondsPerHour = 3600;
/** Points per line; more do not show at the width of a page. */
const mostPoints = 700;
const policyChartHeight = 190;
/** Foot of the plane of cost and violation: a share in percent that no trace of hours resolves. */
const leastShownPercent = 0.001;

const styles = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--faint:#59636e;--rule:#d1d9e0;--c0:#57606a;--c1:#0969da;--c2:#bc4c00;--c3:#1a7f37;--c4:#8250df;--c5:#bf3989;--c6:#0e7490;--c7:#9a6700}
@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--faint:#9198a1;--rule:#3d444d;--c0:#9198a1;--c1:#4493f8;--c2:#f0883e;--c3:#3fb950;--c4:#ab7df8;--c5:#f778ba;--c6:#39c5cf;--c7:#d29922}}
body{background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}p,figcaption span,.legend{color:var(--faint)}figure{margin:2rem 0}svg{width:100%;height:auto}
svg text{fill:var(--faint);font-size:12px}.grid{stroke:var(--rule)}.line{fill:none;stroke-width:1.4}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .6rem;white-space:nowrap;border-bottom:1px solid var(--rule);text-align:right}th:first-child,td:first-child{text-align:left}
.legend span{margin-right:1rem;white-space:nowrap}.key{display:inline-block;width:.8rem;height:.8rem;border-radius:2px;margin-right:.35rem;vertical-align:-1px}
${Array.from({ length: 8 }, (_, index) => `.line.c${index}{stroke:var(--c${index})}.dot.c${index}{fill:var(--c${index})}.key.c${index}{background:var(--c${index})}`).join("\n")}
`;

const colourOf = (index: number): number => 1 + (index % 7);

/** The highest value of each of a few hundred spans, over hours. */
const outline = (at: ArrayLike<number>, values: ArrayLike<number>, scale = 1): ChartSeries["points"] => {
  const span = Math.max(1, Math.ceil(values.length / mostPoints));
  return Array.from({ length: Math.ceil(values.length / span) }, (_, index) => {
    let highest = 0;
    for (let n = index * span; n < Math.min(values.length, (index + 1) * span); n++) {
      highest = Math.max(highest, values[n] ?? 0);
    }
    return [(at[index * span] ?? 0) / secondsPerHour, highest * scale] as const;
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
  "cost",
];

const rowOf = ({ policy, score }: RequestLevelRun): string => {
  const cells = [
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
    score.costUsd === null ? "unknown" : `$${score.costUsd.toFixed(2)}`,
  ];
  return `<tr>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`;
};

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

const missedChart = (runs: readonly RequestLevelRun[]): string =>
  svgChart(
    runs.map(({ policy, missedMinutes }, index) => ({
      label: policy,
      colour: colourOf(index),
      points: outline(missedMinutes.at, missedMinutes.missedShare, 100),
    })),
    { title: "Requests outside the objectives", xLabel: "hours", yLabel: "% of each minute", kind: "lines" },
  );

const replicaChart = ({ policy, at, demand, ready, replicas }: RequestLevelRun, capacity: number): string =>
  svgChart(
    [
      { label: "paid for", colour: 2, points: outline(at, replicas) },
      { label: "ready", colour: 1, points: outline(at, ready) },
      { label: "load ÷ capacity", colour: 0, points: outline(at, demand, 1 / capacity) },
    ],
    { title: policy, xLabel: "hours", yLabel: "replicas", kind: "lines", height: policyChartHeight },
  );

/** A scenario as one HTML file without anything from outside: table, cost and violation, replicas of each policy. */
export const renderScenarioReport = (result: ScenarioResult): string => {
  const { name, requests, seconds, leadTimeSeconds, replicaCapacity, runs } = result;
  const charts = [planeChart(runs), missedChart(runs), ...runs.map((run) => replicaChart(run, replicaCapacity))];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Simulation: ${escapeText(name)}</title><style>${styles}</style></head><body>
<h1>${escapeText(name)}</h1>
<p>${requests} requests in ${escapeText(durationText(seconds))}, lead time ${escapeText(durationText(leadTimeSeconds))}, ${escapeText(replicaCapacity.toPrecision(4))} requests/s per replica. Starting and draining replicas are paid for; missed are requests that were not served within the objectives.</p>
<div class="scroll"><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr></thead><tbody>${runs.map(rowOf).join("")}</tbody></table></div>
${charts.join("\n")}
</body></html>
`;
};
