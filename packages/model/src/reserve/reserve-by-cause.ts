import { LoadlineError } from "../base/errors.ts";
import { percent, sumOf } from "../base/statistics.ts";
import { type TokensPerSecond, tokensPerSecond } from "../base/units.ts";
import { operations } from "../cost/operations.ts";
import type { ReplicaCapacity } from "../model/estimate.ts";
import type { DemandShape } from "../model/load.ts";
import { wholeReplicas } from "./replica-rate.ts";

export const reserveCauses = ["gpu-failure", "rollout", "spot-loss", "zone-loss", "node-loss", "cold-cache"] as const;
export type ReserveCause = (typeof reserveCauses)[number];

/** What a fleet prepares for. A cause that is left out asks for no reserve, GPU failures excepted: null switches them off. */
export interface ReservePolicy {
  readonly failures?: FailurePolicy | null | undefined;
  /** Share of the replicas that a rollout starts before it stops old ones, 0…1. */
  readonly rolloutSurge?: number | undefined;
  readonly spot?: SpotPolicy | undefined;
  /** Failure domains that the replicas spread over evenly, one of which may go; else 1 over the share of the largest. */
  readonly zones?: number | undefined;
  readonly nodes?: NodePolicy | undefined;
  /** Share of the demand that a response or embedding cache answers and that returns when it is lost, 0…1. */
  readonly cacheHitRatio?: number | undefined;
  /** The load without that cache, where it is known: the share in whole replicas comes to more. */
  readonly coldLoad?: ColdLoad | undefined;
}

interface ColdLoad {
  readonly requestsPerSecond: number;
  readonly perReplica: number;
}

interface FailurePolicy {
  readonly meanTimeBetweenGpuFailuresSeconds?: number | undefined;
  readonly repairSeconds?: number | undefined;
  readonly availability?: number | undefined;
}

interface SpotPolicy {
  /** Share of the replicas on spot GPUs, 0…1. */
  readonly share: number;
  /** Independent markets the spot replicas spread over evenly; one is lost at a time. */
  readonly markets: number;
  readonly noticeSeconds: number;
  /** From decision to a serving replica; with enough notice the replacement is there in time. */
  readonly leadTimeSeconds: number;
}

interface NodePolicy {
  /** Nodes that may go at once. */
  readonly lost: number;
  readonly gpusPerNode: number;
}

export interface ReserveNeed {
  readonly cause: ReserveCause;
  readonly replicas: number;
  readonly because: string;
}

/** The reserve of a fleet, or the cause that no count of replicas survives. */
export type Reserve =
  | {
      readonly kind: "reserve";
      readonly replicas: number;
      readonly needs: readonly ReserveNeed[];
      readonly rule: string;
    }
  | { readonly kind: "unsurvivable"; readonly cause: ReserveCause; readonly because: string };

/** Steady share of the time that a replica is down, of which any of its GPUs stops it. */
export const downShare = (gpusPerReplica: number, meanTimeBetweenFailures: number, repairTime: number): number => {
  const rate = (gpusPerReplica * repairTime) / meanTimeBetweenFailures;
  return rate / (1 + rate);
};

/** Mean replicas down above which a bound of their number stands in for their distribution. */
const mostCounted = 500;

/** Never fewer than it takes, by less than a standard deviation too many. @source Bernstein's inequality */
const boundedReserve = (needed: number, down: number, availability: number): number => {
  const rarity = -Math.log1p(-availability);
  let reserve = 0;
  for (let step = 0; step < 50; step++) {
    const variance = (needed + reserve) * down * (1 - down);
    reserve = (needed * down + rarity / 3 + Math.sqrt((rarity / 3) ** 2 + 2 * rarity * variance)) / (1 - down);
  }
  return Math.ceil(reserve);
};

/**
 * Fewest reserve replicas k such that of N + k at least N are up with probability `availability`: as many as fail before
 * the Nth that is up. Replicas fail independently. Never falls with N, the down share or the availability.
 */
export const failureReserve = (needed: number, down: number, availability: number): number => {
  if (needed === 0 || down <= 0) return 0;
  if (needed * down > mostCounted * (1 - down)) return boundedReserve(needed, down, availability);
  let reserve = 0;
  let chance = Math.exp(needed * Math.log1p(-down));
  for (let sum = chance; sum < availability; sum += chance) {
    reserve += 1;
    chance *= ((needed + reserve - 1) / reserve) * down;
  }
  return reserve;
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const checked = (what: string, value: number, [low, high]: readonly [number, number]): number => {
  if (Number.isFinite(value) && value >= low && value <= high) return value;
  throw new LoadlineError("LL_INPUT_INVALID", { what, value, expected: `a number from ${low} to ${high}` });
};

const forFailures = (needed: number, gpusPerReplica: number, policy: FailurePolicy): ReserveNeed => {
  const facts = operations();
  const between = policy.meanTimeBetweenGpuFailuresSeconds ?? facts.gpuMeanTimeBetweenFailures.value;
  const repair = policy.repairSeconds ?? facts.gpuRepairTime.value;
  const availability = policy.availability ?? facts.replicaAvailability.value;
  checked("reserve.failures.meanTimeBetweenGpuFailuresSeconds", between, [1, 1e12]);
  checked("reserve.failures.repairSeconds", repair, [0, 1e9]);
  checked("reserve.failures.availability", availability, [0, 1 - 1e-9]);
  const down = downShare(gpusPerReplica, between, repair);
  return {
    cause: "gpu-failure",
    replicas: failureReserve(needed, down, availability),
    because: `a replica of ${counted(gpusPerReplica, "GPU")} is down ${percent(down)} of the time; ${needed} shall be up ${percent(availability)} of it`,
  };
};

const forRollout = (needed: number, surge: number): ReserveNeed => ({
  cause: "rollout",
  replicas: Math.ceil(needed * checked("reserve.rolloutSurge", surge, [0, 1])),
  because: `a rollout starts ${percent(surge)} of the replicas before it stops old ones`,
});

/** Replicas of which `lost` may go and `needed` stay; null when everything may go. */
const beyondLoss = (needed: number, lost: number) =>
  lost >= 1 ? null : Math.ceil(needed / (1 - lost) - 1e-9) - needed;

const forSpot = (needed: number, spot: SpotPolicy): ReserveNeed | null => {
  checked("reserve.spot.share", spot.share, [0, 1]);
  checked("reserve.spot.markets", spot.markets, [1, 1e6]);
  if (spot.noticeSeconds >= spot.leadTimeSeconds) {
    const because = `${spot.noticeSeconds} s of notice cover the ${spot.leadTimeSeconds} s until a replacement serves`;
    return { cause: "spot-loss", replicas: 0, because };
  }
  const lost = spot.share / spot.markets;
  const replicas = beyondLoss(needed, lost);
  const because = `one spot market holds ${percent(lost)} of the replicas and goes ${spot.noticeSeconds} s after its notice, ${spot.leadTimeSeconds} s are needed`;
  return replicas === null ? null : { cause: "spot-loss", replicas, because };
};

const forZone = (needed: number, zones: number): ReserveNeed | null => {
  checked("reserve.zones", zones, [1, 1e6]);
  const replicas = beyondLoss(needed, 1 / zones);
  const zone = Number.isInteger(zones) ? `one of ${zones} zones` : `a zone with ${percent(1 / zones)} of the replicas`;
  return replicas === null
    ? null
    : { cause: "zone-loss", replicas, because: `${zone} may go, the others carry the load` };
};

/** However replicas lie on nodes: one holds at most as many as fit, and never more than there are. */
const forNodes = (needed: number, gpusPerReplica: number, { lost, gpusPerNode }: NodePolicy): ReserveNeed => {
  checked("reserve.nodes", lost, [1, 1e6]);
  const perNode = Math.min(needed, Math.max(1, Math.floor(gpusPerNode / gpusPerReplica)));
  return {
    cause: "node-loss",
    replicas: lost * perNode,
    because: `${counted(lost, "node")} with up to ${counted(perNode, "replica")} each may go at once`,
  };
};

const forCache = (needed: number, hits: number, cold: ColdLoad | undefined): ReserveNeed | null => {
  checked("reserve.cacheHitRatio", hits, [0, 1]);
  const beyond = beyondLoss(needed, hits);
  const most = cold === undefined ? Number.POSITIVE_INFINITY : wholeReplicas(cold.requestsPerSecond, cold.perReplica);
  const replicas = beyond === null ? null : Math.min(beyond, Math.max(0, most - needed));
  return replicas === null
    ? null
    : { cause: "cold-cache", replicas, because: `a cold cache returns the ${percent(hits)} that it answers` };
};

const unsurvivable = (cause: ReserveCause): Reserve => ({
  kind: "unsurvivable",
  cause,
  because: {
    "gpu-failure": "every replica is always down",
    rollout: "no surge is large enough",
    "spot-loss": "every replica is on one spot market; keep some on demand or spread over markets",
    "zone-loss": "every replica is in one zone; spread over at least two",
    "node-loss": "every node may go",
    "cold-cache": "the cache answers everything, so no replica count covers its loss",
  }[cause],
});
const sum = (needs: readonly ReserveNeed[]): number => sumOf(needs.map(({ replicas }) => replicas));

/**
 * Reserve in replicas by cause beside the `needed` ones that carry the load. Failures and rollouts happen all the time
 * and independently, so they add. Spot, zone, node and cache losses are rare and large: the largest of them is held, on
 * top. No cause counts twice: each is the loss of what is there for the load. Never falls with `needed`.
 * @throws LL_INPUT_INVALID for a share or time outside its range
 */
export const reserveByCause = (needed: number, gpusPerReplica: number, policy: ReservePolicy): Reserve => {
  const independent = [
    ...(policy.failures === null ? [] : [forFailures(needed, gpusPerReplica, policy.failures ?? {})]),
    ...(policy.rolloutSurge === undefined ? [] : [forRollout(needed, policy.rolloutSurge)]),
  ];
  const losses: readonly (readonly [ReserveCause, ReserveNeed | null])[] = [
    ...(policy.spot === undefined ? [] : [["spot-loss", forSpot(needed, policy.spot)] as const]),
    ...(policy.zones === undefined ? [] : [["zone-loss", forZone(needed, policy.zones)] as const]),
    ...(policy.nodes === undefined ? [] : [["node-loss", forNodes(needed, gpusPerReplica, policy.nodes)] as const]),
    ...(policy.cacheHitRatio === undefined
      ? []
      : [["cold-cache", forCache(needed, policy.cacheHitRatio, policy.coldLoad)] as const]),
  ];
  const fatal = losses.find(([, need]) => need === null);
  if (fatal !== undefined) return unsurvivable(fatal[0]);
  const correlated = losses.flatMap(([, need]) => (need === null ? [] : [need]));
  return {
    kind: "reserve",
    replicas: sum(independent) + Math.max(0, ...correlated.map(({ replicas }) => replicas)),
    needs: [...independent, ...correlated],
    rule: "failures + rollout + the largest of spot, zone, node and cache loss",
  };
};

/**
 * Token rate, prompt and answer together, that a gateway should admit so that the replicas of the load line are never
 * asked for more than they carry within their objectives. Holds for the mean shape it is computed for.
 */
export const recommendedTokenLimit = (
  replicas: number,
  perReplica: Pick<ReplicaCapacity, "requestsPerSecond">,
  { inputTokens, outputTokens }: DemandShape,
): TokensPerSecond => tokensPerSecond(replicas * perReplica.requestsPerSecond * (inputTokens + outputTokens));
