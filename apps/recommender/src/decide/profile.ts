import type { PlanDeployment, PlanPool } from "@loadline/wire";
import { type Calibration, uncalibrated } from "../calibrate/calibration.ts";

/** What a speed was measured of: another model, version, engine, format, layout or GPU has to be measured anew. */
export const profileOf = (deployment: PlanDeployment, { gpu }: PlanPool): string => {
  const { model, version, engine, weights, kvCache, parallel } = deployment;
  return JSON.stringify([model, version ?? null, engine, weights ?? null, kvCache ?? null, parallel, gpu]);
};

interface Profiled {
  readonly calibration: Calibration;
  /** null: kept by one that did not name it. */
  readonly profile: string | null;
}

/** The same memory without what was measured of another profile. */
export const withProfile = <T extends Profiled>(before: T, profile: string): T =>
  before.profile === null || before.profile === profile
    ? { ...before, profile }
    : { ...before, profile, calibration: uncalibrated };

/** "12 windows", or that this version was not measured yet. */
export const calibrationText = ({ buckets }: Calibration): string => {
  const windows = Object.values(buckets).reduce((sum, { observations }) => sum + observations, 0);
  return windows === 0 ? "not measured here yet" : `${windows} ${windows === 1 ? "window" : "windows"} measured here`;
};
