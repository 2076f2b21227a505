/** A line, or a dot where there is one point, in its own units; `colour` is a CSS class suffix. */
export interface ChartSeries {
  readonly label: string;
  readonly colour: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}

interface ChartSettings {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly height?: number;
  /** The y axis reaches at least so high, so that charts side by side have one scale. */
  readonly highest?: number;
  /** Logarithmic y axis that ends here; smaller values, zero among them, are drawn on its foot. */
  readonly logarithmicFrom?: number;
}

const width = 860;
const margin = { left: 56, right: 16, top: 12, bottom: 40 };
const plotWidth = width - margin.left - margin.right;
const tickCount = 5;

export const escapeText = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

interface Extent {
  readonly low: number;
  readonly high: number;
}

const extentOf = (values: readonly number[]): Extent => {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(low)) return { low: 0, high: 1 };
  return high > low ? { low, high } : { low, high: low + 1 };
};

const niceSteps = [1, 2, 2.5, 5, 10];

/** The highest value of any of these lines. */
export const highestOf = (series: readonly ChartSeries[]): number =>
  series.reduce((most, { points }) => points.reduce((highest, [, value]) => Math.max(highest, value), most), 0);

/** Round values that cover an extent in about five steps. */
const ticksOf = ({ low, high }: Extent): readonly number[] => {
  const raw = (high - low) / tickCount;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = (niceSteps.find((nice) => nice * power >= raw) ?? 1) * power;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step + 1e-6);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
};

const tickText = (value: number): string => value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
const fixed = (value: number): string => value.toFixed(1);

/** A plane to draw on: its axes with their ticks, and where a point lies in pixels. */
interface Plane {
  readonly x: Extent;
  readonly yTicks: readonly (readonly [y: number, text: string])[];
  readonly left: (x: number) => number;
  readonly top: (y: number) => number;
  readonly height: number;
}

/** Scale and ticks of the y axis: linear from zero, or logarithmic from its foot. */
const yAxis = (values: readonly number[], foot: number | undefined) => {
  if (foot === undefined) {
    const { low, high } = extentOf(values);
    const y = { low: Math.min(0, low), high };
    return { y, scaled: (value: number) => value, ticks: ticksOf(y).map((tick) => [tick, tickText(tick)] as const) };
  }
  const scaled = (value: number): number => Math.log10(Math.max(value, foot));
  const low = Math.floor(Math.log10(foot));
  const y = { low, high: Math.max(low + 1, ...values.map((value) => Math.ceil(scaled(value)))) };
  const powers = Array.from({ length: y.high - low + 1 }, (_, index) => low + index);
  const ticks = powers.map((power) => [10 ** power, `${power === low ? "≤ " : ""}${tickText(10 ** power)}`] as const);
  return { y, scaled, ticks };
};

const planeOf = (
  series: readonly ChartSeries[],
  { height = 260, highest = 0, logarithmicFrom }: ChartSettings,
): Plane => {
  const points = series.flatMap((one) => one.points);
  const across = extentOf(points.map(([value]) => value));
  // Dots do not lie on the edge.
  const pad = series.some((one) => one.points.length === 1) ? 0.04 * (across.high - across.low) : 0;
  const x = { low: across.low - pad, high: across.high + pad };
  const { y, scaled, ticks } = yAxis([...points.map(([, value]) => value), highest], logarithmicFrom);
  const plotHeight = height - margin.top - margin.bottom;
  return {
    x,
    yTicks: ticks,
    left: (value) => margin.left + ((value - x.low) / (x.high - x.low)) * plotWidth,
    top: (value) => margin.top + (1 - (scaled(value) - y.low) / (y.high - y.low)) * plotHeight,
    height,
  };
};

const axes = ({ x, yTicks, left, top, height }: Plane, xLabel: string): string => {
  const across = yTicks.map(([tick, text]) => {
    const y = fixed(top(tick));
    return `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y}" y2="${y}"/><text x="${margin.left - 6}" y="${y}" dy="4" text-anchor="end">${text}</text>`;
  });
  const along = ticksOf(x).map(
    (tick) =>
      `<text x="${fixed(left(tick))}" y="${height - margin.bottom + 16}" text-anchor="middle">${tickText(tick)}</text>`,
  );
  const name = `<text x="${margin.left + plotWidth / 2}" y="${height - 4}" text-anchor="middle">${escapeText(xLabel)}</text>`;
  return [...across, ...along, name].join("");
};

const mark = ({ points, label, colour }: ChartSeries, { left, top }: Plane): string => {
  const corners = points.map(([x, y]) => [fixed(left(x)), fixed(top(y))] as const);
  const [only] = corners;
  if (corners.length === 1 && only !== undefined)
    return `<circle class="dot c${colour}" cx="${only[0]}" cy="${only[1]}" r="5"><title>${escapeText(label)}</title></circle>`;
  return `<polyline class="line c${colour}" points="${corners.join(" ")}"/>`;
};

/** A chart as an HTML figure with inline SVG; colours come from the page's classes, names from the legend. */
export const svgChart = (series: readonly ChartSeries[], settings: ChartSettings): string => {
  const { title, xLabel, yLabel } = settings;
  const plane = planeOf(series, settings);
  const label = escapeText(`${title}; ${yLabel} over ${xLabel}`);
  const marks = series.map((one) => mark(one, plane)).join("");
  const caption = `<figcaption><b>${escapeText(title)}</b> <span>${escapeText(yLabel)}</span></figcaption>`;
  const drawing = `<div class="scroll" tabindex="0"><svg viewBox="0 0 ${width} ${plane.height}" role="img" aria-label="${label}">${axes(plane, xLabel)}${marks}</svg></div>`;
  const keys = series.map((one) => `<span><i class="key c${one.colour}"></i>${escapeText(one.label)}</span>`);
  return `<figure>${caption}${drawing}<p class="legend">${keys.join("")}</p></figure>`;
};

/** One bar or several behind each other, from and to in the units of the axis. */
export interface BarRow {
  readonly label: string;
  readonly parts: readonly {
    readonly from: number;
    readonly to: number;
    readonly colour: number;
    readonly label: string;
  }[];
}

const bar = { row: 26, height: 16, label: 260 };

/** Bars along one axis that begins at zero, or at `low`. */
export const barChart = (
  rows: readonly BarRow[],
  { title, xLabel, low = 0 }: { readonly title: string; readonly xLabel: string; readonly low?: number },
): string => {
  const high = Math.max(low + Number.EPSILON, ...rows.flatMap(({ parts }) => parts.map(({ to }) => to)));
  const across = width - bar.label - margin.right;
  const left = (value: number): number => bar.label + ((value - low) / (high - low)) * across;
  const foot = margin.top + rows.length * bar.row;
  const ticks = ticksOf({ low, high }).map(
    (tick) =>
      `<line class="grid" x1="${fixed(left(tick))}" x2="${fixed(left(tick))}" y1="${margin.top}" y2="${foot}"/><text x="${fixed(left(tick))}" y="${foot + 16}" text-anchor="middle">${tickText(tick)}</text>`,
  );
  const drawn = rows.map(({ label, parts }, index) => {
    const top = margin.top + index * bar.row + (bar.row - bar.height) / 2;
    const bars = parts.map(
      ({ from, to, colour, label: name }) =>
        `<rect class="dot c${colour}" x="${fixed(left(from))}" y="${fixed(top)}" width="${fixed(Math.max(1, left(to) - left(from)))}" height="${bar.height}"><title>${escapeText(name)}</title></rect>`,
    );
    return `<text x="${bar.label - 8}" y="${fixed(top + bar.height - 4)}" text-anchor="end">${escapeText(label)}</text>${bars.join("")}`;
  });
  const name = `<text x="${bar.label + across / 2}" y="${foot + 34}" text-anchor="middle">${escapeText(xLabel)}</text>`;
  const keys = [...new Map(rows.flatMap(({ parts }) => parts.map((part) => [part.label, part.colour] as const)))];
  const legend =
    keys.length > mostKeys
      ? ""
      : `<p class="legend">${keys.map(([label, colour]) => `<span><i class="key c${colour}"></i>${escapeText(label)}</span>`).join("")}</p>`;
  const drawing = `<svg viewBox="0 0 ${width} ${foot + margin.bottom}" role="img" aria-label="${escapeText(title)}">${ticks.join("")}${drawn.join("")}${name}</svg>`;
  return `<figure><figcaption><b>${escapeText(title)}</b></figcaption><div class="scroll" tabindex="0">${drawing}</div>${legend}</figure>`;
};

// Where there are more names, the rows carry them.
const mostKeys = 6;
