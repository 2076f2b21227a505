/** A line or a cloud of points in its own units; `colour` is a CSS class suffix. */
export interface ChartSeries {
  readonly label: string;
  readonly colour: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface ChartSettings {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly kind: "lines" | "points";
  readonly height?: number;
  /** The y axis reaches at least so high, so that charts side by side have one scale; left out: as high as its own values. */
  readonly highest?: number;
  /** Logarithmic y axis that ends here; smaller values, zero among them, stand on its foot. */
  readonly logarithmicFrom?: number;
}

const width = 860;
const usualHeight = 260;
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

const pointsMargin = 0.04;

/** Room on both sides of points, so that none stands on the edge. */
const padded = ({ low, high }: Extent, kind: ChartSettings["kind"]): Extent => {
  const room = kind === "points" ? pointsMargin * (high - low) : 0;
  return { low: low - room, high: high + room };
};

const niceSteps = [1, 2, 2.5, 5, 10];

/** The highest value of any of these lines. */
export const highestOf = (series: readonly ChartSeries[]): number =>
  series.reduce((most, { points }) => points.reduce((highest, [, value]) => Math.max(highest, value), most), 0);

/** Round values that cover an extent in about five steps. */
export const ticksOf = ({ low, high }: Extent): readonly number[] => {
  const raw = (high - low) / tickCount;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = (niceSteps.find((nice) => nice * power >= raw) ?? 1) * power;
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step); index * step <= high + step / 1e6; index++) ticks.push(index * step);
  return ticks;
};

const tickText = (value: number): string => value.toLocaleString("en-US", { maximumSignificantDigits: 4 });

const at = (value: number, { low, high }: Extent, length: number): number => ((value - low) / (high - low)) * length;
const fixed = (value: number): string => value.toFixed(1);

/** A plane to draw on: the extents of both axes and how a y value stands on its own. */
interface Plane {
  readonly x: Extent;
  readonly y: Extent;
  readonly yTicks: readonly number[];
  readonly yText: (tick: number) => string;
  readonly yOf: (value: number) => number;
  readonly height: number;
  readonly plotHeight: number;
}

const wholeNumbers = ({ low, high }: Extent): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, index) => low + index);

const yAxis = (values: readonly number[], foot: number | undefined): Pick<Plane, "y" | "yTicks" | "yText" | "yOf"> => {
  if (foot === undefined) {
    const { low, high } = extentOf(values);
    const y = { low: Math.min(0, low), high };
    return { y, yTicks: ticksOf(y), yText: tickText, yOf: (value) => value };
  }
  const yOf = (value: number): number => Math.log10(Math.max(value, foot));
  const low = Math.floor(Math.log10(foot));
  const y = { low, high: Math.max(low + 1, ...values.map((value) => Math.ceil(yOf(value)))) };
  return { y, yTicks: wholeNumbers(y), yText: (tick) => `${tick === low ? "≤ " : ""}${tickText(10 ** tick)}`, yOf };
};

const planeOf = (series: readonly ChartSeries[], settings: ChartSettings): Plane => {
  const height = settings.height ?? usualHeight;
  const own = settings.highest === undefined ? [] : [settings.highest];
  return {
    x: padded(extentOf(series.flatMap(({ points }) => points.map(([value]) => value))), settings.kind),
    ...yAxis([...series.flatMap(({ points }) => points.map(([, value]) => value)), ...own], settings.logarithmicFrom),
    height,
    plotHeight: height - margin.top - margin.bottom,
  };
};

const axes = ({ x, y, yTicks, yText, height, plotHeight }: Plane, settings: ChartSettings): string => {
  const bottom = margin.top + plotHeight;
  const across = yTicks.map((tick) => {
    const top = fixed(bottom - at(tick, y, plotHeight));
    return `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${top}" y2="${top}"/><text x="${margin.left - 6}" y="${top}" dy="4" text-anchor="end">${yText(tick)}</text>`;
  });
  const along = ticksOf(x).map((tick) => {
    const left = fixed(margin.left + at(tick, x, plotWidth));
    return `<text x="${left}" y="${bottom + 16}" text-anchor="middle">${tickText(tick)}</text>`;
  });
  const names = `<text x="${margin.left + plotWidth / 2}" y="${height - 4}" text-anchor="middle">${escapeText(settings.xLabel)}</text>`;
  return [...across, ...along, names].join("");
};

const markLine = ({ points, colour }: ChartSeries, { x, y, yOf, plotHeight }: Plane): string => {
  const line = points
    .map(([left, top]) => {
      const place = margin.top + plotHeight - at(yOf(top), y, plotHeight);
      return `${fixed(margin.left + at(left, x, plotWidth))},${fixed(place)}`;
    })
    .join(" ");
  return `<polyline class="line c${colour}" points="${line}"/>`;
};

const labelRoom = 160;
const characterWidth = 6.8;
const labelHeight = 13;
const dotGap = 8;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Placed extends Box {
  readonly anchor: "start" | "end" | "middle";
  readonly x: number;
  readonly y: number;
}

const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

const boxAround = (x: number, y: number): Box => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 });

/** Where a label may stand: beside its dot, else above or below it, further each time. */
const placesFor = (label: string, x: number, y: number): readonly Placed[] => {
  const room = label.length * characterWidth;
  const beside = (left: number, anchor: "start" | "end", at: number): Placed => {
    return { anchor, x: at, y: y + 4, left, right: left + room, top: y - labelHeight / 2, bottom: y + labelHeight / 2 };
  };
  const stacked = [-1, 1, -2, 2, -3].map((rows): Placed => {
    const middle = y + rows * (labelHeight + 2);
    const from = Math.min(Math.max(x, margin.left + room / 2), width - margin.right - room / 2);
    const box = { left: from - room / 2, right: from + room / 2 };
    return {
      anchor: "middle",
      x: from,
      y: middle + 4,
      ...box,
      top: middle - labelHeight / 2,
      bottom: middle + labelHeight / 2,
    };
  });
  const right = beside(x + dotGap, "start", x + dotGap);
  const left = beside(x - dotGap - room, "end", x - dotGap);
  return x > width - labelRoom ? [left, right, ...stacked] : [right, left, ...stacked];
};

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly colour: number;
}

/** Dots with labels that keep clear of the dots and of each other as far as there is room. */
const markDots = (dots: readonly Dot[]): readonly string[] => {
  const taken: Box[] = dots.map(({ x, y }) => boxAround(x, y));
  return dots.map(({ x, y, label, colour }) => {
    const places = placesFor(label, x, y);
    const own = boxAround(x, y);
    const free = places.find((place) =>
      taken.every((box) => !overlaps(place, box) || (box.left === own.left && box.top === own.top)),
    );
    const place = free ?? places[0];
    if (place === undefined) return "";
    taken.push(place);
    return `<circle class="dot c${colour}" cx="${fixed(x)}" cy="${fixed(y)}" r="5"/><text x="${fixed(place.x)}" y="${fixed(place.y)}" text-anchor="${place.anchor}">${escapeText(label)}</text>`;
  });
};

const dotsOf = ({ points, label, colour }: ChartSeries, { x, y, yOf, plotHeight }: Plane): readonly Dot[] =>
  points.map(([across, up]) => ({
    x: margin.left + at(across, x, plotWidth),
    y: margin.top + plotHeight - at(yOf(up), y, plotHeight),
    label,
    colour,
  }));

/** In a chart of points a series of several is a line behind them. */
const markPoints = (series: readonly ChartSeries[], plane: Plane): readonly string[] => [
  ...series.filter(({ points }) => points.length > 1).map((one) => markLine(one, plane)),
  ...markDots(series.filter(({ points }) => points.length === 1).flatMap((one) => dotsOf(one, plane))),
];

const legend = (series: readonly ChartSeries[]): string =>
  `<p class="legend">${series.map(({ label, colour }) => `<span><i class="key c${colour}"></i>${escapeText(label)}</span>`).join("")}</p>`;

/** A chart as an HTML figure with inline SVG; colours come from the page's classes. */
export const svgChart = (series: readonly ChartSeries[], settings: ChartSettings): string => {
  const plane = planeOf(series, settings);
  const marks = settings.kind === "lines" ? series.map((one) => markLine(one, plane)) : markPoints(series, plane);
  const label = escapeText(`${settings.title}; ${settings.yLabel} over ${settings.xLabel}`);
  const caption = `<figcaption><b>${escapeText(settings.title)}</b> <span>${escapeText(settings.yLabel)}</span></figcaption>`;
  const drawing = `<div class="scroll" tabindex="0"><svg viewBox="0 0 ${width} ${plane.height}" role="img" aria-label="${label}">${axes(plane, settings)}${marks.join("")}</svg></div>`;
  const listed = settings.kind === "lines" ? series : series.filter(({ points }) => points.length > 1);
  return `<figure>${caption}${drawing}${listed.length === 0 ? "" : legend(listed)}</figure>`;
};
