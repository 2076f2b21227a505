import { afterObservation, type Calibration } from "../calibrate/calibration.ts";
import type { Assessment } from "./assessment.ts";
import { loadPerReplica } from "./decide-deployment.ts";

/** The calibration with the speed of one more window, of its own requests: windows do not overlap. */
export const calibrateAfter = (before: Calibration, assessment: Assessment, windowSeconds: number): Calibration => {
  const { view, model, speedFactor, capacity, at } = assessment;
  const load = loadPerReplica(view);
  const measured = view.speed.interTokenLatencySeconds;
  if (load === null || load === 0 || measured === null || capacity.kind === "infeasible") return before;
  if (before.observedAt !== null && Math.abs(at - before.observedAt) < windowSeconds) return before;
  const modelled = model.interTokenLatency(view.shape, load, speedFactor);
  return afterObservation(before, { at, requestsPerSecondPerReplica: load, measured, modelled });
};
