import type { PlanDeployment, PlanPool } from "@loadline/wire";
import { z } from "zod";

const Bucket = z.object({
  /** Logarithm of measured over modelled step time. */
  logFactor: z.number(),
  observations: z.number().int().nonnegative(),
});

/** What was learnt of the speed of a fleet's replicas, by load per replica. Serialisable. */
export const Calibration = z.object({
  v: z.literal(1),
  buckets: z.record(z.string(), Bucket),
  /** Epoch seconds of the last observation taken. */
  observedAt: z.number().nullable(),
});
export type Calibration = z.infer<typeof Calibration>;

export const uncalibrated: Calibration = { v: 1, buckets: {}, observedAt: null };

export interface SpeedObservation {
  readonly at: number;
  readonly requestsPerSecondPerReplica: number;
  /** Inter-token latency in seconds: measured, and as the model has it with the present correction. */
  readonly measured: number;
  readonly modelled: number;
}

// A replica answers to its load, so the latency errs by more than the step time does: small steps do not overshoot.
const gain = 0.3;
const largestStep = 0.1;
// Outside this the catalogue is about another machine; the plan is to name it, not a correction.
const leastFactor = 0.5;
const mostFactor = 3;
// One reading this far off is a hiccup, not a speed.
const gateFactor = 4;
const observationsToTrust = 3;
// After so many steps of that gain nothing is left of where it began.
const observationsToSettle = 20;

/** Octave of the load per replica: engines err alike at like loads. */
const bucketOf = (requestsPerSecondPerReplica: number): string =>
  String(Math.floor(Math.log2(requestsPerSecondPerReplica)));

const bounded = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/** A usable reading: finite, under load, and not wildly off. */
const isUsable = ({ requestsPerSecondPerReplica: rate, measured, modelled }: SpeedObservation): boolean => {
  const ratio = measured / modelled;
  return rate > 0 && Number.isFinite(ratio) && ratio > 1 / gateFactor && ratio < gateFactor;
};

interface Learnt {
  readonly octave: number;
  readonly logFactor: number;
  readonly observations: number;
}

/** Octaves that were seen often enough, by nearness to one; the lighter one first where two are as near. */
const byNearness = ({ buckets }: Calibration, octave: number): readonly Learnt[] =>
  Object.entries(buckets)
    .filter(([, { observations }]) => observations >= observationsToTrust)
    .map(([key, bucket]) => ({ octave: Number(key), ...bucket }))
    .toSorted((a, b) => Math.abs(a.octave - octave) - Math.abs(b.octave - octave) || a.octave - b.octave);

/**
 * Factor on the modelled step time at a load per replica; 1 until enough was observed. Loads that were never seen
 * take the factor of the nearest one that was. One that was seen a few times only, perhaps long ago and on its way to
 * the truth, takes the rest from the nearest that was seen more often: a count must not fall because of it.
 */
export const speedFactor = (calibration: Calibration, requestsPerSecondPerReplica: number): number => {
  const octave = Number(bucketOf(Math.max(requestsPerSecondPerReplica, Number.MIN_VALUE)));
  const learnt = byNearness(calibration, octave);
  const [nearest] = learnt;
  if (nearest === undefined) return 1;
  const firmer = learnt.find(({ observations }) => observations > nearest.observations) ?? nearest;
  const own = Math.min(1, nearest.observations / observationsToSettle);
  return Math.exp(own * nearest.logFactor + (1 - own) * firmer.logFactor);
};

/** The calibration after one more observation; the same one when it is not usable. */
export const afterObservation = (calibration: Calibration, observation: SpeedObservation): Calibration => {
  if (!isUsable(observation)) return calibration;
  const { requestsPerSecondPerReplica: rate, measured, modelled, at } = observation;
  const key = bucketOf(rate);
  const before = calibration.buckets[key];
  const applied = Math.log(speedFactor(calibration, rate));
  const moved = applied + bounded(gain * Math.log(measured / modelled), largestStep);
  const logFactor = Math.min(Math.log(mostFactor), Math.max(Math.log(leastFactor), moved));
  const observations = (before?.observations ?? 0) + 1;
  return {
    ...calibration,
    buckets: { ...calibration.buckets, [key]: { logFactor, observations } },
    observedAt: at,
  };
};

/** What a speed was measured of: another model, version, engine, format, layout or GPU has to be measured anew. */
export const profileOf = (deployment: PlanDeployment, { gpu }: PlanPool): string => {
  const { model, version, engine, weights, kvCache, parallel } = deployment;
  return JSON.stringify([model, version ?? null, engine, weights ?? null, kvCache ?? null, parallel, gpu]);
};

interface Profiled {
  readonly calibration: Calibration;
  /** null: stored by a version that did not name it. */
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
