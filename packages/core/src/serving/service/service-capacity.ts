import { openLoopCalibration } from "../../catalogue/calibration-data.ts";
import { invalidInput } from "../../errors.ts";
import type { ArrivalProcess, LengthDistribution, ServingShape } from "../../model/load.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { squaredVariation } from "../arrivals/draw-requests.ts";
import { type SplitArrivals, splitVariation } from "../arrivals/split-arrivals.ts";
import type { RequestBatch } from "../event-simulation/serving-state.ts";
import type { ServedBatch } from "../event-simulation/simulate-serving.ts";
import { openLoopCapacities } from "../open-loop/open-loop-capacity.ts";
import { saturatedRun } from "../open-loop/saturated-run.ts";
import { serveBatch } from "../open-loop/serve-batch.ts";
import type { RouterName } from "./routers.ts";
import { serveFleet } from "./serve-fleet.ts";

/** How the replicas of a service share its requests. */
export interface ServiceRouting {
  readonly router: RouterName;
  /** Of the whole service; left out: random ones. */
  readonly arrivals?: ArrivalProcess | undefined;
  /** Groups of requests that share a prefix each; `prefix-affinity` needs it. */
  readonly prefixGroups?: number | undefined;
}

/**
 * Replicas that are simulated together. A larger service is taken as groups of so many to which requests are dealt in
 * turn: a careful bound, as the whole balances at least as well.
 */
const largestFleet = 8;

/** Requests of a run: more for a fleet, whose waits are long only when many replicas are busy at once. */
const requestsOfOne = 1000;
const requestsOfFleet = 2000;

const isEqual = ({ kind }: LengthDistribution): boolean => kind === "fixed";

/** What is simulated for a service of so many replicas. */
interface Simulated {
  readonly replicas: number;
  readonly router: RouterName;
  readonly split: Omit<SplitArrivals, "process">;
}

/**
 * Exact reductions first. Behind `random` each replica sees the arrivals thinned by chance, behind `round-robin` every
 * n-th, whatever the others do: one is simulated. Of equal lengths the fewest requests, or tokens, are where the last
 * choice is longest ago, while requests finish in their order: round robin (tested against whole fleets).
 */
export const simulatedFor = (
  replicas: number,
  { router }: ServiceRouting,
  { isAlike, isPooled }: { readonly isAlike: boolean; readonly isPooled: boolean },
): Simulated => {
  const isInTurn = router === "round-robin" || (isAlike && (router === "least-requests" || router === "least-tokens"));
  if (isInTurn) return { replicas: 1, router: "round-robin", split: { parts: replicas, by: "turn" } };
  if (router === "random" && !isPooled) return { replicas: 1, router, split: { parts: replicas, by: "chance" } };
  const together = Math.min(replicas, largestFleet);
  return {
    replicas: together,
    router,
    split: { parts: replicas / together, by: router === "random" ? "chance" : "turn" },
  };
};

/** Beyond the share at which a verdict is doubtful nothing is called stable. */
const mostStable = (): number => openLoopCalibration().doubtfulUtilisation.value;

/**
 * Utilisation up to which a service is stable. Waits settle within a time that goes with the variation of arrivals and
 * work over (1 − utilisation)², and a pool of n has as much of it as one replica where (1 − utilisation) · √n is equal:
 * the share of one replica under random arrivals of equal requests is the measured one.
 * @source https://doi.org/10.1287/opre.29.3.567 (Halfin and Whitt)
 */
export const stableShareOf = (
  replicas: number,
  { router, arrivals = { kind: "poisson" } }: ServiceRouting,
  shape: ServingShape,
): number => {
  const stable = openLoopCalibration().stableUtilisation.value;
  const work = Math.max(squaredVariation(shape.input), squaredVariation(shape.output));
  const by = router === "random" || router === "prefix-affinity" ? "chance" : "turn";
  const pooled = by === "chance" || router === "round-robin" ? 1 : replicas;
  const variation = (splitVariation({ process: arrivals, parts: replicas, by }) + work / pooled) / (1 + work);
  return Math.min(mostStable(), Math.max(stable, 1 - (1 - stable) * Math.sqrt(variation)));
};

/** @throws LL_INPUT_INVALID */
export const assertRouting = ({ router, prefixGroups }: ServiceRouting): void => {
  if (router === "prefix-affinity") {
    if (prefixGroups === undefined || !(Number.isInteger(prefixGroups) && prefixGroups >= 1)) {
      throw invalidInput(
        "prefixGroups",
        prefixGroups,
        "with prefix-affinity a whole number of groups that share a prefix",
      );
    }
  } else if (prefixGroups !== undefined) {
    throw invalidInput("router", router, "prefix-affinity where prefix groups are given");
  }
};

type Capacities = ReturnType<typeof openLoopCapacities>;

/**
 * What each of so many replicas carries within objectives, in requests/s: as `openLoopCapacities`, which it is for one.
 * Simulations are made when they are asked for and shared by objectives.
 * @throws LL_INPUT_INVALID for `prefix-affinity` without prefix groups, or groups with another router
 */
export const serviceCapacities = (
  replica: ServingReplica,
  shape: ServingShape,
  routing: ServiceRouting,
): ((replicas: number) => Capacities) => {
  assertRouting(routing);
  const saturated = saturatedRun(replica, shape);
  const { arrivals, prefixGroups } = routing;
  const isPooled = replica.disaggregated !== undefined;
  const isAlike = isEqual(shape.input) && isEqual(shape.output);
  const made = new Map<number, Capacities>();
  const capacitiesOf = (count: number): Capacities => {
    const { replicas, router, split } = simulatedFor(count, routing, { isAlike, isPooled });
    const isFleet = router !== "round-robin" && (replicas > 1 || isPooled);
    const stableShare = stableShareOf(count, routing, shape);
    const serve = (batch: RequestBatch): ServedBatch =>
      isFleet ? serveFleet(replica, batch, { replicas, router, prefixGroups }) : serveBatch(replica, batch);
    const requests = isFleet ? requestsOfFleet : requestsOfOne;
    const service = { replicas, split, stableShare, requests, serve };
    return openLoopCapacities(replica, shape, { arrivals, saturated, service });
  };
  return (count) => {
    const capacities = made.get(count) ?? capacitiesOf(count);
    made.set(count, capacities);
    return capacities;
  };
};
