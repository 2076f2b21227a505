import { useEffect, useState, useSyncExternalStore } from "react";
import uPlot from "uplot";
import { number } from "./format.ts";

export type Point = readonly [x: number, y: number];

export interface Line {
  readonly label: string;
  readonly points: readonly Point[];
  /** One entry of the key for all lines of this name. */
  readonly key?: string;
  readonly tone: "accent" | "ink" | "faint" | `c${number}`;
  readonly kind?: "line" | "dashed" | "dots" | "large-dot";
  /** Shaded from this many times below to as many times above. */
  readonly band?: number;
}

interface ChartProps {
  readonly title: string;
  /** What the figures rest on. */
  readonly note: string;
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
  readonly isLogarithmic?: boolean;
  /** The y axis reaches at least so high. */
  readonly highest?: number;
}

const darkTheme = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");
const watchTheme = (changed: () => void) => {
  const theme = darkTheme();
  theme.addEventListener("change", changed);
  return () => theme.removeEventListener("change", changed);
};

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);

const seriesOf = ({ label, tone, kind = "line" }: Line): uPlot.Series => ({
  label,
  stroke: () => colour(tone),
  width: kind === "dots" || kind === "large-dot" ? 0 : tone === "accent" ? 2.5 : 1.5,
  ...(kind === "dashed" ? { dash: [5, 4] } : {}),
  points: {
    show: kind === "dots" || kind === "large-dot",
    size: kind === "large-dot" ? 13 : 7,
    fill: () => colour(tone),
  },
  spanGaps: true,
});

const edgesOf = ({ label, points, tone, band = 1 }: Line): readonly Line[] => [
  { label: `${label}, slow end`, tone, points: points.map(([x, y]) => [x, y * band]) },
  { label: `${label}, fast end`, tone, points: points.map(([x, y]) => [x, y / band]) },
];

/** Lines with their bands as uPlot takes them: one axis of all x, and a gap where a line has none. */
const drawn = (lines: readonly Line[]) => {
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  const tables: uPlot.AlignedData[] = [];
  const add = (line: Line, change: Partial<uPlot.Series> = {}): number => {
    const sorted = line.points.toSorted(([a], [b]) => a - b);
    tables.push([sorted.map(([x]) => x), sorted.map(([, y]) => y)]);
    return series.push({ ...seriesOf(line), ...change }) - 1;
  };
  for (const line of lines) {
    if (line.band !== undefined) {
      const [slow, fast] = edgesOf(line).map((edge) => add(edge, { width: 0 })) as [number, number];
      bands.push({ series: [slow, fast], fill: () => `color-mix(in srgb, ${colour(line.tone)} 14%, transparent)` });
    }
    add(line);
  }
  return { series, bands, data: tables.length === 0 ? ([[]] as uPlot.AlignedData) : uPlot.join(tables) };
};

const axis = (label: string): uPlot.Axis => ({
  label,
  labelSize: 22,
  labelFont: "13px system-ui, sans-serif",
  font: "12px system-ui, sans-serif",
  stroke: () => colour("quiet"),
  grid: { stroke: () => colour("rule"), width: 1 },
  ticks: { show: false },
  values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : number(tick))),
});

const height = 300;
/** Pixels from the pointer to the point that it names. */
const reach = 24;

/** The point of a line under the pointer, in words. */
const pointedText = ({ series, data, cursor: { idxs } }: uPlot, index: number | null): string => {
  const at = index === null ? null : idxs?.[index];
  if (index === null || at === null || at === undefined) return "";
  const [x, y] = [data[0][at], data[index]?.[at]];
  return `${series[index]?.label}: ${number(y ?? Number.NaN)} at ${number(x ?? Number.NaN)}`;
};

/** Between ticks of what is counted, such as replicas. */
const wholeSteps = [1, 10, 100, 1_000, 10_000].flatMap((step) => [step, 2 * step, 5 * step]);
const isCounted = (lines: readonly Line[]): boolean =>
  lines.every(({ points }) => points.every(([, y]) => Number.isInteger(y)));

/** A plot for as long as its lines keep their kinds: new values are set, which takes far less than a new plot. */
const plotOf = ({ x, y, lines, isLogarithmic, highest = 0 }: ChartProps) => {
  let plot: uPlot | null = null;
  let pointed: number | null = null;
  const mount = (target: HTMLDivElement) => {
    const { series, bands, data } = drawn(lines);
    const made = new uPlot(
      {
        width: target.clientWidth,
        height,
        legend: { show: false },
        cursor: {
          points: { size: 9 },
          drag: { x: false, y: false },
          focus: { prox: reach },
          hover: { prox: reach, skip: [null, undefined] },
        },
        focus: { alpha: 0.3 },
        hooks: {
          setSeries: [(_, index) => (pointed = index)],
          setCursor: [(at) => (target.dataset["pointed"] = pointedText(at, pointed))],
        },
        scales: {
          x: { time: false },
          y:
            isLogarithmic === true
              ? { distr: 3 }
              : { range: (_, __, most) => [0, 1.05 * Math.max(most, highest) || 1] },
        },
        axes: [
          { ...axis(x), size: 32 },
          { ...axis(y), size: 58, ...(isCounted(lines) ? { incrs: wholeSteps } : {}) },
        ],
        series,
        bands,
      },
      data,
      target,
    );
    plot = made;
    const resized = new ResizeObserver(() => made.setSize({ width: target.clientWidth, height }));
    resized.observe(target);
    return () => {
      resized.disconnect();
      made.destroy();
      plot = null;
    };
  };
  return { mount, set: (next: readonly Line[]): void => plot?.setData(drawn(next).data) };
};

const Plot = (props: ChartProps) => {
  const { title, x, y, lines } = props;
  const [plot] = useState(() => plotOf(props));
  useEffect(() => plot.set(lines), [plot, lines]);
  return <div ref={plot.mount} className="plot" role="img" aria-label={`${title}: ${y} by ${x}`} />;
};

export const Chart = (props: ChartProps) => {
  const { title, note, x, y, lines } = props;
  const [isListed, setListed] = useState(false);
  const isDark = useSyncExternalStore(watchTheme, () => darkTheme().matches);
  const kinds = lines.map(({ label, kind, tone, band }) => [label, kind, tone, band !== undefined].join()).join(";");
  const keys = lines.filter(({ points }) => points.length > 0);
  const named = new Map(keys.map((line) => [line.key ?? line.label, line]));
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <Plot key={`${isDark} ${kinds}`} {...props} />
      <ul className="keys">
        {[...named].map(([name, { tone, kind }]) => (
          <li key={name}>
            <i className={`key ${tone} ${kind ?? "line"}`} />
            {name}
          </li>
        ))}
      </ul>
      {note === "" ? null : <p className="note">{note}</p>}
      <details className="values" onToggle={({ currentTarget }) => setListed(currentTarget.open)}>
        <summary>Values: {title}</summary>
        {isListed ? <Values {...{ x, y }} lines={keys} /> : null}
      </details>
    </figure>
  );
};

const Values = ({ x, y, lines }: Pick<ChartProps, "x" | "y" | "lines">) => (
  <table>
    <thead>
      <tr>
        <th scope="col">Line</th>
        <th scope="col">{x}</th>
        <th scope="col">{y}</th>
      </tr>
    </thead>
    <tbody>
      {lines.flatMap(({ label, points }) =>
        points.map(([at, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point has no other name
          <tr key={`${label} ${index}`}>
            <th scope="row">{label}</th>
            <td>{number(at)}</td>
            <td>{number(value)}</td>
          </tr>
        )),
      )}
    </tbody>
  </table>
);
