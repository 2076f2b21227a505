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

interface WarmEngine {
  readonly id: string;
  readonly node: string;
  readonly latency: number;
  /** Sequences that were decoded at a time, on average. */
  readonly batch: number;
}

const medianOf = (engines: readonly WarmEngine[], read: (engine: WarmEngine) => number): number =>
  upperMedian(votesOf(engines.map((engine) => ({ node: engine.node, value: read(engine) }))));

/**
 * Engines that are `slow` or fast beyond what their load explains: a step takes longer the more sequences are decoded, so
 * replicas that served alone while others start are slow and sound.
 */
const unexplained = (
  engines: readonly WarmEngine[],
  isSlow: boolean,
  latencyAtBatch: SpeedWindow["latencyAtBatch"],
): readonly string[] => {
  const isOff = (value: number, median: number): boolean =>
    isSlow ? value > median * slowFactor : value * slowFactor < median;
  const median = medianOf(engines, ({ latency }) => latency);
  const off = engines.filter(({ latency }) => isOff(latency, median));
  if (off.length === 0) return [];
  const relative = ({ latency, batch }: WarmEngine): number => latency / (latencyAtBatch(batch) ?? Number.NaN);
  const [normal, work] = [medianOf(engines, relative), medianOf(engines, workOf)];
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

/** What the engines of one deployment did in a window, without those that are still warming up. */
export const measuredSpeed = (
  engines: readonly TimedEngine[],
  { at, seconds, warmUpSeconds, latencyAtBatch }: SpeedWindow,
): MeasuredSpeed => {
  const warm = engines
    .filter(({ startedAt }) => at - seconds - startedAt >= warmUpSeconds)
    .flatMap(({ id, node, series }) => {
      const { interTokenSeconds, interTokenCount } = workBetween([series], at - seconds, at);
      if (interTokenCount < leastGaps) return [];
      return [{ id, node, latency: interTokenSeconds / interTokenCount, batch: interTokenSeconds / seconds }];
    });
  const comparable = warm.length < fewestToCompare ? [] : warm;
  return {
    interTokenLatencySeconds: warm.length === 0 ? null : medianOf(warm, ({ latency }) => latency),
    slowEngines: unexplained(comparable, true, latencyAtBatch),
    fastEngines: unexplained(comparable, false, latencyAtBatch),
  };
};
