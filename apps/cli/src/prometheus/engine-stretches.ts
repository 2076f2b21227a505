import type { EngineStretch } from "@loadline/control";
import type { PlanDeployment } from "@loadline/plan";
import type { Prometheus, Series } from "./client.ts";
import { engineOf, type ObservedDeployment, quoted } from "./observed-fleet.ts";

const window = "5m";

export interface Stretches {
  /** One of each engine whose counters went on. */
  readonly stretches: readonly EngineStretch[];
  /** Requests/s that finish while samples were taken, which `rate` spreads over a gap before them; null: no counter went on. */
  readonly finishedPerSecond: number | null;
  /** Seconds of the window from the first sample to the last. */
  readonly seconds: number;
  /** Requests/s that came in but neither finished nor left: what is queued and under way grew by so much; negative: it shrank. */
  readonly growthPerSecond: number;
}

/** Samples by engine; a series each. */
type Samples = ReadonlyMap<string, readonly Series["points"][]>;

const change = (points: Series["points"]): number => (points.at(-1)?.[1] ?? 0) - (points[0]?.[1] ?? 0);

const span = (points: Series["points"]): number => (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0);

const perSecond = (points: Series["points"]): number => (span(points) > 0 ? change(points) / span(points) : 0);

const byEngine = (found: readonly Series[]): Samples => {
  const engines = new Map<string, Series["points"][]>();
  for (const one of found) engines.set(engineOf(one), [...(engines.get(engineOf(one)) ?? []), one.points]);
  return engines;
};

/** What counters rose by; null: one was reset, or there is none. */
const risen = (series: readonly Series["points"][] | undefined): number | null => {
  if (series === undefined) return null;
  const fell = series.some((points) => points.some(([, value], at) => value < (points[at - 1]?.[1] ?? value)));
  return fell ? null : series.reduce((sum, points) => sum + change(points), 0);
};

/** The sum of the series of one engine, such as those of its ranks, by time. */
const together = (series: readonly Series["points"][]): Series["points"] => {
  const sums = new Map<number, number>();
  for (const [at, value] of series.flat()) sums.set(at, (sums.get(at) ?? 0) + value);
  return [...sums].toSorted(([a], [b]) => a - b);
};

// As for the recommender: a queue that fewer samples saw may be the accident of when they were taken.
const leastQueuedSamples = 3;

/** null: one is not known, and none is missed. */
const allMet = (met: readonly (boolean | null)[]) => (met.includes(false) ? false : met.includes(null) ? null : true);

/** When the queue that is there now began, as far as the window goes back; null: there is none, or it is too new. */
const queuedSince = (queue: Series["points"]): number | null => {
  const queued = queue.slice(queue.findLastIndex(([, value]) => value === 0) + 1);
  return queued.length < leastQueuedSamples ? null : (queued[0]?.[0] ?? null);
};

const since = (points: Series["points"], from: number | null): Series["points"] =>
  from === null ? points : points.filter(([at]) => at >= from);

/** null: a mean is not known. */
const meets = (seconds: number | null, count: number | null, objective: number | undefined): boolean | null => {
  if (objective === undefined) return true;
  return seconds === null || count === null || count <= 0 ? null : seconds / count <= objective;
};

/** What each engine did in the last minutes, from its samples as they were scraped. */
export const recentStretches = async (
  prometheus: Prometheus,
  { series, labels, engines }: Pick<ObservedDeployment, "series" | "labels" | "engines">,
  objectives: PlanDeployment["slo"],
): Promise<Stretches> => {
  const read = async (names: readonly string[]): Promise<Samples> => {
    for (const name of names) {
      const found = await prometheus.query(`${name}{${quoted(labels)}}[${window}]`);
      if (found.length > 0) return byEngine(found);
    }
    return new Map();
  };
  const histogram = async (names: readonly string[]) => ({
    sum: await read(names.map((name) => `${name}_sum`)),
    count: await read(names.map((name) => `${name}_count`)),
  });
  const finished = await read(series.finished);
  const waiting = await read(series.waiting);
  const running = await read(series.running);
  const [input, output] = [await read(series.inputTokens), await read(series.outputTokens)];
  const [first, gaps] = [await histogram(series.timeToFirstToken), await histogram(series.interTokenLatency)];
  const meanMet = ({ sum, count }: typeof first, engine: string, objective: number | undefined): boolean | null =>
    meets(risen(sum.get(engine)), risen(count.get(engine)), objective);
  const stretchOf = (engine: string, counters: readonly Series["points"][]): EngineStretch | null => {
    const queue = together(waiting.get(engine) ?? []);
    const from = queuedSince(queue);
    const work = (samples: Samples): number | null => risen(samples.get(engine)?.map((points) => since(points, from)));
    const finishedRequests = risen(counters) === null ? null : work(finished);
    const [longest = []] = counters.map((points) => since(points, from)).toSorted((a, b) => b.length - a.length);
    const seconds = span(longest);
    if (finishedRequests === null || seconds <= 0 || queue.length === 0) return null;
    const latencies = [
      meanMet(first, engine, objectives.timeToFirstTokenSeconds),
      meanMet(gaps, engine, objectives.interTokenLatencySeconds),
    ];
    const met = [
      queue.every(([, value]) => value === 0),
      ...latencies,
      // On the percentile of single gaps, which means do not show: whether it is met is unknown.
      objectives.tokenGapSeconds === undefined ? true : null,
    ];
    return {
      node: null,
      at: longest.at(-1)?.[0] ?? 0,
      seconds,
      samples: longest.length,
      saturated: from !== null,
      withinObjectives: allMet(met),
      missedLatency: latencies.includes(false),
      finishedRequests,
      promptTokens: work(input),
      generatedTokens: work(output),
    };
  };
  const stretches = [...finished].flatMap(([engine, counters]) => {
    const stretch = engines.includes(engine) ? stretchOf(engine, counters) : null;
    return stretch === null ? [] : [{ engine, stretch }];
  });
  // An engine that ended or started anew is left out: its requests were lost, or came back elsewhere.
  const growthPerSecond = stretches.reduce((sum, { engine }) => {
    const gauges = [...(waiting.get(engine) ?? []), ...(running.get(engine) ?? [])];
    return sum + gauges.reduce((grown, points) => grown + perSecond(points), 0);
  }, 0);
  const counters = [...finished.values()].flat().filter((points) => span(points) > 0 && risen([points]) !== null);
  return {
    stretches: stretches.map(({ stretch }) => stretch),
    growthPerSecond,
    finishedPerSecond: counters.length === 0 ? null : counters.reduce((sum, points) => sum + perSecond(points), 0),
    seconds: Math.max(0, ...counters.map(span)),
  };
};
