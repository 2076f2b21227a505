import { openLoopCalibration } from "../catalogue/calibration-data.ts";
import type { OpenLoopCalibration } from "./open-loop-schema.ts";

/** What open-loop runs tell beyond the closed-loop calibration of decode steps: the cost of prompts and of a request. */
export interface PromptConstants {
  /** Attained share of the peak in the matrix arithmetic of prompts, and in their attention. */
  readonly promptComputeShare: number;
  readonly promptAttentionShare: number;
  /** Bookkeeping of one prompt in a step, in seconds. */
  readonly promptSeconds: number;
  /** From the client's call to the scheduler, in seconds. */
  readonly requestSeconds: number;
}

/** The measured constants of open-loop serving, each with its source. */
export const openLoopConstants = (): OpenLoopCalibration => openLoopCalibration();

/** @source data/calibration/open-loop.json */
export const promptConstants = (): PromptConstants => {
  const { promptComputeShare, promptAttentionShare, promptSeconds, requestSeconds } = openLoopConstants();
  return {
    promptComputeShare: promptComputeShare.value,
    promptAttentionShare: promptAttentionShare.value,
    promptSeconds: promptSeconds.value,
    requestSeconds: requestSeconds.value,
  };
};
