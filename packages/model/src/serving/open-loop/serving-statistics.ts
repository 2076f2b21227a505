import { seconds } from "../../base/units.ts";
import type { Distribution, OpenLoopEstimate } from "../../model/estimate.ts";
import type { Stretch } from "../arrivals/plan-load.ts";
import type { ServedBatch } from "../event-simulation/simulate-serving.ts";

/** Orders what lies between `low` and `high` around one of its values; where that value ends up. */
const partition = (values: Float64Array, low: number, high: number): number => {
  const middle = (low + high) >> 1;
  const pivot = values[middle] as number;
  values[middle] = values[high] as number;
  let place = low;
  for (let index = low; index < high; index++) {
    // Exchanged whether or not it is smaller: a branch that nothing foretells costs more than two writes.
    const value = values[index] as number;
    values[index] = values[place] as number;
    values[place] = value;
    place += Number(value < pivot);
  }
  values[high] = values[place] as number;
  values[place] = pivot;
  return place;
};

/** Short stretches are sorted: also where equal values leave partitions lopsided, their number stays bounded. */
const mostPartitions = 64;

/** Puts the value of this rank in its place, with none larger before it from `from` on and none smaller after it. */
const place = (values: Float64Array, rank: number, from: number): void => {
  let [low, high] = [from, values.length - 1];
  for (let round = 0; low < high; round++) {
    if (round === mostPartitions) {
      values.subarray(low, high + 1).sort();
      return;
    }
    const at = partition(values, low, high);
    if (at === rank) return;
    if (at < rank) low = at + 1;
    else high = at - 1;
  }
};

/**
 * Values at these ranks, counted from 0, as a sort would put them there; in a fraction of its time. Reorders `values`.
 * @param ranks rising, within the array
 */
export const selectRanks = (values: Float64Array, ranks: readonly number[]): readonly number[] => {
  let from = 0;
  return ranks.map((rank) => {
    place(values, rank, from);
    from = rank;
    return values[rank] as number;
  });
};

const shares = [0.5, 0.9, 0.95, 0.99] as const;

/** Place of the value at or below which this share of so many values lies (nearest rank). */
const rankOf = (share: number, count: number): number => Math.min(count - 1, Math.max(0, Math.ceil(share * count) - 1));

/** Mean and percentiles of these seconds; all 0 when there are none. Reorders them. */
export const distributionOf = (values: Float64Array): Distribution => {
  const count = values.length;
  let total = 0;
  for (let index = 0; index < count; index++) total += values[index] as number;
  const [p50 = 0, p90 = 0, p95 = 0, p99 = 0] =
    count === 0
      ? []
      : selectRanks(
          values,
          shares.map((share) => rankOf(share, count)),
        );
  return {
    mean: seconds(total / Math.max(1, count)),
    p50: seconds(p50),
    p90: seconds(p90),
    p95: seconds(p95),
    p99: seconds(p99),
  };
};

/** Latencies of a stretch of requests, in seconds. */
export interface Latencies
  extends Pick<OpenLoopEstimate, "timeToFirstToken" | "interTokenLatency" | "timePerOutputToken" | "endToEnd"> {
  /** Mean time from the first token to the last. */
  readonly meanDecodeSeconds: number;
}

const since = (times: Float64Array, { batch }: ServedBatch, { from, to }: Stretch): Float64Array => {
  const elapsed = times.slice(from, to);
  for (let index = 0; index < elapsed.length; index++) {
    elapsed[index] = (elapsed[index] as number) - (batch.arrivals[from + index] as number);
  }
  return elapsed;
};

interface Decoding {
  readonly seconds: number;
  readonly gaps: number;
  /** Mean gap of each request of more than one token. */
  readonly perRequest: Float64Array;
}

const decodingOf = ({ batch, firstTokenAt, finishedAt }: ServedBatch, { from, to }: Stretch): Decoding => {
  const perRequest = new Float64Array(to - from);
  let [total, gaps, streamed] = [0, 0, 0];
  for (let request = from; request < to; request++) {
    const count = (batch.outputTokens[request] as number) - 1;
    if (count === 0) continue;
    const elapsed = (finishedAt[request] as number) - (firstTokenAt[request] as number);
    total += elapsed;
    gaps += count;
    perRequest[streamed] = elapsed / count;
    streamed += 1;
  }
  return { seconds: total, gaps, perRequest: perRequest.subarray(0, streamed) };
};

const gapDistribution = ({ gaps }: ServedBatch, mean: number): Distribution => {
  const at = (share: number) => seconds(gaps.quantile(share) ?? 0);
  return { mean: seconds(mean), p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) };
};

/**
 * Latencies of the requests in `stretch`. Inter-token percentiles come from the histogram of the whole simulation;
 * everything else is exact.
 */
export const latenciesOf = (served: ServedBatch, stretch: Stretch): Latencies => {
  const decoding = decodingOf(served, stretch);
  return {
    timeToFirstToken: distributionOf(since(served.firstTokenAt, served, stretch)),
    interTokenLatency: gapDistribution(served, decoding.seconds / Math.max(1, decoding.gaps)),
    timePerOutputToken: distributionOf(decoding.perRequest),
    endToEnd: distributionOf(since(served.finishedAt, served, stretch)),
    meanDecodeSeconds: decoding.seconds / Math.max(1, stretch.to - stretch.from),
  };
};

/** Mean time to first token over a stretch, in seconds. */
export const meanFirstToken = ({ batch, firstTokenAt }: ServedBatch, { from, to }: Stretch): number => {
  let total = 0;
  for (let request = from; request < to; request++) {
    total += (firstTokenAt[request] as number) - (batch.arrivals[request] as number);
  }
  return total / Math.max(1, to - from);
};
