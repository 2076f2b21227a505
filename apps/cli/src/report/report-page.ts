import { type ChartSeries, escapeText, highestOf, svgChart } from "./svg-chart.ts";

const colours = 8;

const styles = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--faint:#59636e;--rule:#d1d9e0;--c0:#57606a;--c1:#0969da;--c2:#bc4c00;--c3:#1a7f37;--c4:#8250df;--c5:#bf3989;--c6:#0e7490;--c7:#9a6700}
@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--faint:#9198a1;--rule:#3d444d;--c0:#9198a1;--c1:#4493f8;--c2:#f0883e;--c3:#3fb950;--c4:#ab7df8;--c5:#f778ba;--c6:#39c5cf;--c7:#d29922}}
body{background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;overflow-wrap:anywhere}p,figcaption span,.legend,.notices{color:var(--faint)}figure{margin:2rem 0}
svg{display:block;width:100%;min-width:700px;height:auto}
svg text{fill:var(--faint);font-size:12px;paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}.grid{stroke:var(--rule)}.line{fill:none;stroke-width:1.4}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:14px}
th,td{padding:.35rem .4rem;white-space:nowrap;border-bottom:1px solid var(--rule);text-align:right}th:first-child,td:first-child{text-align:left}th,td:first-child{white-space:normal}
.legend span{margin-right:1rem;white-space:nowrap}@media print{body{max-width:none;margin:0;font-size:11px}.scroll{overflow:visible}table{font-size:9px}th,td{padding:.2rem;white-space:normal}figure{break-inside:avoid}svg{min-width:0}:root{--paper:#fff;--ink:#000;--faint:#444;--rule:#ccc}}.key{display:inline-block;width:.8rem;height:.8rem;border-radius:2px;margin-right:.35rem;vertical-align:-1px}
${Array.from({ length: colours }, (_, index) => `.line.c${index}{stroke:var(--c${index})}.dot.c${index}{fill:var(--c${index})}.key.c${index}{background:var(--c${index})}`).join("\n")}
`;

const rowOf = (cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`;

/** Points per line; more are not visible at the width of a page. */
const mostPoints = 700;

/**
 * A line over time from the highest value of each of a few hundred spans: what a policy must carry is not lost in an
 * average. `at` holds the time of each value in units of the axis.
 */
export const outline = (at: (index: number) => number, values: ArrayLike<number>, scale = 1): ChartSeries["points"] => {
  const span = Math.max(1, Math.ceil(values.length / mostPoints));
  return Array.from({ length: Math.ceil(values.length / span) }, (_, index) => {
    let highest = 0;
    for (let n = index * span; n < Math.min(values.length, (index + 1) * span); n++) {
      highest = Math.max(highest, values[n] ?? 0);
    }
    return [at(index * span), highest * scale] as const;
  });
};

/** In what a time axis counts. */
const axes = [
  { label: "minutes", seconds: 60 },
  { label: "hours", seconds: 3600 },
  { label: "days", seconds: 86_400 },
] as const;
/** Fewer of a unit than these are too few to read times by. */
const fewest = 3;

/** The largest unit that goes often enough into so many seconds; at least minutes. */
export const timeAxisFor = (seconds: number) => axes.findLast((axis) => seconds >= fewest * axis.seconds) ?? axes[0];

/** One line or dot per policy in its colour. */
export const policySeries = <R extends { readonly policy: string }>(
  runs: readonly R[],
  pointsOf: (run: R) => ChartSeries["points"],
): readonly ChartSeries[] =>
  runs.map((run, index) => ({ label: run.policy, colour: 1 + (index % (colours - 1)), points: pointsOf(run) }));

/** Foot of the plane of cost and loss: a share in percent that no trace of weeks resolves. */
const leastShownPercent = 0.001;

/** Cost against what was lost, a dot per policy. `lost` names the share, in percent. */
export const costChart = (series: readonly ChartSeries[], title: string, lost: string): string =>
  svgChart(series, {
    title,
    xLabel: "replica-hours ÷ minimum",
    yLabel: `% ${lost}, logarithmic; lower and further left is better`,
    logarithmicFrom: leastShownPercent,
  });

/** Replicas over time, a chart per policy over the same axes. */
export const replicaCharts = (
  runs: readonly { readonly policy: string; readonly series: readonly ChartSeries[] }[],
  xLabel: string,
): readonly string[] => {
  const highest = highestOf(runs.flatMap(({ series }) => series));
  return runs.map(({ policy, series }) =>
    svgChart(series, { title: policy, xLabel, yLabel: "replicas", height: 190, highest }),
  );
};

interface ReportPage {
  /** What kind of report it is, for the browser's title. */
  readonly kind: string;
  readonly name: string;
  readonly introduction: string;
  /** What was repaired in the trace or rejected of it. */
  readonly notices: readonly string[];
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Figures. */
  readonly charts: readonly string[];
}

/** A report as one HTML file without anything from outside, light and dark, wide and narrow. */
export const reportPage = ({ kind, name, introduction, notices, heads, rows, charts }: ReportPage): string => {
  const listed = notices.map((notice) => `<li>${escapeText(notice)}</li>`).join("");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${kind}: ${escapeText(name)}</title><style>${styles}</style></head><body>
<h1>${escapeText(name)}</h1>
<p>${escapeText(introduction)}</p>
${listed === "" ? "" : `<ul class="notices">${listed}</ul>\n`}<div class="scroll" tabindex="0"><table><thead><tr>${heads.map((head) => `<th>${escapeText(head)}</th>`).join("")}</tr></thead><tbody>${rows.map(rowOf).join("")}</tbody></table></div>
${charts.join("\n")}
</body></html>
`;
};
