import { errorBands, speedCoefficients } from "../catalogue/calibration-data.ts";
import { hasTransformer } from "../catalogue/model.ts";
import { ratio } from "../units.ts";
import { modelClassOf } from "./model-class.ts";
import { levelsOf } from "./speed-levels.ts";
import type { ErrorBand, ReplicaSpec } from "./types.ts";

export interface BandFacts {
  readonly basis: "calibrated" | "transferred";
  /** Every fact that decides the answer was given. */
  readonly isComplete: boolean;
  readonly isOffline: boolean;
}

/** Rows that a left-out error is taken over share these facts. Where few rows are alone, kinds or bases are joined. */
export const bandGroup = (spec: ReplicaSpec, { basis, isComplete, isOffline }: BandFacts): string => {
  if (spec.disaggregation !== undefined) return isComplete ? `apart · ${basis} · stated` : "apart · missing";
  const isDense = !hasTransformer(spec.model) || modelClassOf(spec.model.transformer) === "dense";
  return [isDense ? "dense" : "experts", isOffline ? "offline" : "together", basis].join(" · ");
};

const isAssumed = ({ model }: ReplicaSpec): boolean =>
  !hasTransformer(model) || model.transformer.layers.source.kind === "assumed";

/** calibrated: rows of this model, this GPU and this engine in this number format went into the coefficients. */
export const basisOf = (spec: ReplicaSpec, isOffline = false): ErrorBand["basis"] => {
  if (isAssumed(spec)) return "assumed";
  const campaign = levelsOf(spec, isOffline).find((level) => level.startsWith("campaign:"));
  return campaign !== undefined && campaign in speedCoefficients().decode ? "calibrated" : "transferred";
};

/**
 * Relative half-width within which nine of ten inter-token latencies and throughputs are expected, and where it
 * comes from: calibrated where this model was measured on this GPU and engine, transferred where coefficients were
 * carried over, assumed where the architecture itself is not published. Wider where facts had to be assumed.
 * @source data/calibration/speed-coefficients.json, error-bands.json
 */
export const errorBandOf = (
  spec: ReplicaSpec,
  { isComplete, isOffline }: Pick<BandFacts, "isComplete" | "isOffline">,
): ErrorBand => {
  const basis = basisOf(spec, isOffline);
  if (basis === "assumed") return { relative: ratio(errorBands().assumed.value), basis };
  const group = bandGroup(spec, { basis, isComplete, isOffline });
  const band = speedCoefficients().bands.find((entry) => entry.group === group);
  // e^q − 1: the upper, wider side of a band that is even on the logarithm.
  return {
    relative: ratio(band === undefined ? errorBands()[basis].value : Math.expm1(band.interTokenLatency)),
    basis,
  };
};
