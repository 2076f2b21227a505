/** Requests/s that each of so many replicas behind one router carries. */
export type RatePoint = readonly [replicas: number, each: number];

/** What each of some replicas alike carries. */
interface AlikeRate {
  /** Requests/s of each at the count in question. */
  readonly requestsPerSecond: number;
  /** Of more and fewer replicas, by rising counts from one on; left out: as much at every count. */
  readonly curve?: readonly RatePoint[] | undefined;
}

/** What one replica carries, or one of each version, which has whole replicas of its own for its share of the requests. */
export interface ReplicaRate extends AlikeRate {
  readonly versions?: readonly (AlikeRate & { readonly share: number })[] | undefined;
}

/** Replicas that carry a demand; none for none. Rounding of the division must not cost a replica. */
export const wholeReplicas = (demand: number, perReplica: number): number =>
  demand === 0 ? 0 : Math.max(1, Math.ceil(demand / perReplica - 1e-9));

/** Between two points the straight line over 1/n, beyond the last its value. */
const eachOf = ({ requestsPerSecond, curve = [] }: AlikeRate, replicas: number): number => {
  const high = curve.findIndex(([count]) => count >= replicas);
  const [more, fewer] = [curve.at(high), curve[high - 1]];
  if (more === undefined) return requestsPerSecond;
  if (high <= 0 || fewer === undefined || more[0] === replicas) return more[1];
  // Where fewer carry nothing, how many carry something is not known in between.
  if (fewer[1] === 0) return 0;
  const share = (1 / fewer[0] - 1 / replicas) / (1 / fewer[0] - 1 / more[0]);
  return fewer[1] * (1 - share) + more[1] * share;
};

/** Requests/s that so many replicas carry together; of two versions, that many of the mean of both. */
export const carriedBy = (rate: ReplicaRate, replicas: number): number =>
  replicas <= 0 ? 0 : replicas * eachOf(rate, replicas);

const alikeCarrying = (demand: number, rate: AlikeRate): number => {
  const { curve = [] } = rate;
  const carries = (replicas: number): boolean => carriedBy(rate, replicas) >= demand * (1 - 1e-9);
  const point = curve.findIndex(([count]) => carries(count));
  if (demand <= 0 || point < 0) return wholeReplicas(demand, curve.at(-1)?.[1] ?? rate.requestsPerSecond);
  let [few, many] = [curve[point - 1]?.[0] ?? 0, curve[point]?.[0] ?? 1];
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    if (carries(middle)) many = middle;
    else few = middle;
  }
  return many;
};

/** Fewest replicas that carry a demand, of each version so many. Never falls as the demand rises. */
export const replicasCarrying = (demand: number, rate: ReplicaRate): number => {
  const { versions = [{ ...rate, share: 1 }] } = rate;
  return versions.reduce((sum, one) => sum + alikeCarrying(demand * one.share, one), 0);
};
