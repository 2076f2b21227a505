import { invalidInput } from "../../base/errors.ts";
import type { Random } from "../arrivals/random.ts";

/**
 * How requests are dealt to the replicas of a service, by the usual names.
 *
 * - `random`: each replica with equal chance, as the connections of a Kubernetes Service by itself
 * - `round-robin`: in turn
 * - `least-requests`: fewest outstanding requests, of equal ones the one that was not chosen for longest, as haproxy's
 *   `leastconn` breaks ties; with equal lengths that is round robin as long as requests finish in order
 * - `power-of-two`: the one with fewer outstanding requests of two drawn at random
 * - `least-tokens`: fewest outstanding tokens, prompt and answer, ties as `least-requests`
 * - `prefix-affinity`: the replica of the request's prefix group, unless it is far busier than another
 *
 * @source https://docs.haproxy.org/3.2/configuration.html#4.2-balance
 */
export const routers = [
  "random",
  "round-robin",
  "least-requests",
  "power-of-two",
  "least-tokens",
  "prefix-affinity",
] as const;
export type RouterName = (typeof routers)[number];
export const defaultRouter = "least-requests" satisfies RouterName;

/** What a router can ask about a replica at the instant of a request. */
export interface ReplicaLoads {
  /** Requests sent there that have not finished. */
  readonly requests: (replica: number) => number;
  /** Tokens of those requests that are not computed yet. */
  readonly tokens: (replica: number) => number;
}

/** Chooses one of these replicas for a request; `group` is that of its shared prefix. */
export type Router = (replicas: ArrayLike<number>, loads: ReplicaLoads, group?: number) => number;

/** Least by `measure`; of equal ones that which was not chosen for longest. */
const leastBy = (measure: (loads: ReplicaLoads, replica: number) => number): Router => {
  const chosenAt: number[] = [];
  let turn = 0;
  return (replicas, loads) => {
    let [best, least, longestAgo] = [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let place = 0; place < replicas.length; place++) {
      const replica = replicas[place] as number;
      const load = measure(loads, replica);
      if (load > least) continue;
      const chosen = chosenAt[replica] ?? -1;
      if (load === least && chosen >= longestAgo) continue;
      [best, least, longestAgo] = [replica, load, chosen];
    }
    turn += 1;
    chosenAt[best] = turn;
    return best;
  };
};

const below = (count: number, random: Random): number => Math.min(count - 1, Math.floor(random() * count));

const powerOfTwo =
  (random: Random): Router =>
  (replicas, loads) => {
    const first = below(replicas.length, random);
    if (replicas.length === 1) return replicas[first] as number;
    const second = (first + 1 + below(replicas.length - 1, random)) % replicas.length;
    const [one, other] = [replicas[first] as number, replicas[second] as number];
    return loads.requests(other) < loads.requests(one) ? other : one;
  };

/**
 * A fleet is out of balance where the busiest replica has this many requests more than the idlest and this many times
 * as many; then the least busy one is chosen.
 * @source https://docs.sglang.ai/advanced_features/router.html balance_abs_threshold, balance_rel_threshold
 */
const [unevenRequests, unevenTimes] = [64, 1.5];

const prefixAffinity = (): Router => {
  const least = leastBy((loads, replica) => loads.requests(replica));
  return (replicas, loads, group) => {
    if (group === undefined) {
      throw invalidInput("router", "prefix-affinity", "requests with a shared prefix and the number of prefix groups");
    }
    let [low, high] = [Number.POSITIVE_INFINITY, 0];
    for (let place = 0; place < replicas.length; place++) {
      const requests = loads.requests(replicas[place] as number);
      low = Math.min(low, requests);
      high = Math.max(high, requests);
    }
    const isUneven = high - low > unevenRequests && high > unevenTimes * low;
    return isUneven ? least(replicas, loads) : (replicas[group % replicas.length] as number);
  };
};

/** @param random of the routers that draw */
export const createRouter = (name: RouterName, random: Random): Router => {
  switch (name) {
    case "random":
      return (replicas) => replicas[below(replicas.length, random)] as number;
    case "round-robin": {
      let turn = 0;
      return (replicas) => replicas[turn++ % replicas.length] as number;
    }
    case "least-requests":
      return leastBy((loads, replica) => loads.requests(replica));
    case "power-of-two":
      return powerOfTwo(random);
    case "least-tokens":
      return leastBy((loads, replica) => loads.tokens(replica));
    case "prefix-affinity":
      return prefixAffinity();
  }
};
