/** Counters and gauges of one engine in one sample. null: not known. */
export interface EngineSample {
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

/**
 * Counters as last read, each group only with all its members; null: the group is not known. `shaped` are the requests that
 * had finished when their tokens were read.
 */
type LastCounters = Record<Exclude<keyof Totals, "arrived"> | "startedAt" | "finished" | "inSystem", number | null>;

export interface Retention {
  /** Seconds of history that are retained. */
  readonly horizonSeconds: number;
  /** Points closer together than this are merged; the totals stay exact. */
  readonly resolutionSeconds: number;
  /** Points of a higher age are thinned further: they only serve means over long spans. */
  readonly older?: { readonly afterSeconds: number; readonly resolutionSeconds: number };
}

export const noTotals: Totals = {
  arrived: 0,
  shaped: 0,
  promptTokens: 0,
  generatedTokens: 0,
  interTokenSeconds: 0,
  interTokenCount: 0,
};

/** All counters at one value: 0 of a process that has just started, null of one that was never read. */
const countersAt = (value: number | null, startedAt: number | null): LastCounters =>
  Object.assign(
    { startedAt, finished: value, inSystem: value, shaped: value, promptTokens: value },
    { generatedTokens: value, interTokenSeconds: value, interTokenCount: value },
  );

/** The value where it can be one of a counter or a gauge. */
const totalOrNaN = (value: number | null): number =>
  value !== null && Number.isFinite(value) && value >= 0 ? value : Number.NaN;

const isRestart = (before: LastCounters, { finished, startedAt }: EngineSample): boolean =>
  totalOrNaN(finished) < (before.finished ?? 0) ||
  (before.startedAt !== null && startedAt !== null && before.startedAt !== startedAt);

/** Where a point has its time and its totals. */
const place = {
  at: 0,
  arrived: 1,
  shaped: 2,
  promptTokens: 3,
  generatedTokens: 4,
  interTokenSeconds: 5,
  interTokenCount: 6,
} as const;
const firstPoint = Object.values(place).map(() => 0);
const width = firstPoint.length;

/** History of one engine: raw counters last seen, and points of totals over time, oldest first. */
export class EngineSeries {
  #last: LastCounters | null = null;
  // Numbers without objects, in an array without a buffer of its own: of a large fleet there are a million points.
  #points: number[] = [];
  #count = 0;

  /** The series of an engine that was not there at `at` and has been seen since: its counters count from zero. */
  static fromZero(at: number): EngineSeries {
    const series = new EngineSeries();
    series.#last = countersAt(0, null);
    series.#append(at);
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
    return this.#last?.startedAt ?? null;
  }

  /** Requests in the engine as it last reported them; null: it never did. */
  get inSystem(): number | null {
    return this.#last?.inSystem ?? null;
  }

  #get(point: number, name: keyof typeof place): number {
    return this.#points[point * width + place[name]] ?? Number.NaN;
  }

  #copy(from: number, to: number): void {
    for (let index = 0; index < width; index += 1)
      this.#points[to * width + index] = this.#points[from * width + index] ?? Number.NaN;
  }

  /** One more point, with the totals of the last one; an array that is too short is made as long as it has to be. */
  #append(at: number): void {
    const start = this.#count * width;
    if (start === this.#points.length)
      this.#points = this.#points.concat(start === 0 ? firstPoint : this.#points.slice(-width));
    else this.#copy(this.#count - 1, this.#count);
    this.#points[start] = at;
    this.#count += 1;
  }

  #raise(name: keyof Totals, by: number): void {
    const index = (this.#count - 1) * width + place[name];
    this.#points[index] = (this.#points[index] ?? 0) + by;
  }

  /** Raises a total by what its counter rose, and remembers the counter. */
  #rise(name: Exclude<keyof Totals, "arrived">, now: number): void {
    if (this.#last === null) return;
    const before = this.#last[name];
    if (before !== null && now > before) this.#raise(name, now - before);
    this.#last[name] = now;
  }

  /** Thins the points to the resolution of their age at `now` and cuts them to the horizon; one older point marks its edge, and the newest stays. */
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
      if (at - lastAt < distance && point < this.#count - 1) continue;
      if (retained !== point) this.#copy(point, retained);
      lastAt = at;
      retained += 1;
    }
    this.#count = retained;
  }

  /** The last point that is not later; null: there is none. */
  #before(at: number): number | null {
    let [step, high] = [1, this.#count];
    // Most of the times that are asked for are near the end.
    for (; high >= step && this.#get(high - step, "at") > at; step *= 2) high -= step;
    let low = Math.max(0, high - step);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#get(middle, "at") > at) high = middle;
      else low = middle + 1;
    }
    return low === 0 ? null : low - 1;
  }

  /** Takes one more reading. One without its requests is no count and leaves the series as it is. */
  add(reading: EngineSample, retention: Retention): void {
    const { at, startedAt } = reading;
    const finished = totalOrNaN(reading.finished);
    const inSystem = totalOrNaN(reading.running) + totalOrNaN(reading.waiting);
    if (Number.isNaN(finished + inSystem)) return;
    const last = this.#last ?? countersAt(null, null);
    const counters = isRestart(last, reading) ? countersAt(0, last.startedAt) : last;
    this.#last = counters;
    if (this.#count === 0) this.#append(at);
    else this.#move(at, retention);
    counters.startedAt = startedAt ?? counters.startedAt;
    // Requests in the system at a restart had arrived before and are not taken back.
    if (counters.finished !== null)
      this.#raise("arrived", finished + inSystem - counters.finished - (counters.inSystem ?? 0));
    counters.finished = finished;
    counters.inSystem = inSystem;
    const [prompts, generated] = [totalOrNaN(reading.promptTokens), totalOrNaN(reading.generatedTokens)];
    if (!Number.isNaN(prompts + generated)) {
      this.#rise("shaped", finished);
      this.#rise("promptTokens", prompts);
      this.#rise("generatedTokens", generated);
    }
    const [seconds, gaps] = [totalOrNaN(reading.interTokenSeconds), totalOrNaN(reading.interTokenCount)];
    if (!Number.isNaN(seconds + gaps)) {
      this.#rise("interTokenSeconds", seconds);
      this.#rise("interTokenCount", gaps);
    }
  }

  /** The last point stands for `at`, where it is close to the one before; else there is another one. */
  #move(at: number, retention: Retention): void {
    const last = this.#count - 1;
    if (last > 0 && this.#get(last, "at") - this.#get(last - 1, "at") < retention.resolutionSeconds) {
      this.#points[last * width] = at;
      return;
    }
    this.#append(at);
    this.#thin(at, retention);
  }

  /** Between which points a time lies, by their first number, and how far; beyond the points at the nearest one. */
  #placeAt(at: number) {
    const before = this.#before(at);
    const from = before ?? 0;
    const to = before === null ? 0 : Math.min(before + 1, this.#count - 1);
    const share = from === to ? 0 : (at - this.#get(from, "at")) / (this.#get(to, "at") - this.#get(from, "at"));
    return { from: from * width, to: to * width, share };
  }

  #valueAt({ from, to, share }: Record<"from" | "to" | "share", number>, index: number): number {
    const low = this.#points[from + index] ?? Number.NaN;
    return share === 0 ? low : low + ((this.#points[to + index] ?? Number.NaN) - low) * share;
  }

  /** Requests that arrived from one time to another. */
  arrivedBetween(since: number, until: number): number {
    if (this.#count === 0) return 0;
    return this.#valueAt(this.#placeAt(until), place.arrived) - this.#valueAt(this.#placeAt(since), place.arrived);
  }

  /** Adds what the totals rose by from one time to another: linear between points, nothing beyond them. */
  addRise(sum: { -readonly [K in keyof Totals]: Totals[K] }, since: number, until: number): void {
    if (this.#count === 0) return;
    const [begin, end] = [this.#placeAt(since), this.#placeAt(until)];
    const rise = (index: number): number => this.#valueAt(end, index) - this.#valueAt(begin, index);
    sum.arrived += rise(place.arrived);
    sum.shaped += rise(place.shaped);
    sum.promptTokens += rise(place.promptTokens);
    sum.generatedTokens += rise(place.generatedTokens);
    sum.interTokenSeconds += rise(place.interTokenSeconds);
    sum.interTokenCount += rise(place.interTokenCount);
  }
}

/** What a group of engines did from `from` to `to`. */
export const workBetween = (group: readonly EngineSeries[], from: number, to: number): Totals => {
  const sum = { ...noTotals };
  for (const series of group) series.addRise(sum, from, to);
  return sum;
};
