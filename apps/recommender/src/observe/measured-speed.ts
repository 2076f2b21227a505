import { type EngineSeries, workBetween } from "../fleet/engine-series.ts";
import { upperMedian, votesOf } from "../fleet/node-votes.ts";

/** An engine with its series and the start of its process, epoch seconds. */
interface TimedEngine {
  readonly id: string;
  readonly node: string;
  readonly startedAt: number;
  readonly series: EngineSeries;
}

export interface MeasuredSpeed {
  /** Median over the nodes of the mean inter-token latency, seconds; null when too few tokens came. */
  readonly interTokenLatencySeconds: number | null;
  /** Median of the requests/s that came to each of these engines; null as well. */
  readonly requestsPerSecond: number | null;
  readonly engines: readonly WarmEngine[];
  /** Warm engines far slower than the rest of them. */
  readonly slowEngines: readonly string[];
  /** Warm engines that report to be far faster than the rest of them. */
  readonly fastEngines: readonly string[];
}

interface SpeedWindow {
  readonly at: number;
  readonly seconds: number;
  /** Engines younger than this still load, compile and fill caches. */
  readonly warmUpSeconds: number;
  /** Inter-token latency in seconds that the model expects while `batch` sequences are decoded; null: no model. */
  readonly latencyAtBatch: (batch: number) => number | null;
}

// Fewer gaps than this per engine make a mean that one pause can double.
const leastGaps = 100;
// Replicas at their own loads: beyond this the load does not explain it.
const slowFactor = 1.5;
const fewestToCompare = 3;
// Without a model only engines that do as much work are compared; counts of a window scatter by about a tenth.
const likeWork = 1.1;

/** What an engine did in a window that it served for from its begin: seconds between tokens, requests/s. */
interface WarmEngine {
  readonly id: string;
  readonly node: string;
  readonly latency: number;
  readonly rate: number;
  /** Sequences that were decoded at a time, on average. */
  readonly batch: number;
}

/** The median over the nodes, each of which has one vote. */
export const medianVote = (engines: readonly WarmEngine[], read: (engine: WarmEngine) => number): number =>
  upperMedian(votesOf(engines.map((engine) => ({ node: engine.node, value: read(engine) }))));

interface Comparison {
  readonly isSlow: boolean;
  /** Of the latencies, seconds. */
  readonly median: number;
  readonly latencyAtBatch: SpeedWindow["latencyAtBatch"];
}

/**
 * Engines that are `slow` or fast beyond what their load explains: a step takes longer the more sequences are decoded, so
 * replicas that served alone while others start are slow and sound.
 */
const unexplained = (
  engines: readonly WarmEngine[],
  { isSlow, median, latencyAtBatch }: Comparison,
): readonly string[] => {
  const isOff = (value: number, median: number) => (isSlow ? value > median * slowFactor : value * slowFactor < median);
  const off = engines.filter(({ latency }) => isOff(latency, median));
  if (off.length === 0) return [];
  const relative = ({ latency, batch }: WarmEngine): number => latency / (latencyAtBatch(batch) ?? Number.NaN);
  const [normal, work] = [medianVote(engines, relative), medianVote(engines, workOf)];
  const isUnlike = (engine: WarmEngine): boolean => {
    const ratio = relative(engine);
    if (!Number.isNaN(ratio)) return isOff(ratio, normal);
    return isSlow ? workOf(engine) <= work * likeWork : workOf(engine) * likeWork >= work;
  };
  return off
    .filter(isUnlike)
    .map(({ id }) => id)
    .toSorted();
};

/** Tokens per second. */
const workOf = ({ batch, latency }: WarmEngine): number => batch / latency;

/** What the engines of one deployment did in a window, without those that are still warming up or were seen for less of it. */
export const measuredSpeed = (
  engines: readonly TimedEngine[],
  { at, seconds, warmUpSeconds, latencyAtBatch }: SpeedWindow,
): MeasuredSpeed => {
  const warm = engines
    .filter(({ startedAt }) => at - seconds - startedAt >= warmUpSeconds)
    .filter(({ series }) => series.firstAt !== null && series.firstAt <= at - seconds)
    .flatMap(({ id, node, series }) => {
      const { arrived, interTokenSeconds, interTokenCount } = workBetween([series], at - seconds, at);
      if (interTokenCount < leastGaps) return [];
      const [rate, batch] = [arrived / seconds, interTokenSeconds / seconds];
      return [{ id, node, latency: interTokenSeconds / interTokenCount, rate, batch }];
    });
  const comparable = warm.length < fewestToCompare ? [] : warm;
  const median = warm.length === 0 ? null : medianVote(warm, ({ latency }) => latency);
  const compared = { latencyAtBatch, median: median ?? Number.NaN };
  return {
    interTokenLatencySeconds: median,
    requestsPerSecond: warm.length === 0 ? null : medianVote(warm, ({ rate }) => rate),
    engines: warm,
    slowEngines: unexplained(comparable, { ...compared, isSlow: true }),
    fastEngines: unexplained(comparable, { ...compared, isSlow: false }),
  };
};
