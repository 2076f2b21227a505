import { type EngineColumns, latencyBounds, type PlanDeployment } from "@loadline/wire";

type Histogram = keyof typeof latencyBounds;
export const histograms = ["timeToFirstToken", "interTokenLatency"] as const satisfies readonly Histogram[];

/** Sums and counts of engines' counters, by the part of a request. */
const sumColumns = {
  queue: ["queueSecondsSum", "queueSecondsCount"],
  firstToken: ["timeToFirstTokenSecondsSum", "timeToFirstTokenSecondsCount"],
  gap: ["interTokenLatencySecondsSum", "interTokenLatencySecondsCount"],
  answer: ["endToEndSecondsSum", "endToEndSecondsCount"],
} as const;
type Summed = keyof typeof sumColumns;
const summed = Object.keys(sumColumns) as Summed[];

interface Sum {
  readonly seconds: number;
  readonly count: number;
}

type Counts = Readonly<Record<Histogram, readonly number[]>>;

const byHistogram = <T>(of: (name: Histogram) => T): Record<Histogram, T> => ({
  timeToFirstToken: of("timeToFirstToken"),
  interTokenLatency: of("interTokenLatency"),
});
const noCounts = (): Record<Histogram, number[]> => byHistogram((name) => [...latencyBounds[name], 0].map(() => 0));

/** Observations since the deployment was first seen. */
export interface LatencyTotals {
  /** Observations by bucket; the last one has no upper bound. */
  readonly buckets: Counts;
  /** Those of them whose bucket at the engine has a bound that none of ours has: it may begin in our bucket before. */
  readonly straddling: Counts;
  readonly sums: Readonly<Record<Summed, Sum>>;
}

export const noLatencies: LatencyTotals = {
  buckets: noCounts(),
  straddling: noCounts(),
  sums: Object.fromEntries(summed.map((name) => [name, { seconds: 0, count: 0 }])) as LatencyTotals["sums"],
};

/** One bucket of an engine lies in that of ours in which its upper bound lies: a latency is never understated. */
const placeOf = (name: Histogram, upper: number | null): number => {
  const bounds: readonly number[] = latencyBounds[name];
  const place = upper === null ? -1 : bounds.findIndex((bound) => upper <= bound);
  return place < 0 ? bounds.length : place;
};

/** Counters of one engine as last read; null: not reported. */
export type LatencyCounters = Readonly<Record<Summed, Sum | null>>;

const countersIn = (columns: EngineColumns, row: number): LatencyCounters =>
  Object.fromEntries(
    summed.map((name) => {
      const [sumName, countName] = sumColumns[name];
      const [seconds, count] = [columns[sumName][row] ?? null, columns[countName][row] ?? null];
      return [name, seconds === null || count === null ? null : { seconds, count }];
    }),
  ) as Record<Summed, Sum | null>;

const lessCounts = (after: Counts, before: Counts): Counts =>
  byHistogram((name) => after[name].map((count, at) => count - (before[name][at] ?? 0)));

const less = (after: LatencyTotals, before: LatencyTotals): LatencyTotals => ({
  buckets: lessCounts(after.buckets, before.buckets),
  straddling: lessCounts(after.straddling, before.straddling),
  sums: Object.fromEntries(
    summed.map((name) => [
      name,
      {
        seconds: after.sums[name].seconds - before.sums[name].seconds,
        count: after.sums[name].count - before.sums[name].count,
      },
    ]),
  ) as LatencyTotals["sums"],
});

/** Latencies of one deployment over all of its engines, and a window of them that slides by halves. */
export class DeploymentLatencies {
  readonly #buckets = noCounts();
  readonly #straddling = noCounts();
  readonly #sums = Object.fromEntries(summed.map((name) => [name, { seconds: 0, count: 0 }])) as Record<
    Summed,
    { seconds: number; count: number }
  >;
  #from: LatencyTotals = noLatencies;
  #middle: LatencyTotals = noLatencies;
  #middleAt = Number.NEGATIVE_INFINITY;

  /** One engine's row of a sample. @param before its counters in the sample before; null: it is new */
  add(columns: EngineColumns, row: number, before: LatencyCounters | null): LatencyCounters {
    for (const name of histograms) {
      for (const [upper, count] of columns[`${name}Buckets`]?.[row] ?? []) {
        if (count > 0 && Number.isFinite(count)) this.#observe(name, upper, count);
      }
    }
    const counters = countersIn(columns, row);
    for (const name of summed) {
      const [last, now] = [before?.[name] ?? null, counters[name]];
      // A counter that fell began anew: what came before is not known.
      if (last === null || now === null || !(now.count >= last.count && now.seconds >= last.seconds)) continue;
      this.#sums[name].seconds += now.seconds - last.seconds;
      this.#sums[name].count += now.count - last.count;
    }
    return counters;
  }

  #observe(name: Histogram, upper: number | null, count: number): void {
    const place = placeOf(name, upper);
    const bound = latencyBounds[name][place];
    this.#buckets[name][place] = (this.#buckets[name][place] ?? 0) + count;
    if (bound === undefined || bound === upper) return;
    this.#straddling[name][place] = (this.#straddling[name][place] ?? 0) + count;
  }

  get totals(): LatencyTotals {
    const buckets = byHistogram((name) => [...this.#buckets[name]]);
    const straddling = byHistogram((name) => [...this.#straddling[name]]);
    const sums = Object.fromEntries(summed.map((name) => [name, { ...this.#sums[name] }])) as LatencyTotals["sums"];
    return { buckets, straddling, sums };
  }

  /** What was observed in the last half to whole window before `now`. */
  window(now: number, seconds: number): LatencyTotals {
    const { totals } = this;
    const window = less(totals, this.#from);
    if (Math.abs(now - this.#middleAt) >= seconds / 2) {
      this.#from = this.#middle;
      this.#middle = totals;
      this.#middleAt = now;
    }
    return window;
  }
}

/** Where the time of a request goes, seconds on average; null: not reported. */
export const latencyParts = ["queue", "prefill", "decode", "first-token", "gap", "answer"] as const;
export type LatencyPart = (typeof latencyParts)[number];

/** The key of the plan with the objective of each histogram. */
export const objectiveKeys = {
  timeToFirstToken: "timeToFirstTokenSeconds",
  interTokenLatency: "interTokenLatencySeconds",
} as const;

/**
 * Observations that met an objective: all but those of buckets that begin at it or above. How many of the bucket that it
 * lies in missed it is not known, so they count as met: a page has to rest on what is known to be missed.
 */
const metWithin = (name: Histogram, { buckets, straddling }: LatencyTotals, objective: number): number => {
  const begin = (at: number): number => latencyBounds[name][at - 1] ?? 0;
  return buckets[name].reduce((sum, count, at) => {
    if (begin(at) < objective) return sum + count;
    return begin(at - 1) < objective ? sum + (straddling[name][at] ?? 0) : sum;
  }, 0);
};

export interface Attained {
  readonly name: Histogram;
  readonly objectiveSeconds: number;
  readonly observations: number;
  readonly met: number;
}

/** How many observations met each objective of a deployment that engines report buckets for. */
export const attainedOf = (totals: LatencyTotals, { slo }: Pick<PlanDeployment, "slo">): readonly Attained[] =>
  histograms.flatMap((name) => {
    const objectiveSeconds = slo[objectiveKeys[name]];
    const observations = totals.buckets[name].reduce((sum, count) => sum + count, 0);
    if (objectiveSeconds === undefined || observations === 0) return [];
    return [{ name, objectiveSeconds, observations, met: metWithin(name, totals, objectiveSeconds) }];
  });

/** What was measured of a deployment's latencies. */
export interface MeasuredLatency {
  readonly parts: Readonly<Record<LatencyPart, number | null>>;
  readonly attained: readonly Attained[];
  readonly totals: LatencyTotals;
}

const meanOf = ({ seconds, count }: Sum): number | null => (count > 0 ? seconds / count : null);
const apart = (whole: number | null, part: number | null): number | null =>
  whole === null || part === null ? null : Math.max(0, whole - part);

export const measuredLatency = (
  latencies: DeploymentLatencies,
  { now, seconds, deployment }: { readonly now: number; readonly seconds: number; readonly deployment: PlanDeployment },
): MeasuredLatency => {
  const window = latencies.window(now, seconds);
  const { queue, firstToken, gap, answer } = window.sums;
  const [wait, first, whole] = [meanOf(queue), meanOf(firstToken), meanOf(answer)];
  const parts = {
    ...{ queue: wait, prefill: apart(first, wait), decode: apart(whole, first) },
    ...{ "first-token": first, gap: meanOf(gap), answer: whole },
  };
  return { parts, attained: attainedOf(window, deployment), totals: latencies.totals };
};
