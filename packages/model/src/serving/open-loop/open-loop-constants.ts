import { openLoopCalibration } from "../../catalogue/calibration-data.ts";
import type { ReplicaSpec } from "../../model/replica.ts";

/** What open-loop runs add to the closed-loop calibration of decode steps: the cost of prompts and of a request. */
export interface PromptConstants {
  /** Bookkeeping of one prompt in a step, in seconds. */
  readonly promptSeconds: number;
  /** From the client's call to the scheduler, in seconds. */
  readonly requestSeconds: number;
  /** Handing out tokens over the network where the closed-loop rows were measured inside the engine: per step, per token. */
  readonly streamStepSeconds: number;
  readonly streamTokenSeconds: number;
}

/** @source data/calibration/open-loop.json */
export const promptConstants = ({
  engine,
  engineVersion,
}: Pick<ReplicaSpec, "engine" | "engineVersion">): PromptConstants => {
  const { promptSeconds, requestSeconds, streaming } = openLoopCalibration();
  const streamed = streaming.find(
    (entry) => entry.engine === engine && engineVersion?.startsWith(entry.versionPrefix) === true,
  );
  return {
    promptSeconds: promptSeconds.value,
    requestSeconds: requestSeconds.value,
    streamStepSeconds: streamed?.stepSeconds.value ?? 0,
    streamTokenSeconds: streamed?.tokenSeconds.value ?? 0,
  };
};
