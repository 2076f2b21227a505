import { type EngineSeries, workBetween } from "../state/engine-series.ts";
import { upperMedian, votesOf } from "../state/node-votes.ts";

/** An engine with its series and the start of its process, epoch seconds. */
export interface TimedEngine {
  readonly id: string;
  readonly node: string;
  readonly startedAt: number;
  readonly series: EngineSeries;
}

export interface MeasuredSpeed {
  /** Median over the nodes of the mean inter-token latency, seconds; null when too few tokens came. */
  readonly interTokenLatencySeconds: number | null;
  /** Warm engines far slower than the rest of them. */
  readonly slowEngines: readonly string[];
  /** Warm engines that report to be far faster than the rest of them. */
  readonly fastEngines: readonly string[];
}

export interface SpeedWindow {
  readonly at: number;
  readonly seconds: number;
  /** Engines younger than this still load, compile and fill caches. */
  readonly warmUpSeconds: number;
}

// Fewer gaps than this per engine make a mean that one pause can double.
const leastGaps = 100;
// A replica beside like ones under a like load; load balancing alone does not make one so slow.
const slowFactor = 1.5;
const fewestToCompare = 3;

/** What the engines of one deployment did in a window, without those that are still warming up. */
export const measuredSpeed = (
  engines: readonly TimedEngine[],
  { at, seconds, warmUpSeconds }: SpeedWindow,
): MeasuredSpeed => {
  const warm = engines
    .filter(({ startedAt }) => at - seconds - startedAt >= warmUpSeconds)
    .flatMap(({ id, node, series }) => {
      const { interTokenSeconds, interTokenCount } = workBetween([series], at - seconds, at);
      return interTokenCount < leastGaps ? [] : [{ id, node, latency: interTokenSeconds / interTokenCount }];
    });
  const votes = votesOf(warm.map(({ node, latency: value }) => ({ node, value })));
  const median = votes.length === 0 ? null : upperMedian(votes);
  const comparable = median === null || warm.length < fewestToCompare ? [] : warm;
  const named = (isOff: (latency: number) => boolean): readonly string[] =>
    comparable
      .filter(({ latency }) => isOff(latency))
      .map(({ id }) => id)
      .toSorted();
  const middle = median ?? Number.NaN;
  return {
    interTokenLatencySeconds: median,
    slowEngines: named((latency) => latency > middle * slowFactor),
    fastEngines: named((latency) => latency * slowFactor < middle),
  };
};
