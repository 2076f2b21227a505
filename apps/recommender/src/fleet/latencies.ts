import type { PlanDeployment } from "@loadline/plan";
import { type EngineColumns, inBuckets, latencyBounds } from "@loadline/protocol";

type Histogram = keyof typeof latencyBounds;
export const histograms = ["timeToFirstToken", "interTokenLatency"] as const satisfies readonly Histogram[];

/** Sums and counts of engines' counters, by the part of a request. */
const sumColumns = {
  queue: ["queueSecondsSum", "queueSecondsCount"],
  firstToken: ["timeToFirstTokenSecondsSum", "timeToFirstTokenSecondsCount"],
  gap: ["interTokenLatencySecondsSum", "interTokenLatencySecondsCount"],
  answer: ["endToEndSecondsSum", "endToEndSecondsCount"],
} as const;
const summedColumns = Object.values(sumColumns);
type Summed = keyof typeof sumColumns;
const summed = Object.keys(sumColumns) as Summed[];

interface Sum {
  /** Of seconds. */
  readonly sum: number;
  readonly count: number;
}

const bySum = (of: (at: number, name: Summed) => Sum): Readonly<Record<Summed, Sum>> =>
  Object.fromEntries(summed.map((name, at) => [name, of(at, name)])) as Record<Summed, Sum>;

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
  readonly sums: ReturnType<typeof bySum>;
}

export const noLatencies: LatencyTotals = {
  buckets: noCounts(),
  straddling: noCounts(),
  sums: bySum(() => ({ sum: 0, count: 0 })),
};

/** Counts of one engine's histogram by bucket, and of those that straddle. */
type Totals = readonly (readonly number[])[];

/** Sum and count of each part, in the order of `summed`, NaN: not reported; and the histograms. */
type Counters = Readonly<Record<Histogram, Totals | null>> & { readonly sums: readonly number[] };

/**
 * Counters of one engine as last read, in one list: the sums, then of each histogram how many lists it has, NaN: it is not
 * known, and each behind its length.
 */
export type LatencyCounters = readonly number[];

const unread = summed.flatMap(() => [Number.NaN, Number.NaN]);

// Arrays that are put together are as long as they have to be; one that grows is twice as long, for as long as the engine is known.
const packed = ({ sums, ...totals }: Counters): LatencyCounters =>
  histograms.reduce<readonly number[]>((all, name) => {
    const lists = totals[name];
    return all.concat([lists?.length ?? Number.NaN], ...(lists ?? []).map((counts) => [counts.length, ...counts]));
  }, sums);

const unpacked = (counters: LatencyCounters): Counters => {
  let at = unread.length;
  const totals = (): Totals | null => {
    const lists = counters[at] ?? Number.NaN;
    at += 1;
    const all: number[][] = [];
    for (let list = 0; list < lists; list += 1) {
      const end = at + 1 + (counters[at] ?? 0);
      all.push(counters.slice(at + 1, end));
      at = end;
    }
    return Number.isNaN(lists) ? null : all;
  };
  return { sums: counters, ...byHistogram(totals) };
};

const sumsIn = (columns: EngineColumns, row: number): readonly number[] => {
  const counters = unread.slice();
  let at = 0;
  for (const [sumName, countName] of summedColumns) {
    const [sum, count] = [columns[sumName][row] ?? null, columns[countName][row] ?? null];
    if (sum !== null && count !== null) [counters[at], counters[at + 1]] = [sum, count];
    at += 2;
  }
  return counters;
};

/** A sample of an agent before 0.2: it has the observations since the one before. */
export const hasRises = ({ timeToFirstTokenBuckets, interTokenLatencyBuckets }: EngineColumns): boolean =>
  timeToFirstTokenBuckets !== undefined || interTokenLatencyBuckets !== undefined;

const countersIn = (columns: EngineColumns, row: number, before: Counters | null): Counters => {
  // Those are counted at once, and the next totals have them, too.
  const known = hasRises(columns) ? null : before;
  return {
    sums: sumsIn(columns, row),
    timeToFirstToken: columns.timeToFirstTokenTotals?.[row] ?? known?.timeToFirstToken ?? null,
    interTokenLatency: columns.interTokenLatencyTotals?.[row] ?? known?.interTokenLatency ?? null,
  };
};

const lessCounts = (after: Counts, before: Counts): Counts =>
  byHistogram((name) => after[name].map((count, at) => count - (before[name][at] ?? 0)));

const less = (after: LatencyTotals, before: LatencyTotals): LatencyTotals => ({
  buckets: lessCounts(after.buckets, before.buckets),
  straddling: lessCounts(after.straddling, before.straddling),
  sums: bySum((_, name) => ({
    sum: after.sums[name].sum - before.sums[name].sum,
    count: after.sums[name].count - before.sums[name].count,
  })),
});

/** Whoever may make pods in another namespace than the plan names makes no replicas of the deployment. */
export const isIn = (id: string, namespace: string | undefined): boolean => {
  // Agents name an engine that they found in a pod NAMESPACE/POD, and no other one like that.
  const [, own = namespace] = /^([a-z0-9-]+)\/[a-z0-9-]/.exec(id) ?? [];
  return namespace === undefined || own === namespace;
};

/** Latencies of one deployment over all of its engines, and a window of them that slides by halves. */
export class DeploymentLatencies {
  readonly #buckets = noCounts();
  readonly #straddling = noCounts();
  /** As the counters of one engine. */
  readonly #sums = summed.flatMap(() => [0, 0]);
  /** That of the plan's workload: engines of another are none of the deployment. */
  namespace: string | undefined;
  #from: LatencyTotals = noLatencies;
  #middle: LatencyTotals = noLatencies;
  #middleAt = Number.NEGATIVE_INFINITY;

  /** One engine's row of a sample. @param stored its counters in the sample before; null: it is new */
  add(columns: EngineColumns, row: number, stored: LatencyCounters | null): LatencyCounters {
    const before = stored === null ? null : unpacked(stored);
    const counters = countersIn(columns, row, before);
    if (!isIn(columns.id[row] ?? "", this.namespace)) return packed(counters);
    for (const name of histograms) {
      const [now, last = null, single] = [counters[name], before?.[name], columns[`${name}Buckets`]?.[row]];
      if (single) this.#addTotals(name, inBuckets(name, single), []);
      if (now !== last) this.#addTotals(name, now, last);
    }
    this.#addSums(counters.sums, before?.sums ?? null);
    return packed(counters);
  }

  /** What rose since the last sample that was read; all of it after a count that fell, as after a restart. */
  #addTotals(name: Histogram, now: Totals | null, before: Totals | null): void {
    if (now === null || before === null) return;
    const restarted = before.some((list, part) => list.some((count, at) => count > (now[part]?.[at] ?? 0)));
    for (const [part, all] of [this.#buckets[name], this.#straddling[name]].entries()) {
      const [counts = [], earlier = []] = [now[part], restarted ? [] : before[part]];
      // Lists end where their zeros begin.
      for (let at = 0; at < all.length && at < counts.length; at += 1)
        all[at] = (all[at] ?? 0) + (counts[at] ?? 0) - (earlier[at] ?? 0);
    }
  }

  #addSums(counters: readonly number[], before: readonly number[] | null): void {
    for (let at = 0; before !== null && at < unread.length; at += 2) {
      const more = (counters[at] ?? 0) - (before[at] ?? 0);
      const moreCounted = (counters[at + 1] ?? 0) - (before[at + 1] ?? 0);
      // A counter that fell began anew: what came before is not known.
      if (!(more >= 0 && moreCounted >= 0)) continue;
      this.#sums[at] = (this.#sums[at] ?? 0) + more;
      this.#sums[at + 1] = (this.#sums[at + 1] ?? 0) + moreCounted;
    }
  }

  get totals(): LatencyTotals {
    const buckets = byHistogram((name) => [...this.#buckets[name]]);
    const straddling = byHistogram((name) => [...this.#straddling[name]]);
    const sums = bySum((at) => ({ sum: this.#sums[2 * at] ?? 0, count: this.#sums[2 * at + 1] ?? 0 }));
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

/** The objective of the plan that each histogram is measured by, seconds. */
export const objectiveOf = (name: Histogram, { slo }: Pick<PlanDeployment, "slo">): number | undefined =>
  // Engines observe single gaps. Without an objective on these, that on a request's mean gap is the next one.
  name === "timeToFirstToken" ? slo.timeToFirstTokenSeconds : (slo.tokenGapSeconds ?? slo.interTokenLatencySeconds);

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
  /** Latency at the percentile of the plan; of what lies beyond all bounds the highest one. */
  readonly percentileSeconds: number;
}

/** The latency at a quantile of what was counted, as histogram_quantile of Prometheus has it. */
const quantileOf = (name: Histogram, { buckets }: LatencyTotals, quantile: number): number => {
  const bounds: readonly number[] = latencyBounds[name];
  const highest = bounds.at(-1) ?? 0;
  let below = buckets[name].reduce((sum, count) => sum + count, 0) * quantile;
  for (const [at, count] of buckets[name].entries()) {
    if (below > count) {
      below -= count;
      continue;
    }
    const [low, high] = [bounds[at - 1] ?? 0, bounds[at] ?? highest];
    return count === 0 ? low : low + ((high - low) * below) / count;
  }
  return highest;
};

/** How many observations met each objective of a deployment that engines report buckets for. */
export const attainedOf = (totals: LatencyTotals, deployment: Pick<PlanDeployment, "slo">): readonly Attained[] =>
  histograms.flatMap((name) => {
    const objectiveSeconds = objectiveOf(name, deployment);
    const observations = totals.buckets[name].reduce((sum, count) => sum + count, 0);
    if (objectiveSeconds === undefined || observations === 0) return [];
    const met = metWithin(name, totals, objectiveSeconds);
    const percentileSeconds = quantileOf(name, totals, deployment.slo.percentile);
    return [{ name, objectiveSeconds, observations, met, percentileSeconds }];
  });

/** What was measured of a deployment's latencies. */
export interface MeasuredLatency {
  readonly parts: Readonly<Record<LatencyPart, number | null>>;
  readonly attained: readonly Attained[];
  readonly totals: LatencyTotals;
}

export const meanOf = ({ sum, count }: Sum): number | null => (count > 0 ? sum / count : null);
const apart = (whole: number | null, part: number | null): number | null =>
  whole === null || part === null ? null : Math.max(0, whole - part);

export const measuredLatency = (
  latencies: DeploymentLatencies,
  { now, seconds, deployment }: { readonly now: number; readonly seconds: number; readonly deployment: PlanDeployment },
): MeasuredLatency => {
  latencies.namespace = deployment.kubernetes?.namespace;
  const window = latencies.window(now, seconds);
  const { queue, firstToken, gap, answer } = window.sums;
  const [wait, first, whole] = [meanOf(queue), meanOf(firstToken), meanOf(answer)];
  const parts = {
    queue: wait,
    prefill: apart(first, wait),
    decode: apart(whole, first),
    "first-token": first,
    gap: meanOf(gap),
    answer: whole,
  };
  return { parts, attained: attainedOf(window, deployment), totals: latencies.totals };
};
