import type {
  CapacityEvidence,
  CapacityInput,
  CapacityInterval,
  Decision,
  DecisionInputs,
  DecisionMemory,
  DecisionSettings,
  DemandForecast,
  forecastCoverage,
  LoadForecast,
  warrantySchema,
} from "@loadline/control";
import type { Plan, PlanDeployment, PlanPool } from "@loadline/plan";
import type { Advice, Feedback, Following } from "@loadline/protocol";
import type { z } from "zod";
import type { MeasuredLatency } from "../fleet/latencies.ts";
import type { KubernetesWorkload } from "../kubernetes/cluster-view.ts";
import type { Calibration, SpeedObservation } from "../observe/calibration.ts";
import type { WarrantyMemory } from "../observe/deployment-state.ts";
import type { DeploymentView } from "../observe/deployment-view.ts";
import type { ReplicaCapacityResult, ReplicaModel } from "../observe/replica-model.ts";
import type { Supply } from "../observe/target.ts";
import type { RecommenderConfig } from "../settings/config.ts";
import type { BudgetCapacity, PoolCapacity } from "./slots.ts";

/** A deployment as it is planned. */
export interface PlannedDeployment {
  readonly cluster: string;
  /** Its pools show what a derived reserve prepares for. */
  readonly plan: Plan;
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
  readonly model: ReplicaModel;
}

/** What was observed of it. */
export interface ObservedDeployment {
  readonly now: number;
  readonly view: DeploymentView;
  readonly supply: Supply;
  readonly currentTarget: number | null;
  /** Version that its engines run; the plan's by default. */
  readonly version?: string | null;
  /** null: its engines report none. */
  readonly latency?: MeasuredLatency | null;
  /** What became of the count asked for; null: not known. */
  readonly following?: Following | null;
  /** The workload, where Kubernetes is watched. */
  readonly workload?: KubernetesWorkload | null;
  /** The count that a scale-down asked for last; null: it was another decision. */
  readonly fellTo?: number | null;
  /** What a consumer did last; null: none said so. */
  readonly feedback?: Feedback | null;
}

/** What its pool and budgets still give. */
export interface AvailableReplicas {
  readonly poolAvailable: number | null;
  /** The same for the surge of its rollout, what is reserved for that included. */
  readonly surgeAvailable?: number | null;
  /** On which nodes that is; null: unknown. */
  readonly poolSlots?: PoolCapacity | null;
  /** null: no budget. */
  readonly budgetCapacity?: BudgetCapacity | null;
}

/** What was learnt of it so far. */
export interface LearntDeployment {
  readonly forecast: LoadForecast;
  readonly memory: DecisionMemory;
  /** Epoch seconds since which telemetry can be trusted to be whole; null: always. */
  readonly trustedSince: number | null;
  readonly calibration: Calibration;
  /** What engines proved so far. */
  readonly capacityEvidence: CapacityEvidence;
  /** Chances that were given and what came of them. */
  readonly warranty?: WarrantyMemory | undefined;
}

/** What one deployment is decided by. */
export interface DecisionRequest extends PlannedDeployment, ObservedDeployment, AvailableReplicas, LearntDeployment {
  readonly settings: DecideSettings;
}

export type DecideSettings = Pick<
  RecommenderConfig,
  | ("windowSeconds" | "demandQuantile" | "sizeQuantile")
  | ("scaleDownStabilisationSeconds" | "scaleDownMargin" | "maxScaleDownShare")
> &
  Partial<Pick<RecommenderConfig, "intervalSeconds">>;

/** Capacity by the model within the bounds of what engines proved. */
export interface MeasuredCapacity {
  readonly result: ReplicaCapacityResult;
  readonly basis: CapacityInterval["basis"];
  readonly atLeast: CapacityInterval["atLeast"];
  /** Requests/s by the model alone; null: it knows none. */
  readonly modelled: number | null;
  /** Of each of two versions; absent: there is one. */
  readonly versions?: Extract<CapacityInput, { readonly kind: "feasible" }>["versions"];
  readonly evidence: CapacityEvidence;
}

/** Everything one decision rested on, and the decision: what is published, measured and served over HTTP. */
export interface Assessment {
  /** Epoch seconds. */
  readonly at: number;
  readonly cluster: string;
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
  readonly model: ReplicaModel;
  readonly view: DeploymentView;
  readonly inputs: DecisionInputs;
  readonly settings: DecisionSettings;
  readonly capacity: ReplicaCapacityResult;
  /** Where that capacity comes from. */
  readonly measured: MeasuredCapacity;
  /** Factor on the modelled step time at the present load, from calibration; 1: none. */
  readonly speedFactor: number;
  /** What the last window shows of that factor; null: nothing. */
  readonly speedSeen: SpeedObservation | null;
  readonly latency?: MeasuredLatency | null;
  /** What became of the count asked for before this decision; null: not known. */
  readonly following?: Following | null;
  readonly workload?: KubernetesWorkload | null;
  readonly fellTo?: number | null;
  readonly forecast: DemandForecast | null;
  /** How often the forecast's quantiles covered what came; empty while too few came due. */
  readonly coverage?: ReturnType<typeof forecastCoverage>[number]["covered"];
  readonly decision: Decision;
  /** How probable it is that the load is carried; absent: load, capacity or count are unknown. */
  readonly warranty?: z.infer<typeof warrantySchema> | null;
  /** What so many of its replicas cost, placed as the plan places them; null: a price is not known. */
  readonly usdPerHour: (replicas: number) => number | null;
  /** Replicas the pool can take for a rollout, what is kept for it included; null: unknown. */
  readonly surgeAvailable?: number | null;
  /** What stands beside the count. */
  readonly advice?: readonly Advice[];
  /** Seconds until growth meets a limit: earliest, likely and latest; null: not known, or beyond a year. */
  readonly exhaustion?: Readonly<Record<"earliest" | "likely" | "latest", number | null>> | null;
  /** Days of peaks that this rests on. */
  readonly peakDays?: number | null;
}
