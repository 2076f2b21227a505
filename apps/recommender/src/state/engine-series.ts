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

/** Counters last seen, each group only with all its members. */
interface Seen {
  readonly startedAt: number | null;
  readonly work: { readonly finished: number; readonly inSystem: number };
  readonly shape: { readonly finished: number; readonly promptTokens: number; readonly generatedTokens: number } | null;
  readonly interToken: { readonly seconds: number; readonly count: number } | null;
}

export interface Retention {
  /** Seconds of history that are retained. */
  readonly horizonSeconds: number;
  /** Points closer together than this are merged; the totals stay exact. */
  readonly resolutionSeconds: number;
  /** Points of a higher age are thinned further: they only serve means over long spans. */
  readonly older?: { readonly afterSeconds: number; readonly resolutionSeconds: number };
}

const totalsOf = (each: (name: keyof Totals) => number): Totals => ({
  arrived: each("arrived"),
  shaped: each("shaped"),
  promptTokens: each("promptTokens"),
  generatedTokens: each("generatedTokens"),
  interTokenSeconds: each("interTokenSeconds"),
  interTokenCount: each("interTokenCount"),
});

export const noTotals: Totals = totalsOf(() => 0);

/** Counters of a process that has just started. */
const fromZero: Seen = {
  startedAt: null,
  work: { finished: 0, inSystem: 0 },
  shape: { finished: 0, promptTokens: 0, generatedTokens: 0 },
  interToken: { seconds: 0, count: 0 },
};

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

/** Where a point has its time and its totals. */
const place = {
  ...{ at: 0, arrived: 1, shaped: 2, promptTokens: 3, generatedTokens: 4, interTokenSeconds: 5, interTokenCount: 6 },
} as const;
const width = 7;
/** Points by which the memory of a series grows. */
const growth = 4;

/** History of one engine: raw counters last seen, and points of totals over time, oldest first. */
export class EngineSeries {
  #seen: Seen | null = null;
  // Numbers without objects: of a large fleet there are a million points.
  #points = new Float64Array(0);
  #count = 0;

  /** The series of an engine that was not there at `at` and has been seen since: its counters count from zero. */
  static fromZero(at: number): EngineSeries {
    const series = new EngineSeries();
    series.#seen = fromZero;
    series.#append(at, noTotals);
    return series;
  }

  /** Number of its points. */
  get length(): number {
    return this.#count;
  }

  /** When the engine was first counted, as far as is retained; null: never. */
  get firstAt(): number | null {
    return this.#count === 0 ? null : this.#get(0, "at");
  }

  get lastAt(): number | null {
    return this.#count === 0 ? null : this.#get(this.#count - 1, "at");
  }

  /** Requests that arrived since it was first seen. */
  get arrived(): number {
    return this.#count === 0 ? 0 : this.#get(this.#count - 1, "arrived");
  }

  /** Start of the engine's process. */
  get startedAt(): number | null {
    return this.#seen?.startedAt ?? null;
  }

  /** Requests in the engine as it last reported them; null: it never did. */
  get inSystem(): number | null {
    return this.#seen?.work.inSystem ?? null;
  }

  #get(point: number, name: keyof typeof place): number {
    return this.#points[point * width + place[name]] ?? Number.NaN;
  }

  #totals(point: number): Totals {
    return totalsOf((name) => this.#get(point, name));
  }

  #append(at: number, totals: Totals): void {
    const start = this.#count * width;
    if (start === this.#points.length) {
      const grown = new Float64Array(start + growth * width);
      grown.set(this.#points);
      this.#points = grown;
    }
    this.#points[start] = at;
    for (const name in totals) this.#points[start + place[name as keyof Totals]] = totals[name as keyof Totals];
    this.#count += 1;
  }

  /** Thins the points to the resolution of their age at `now` and cuts them to the horizon; one older point marks its edge. */
  #thin(now: number, retention: Retention): void {
    const {
      horizonSeconds,
      resolutionSeconds,
      older = { afterSeconds: horizonSeconds, resolutionSeconds },
    } = retention;
    let [retained, lastAt] = [0, Number.NEGATIVE_INFINITY];
    for (let point = this.#before(now - horizonSeconds) ?? 0; point < this.#count; point += 1) {
      const at = this.#get(point, "at");
      const distance = now - at > older.afterSeconds ? older.resolutionSeconds : resolutionSeconds;
      if (at - lastAt < distance) continue;
      if (retained !== point) this.#points.copyWithin(retained * width, point * width, (point + 1) * width);
      lastAt = at;
      retained += 1;
    }
    this.#count = retained;
  }

  /** The last point that is not later; null: there is none. */
  #before(at: number): number | null {
    let point = this.#count - 1;
    while (point >= 0 && this.#get(point, "at") > at) point -= 1;
    return point < 0 ? null : point;
  }

  /** Takes one more reading. One without its requests is no count and leaves the series as it is. */
  add(reading: EngineReading, retention: Retention): void {
    const now = seenIn(reading);
    if (now === null) return;
    if (this.#seen === null) {
      this.#seen = now;
      this.#append(reading.at, noTotals);
      return;
    }
    const before = isRestart(this.#seen, now) ? { ...fromZero, startedAt: this.#seen.startedAt } : this.#seen;
    const more = increment(before, now);
    const last = this.#count - 1;
    const totals = totalsOf((name) => this.#get(last, name) + more[name]);
    this.#seen = {
      startedAt: now.startedAt ?? before.startedAt,
      work: now.work,
      shape: now.shape ?? before.shape,
      interToken: now.interToken ?? before.interToken,
    };
    this.#thin(reading.at, retention);
    this.#append(reading.at, totals);
  }

  /** Totals at a time: linear between points, the nearest point beyond them, nothing for an empty series. */
  totalsAt(at: number): Totals {
    if (this.#count === 0) return noTotals;
    const before = this.#before(at);
    if (before === null) return this.#totals(0);
    if (before === this.#count - 1) return this.#totals(before);
    const [from, to] = [this.#get(before, "at"), this.#get(before + 1, "at")];
    const share = (at - from) / (to - from);
    return totalsOf((name) => {
      const value = this.#get(before, name);
      return value + (this.#get(before + 1, name) - value) * share;
    });
  }
}

/** What a group of engines did from `from` to `to`. */
export const workBetween = (group: readonly EngineSeries[], from: number, to: number): Totals => {
  const sum = { ...noTotals };
  for (const series of group) {
    const [before, after] = [series.totalsAt(from), series.totalsAt(to)];
    for (const name in sum) sum[name as keyof Totals] += after[name as keyof Totals] - before[name as keyof Totals];
  }
  return sum;
};
