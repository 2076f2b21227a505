import {
  type CapacityEvidence,
  type DecisionMemory,
  emptyDecisionMemory,
  emptyLoadForecast,
  type LoadForecast,
  noCapacityEvidence,
} from "@loadline/core";
import type { Position } from "./broker/broker.ts";
import { type Calibration, uncalibrated } from "./calibrate/calibration.ts";
import type { Checkpoint } from "./checkpoint/checkpoint.ts";
import type { StoredState } from "./checkpoint/checkpoint-store.ts";
import type { RecommendationPublisher } from "./emit/recommendation-publisher.ts";
import type { DailyPeak } from "./state/daily-peaks.ts";
import type { ServingNodes } from "./state/fleet-view.ts";
import { noTarget, type TargetState } from "./state/target.ts";

/** What is remembered of one deployment between ticks. */
export interface DeploymentState {
  readonly forecast: LoadForecast;
  /** The forecast has learnt what was replayed at the start. */
  readonly replayed: boolean;
  readonly memory: DecisionMemory;
  readonly target: TargetState;
  readonly calibration: Calibration;
  /** What its engines proved of a replica's capacity. */
  readonly capacityEvidence: CapacityEvidence;
  /** What calibration and evidence were measured of; null: stored by a version that did not name it. */
  readonly profile: string | null;
  readonly servingNodes: ServingNodes;
  readonly peaks: readonly DailyPeak[];
  readonly publisher: RecommendationPublisher;
}

/** The state that a predecessor stored, or an empty one. */
export const stateFrom = (
  { checkpoint, forecast }: StoredState,
  publisher: RecommendationPublisher,
): DeploymentState => ({
  forecast: forecast ?? emptyLoadForecast,
  replayed: false,
  memory: checkpoint?.memory ?? emptyDecisionMemory,
  target: checkpoint?.target ?? noTarget,
  calibration: checkpoint?.calibration ?? uncalibrated,
  capacityEvidence: checkpoint?.capacityEvidence ?? noCapacityEvidence,
  profile: checkpoint?.profile ?? null,
  servingNodes: checkpoint?.holders ?? {},
  peaks: checkpoint?.peaks ?? [],
  publisher,
});

/** What a successor needs. */
export const checkpointFrom = (
  { memory, target, publisher, calibration, capacityEvidence, servingNodes, peaks, profile }: DeploymentState,
  telemetry: Position,
  at: number,
): Checkpoint => ({
  v: 1,
  at,
  epoch: publisher.epoch,
  telemetry,
  memory: { wanted: [...memory.wanted] },
  target,
  last: publisher.last,
  calibration,
  capacityEvidence,
  holders: servingNodes,
  peaks: [...peaks],
  ...(profile === null ? {} : { profile }),
});
