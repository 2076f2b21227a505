import { demandOf } from "./demand.ts";
import type { DeploymentView, EngineArrivals, HiddenDemand } from "./deployment-view.ts";

// Fewer peers than this cannot outvote one of them.
const fewestPeers = 3;
// Load balancing leaves like replicas within this of each other.
const mostOffMedian = 2;
// Where peers get fewer requests than this in a window, one gets half as many by chance.
const leastRequestsToCompare = 20;

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};

const peersOf = (arrivals: readonly EngineArrivals[], { id }: EngineArrivals): readonly number[] =>
  arrivals.filter((other) => other.whole && other.id !== id).map(({ requestsPerSecond }) => requestsPerSecond);

/**
 * An engine that says it gets more than a replica can carry and far more than its peers do, or that takes back more
 * than that: its counters are not believed.
 */
const isImplausible = (one: EngineArrivals, peers: readonly number[], capacity: number): boolean => {
  if (!one.whole || peers.length < fewestPeers) return false;
  return (
    one.requestsPerSecond > Math.max(capacity, mostOffMedian * medianOf(peers)) || one.requestsPerSecond < -capacity
  );
};

interface Fleetwide {
  readonly windowSeconds: number;
  /** Replicas that served and were not asked to go: those of them that are not ready now are lost. */
  readonly served: number;
}

/**
 * What a serving engine may hide that tells far fewer requests than its peers. It may be idle: its claim stands, and
 * only keeps the count from falling further than it could with a like share. So does a replica that served and is not
 * told any more although nobody asked it to go: its node may only not tell.
 */
const hiddenIn = ({ arrivals, ready }: DeploymentView, { windowSeconds, served }: Fleetwide): HiddenDemand => {
  const quiet = arrivals
    .filter(({ draining }) => !draining)
    .flatMap((one) => {
      const peers = peersOf(arrivals, one);
      const median = medianOf(peers);
      const comparable = peers.length >= fewestPeers && median * windowSeconds >= leastRequestsToCompare;
      if (!comparable || one.requestsPerSecond * mostOffMedian >= median) return [];
      return [{ id: one.id, requestsPerSecond: median - one.requestsPerSecond }];
    });
  const usual = arrivals.filter(({ whole }) => whole).map(({ requestsPerSecond }) => requestsPerSecond);
  const lost = ready === null || usual.length <= fewestPeers ? 0 : Math.max(0, served - ready);
  const ofLost = lost * Math.max(0, medianOf(usual));
  return {
    requestsPerSecond: quiet.reduce((sum, { requestsPerSecond }) => sum + requestsPerSecond, ofLost),
    engines: quiet.map(({ id }) => id),
  };
};

/**
 * The view without the claims of engines that cannot be true. Of those that claim too much each counts as the median of
 * its peers, is named as missing, and so forbids a scale-down: one liar moves the demand by less than a replica's
 * capacity. What those may hide that claim too little stands beside the demand.
 * @param capacity requests/s that one replica carries
 */
export const creditedView = (
  view: DeploymentView,
  { capacity, ...fleetwide }: Fleetwide & { readonly capacity: number },
): DeploymentView => {
  const { arrivals, demand, shape } = view;
  const liars = arrivals.filter((one) => isImplausible(one, peersOf(arrivals, one), capacity));
  const honest = arrivals.filter((one) => !liars.includes(one));
  const hidden = hiddenIn({ ...view, arrivals: honest }, fleetwide);
  if (liars.length === 0 || demand === null) return { ...view, hidden };
  const rates = honest.filter(({ whole }) => whole).map(({ requestsPerSecond }) => requestsPerSecond);
  const total = rates.reduce((sum, rate) => sum + rate, 0) + liars.length * Math.max(0, medianOf(rates));
  const named = liars.map(({ id }) => ({ input: `plausible counters of engine ${id}`, ageSeconds: view.ageSeconds }));
  return {
    ...view,
    hidden,
    demand: demandOf(total, shape),
    complete: false,
    missing: [...view.missing, ...named],
  };
};
