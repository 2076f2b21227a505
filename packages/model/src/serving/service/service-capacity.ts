import { invalidInput } from "../../base/errors.ts";
import type { RequestsPerSecond } from "../../base/units.ts";
import { openLoopCalibration } from "../../catalogue/calibration-data.ts";
import { lazily } from "../../catalogue/data.ts";
import type { OpenLoopEstimate } from "../../model/estimate.ts";
import type { ArrivalProcess, ServingShape } from "../../model/load.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { squaredVariation } from "../arrivals/draw-requests.ts";
import { stationaryLoad, stationarySource } from "../arrivals/plan-load.ts";
import { type SplitArrivals, splitVariation } from "../arrivals/split-arrivals.ts";
import type { RequestBatch } from "../event-simulation/serving-state.ts";
import type { ServedBatch } from "../event-simulation/simulate-serving.ts";
import { type GridRuns, longestWarmUp, openLoopCapacities } from "../open-loop/open-loop-capacity.ts";
import {
  type SimulatedService,
  type StationaryStretch,
  stationaryEstimate,
  warmUpFor,
} from "../open-loop/open-loop-estimate.ts";
import { type SaturatedRun, saturatedRun } from "../open-loop/saturated-run.ts";
import { serveBatch } from "../open-loop/serve-batch.ts";
import { withPrefixGroups } from "./prefix-hits.ts";
import { type RouterName, routers } from "./routers.ts";
import { serveFleet } from "./serve-fleet.ts";

/** How the replicas of a service share its requests. */
export interface ServiceRouting {
  readonly router: RouterName;
  /** Of the whole service; left out: random ones. */
  readonly arrivals?: ArrivalProcess | undefined;
  /**
   * Groups of requests that share a prefix each, of the part of a prompt that the replica's `prefixHitRatio` is. Left out:
   * every replica holds every prefix; `prefix-affinity` needs it.
   */
  readonly prefixGroups?: number | undefined;
}

/**
 * Replicas that are simulated together. A larger service is taken as groups of so many, to which requests are dealt in
 * turn where the router knows every replica: groups of four carry up to 10 % more than the whole fleet does where lengths
 * vary, of sixteen within 2 %. Two of many drawn at random see as much in a group that gets its requests by chance: of 60
 * to 110 GPUs for pictures the share that misses is within a tenth.
 */
const simulatedTogether = 16;

/**
 * Requests of a run of several replicas: with so many a rate is within 2 % (standard deviation) of that of endless runs at
 * the 95th percentile, with a thousand within 5 %, and up to 20 % too high where equal requests keep in step for long. A
 * higher percentile needs as many requests beyond it.
 */
const requestsOfRun = 8000;
const leastBeyond = 400;
export const requestsFor = (percentile: number): number =>
  Math.max(requestsOfRun, Math.round(leastBeyond / (1 - percentile)));

/** What is simulated for a service of so many replicas. */
interface Simulated {
  readonly replicas: number;
  readonly router: RouterName;
  readonly split: Omit<SplitArrivals, "process">;
}

/**
 * Exact reductions first. Behind `random` each replica sees the arrivals thinned by chance, behind `round-robin` every
 * n-th, whatever the others do: one is simulated. Of requests alike that are answered in one piece and in their order the
 * fewest are where the last choice is longest ago: round robin. Engines that answer token by token are no such case:
 * counts of requests do not distinguish prompts from answers, and prompts bunch where answers have just ended.
 */
export const simulatedFor = (
  replicas: number,
  { router }: ServiceRouting,
  { isAlike, isPooled }: { readonly isAlike: boolean; readonly isPooled: boolean },
): Simulated => {
  const isLeast = router === "least-requests" || router === "least-tokens";
  if (router === "round-robin" || (isAlike && isLeast))
    return { replicas: 1, router: "round-robin", split: { parts: replicas, by: "turn" } };
  if (router === "random" && !isPooled) return { replicas: 1, router, split: { parts: replicas, by: "chance" } };
  const together = Math.min(replicas, simulatedTogether);
  return { replicas: together, router, split: { parts: replicas / together, by: isLeast ? "turn" : "chance" } };
};

/** A load of a service, as each of its replicas has it. */
export interface ServiceLoad {
  readonly replicas: number;
  readonly requestsPerSecond: RequestsPerSecond;
  readonly routing: ServiceRouting;
}

interface ServiceWork {
  /** Share of the highest rate up to which one replica is stable under random arrivals of equal requests. */
  readonly stableAlone: number;
  /** Squared coefficient of variation of the work of a request. */
  readonly workVariation: number;
}

/**
 * Utilisation up to which a service is stable. Waits settle within a time that goes with the variation of arrivals and
 * work over (1 − utilisation)², and a pool of n has as much of it as one replica where (1 − utilisation) · √n is equal.
 * Never below the share of one replica alone.
 * @source https://doi.org/10.1287/opre.29.3.567 (Halfin and Whitt)
 */
export const stableShareOf = (
  replicas: number,
  { router, arrivals = { kind: "poisson" } }: ServiceRouting,
  { stableAlone, workVariation }: ServiceWork,
): number => {
  const by = router === "random" || router === "prefix-affinity" ? "chance" : "turn";
  const pooled = by === "chance" || router === "round-robin" ? 1 : replicas;
  const variation = splitVariation({ process: arrivals, parts: replicas, by }) + workVariation / pooled;
  const share = 1 - (1 - stableAlone) * Math.sqrt(variation / (1 + workVariation));
  return Math.min(openLoopCalibration().doubtfulUtilisation.value, Math.max(stableAlone, share));
};

/** @throws LL_INPUT_INVALID for an unknown router, or affinity without groups that share a prefix */
export const assertRouting = ({ router, prefixGroups }: ServiceRouting): void => {
  if (!routers.includes(router)) throw invalidInput("router", router, `one of ${routers.join(", ")}`);
  if (router === "prefix-affinity" && prefixGroups === undefined)
    throw invalidInput("prefixGroups", prefixGroups, "with prefix-affinity the number of groups that share a prefix");
};

export const remembered = <T>(of: (count: number) => T): ((count: number) => T) => {
  const made = new Map<number, T>();
  return (count) => {
    const value = made.get(count) ?? of(count);
    made.set(count, value);
    return value;
  };
};

/**
 * Squared variation of prompts and answers together up to which a short run is enough for a replica alone: within 4 % of
 * 100,000 requests up to 2 (log-normal lengths, 8B on an H100, p90 to p99), 9 % too high at 2.9, 17 % at 3.1.
 */
const mostVariationOfShort = 2;

type Capacities = ReturnType<typeof openLoopCapacities>;

/** Random arrivals split by chance are what they were: what one replica does alone, each of any number does. */
const isOneForAll = (replica: ServingReplica, { router, arrivals, prefixGroups }: ServiceRouting): boolean =>
  router === "random" &&
  replica.disaggregated === undefined &&
  prefixGroups === undefined &&
  (arrivals?.kind ?? "poisson") === "poisson";

interface OneOfService {
  /** With the prefix hits that it has among so many. */
  readonly one: ServingReplica;
  readonly saturated: SaturatedRun;
  readonly service: SimulatedService;
}

/** One of so many replicas with what is simulated for all of them; dealt in turn in place of any router but a random one. */
const servicesOf = (
  replica: ServingReplica,
  shape: ServingShape,
  routing: ServiceRouting,
): ((count: number, isDealt?: boolean) => OneOfService) => {
  assertRouting(routing);
  const { arrivals, prefixGroups } = routing;
  const isPooled = replica.disaggregated !== undefined;
  const work = {
    stableAlone: openLoopCalibration().stableUtilisation.value,
    workVariation: Math.max(squaredVariation(shape.input), squaredVariation(shape.output)),
  };
  const alone = lazily(() => saturatedRun(replica, shape));
  const withHits = (replicas: number): ServingReplica =>
    withPrefixGroups(replica, shape, {
      groups: prefixGroups ?? 1,
      hasAffinity: routing.router === "prefix-affinity",
      replicas,
    });
  return (count, isDealt = false) => {
    const dealt = isDealt && routing.router !== "random" ? { router: "round-robin" as const } : routing;
    const { replicas, router, split } = simulatedFor(count, dealt, { isAlike: false, isPooled });
    const isFleet = router !== "round-robin" && (replicas > 1 || isPooled);
    const one = prefixGroups === undefined ? replica : withHits(count);
    const sourceOf = remembered((requests: number) =>
      stationarySource(shape, {
        arrivals,
        split,
        requests,
        longestWarmUp: replicas * Math.min(longestWarmUp, warmUpFor(one, shape, { utilisation: 1, replicas }).before),
      }),
    );
    // A service of one is the replica alone.
    const plan = ({ requests, ...load }: StationaryStretch) =>
      count === 1 && !isPooled ? stationaryLoad(shape, { ...load, requests, arrivals }) : sourceOf(requests)(load);
    const fleet = { replicas, router, prefixGroups: prefixGroups && Math.ceil(prefixGroups / split.parts) };
    const service = {
      replicas,
      plan,
      stableShare: stableShareOf(count, routing, work),
      serve: (batch: RequestBatch): ServedBatch => (isFleet ? serveFleet(one, batch, fleet) : serveBatch(one, batch)),
    };
    return { one, service, saturated: one === replica ? alone() : saturatedRun(one, shape) };
  };
};

/**
 * What each of so many replicas carries within objectives, in requests/s: as `openLoopCapacities`, which it is for one.
 * Simulations are made when they are asked for and shared by objectives. The quick answer is by short runs of one replica
 * that gets its requests in turn: where the exact one begins, and within about a tenth of it. Each call of what is returned
 * begins anew with the same simulations, so that no answer depends on what was asked before.
 * @throws LL_INPUT_INVALID for `prefix-affinity` without prefix groups, or groups without a shared prefix
 */
export const serviceCapacities = (replica: ServingReplica, shape: ServingShape, routing: ServiceRouting) => {
  const { arrivals } = routing;
  const isPooled = replica.disaggregated !== undefined;
  const services = servicesOf(replica, shape, routing);
  const simulated = (isDealt: boolean) =>
    remembered((count) => ({
      ...services(count, isDealt),
      arrivals,
      runsOf: remembered((_requests): GridRuns => new Map()),
    }));
  const [dealt, routed] = [simulated(true), simulated(false)];
  const isForAll = isOneForAll(replica, routing);
  // Short runs are what a replica alone is judged by, but for lengths of which they hold too few of the longest.
  const isShortEnough = squaredVariation(shape.input) + squaredVariation(shape.output) <= mostVariationOfShort;
  return (): ((replicas: number, isQuick?: boolean) => Capacities) => {
    const quick = remembered((count) => {
      const { one, runsOf, ...options } = dealt(count);
      return openLoopCapacities(one, shape, { ...options, runs: runsOf(0) });
    });
    const exact = remembered((count): Capacities => {
      const { one, runsOf, ...options } = routed(count);
      const guess = quick(count);
      const capacitiesOf = remembered((requests) =>
        openLoopCapacities(one, shape, { ...options, runs: runsOf(requests), from: { requests, guess } }),
      );
      return (slo) => capacitiesOf(requestsFor(slo.percentile))(slo);
    });
    return (replicas, isQuick = false) => {
      const count = isForAll ? Math.min(2, replicas) : replicas;
      return isQuick || (count === 1 && !isPooled && isShortEnough) ? quick(count) : exact(count);
    };
  };
};

/** Latencies, throughput and verdict of each of so many replicas at a rate of each, as `openLoopEstimate` has them of one. */
export const serviceEstimate = (
  replica: ServingReplica,
  shape: ServingShape,
  { replicas, requestsPerSecond, routing }: ServiceLoad,
): Omit<OpenLoopEstimate, "range"> => {
  const load = { kind: "rate", requestsPerSecond, arrivals: routing.arrivals } as const;
  if (replicas === 1 || isOneForAll(replica, routing))
    return stationaryEstimate(replica, shape, { load, saturated: saturatedRun(replica, shape) });
  const { one, ...simulated } = servicesOf(replica, shape, routing)(replicas);
  return stationaryEstimate(one, shape, { load, ...simulated, requests: requestsOfRun, longestWarmUp });
};
