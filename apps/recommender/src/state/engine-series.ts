/** Counters and gauges of one engine in one sample. null: not known. */
export interface EngineReading {
  readonly at: number;
  readonly startedAt: number | null;
  readonly finished: number | null;
  readonly running: number | null;
  readonly waiting: number | null;
  readonly promptTokens: number | null;
  readonly generatedTokens: number | null;
  readonly interTokenSeconds: number | null;
  readonly interTokenCount: number | null;
  /** All tokens processed so far, those of unfinished requests included. */
  readonly processedPromptTokens?: number | null;
  readonly processedGeneratedTokens?: number | null;
  readonly firstTokenSeconds?: number | null;
  readonly firstTokenCount?: number | null;
}

/** Work of one engine since it was first seen. Never falls, except `arrived` while gauges and counters disagree. */
export interface Totals {
  /** Requests finished plus requests in the system. */
  readonly arrived: number;
  /** Finished requests whose tokens are known, and those tokens. */
  readonly shaped: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  readonly interTokenSeconds: number;
  readonly interTokenCount: number;
}

export interface TotalsPoint extends Totals {
  readonly at: number;
}

/** Counters last seen, each group only with all its members. */
interface Seen {
  readonly startedAt: number | null;
  readonly work: { readonly finished: number; readonly inSystem: number };
  readonly shape: { readonly finished: number; readonly promptTokens: number; readonly generatedTokens: number } | null;
  readonly interToken: { readonly seconds: number; readonly count: number } | null;
}

/** History of one engine: raw counters last seen and totals over time, oldest first. */
export interface EngineSeries {
  readonly seen: Seen | null;
  readonly points: readonly TotalsPoint[];
}

export interface Retention {
  /** Seconds of history that are retained. */
  readonly horizonSeconds: number;
  /** Points closer together than this are merged; the totals stay exact. */
  readonly resolutionSeconds: number;
  /** Points of a higher age are thinned further: they only serve means over long spans. */
  readonly older?: { readonly afterSeconds: number; readonly resolutionSeconds: number };
}

const combine = (a: Totals, b: Totals, each: (a: number, b: number) => number): Totals => ({
  arrived: each(a.arrived, b.arrived),
  shaped: each(a.shaped, b.shaped),
  promptTokens: each(a.promptTokens, b.promptTokens),
  generatedTokens: each(a.generatedTokens, b.generatedTokens),
  interTokenSeconds: each(a.interTokenSeconds, b.interTokenSeconds),
  interTokenCount: each(a.interTokenCount, b.interTokenCount),
});
const plus = (a: number, b: number): number => a + b;
const minus = (a: number, b: number): number => a - b;

export const noTotals: Totals = {
  arrived: 0,
  shaped: 0,
  promptTokens: 0,
  generatedTokens: 0,
  interTokenSeconds: 0,
  interTokenCount: 0,
};

/** Counters of a process that has just started. */
const fromZero: Seen = {
  startedAt: null,
  work: { finished: 0, inSystem: 0 },
  shape: { finished: 0, promptTokens: 0, generatedTokens: 0 },
  interToken: { seconds: 0, count: 0 },
};

export const emptySeries: EngineSeries = { seen: null, points: [] };

/** Series of an engine that was not there at `at` and has been seen since: its counters count from zero. */
export const seriesFromZero = (at: number): EngineSeries => ({ seen: fromZero, points: [{ at, ...noTotals }] });

/** The value where it can be one of a counter or a gauge. */
const counted = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) && value >= 0 ? value : null;

/** The counters of a reading, group by group; null where its requests are not known. */
const seenIn = (reading: EngineReading): Seen | null => {
  const [finished, running, waiting] = [counted(reading.finished), counted(reading.running), counted(reading.waiting)];
  if (finished === null || running === null || waiting === null) return null;
  const [promptTokens, generatedTokens] = [counted(reading.promptTokens), counted(reading.generatedTokens)];
  const [seconds, count] = [counted(reading.interTokenSeconds), counted(reading.interTokenCount)];
  return {
    startedAt: reading.startedAt,
    work: { finished, inSystem: running + waiting },
    shape: promptTokens === null || generatedTokens === null ? null : { finished, promptTokens, generatedTokens },
    interToken: seconds === null || count === null ? null : { seconds, count },
  };
};

const rise = (before: number | undefined, now: number | undefined): number =>
  before === undefined || now === undefined ? 0 : Math.max(0, now - before);

/** What happened between two readings. Requests in the system at a restart had arrived before and are not taken back. */
const increment = (before: Seen, now: Seen): Totals => ({
  arrived: now.work.finished + now.work.inSystem - before.work.finished - before.work.inSystem,
  shaped: now.shape === null ? 0 : rise(before.shape?.finished, now.shape.finished),
  promptTokens: rise(before.shape?.promptTokens, now.shape?.promptTokens),
  generatedTokens: rise(before.shape?.generatedTokens, now.shape?.generatedTokens),
  interTokenSeconds: rise(before.interToken?.seconds, now.interToken?.seconds),
  interTokenCount: rise(before.interToken?.count, now.interToken?.count),
});

const isRestart = (before: Seen, now: Seen): boolean =>
  now.work.finished < before.work.finished ||
  (before.startedAt !== null && now.startedAt !== null && before.startedAt !== now.startedAt);

/** Points with the new one, thinned to the resolution of their age and cut to the horizon; one older point marks its edge. */
const append = (points: readonly TotalsPoint[], point: TotalsPoint, retention: Retention): readonly TotalsPoint[] => {
  const { horizonSeconds, resolutionSeconds, older = { afterSeconds: horizonSeconds, resolutionSeconds } } = retention;
  const edge = Math.max(
    0,
    points.findLastIndex(({ at }) => at <= point.at - horizonSeconds),
  );
  const thinned: TotalsPoint[] = [];
  for (const one of points.slice(edge)) {
    const { resolutionSeconds: distance } = point.at - one.at > older.afterSeconds ? older : retention;
    const previous = thinned.at(-1);
    if (previous === undefined || one.at - previous.at >= distance) thinned.push(one);
  }
  thinned.push(point);
  return thinned;
};

/** The series with one more reading. A reading without its requests is no count and leaves the series as it is. */
export const addReading = (series: EngineSeries, reading: EngineReading, retention: Retention): EngineSeries => {
  const now = seenIn(reading);
  if (now === null) return series;
  if (series.seen === null) return { seen: now, points: [{ at: reading.at, ...noTotals }] };
  const before = isRestart(series.seen, now) ? { ...fromZero, startedAt: series.seen.startedAt } : series.seen;
  const totals = combine(series.points.at(-1) ?? noTotals, increment(before, now), plus);
  const seen: Seen = {
    startedAt: now.startedAt ?? before.startedAt,
    work: now.work,
    shape: now.shape ?? before.shape,
    interToken: now.interToken ?? before.interToken,
  };
  return { seen, points: append(series.points, { at: reading.at, ...totals }, retention) };
};

/** Totals at a time: linear between points, the nearest point beyond them, nothing for an empty series. */
export const totalsAt = ({ points }: EngineSeries, at: number): Totals => {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return noTotals;
  if (at <= first.at) return first;
  if (at >= last.at) return last;
  const before = points.findLastIndex((point) => point.at <= at);
  const a = points[before];
  const b = points[before + 1];
  if (a === undefined || b === undefined) return last;
  const share = (at - a.at) / (b.at - a.at);
  return combine(a, b, (from, to) => from + (to - from) * share);
};

/** What a group of engines did from `from` to `to`. */
export const workBetween = (group: readonly EngineSeries[], from: number, to: number): Totals =>
  group.reduce<Totals>(
    (total, series) => combine(total, combine(totalsAt(series, to), totalsAt(series, from), minus), plus),
    noTotals,
  );
