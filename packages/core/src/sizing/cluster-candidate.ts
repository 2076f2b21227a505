import type { Gpu } from "../catalogue/gpu.ts";
import type { BindingLimit, ErrorBand } from "../model/estimate.ts";
import type { Latencies } from "./objectives.ts";

/** One replica of some configuration with the load it carries within its objectives, whatever kind of model it serves. */
export interface ClusterCandidate {
  /** How people would name it: GPU, layout, weights. */
  readonly label: string;
  readonly gpu: Gpu;
  readonly gpusPerReplica: number;
  readonly weights: string;
  readonly layout: string;
  /** Requests in a replica at that load. */
  readonly batch: number;
  readonly requestsPerSecondPerReplica: number;
  readonly bindingLimit: BindingLimit;
  readonly errorBand: ErrorBand;
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

export interface CandidateSet {
  readonly candidates: readonly ClusterCandidate[];
  readonly closest: ClosestReach | null;
  readonly looked: number;
}
