import { type DecisionMemory, emptyDecisionMemory, emptyLoadForecast, type LoadForecast } from "@loadline/core";
import type { Position } from "./broker/broker.ts";
import { type Calibration, uncalibrated } from "./calibrate/calibration.ts";
import type { Checkpoint } from "./checkpoint/checkpoint.ts";
import type { Recalled } from "./checkpoint/checkpoint-store.ts";
import type { Speaker } from "./emit/speaker.ts";
import type { DailyPeak } from "./state/daily-peaks.ts";
import type { ServingNodes } from "./state/serving-nodes.ts";
import { noTarget, type TargetState } from "./state/target.ts";

/** What is remembered of one deployment between ticks. */
export interface Remembered {
  readonly forecast: LoadForecast;
  /** The forecast knows what was replayed at the start. */
  readonly replayed: boolean;
  readonly memory: DecisionMemory;
  readonly target: TargetState;
  readonly calibration: Calibration;
  /** What the calibration was measured of; null: kept by one that did not name it. */
  readonly profile: string | null;
  readonly servingNodes: ServingNodes;
  readonly peaks: readonly DailyPeak[];
  readonly speaker: Speaker;
}

/** What a predecessor kept, or a beginning. */
export const rememberedFrom = ({ checkpoint, forecast }: Recalled, speaker: Speaker): Remembered => ({
  forecast: forecast ?? emptyLoadForecast,
  replayed: false,
  memory: checkpoint?.memory ?? emptyDecisionMemory,
  target: checkpoint?.target ?? noTarget,
  calibration: checkpoint?.calibration ?? uncalibrated,
  profile: checkpoint?.profile ?? null,
  servingNodes: checkpoint?.holders ?? {},
  peaks: checkpoint?.peaks ?? [],
  speaker,
});

/** What a successor needs. */
export const checkpointFrom = (
  { memory, target, speaker, calibration, servingNodes, peaks, profile }: Remembered,
  telemetry: Position,
  at: number,
): Checkpoint => ({
  v: 1,
  at,
  epoch: speaker.epoch,
  telemetry,
  memory: { wanted: [...memory.wanted] },
  target: { ...target, askedBy: [...target.askedBy] },
  last: speaker.last === null ? null : { ...speaker.last },
  calibration,
  holders: servingNodes,
  peaks: [...peaks],
  ...(profile === null ? {} : { profile }),
});
