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

/** Bands of both quantities; of first tokens null where none was measured. */
export interface SpeedBands {
  readonly interTokenLatency: ErrorBand;
  readonly timeToFirstToken: ErrorBand | null;
}

/** e^q − 1: the upper, wider side of a band that is even on the logarithm. */
const widthOf = (logarithm: number): ErrorBand["relative"] => ratio(Math.expm1(logarithm));

/**
 * Relative half-widths within which nine of ten answers are expected, of inter-token latency and throughput and of
 * time to first token, and where they come from: calibrated where this model was measured on this GPU and engine,
 * transferred where coefficients were carried over, assumed where the architecture itself is not published. Wider
 * where facts had to be assumed.
 * @source data/calibration/speed-coefficients.json, error-bands.json
 */
export const speedBandsOf = (
  spec: ReplicaSpec,
  { isComplete, isOffline }: Pick<BandFacts, "isComplete" | "isOffline">,
): SpeedBands => {
  const basis = basisOf(spec, isOffline);
  if (basis === "assumed") {
    return { interTokenLatency: { relative: ratio(errorBands().assumed.value), basis }, timeToFirstToken: null };
  }
  const bandFor = (from: BandFacts["basis"]) => {
    const group = bandGroup(spec, { basis: from, isComplete, isOffline });
    return speedCoefficients().bands.find((entry) => entry.group === group);
  };
  // Where too few groups have relatives to tell how far such answers are off, those without stand in: they are wider.
  const band = bandFor(basis) ?? bandFor("transferred");
  if (band === undefined) {
    return { interTokenLatency: { relative: ratio(errorBands()[basis].value), basis }, timeToFirstToken: null };
  }
  return {
    interTokenLatency: { relative: widthOf(band.interTokenLatency), basis },
    timeToFirstToken: isOffline ? null : { relative: widthOf(band.timeToFirstToken), basis },
  };
};

/** The band of inter-token latency and throughput alone. */
export const errorBandOf = (spec: ReplicaSpec, facts: Pick<BandFacts, "isComplete" | "isOffline">): ErrorBand =>
  speedBandsOf(spec, facts).interTokenLatency;
