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
  /** Seconds of history that are kept. */
  readonly horizonSeconds: number;
  /** Points closer together than this are merged; the totals stay exact. */
  readonly resolutionSeconds: number;
}

export const noTotals: Totals = {
  arrived: 0,
  shaped: 0,
  promptTokens: 0,
  generatedTokens: 0,
  interTokenSeconds: 0,
  interTokenCount: 0,
};

const zeroShape = { finished: 0, promptTokens: 0, generatedTokens: 0 };

export const emptySeries: EngineSeries = { seen: null, points: [] };

/** Series of an engine that was not there at `at` and has been seen since: its counters count from zero. */
export const seriesFromZero = (at: number): EngineSeries => ({
  seen: { startedAt: null, work: { finished: 0, inSystem: 0 }, shape: zeroShape, interToken: { seconds: 0, count: 0 } },
  points: [{ at, ...noTotals }],
});

/** The value where it can be one of a counter or a gauge. */
const counted = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) && value >= 0 ? value : null;

const workOf = (reading: EngineReading): Seen["work"] | null => {
  const finished = counted(reading.finished);
  const running = counted(reading.running);
  const waiting = counted(reading.waiting);
  return finished === null || running === null || waiting === null ? null : { finished, inSystem: running + waiting };
};

const shapeOf = (reading: EngineReading): Seen["shape"] => {
  const finished = counted(reading.finished);
  const promptTokens = counted(reading.promptTokens);
  const generatedTokens = counted(reading.generatedTokens);
  return finished === null || promptTokens === null || generatedTokens === null
    ? null
    : { finished, promptTokens, generatedTokens };
};

const interTokenOf = (reading: EngineReading): Seen["interToken"] => {
  const seconds = counted(reading.interTokenSeconds);
  const count = counted(reading.interTokenCount);
  return seconds === null || count === null ? null : { seconds, count };
};

const restarted = (seen: Seen, reading: EngineReading, finished: number): boolean =>
  finished < seen.work.finished ||
  (seen.startedAt !== null && reading.startedAt !== null && seen.startedAt !== reading.startedAt);

const shapeIncrement = (before: Seen["shape"], now: Seen["shape"]): Omit<Totals, "arrived" | `interToken${string}`> => {
  if (before === null || now === null) return { shaped: 0, promptTokens: 0, generatedTokens: 0 };
  return {
    shaped: Math.max(0, now.finished - before.finished),
    promptTokens: Math.max(0, now.promptTokens - before.promptTokens),
    generatedTokens: Math.max(0, now.generatedTokens - before.generatedTokens),
  };
};

const interTokenIncrement = (
  before: Seen["interToken"],
  now: Seen["interToken"],
): Pick<Totals, "interTokenSeconds" | "interTokenCount"> => ({
  interTokenSeconds: before === null || now === null ? 0 : Math.max(0, now.seconds - before.seconds),
  interTokenCount: before === null || now === null ? 0 : Math.max(0, now.count - before.count),
});

/**
 * What arrived between two readings. After a restart the counters count from zero and the requests that were in
 * the system are gone: they had arrived before and are not taken back.
 */
const increment = (before: Seen, now: Seen, fresh: boolean): Totals => {
  const base = fresh ? { finished: 0, inSystem: 0 } : before.work;
  return {
    arrived: now.work.finished + now.work.inSystem - base.finished - base.inSystem,
    ...shapeIncrement(fresh ? zeroShape : before.shape, now.shape),
    ...interTokenIncrement(fresh ? { seconds: 0, count: 0 } : before.interToken, now.interToken),
  };
};

const sum = (a: Totals, b: Totals): Totals => ({
  arrived: a.arrived + b.arrived,
  shaped: a.shaped + b.shaped,
  promptTokens: a.promptTokens + b.promptTokens,
  generatedTokens: a.generatedTokens + b.generatedTokens,
  interTokenSeconds: a.interTokenSeconds + b.interTokenSeconds,
  interTokenCount: a.interTokenCount + b.interTokenCount,
});

/** Points with the new one, thinned to the resolution and cut to the horizon; one older point marks its edge. */
const append = (points: readonly TotalsPoint[], point: TotalsPoint, retention: Retention): readonly TotalsPoint[] => {
  const previous = points.at(-1);
  const before = points.at(-2);
  const merge = previous !== undefined && before !== undefined && previous.at - before.at < retention.resolutionSeconds;
  const kept = merge ? points.slice(0, -1) : points;
  const edge = kept.findLastIndex(({ at }) => at <= point.at - retention.horizonSeconds);
  return [...kept.slice(Math.max(0, edge)), point];
};

/** The series with one more reading. A reading without its requests says nothing and leaves the series as it is. */
export const addReading = (series: EngineSeries, reading: EngineReading, retention: Retention): EngineSeries => {
  const work = workOf(reading);
  if (work === null) return series;
  const { seen } = series;
  const now: Seen = { startedAt: reading.startedAt, work, shape: shapeOf(reading), interToken: interTokenOf(reading) };
  if (seen === null) return { seen: now, points: [{ at: reading.at, ...noTotals }] };
  const fresh = restarted(seen, reading, work.finished);
  const totals = sum(series.points.at(-1) ?? noTotals, increment(seen, now, fresh));
  const carried: Seen = {
    startedAt: now.startedAt ?? seen.startedAt,
    work,
    shape: now.shape ?? (fresh ? zeroShape : seen.shape),
    interToken: now.interToken ?? (fresh ? { seconds: 0, count: 0 } : seen.interToken),
  };
  return { seen: carried, points: append(series.points, { at: reading.at, ...totals }, retention) };
};

const between = (a: TotalsPoint, b: TotalsPoint, at: number): Totals => {
  const share = (at - a.at) / (b.at - a.at);
  const mix = (key: keyof Totals): number => a[key] + (b[key] - a[key]) * share;
  return {
    arrived: mix("arrived"),
    shaped: mix("shaped"),
    promptTokens: mix("promptTokens"),
    generatedTokens: mix("generatedTokens"),
    interTokenSeconds: mix("interTokenSeconds"),
    interTokenCount: mix("interTokenCount"),
  };
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
  return a === undefined || b === undefined ? last : between(a, b, at);
};

/** What a group of engines did from `from` to `to`. */
export const workBetween = (group: readonly EngineSeries[], from: number, to: number): Totals =>
  group.reduce<Totals>((total, series) => {
    const start = totalsAt(series, from);
    const end = totalsAt(series, to);
    return sum(total, {
      arrived: end.arrived - start.arrived,
      shaped: end.shaped - start.shaped,
      promptTokens: end.promptTokens - start.promptTokens,
      generatedTokens: end.generatedTokens - start.generatedTokens,
      interTokenSeconds: end.interTokenSeconds - start.interTokenSeconds,
      interTokenCount: end.interTokenCount - start.interTokenCount,
    });
  }, noTotals);
