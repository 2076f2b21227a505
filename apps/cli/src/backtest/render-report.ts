import type { FrontierPoint } from "@loadline/core";
import { unservedText } from "./render-backtest.ts";
import type { Backtest } from "./run-backtest.ts";
import { type ChartSeries, escapeText, svgChart } from "./svg-chart.ts";

const secondsPerHour = 3600;
/** Points per line; more do not show at the width of a page. */
const mostPoints = 700;

/** The highest value of each of a few hundred spans: what a policy must carry does not vanish in an average. */
const outline = (values: ArrayLike<number>, stepSeconds: number, scale = 1): ChartSeries["points"] => {
  const span = Math.max(1, Math.ceil(values.length / mostPoints));
  return Array.from({ length: Math.ceil(values.length / span) }, (_, index) => {
    let highest = 0;
    for (let step = index * span; step < Math.min(values.length, (index + 1) * span); step++) {
      highest = Math.max(highest, values[step] ?? 0);
    }
    return [(index * span * stepSeconds) / secondsPerHour, highest * scale] as const;
  });
};

const policyChartHeight = 190;
const frontierRoom = 1.1;
/** Foot of the frontier: a share in percent that no trace of weeks resolves. */
const leastShownPercent = 0.001;

const styles = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--faint:#59636e;--rule:#d1d9e0;--c0:#57606a;--c1:#0969da;--c2:#bc4c00;--c3:#1a7f37;--c4:#8250df;--c5:#bf3989;--c6:#0e7490;--c7:#9a6700}
@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--faint:#9198a1;--rule:#3d444d;--c0:#9198a1;--c1:#4493f8;--c2:#f0883e;--c3:#3fb950;--c4:#ab7df8;--c5:#f778ba;--c6:#39c5cf;--c7:#d29922}}
body{background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;max-width:920px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}p,figcaption span,.legend{color:var(--faint)}figure{margin:2rem 0}svg{width:100%;height:auto}
svg text{fill:var(--faint);font-size:12px}.grid{stroke:var(--rule)}.line{fill:none;stroke-width:1.4}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
table{font-size:14px}th,td{padding:.35rem .4rem;white-space:nowrap;border-bottom:1px solid var(--rule);text-align:right}th:first-child,td:first-child{text-align:left}
.legend span{margin-right:1rem;white-space:nowrap}.key{display:inline-block;width:.8rem;height:.8rem;border-radius:2px;margin-right:.35rem;vertical-align:-1px}
${Array.from({ length: 8 }, (_, index) => `.line.c${index}{stroke:var(--c${index})}.dot.c${index}{fill:var(--c${index})}.key.c${index}{background:var(--c${index})}`).join("\n")}
`;

const colourOf = (index: number): number => 1 + (index % 7);

const scoreRows = ({ runs }: Backtest): string =>
  runs
    .map(({ policy, score }) => {
      const cells = [
        score.ratioToMinimum.toFixed(3),
        score.replicaHours.toFixed(0),
        unservedText(score.unservedShare),
        unservedText(score.largestEventShare),
        score.sloViolationMinutes.toFixed(0),
        String(score.actions),
        String(score.reversals),
        ...(score.costUsd === null ? [] : [`$${score.costUsd.toFixed(2)}`]),
      ];
      return `<tr><td>${escapeText(policy)}</td>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`;
    })
    .join("");

/** The load in replicas and what was ready for it, one chart per policy over the same axes. */
const replicaCharts = ({ demand, runs, stepSeconds, replicaCapacity }: Backtest): readonly string[] => {
  const load = { label: "load ÷ capacity", colour: 0, points: outline(demand, stepSeconds, 1 / replicaCapacity) };
  return runs.map(({ policy, ready }) => {
    const supply = { label: "ready", colour: 1, points: outline(ready, stepSeconds) };
    return svgChart([supply, load], {
      title: policy,
      xLabel: "hours",
      yLabel: "replicas",
      kind: "lines",
      height: policyChartHeight,
    });
  });
};

const shortfallOf = ({ demand, stepSeconds, replicaCapacity, scoreFromSeconds }: Backtest, ready: Int32Array) =>
  demand.map((value, step) =>
    step * stepSeconds < scoreFromSeconds ? 0 : Math.max(0, value - (ready[step] ?? 0) * replicaCapacity),
  );

const shortfallChart = (backtest: Backtest): string => {
  const series = backtest.runs.map(({ policy, ready }, index) => ({
    label: policy,
    colour: colourOf(index),
    points: outline(shortfallOf(backtest, ready), backtest.stepSeconds),
  }));
  return svgChart(series, { title: "Demand left unserved", xLabel: "hours", yLabel: "requests/s", kind: "lines" });
};

const placeOf = ({ ratioToMinimum, unservedShare }: FrontierPoint): readonly [number, number] => [
  ratioToMinimum,
  100 * unservedShare,
];

/** The part of the frontier that is of use beside the policies: no dearer than the dearest of them. */
const frontierLine = (runs: Backtest["runs"], frontier: readonly FrontierPoint[]): readonly ChartSeries[] => {
  const dearest = Math.max(...runs.map(({ score }) => score.ratioToMinimum));
  const points = frontier.filter(({ ratioToMinimum }) => ratioToMinimum <= dearest * frontierRoom).map(placeOf);
  return points.length > 1 ? [{ label: "the pod autoscaler at other targets", colour: 0, points }] : [];
};

const frontierChart = ({ runs }: Backtest, frontier: readonly FrontierPoint[]): string =>
  svgChart(
    [
      ...frontierLine(runs, frontier),
      ...runs.map(({ policy, score }, index) => ({
        label: policy,
        colour: colourOf(index),
        points: [placeOf(score)],
      })),
    ],
    {
      title: "Cost and unserved demand",
      xLabel: "replica-hours ÷ minimum",
      yLabel: "% unserved, logarithmic; lower and further left is better",
      kind: "points",
      logarithmicFrom: leastShownPercent,
    },
  );

/** A backtest as one HTML file without anything from outside: table, load, shortfall and frontier, light and dark. */
export const renderReport = (backtest: Backtest, frontier: readonly FrontierPoint[] = []): string => {
  const { trace, leadTimeSeconds, replicaCapacity, runs } = backtest;
  const minimum = runs[0]?.score.minimumReplicaHours.toFixed(0) ?? "0";
  const heads = [
    "policy",
    "÷ minimum",
    "replica-hours",
    "unserved",
    "worst event",
    "min short",
    "actions",
    "reversals",
    ...(runs.some(({ score }) => score.costUsd !== null) ? ["cost"] : []),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Backtest: ${escapeText(trace)}</title><style>${styles}</style></head><body>
<h1>${escapeText(trace)}</h1>
<p>Lead time ${leadTimeSeconds} s, ${escapeText(replicaCapacity.toPrecision(4))} requests/s per replica, minimum ${minimum} replica-hours. Pending replicas are paid for; unserved is demand above the ready capacity.</p>
<div class="scroll"><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr></thead><tbody>${scoreRows(backtest)}</tbody></table></div>
${[frontierChart(backtest, frontier), shortfallChart(backtest), ...replicaCharts(backtest)].join("\n")}
</body></html>
`;
};
