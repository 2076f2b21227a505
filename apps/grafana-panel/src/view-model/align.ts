/** A series to align: times rise strictly, one value per time. */
export interface Sampled {
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
}

/**
 * Values on a shared time axis, as uPlot reads them: null is a gap in the line, undefined means that the
 * series has no sample at this time while its line goes on.
 */
export type AlignedValues = readonly (number | null | undefined)[];

/** More than this many sampling intervals without a sample is a gap: one late or lost sample is not. */
const intervalsToGap = 2.5;

/** Without a sample for longer than this the series has a gap; in milliseconds, null with fewer than two samples. */
export const gapAfterMs = (timesMs: readonly number[]): number | null => {
  const distances = timesMs.slice(1).map((time, index) => time - (timesMs[index] ?? time));
  const median = distances.sort((a, b) => a - b)[Math.floor((distances.length - 1) / 2)];
  return median === undefined ? null : median * intervalsToGap;
};

/** No distance is so much longer than the shortest that it could be a gap: the median is not under the shortest. */
const isEven = (timesMs: readonly number[]): boolean => {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let index = 1; index < timesMs.length; index++) {
    const distance = (timesMs[index] ?? 0) - (timesMs[index - 1] ?? 0);
    if (distance < least) least = distance;
    if (distance > most) most = distance;
  }
  return most <= least * intervalsToGap;
};

const gapsOf = ({ timesMs }: Sampled) => {
  if (isEven(timesMs)) return [];
  const longest = gapAfterMs(timesMs);
  if (longest === null) return [];
  return timesMs.slice(1).flatMap((toMs, index) => {
    const fromMs = timesMs[index] ?? toMs;
    return toMs - fromMs > longest ? [{ fromMs, toMs }] : [];
  });
};

/** True for lists of the same times; a plain loop, because every series of a panel passes here. */
export const areEqual = (a: ArrayLike<unknown>, b: readonly number[]): boolean => {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < b.length; index++) if (a[index] !== b[index]) return false;
  return true;
};

/** Every time of the series, and one inside each gap, so that there is a place where the line breaks. */
export const sharedAxis = (series: readonly Sampled[]): readonly number[] => {
  const [first] = series;
  // Nearly always, and several times as fast: one query gives all series the same times.
  if (first !== undefined && isEven(first.timesMs) && series.every(({ timesMs }) => areEqual(timesMs, first.timesMs)))
    return first.timesMs;
  const times = new Set(series.flatMap(({ timesMs }) => timesMs));
  for (const { fromMs, toMs } of series.flatMap(gapsOf)) times.add((fromMs + toMs) / 2);
  return [...times].sort((a, b) => a - b);
};

/** The values of a series at the times of the axis, which contains all times of the series. */
export const alignTo = (axisMs: readonly number[], series: Sampled): AlignedValues => {
  if (areEqual(axisMs, series.timesMs)) return series.values;
  const byTime = new Map(series.timesMs.map((time, index) => [time, series.values[index] ?? null]));
  const gaps = gapsOf(series);
  let gap = 0;
  return axisMs.map((time) => {
    const value = byTime.get(time);
    if (value !== undefined) return value;
    while (gap < gaps.length && (gaps[gap]?.toMs ?? 0) <= time) gap++;
    const next = gaps[gap];
    return next !== undefined && next.fromMs < time ? null : undefined;
  });
};

const pageSteps = 10;

/** Where each key moves a cursor at index `at` of `count` points; -1: no cursor yet. */
const moves = new Map<string, (at: number, count: number) => number>(
  Object.entries({
    ArrowRight: (at: number) => at + 1,
    ArrowLeft: (at: number, count: number) => (at < 0 ? count - 1 : at - 1),
    PageUp: (at: number) => at + pageSteps,
    PageDown: (at: number, count: number) => (at < 0 ? count - 1 : at - pageSteps),
    Home: () => 0,
    End: (_: number, count: number) => count - 1,
  }),
);

/** Indices of the times at which at least one line has a value: the others stand for gaps. */
export const knownIndices = (timesMs: readonly number[], lines: readonly AlignedValues[]): readonly number[] =>
  timesMs.flatMap((_, index) => (lines.some((line) => typeof line[index] === "number") ? [index] : []));

/**
 * The index that a key moves the cursor to, from `at` (null: it is nowhere), among the known indices;
 * null for a key that moves nothing, or without any point. The ends hold.
 */
export const movedCursor = (key: string, at: number | null, known: readonly number[]): number | null => {
  const move = moves.get(key);
  if (move === undefined || known.length === 0) return null;
  // The point may be gone from newer data: the nearest one before it takes its place.
  const place = at === null ? -1 : known.findLastIndex((index) => index <= at);
  const next = Math.min(known.length - 1, Math.max(0, move(place, known.length)));
  return known[next] ?? null;
};
