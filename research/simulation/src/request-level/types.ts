import type { RouterName } from "@loadline/model";
import type { ServingEngine } from "@loadline/model/internal";
import type { PolicyScore } from "../fluid/score.ts";
import type { ReplicaCapacity } from "../policies/replica-capacity.ts";
import type { SupplySettings } from "../provisioning/supply-types.ts";
import type { EngineFit } from "./engine-fit.ts";

/** Limits before the replicas; null: none. */
export interface GatewaySettings {
  /** Requests per second, and how many at once beyond that: by default those of one second, two at least. */
  readonly requestsPerSecond: number | null;
  readonly burst?: number | undefined;
  /** Prompt and answer together. */
  readonly tokensPerSecond?: number | null | undefined;
  /** What is held against the limits; the default is every request that is offered. */
  readonly counts?: "offered" | "cache-misses" | undefined;
  /** Requests in flight, in line included. */
  readonly inFlight: number | null;
}

/** A cache of whole answers before the replicas. */
export interface CacheSettings {
  /** Share of the requests that ask again what was asked before, 0…1. */
  readonly repeats: number;
  /** Distinct questions among them. */
  readonly distinct: number;
  readonly timeToLive: number;
  /** Times at which everything in the cache is lost. */
  readonly lostAt: readonly number[];
}

export interface LatencyObjectives {
  readonly timeToFirstToken: number;
  readonly interTokenLatency: number;
  /** Share of a minute's requests that must meet both. */
  readonly share: number;
}

export interface RequestLevelSettings {
  /** Step times and limits of one replica. */
  readonly engine: ServingEngine;
  /** In requests/s of the trace's usual length: what the policies reckon with. */
  readonly capacity: ReplicaCapacity;
  /** The lead time that the policies are given. */
  readonly leadTimeSeconds: number;
  /** Time between two decisions. */
  readonly stepSeconds: number;
  readonly objectives: LatencyObjectives;
  readonly supply: SupplySettings;
  readonly seed: number;
  readonly router?: RouterName | undefined;
  readonly initialReplicas?: number | undefined;
  readonly scoreFromSeconds?: number | undefined;
  readonly gateway?: GatewaySettings | undefined;
  readonly cache?: CacheSettings | undefined;
  /** Longest time that a request waits for a replica to be routed to. */
  readonly patienceSeconds?: number | undefined;
  readonly usdPerReplicaHour?: number | null | undefined;
  /** Requests/s that the plan expects at a time; null: the plan has no schedule then. */
  readonly scheduledDemand?: ((at: number) => number | null) | undefined;
}

export interface RequestLevelScore extends Omit<PolicyScore, "largestEventShare"> {
  readonly requests: number;
  readonly served: number;
  readonly answeredByCache: number;
  /** Refused by the gateway, too long for an engine, out of patience, or lost with their replica. */
  readonly unserved: number;
  readonly refusedByGateway: number;
  readonly lostWithReplica: number;
  /** Share of the requests that were not served within the objectives. */
  readonly violationShare: number;
  /** Minutes in which fewer requests than agreed met each objective; unserved ones met none. */
  readonly sloViolationMinutes: number;
  readonly timeToFirstTokenViolationMinutes: number;
  readonly interTokenLatencyViolationMinutes: number;
  readonly p95TimeToFirstTokenSeconds: number;
  readonly p95InterTokenLatencySeconds: number;
  readonly preemptions: number;
  /** Hours paid: starting, ready and draining replicas, or the nodes under them. */
  readonly replicaHours: number;
  /** The nodes; GPUs on them that fit no replica, at most as well; null: the scenario has none, or no price. */
  readonly nodes: { readonly most: number; readonly strandedGpus: number; readonly usd: number | null } | null;
}

/** Minutes with requests, and the share of each that was not served within the objectives. */
export interface MissedMinutes {
  /** Start of the minute, in seconds. */
  readonly at: readonly number[];
  readonly missedShare: readonly number[];
}

export interface RequestLevelRun {
  readonly policy: string;
  readonly score: RequestLevelScore;
  readonly engineFit: EngineFit;
  readonly missedMinutes: MissedMinutes;
  /** Per decision: time, demand as it was, ready replicas and those paid for. */
  readonly at: Float64Array;
  readonly demand: Float64Array;
  readonly ready: Int32Array;
  readonly replicas: Int32Array;
}
