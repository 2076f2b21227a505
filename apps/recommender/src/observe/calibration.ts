import { type CapacityEvidence, noCapacityEvidence } from "@loadline/control";
import type { PlanDeployment, PlanPool } from "@loadline/plan";
import { z } from "zod";

const Bucket = z.object({
  /** Logarithm of measured over modelled step time. */
  logFactor: z.number(),
  observations: z.number().int().nonnegative(),
  /** What they count: one whose step was cut counts by the share that it was let. Absent: by an older version. */
  weight: z.number().nonnegative().optional(),
  /** Logarithm of measured over modelled latency in the last window, the factor of then applied. */
  lastError: z.number().optional(),
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
  /** Measured inter-token latency over the model's with the present correction at that load. */
  readonly ratio: number;
}

// A replica answers to its load, so the latency errs by more than the step time does: small steps do not overshoot.
const gain = 0.3;
// What one window may move: all that it may raise a capacity, and all that a single window may lower it.
const largestStep = 0.1;
// One window this far off may be a pause of the engine; a second one that is as far off is its speed.
const hiccup = Math.log(4);
const observationsToTrust = 3;
// After so many whole steps of that gain nothing is left of where it began.
const weightToSettle = 20;

/** Octave of the load per replica: engines err alike at like loads. */
const bucketOf = (requestsPerSecondPerReplica: number) => String(Math.floor(Math.log2(requestsPerSecondPerReplica)));

/**
 * How far a window moves the logarithm of the factor. A window that is far slower than modelled counts only when the next one
 * is slow too; faster ones raise the capacity by one bounded step at a time.
 */
const stepOf = (error: number, lastError: number | undefined): number => {
  const confirmed = lastError !== undefined && lastError > largestStep / gain && error > largestStep / gain;
  if (confirmed) return gain * Math.min(error, lastError);
  return Math.abs(error) > hiccup && (lastError === undefined || lastError * error <= 0)
    ? 0
    : Math.max(-largestStep, Math.min(largestStep, gain * error));
};

/** Octaves that were seen often enough, by nearness to one; the lighter one first where two are as near. */
const byNearness = ({ buckets }: Calibration, octave: number) =>
  Object.entries(buckets)
    .filter(([, { observations }]) => observations >= observationsToTrust)
    .map(([key, { logFactor, observations, weight = observations }]) => ({ octave: Number(key), logFactor, weight }))
    .toSorted((a, b) => Math.abs(a.octave - octave) - Math.abs(b.octave - octave) || a.octave - b.octave);

/**
 * Factor on the modelled step time at a load per replica; 1 until enough was observed. Loads that were never seen
 * take the factor of the nearest one that was. One that was left on its way to the truth, perhaps long ago, takes the rest
 * from the nearest that got further: a count must not fall, nor stay too high, because of it.
 */
export const speedFactor = (calibration: Calibration, requestsPerSecondPerReplica: number): number => {
  const octave = Number(bucketOf(Math.max(requestsPerSecondPerReplica, Number.MIN_VALUE)));
  const learnt = byNearness(calibration, octave);
  const [nearest] = learnt;
  if (nearest === undefined) return 1;
  const firmer = learnt.find(({ weight }) => weight > nearest.weight) ?? nearest;
  const own = Math.min(1, nearest.weight / weightToSettle);
  return Math.exp(own * nearest.logFactor + (1 - own) * firmer.logFactor);
};

/**
 * How many times as long as the corrected model has it a step took in the last window at a load per replica; null: no longer
 * than one more window may correct, or that speed has been learnt, around which windows scatter.
 */
export const unsettledSlowness = ({ buckets }: Calibration, requestsPerSecondPerReplica: number): number | null => {
  const { lastError = 0, weight = weightToSettle } = buckets[bucketOf(requestsPerSecondPerReplica)] ?? {};
  return weight < weightToSettle && gain * lastError > largestStep ? Math.exp(lastError) : null;
};

/** The calibration after one more observation; the same one when it is not usable. */
export const afterObservation = (calibration: Calibration, observation: SpeedObservation): Calibration => {
  const { requestsPerSecondPerReplica: rate, ratio, at } = observation;
  const error = Math.log(ratio);
  // An idle replica has no speed.
  if (!(rate > 0) || !Number.isFinite(error)) return calibration;
  const key = bucketOf(rate);
  const before = calibration.buckets[key];
  const applied = Math.log(speedFactor(calibration, rate));
  const step = stepOf(error, before?.lastError);
  const asked = gain * error;
  const bucket = {
    logFactor: applied + step,
    observations: (before?.observations ?? 0) + 1,
    weight: (before?.weight ?? before?.observations ?? 0) + (asked === 0 ? 1 : step / asked),
    lastError: error,
  };
  return { ...calibration, buckets: { ...calibration.buckets, [key]: bucket }, observedAt: at };
};

/** What a speed was measured of: another model, version, engine, format, layout or GPU has to be measured anew. */
export const profileOf = (deployment: PlanDeployment, { gpu, device }: PlanPool): string => {
  const { model, ownModel, version, engine, weights, kvCache, parallel } = deployment;
  const own = [ownModel, device].filter((entry) => entry !== undefined);
  return JSON.stringify([model, version ?? null, engine, weights ?? null, kvCache ?? null, parallel, gpu, ...own]);
};

interface Profiled {
  readonly calibration: Calibration;
  readonly capacityEvidence: CapacityEvidence;
  readonly warranty?: unknown;
  /** null: stored by a version that did not name it. */
  readonly profile: string | null;
}

/** The same memory without what was measured of another profile. */
export const withProfile = <T extends Profiled>(before: T, profile: string): T =>
  before.profile === null || before.profile === profile
    ? { ...before, profile }
    : { ...before, profile, calibration: uncalibrated, capacityEvidence: noCapacityEvidence, warranty: undefined };

/** "12 windows", or that this version was not measured yet. */
export const calibrationText = ({ buckets }: Calibration): string => {
  const windows = Object.values(buckets).reduce((sum, { observations }) => sum + observations, 0);
  return windows === 0
    ? "no measurement of this deployment yet"
    : `${windows} ${windows === 1 ? "window" : "windows"} measured here`;
};
