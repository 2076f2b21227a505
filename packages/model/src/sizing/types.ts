import type { Precision } from "../base/precisions.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import type { Model } from "../catalogue/model.ts";
import type { Parallel } from "../model/engine.ts";
import type { BindingLimit, ErrorBand } from "../model/estimate.ts";
import type { DemandShape, Slo } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import type { EngineConfigInput, ReplicaSpecInput } from "../performance/replica-spec.ts";
import type { Latencies } from "./objectives.ts";
import type { RoutingSettings } from "./replica-counts.ts";
import type { Confidence, ServiceRates } from "./service-rates.ts";

export const servingModes = ["aggregated", "disaggregated"] as const;
type ServingMode = (typeof servingModes)[number];

/** Workers of a replica that computes prompts apart from answers. */
interface Workers {
  readonly prefill: number;
  readonly decode: number;
  readonly prefillParallel: Parallel;
}

/** A replica as it would be deployed. */
export interface Configuration {
  /** That of the decode workers where disaggregated. */
  readonly spec: ReplicaSpec;
  /** null where prefill and decode run together. */
  readonly workers: Workers | null;
  /** GPUs of the whole replica. */
  readonly gpus: number;
}

export interface SearchRequest extends RoutingSettings {
  /** A name of the catalogue, or a model that is not in it. */
  readonly model: string | Model;
  readonly shape: DemandShape;
  readonly slo: Slo;
  readonly engine?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly speculativeDecoding?: ReplicaSpecInput["speculativeDecoding"];
  /** Names; left out: the whole catalogue. */
  readonly gpus?: readonly (string | Gpu)[] | undefined;
  /** Weight formats; left out: that of the checkpoint, which its name may state. */
  readonly precisions?: readonly Precision[] | undefined;
  /** Tensor sizes; left out: powers of two up to a node. */
  readonly tensors?: readonly number[] | undefined;
  /** Parts of the layout that every configuration has; left out: whatever is best. */
  readonly parallel?: { readonly [K in Exclude<keyof Parallel, "tensor">]?: number | undefined } | undefined;
  readonly modes?: readonly ServingMode[] | undefined;
  /** Numbers of workers that every disaggregated configuration has. */
  readonly workers?: { readonly prefill?: number | undefined; readonly decode?: number | undefined } | undefined;
  /** Settings of the engine that every configuration has. */
  readonly engineConfig?: EngineConfigInput | undefined;
  readonly kvCache?: string | undefined;
  /** A replica as it was measured; left out: as modelled. */
  readonly corrected?: ((spec: ReplicaSpec) => ReplicaSpec) | undefined;
  /** With which the recommended counts carry the load. */
  readonly confidence?: Confidence | undefined;
}

/** One replica of some configuration with the load it carries within its objectives, whatever kind of model it serves. */
export interface ClusterCandidate {
  /** How people would name it: GPU, layout, weights. */
  readonly label: string;
  readonly gpu: Gpu;
  readonly gpusPerReplica: number;
  readonly weights: Precision;
  /** Of one decode worker where prefill and decode have workers of their own. */
  readonly parallel: Parallel;
  /** Workers of one replica; null where prefill and decode run together. */
  readonly workers: Workers | null;
  /** Requests in a replica at that load. */
  readonly batch: number;
  /** Requests/s of a replica in which requests always wait. */
  readonly saturatedRate: number;
  readonly rates: ServiceRates;
  /** The same under other objectives. */
  readonly ratesUnder: (slo: Slo) => ServiceRates;
  /** Behind connections that are spread at random; null where that is the router. */
  readonly ratesAtRandom: () => ServiceRates | null;
  readonly bindingLimit: BindingLimit;
  readonly errorBand: ErrorBand;
  /** Share of the step time that prompts take, or of the GPUs with workers of their own; 1 where the answer comes in one piece. */
  readonly promptShare: number;
  /** At that load and the objectives' percentile; a part that the model has not is null. */
  readonly latencies: { readonly [K in keyof Latencies]: number | null };
}

/** What would be reached where no configuration meets the objectives. */
export interface ClosestReach {
  readonly label: string;
  readonly latencies: { readonly [K in keyof Latencies]: number | null };
  /** Worst latency over its objective, above 1. */
  readonly strain: number;
}

/** A point that no other beats in tokens/s per GPU and per user. */
export interface FrontPoint {
  readonly label: string;
  readonly concurrency: number;
  readonly tokensPerSecondPerGpu: number;
  readonly tokensPerSecondPerUser: number;
}

export interface CandidateSet {
  readonly front: readonly FrontPoint[];
  readonly candidates: readonly ClusterCandidate[];
  readonly closest: ClosestReach | null;
  readonly looked: number;
  /** GPUs that were asked for, or looked at, and are in no candidate. */
  readonly missing: readonly MissingGpu[];
  /** Layouts whose cache does not hold the longest requests, with that error. */
  readonly leftOut: readonly string[];
}

/** Why a GPU is not offered. */
export interface MissingGpu {
  readonly gpu: string;
  readonly because: "not-run" | "does-not-fit" | "cache-too-small" | "slo-unreachable" | "higher-cost" | "no-price";
  readonly closest: ClosestReach | null;
  /** USD per hour that it takes at least, where it carries the load at a higher cost. */
  readonly leastCost: number | null;
}
