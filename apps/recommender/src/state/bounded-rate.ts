import { lowerMedian, votesOf } from "./node-votes.ts";

/** What one engine reports to get. */
export interface EngineRate {
  /** "e1 on node n1". */
  readonly name: string;
  readonly node: string;
  readonly requestsPerSecond: number;
  /** It was counted over the whole window. */
  readonly isWhole: boolean;
  readonly isMeasured: boolean;
  readonly draining: boolean;
  /** Replicas that its node's GPUs carry; infinite where it reports none. */
  readonly replicasPerNode: number;
}

// Fewer votes than this cannot outvote one of them.
const fewestVotes = 3;

/** Requests/s that a replica gets as the fleet votes; null while votes are too few. */
export const medianRate = (rates: readonly EngineRate[]): number | null => {
  const voting = rates.filter((one) => one.isWhole && one.isMeasured);
  const votes = votesOf(voting.map(({ node, requestsPerSecond: value }) => ({ node, value })));
  return votes.length < fewestVotes ? null : Math.max(0, lowerMedian(votes));
};

export interface BoundedRate {
  readonly requestsPerSecond: number;
  /** Engines whose rate was cut. */
  readonly implausible: readonly string[];
}

/**
 * The sum of the rates, in which no node counts below zero, no engine by more than one replica carries above the median,
 * and no node by more than that for each replica that its GPUs carry.
 * @param capacity requests/s that one replica carries
 */
export const boundedRate = (rates: readonly EngineRate[], capacity: number): BoundedRate => {
  const sum = rates.reduce((total, { requestsPerSecond }) => total + requestsPerSecond, 0);
  const median = medianRate(rates);
  if (median === null || !Number.isFinite(capacity)) return { requestsPerSecond: Math.max(0, sum), implausible: [] };
  const limit = median + capacity;
  const isPlausible = ({ requestsPerSecond: rate }: EngineRate): boolean => rate <= limit && rate >= -capacity;
  const perNode = new Map<string, { total: number; most: number }>();
  for (const { node, requestsPerSecond, replicasPerNode } of rates) {
    const own = perNode.get(node) ?? { total: 0, most: limit * replicasPerNode };
    perNode.set(node, { ...own, total: own.total + Math.max(-capacity, Math.min(limit, requestsPerSecond)) });
  }
  const bounded = [...perNode.values()].map(({ total, most }) => Math.max(0, Math.min(most, total)));
  return {
    requestsPerSecond: bounded.reduce((total, rate) => total + rate, 0),
    implausible: rates.filter((one) => !isPlausible(one)).map(({ name }) => name),
  };
};
