import type { LeadTimeModel } from "@loadline/model";
import type { NodeAutoscalerSettings, NodeGroup } from "./node-autoscaler.ts";

// Times in seconds.

/** Replicas on spot GPUs: markets that lose capacity at once, with a notice. */
export interface SpotSettings {
  /** Share of the replicas on spot GPUs, 0…1. */
  readonly share: number;
  /** Markets that they spread over; one interruption hits one of them. */
  readonly markets: number;
  /** Mean time between the interruptions of one market. */
  readonly meanTimeBetween: number;
  /** Chance of each replica of that market to be taken. */
  readonly lossShare: number;
  readonly notice: number;
}

/** A new version: so many replicas more while old and new stand side by side. */
interface RolloutSettings {
  readonly at: number;
  /** Share of the wanted replicas that may start beyond them; rounded up. */
  readonly surge: number;
}

export interface SupplySettings {
  readonly leadTime: LeadTimeModel;
  /** Longest time that a draining replica may take to finish its requests. */
  readonly drain: number;
  /** Share of the starts that fail when they should be ready, 0…1. */
  readonly failedStarts: number;
  /** Mean time between failures of one replica; left out: none fails. */
  readonly meanTimeBetweenFailures?: number | undefined;
  readonly spot?: SpotSettings | undefined;
  readonly rollout?: RolloutSettings | undefined;
  /** Nodes that must be bought; left out: there is always capacity. */
  readonly nodes?: NodeAutoscalerSettings | undefined;
}

export type SupplyEvent =
  | { readonly kind: "ready"; readonly replica: number }
  /** No more requests from now on; whatever runs at the deadline is lost. */
  | { readonly kind: "drain"; readonly replica: number; readonly deadline: number }
  | { readonly kind: "lost"; readonly replica: number; readonly because: "failure" | "spot" | "deadline" };

export interface SupplyCounts {
  readonly ready: number;
  readonly pending: number;
  readonly draining: number;
}

/** The replicas of one deployment as orchestrator, nodes and fate make them come and go. */
export interface ReplicaSupply {
  /** Everything that happens up to `now`, in order of replica age. Times must not fall. */
  readonly advance: (now: number) => readonly SupplyEvent[];
  /** Wanted replicas from now on. */
  readonly retarget: (desired: number, now: number) => readonly SupplyEvent[];
  /** A draining replica has finished its last request. */
  readonly drained: (replica: number) => void;
  readonly counts: () => SupplyCounts;
  /** Replicas' worth of GPUs that are paid for. */
  readonly paid: () => number;
  /** Of each node that is paid for; null: replicas need none. */
  readonly nodes: () => readonly NodeGroup[] | null;
}
