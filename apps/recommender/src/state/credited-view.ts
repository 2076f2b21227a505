import { demandOf } from "./demand.ts";
import type { DeploymentView } from "./deployment-view.ts";

// Fewer peers than this cannot outvote one of them.
const fewestPeers = 3;
// Load balancing leaves like replicas within this of each other.
const mostOverMedian = 2;

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};

interface Arrivals {
  readonly id: string;
  readonly requestsPerSecond: number;
}

/**
 * An engine that says it gets more than a replica can carry and far more than its peers do, or that takes back more
 * than that: its counters are not believed.
 */
const isImplausible = (one: Arrivals, peers: readonly Arrivals[], capacity: number): boolean => {
  if (peers.length < fewestPeers) return false;
  const median = medianOf(peers.map(({ requestsPerSecond }) => requestsPerSecond));
  return one.requestsPerSecond > Math.max(capacity, mostOverMedian * median) || one.requestsPerSecond < -capacity;
};

/**
 * The view without the claims of engines that cannot be true: each counts as the median of its peers, is named as
 * missing, and so forbids a scale-down. One liar moves the demand by less than a replica's capacity.
 * @param capacity requests/s that one replica carries
 */
export const creditedView = (view: DeploymentView, capacity: number): DeploymentView => {
  const { arrivals, demand, shape } = view;
  const peersOf = ({ id }: Arrivals): readonly Arrivals[] => arrivals.filter((other) => other.id !== id);
  const liars = arrivals.filter((one) => isImplausible(one, peersOf(one), capacity));
  if (liars.length === 0 || demand === null) return view;
  const honest = arrivals.filter((one) => !liars.includes(one)).map(({ requestsPerSecond }) => requestsPerSecond);
  const total = honest.reduce((sum, rate) => sum + rate, 0) + liars.length * Math.max(0, medianOf(honest));
  const named = liars.map(({ id }) => ({ input: `plausible counters of engine ${id}`, ageSeconds: view.ageSeconds }));
  return { ...view, demand: demandOf(total, shape), complete: false, missing: [...view.missing, ...named] };
};
