import { errorBands, speedCoefficients, speedPriors } from "../catalogue/calibration-data.ts";
import { hasTransformer } from "../catalogue/model.ts";
import type { ErrorBand } from "../model/estimate.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { ratio } from "../units.ts";
import { modelClassOf } from "./decoder-of.ts";
import { type FittedLevel, fittedLevelsOf, olderMeasuredVersion } from "./fitted-effects.ts";
import type { SpeedCoefficients } from "./speed-schema.ts";
import type { LevelKind } from "./speed-terms.ts";

/**
 * How near the measured rows are: the same model, GPU, engine and number format; the same model elsewhere; only other
 * models of its architecture; none of its architecture. From the nearest to the farthest.
 */
export const proximities = ["same", "model", "architecture", "none"] as const;
export type CalibrationProximity = (typeof proximities)[number];

const nearestLevel: readonly (readonly [CalibrationProximity, LevelKind])[] = [
  ["same", "campaign"],
  ["model", "model"],
  ["architecture", "class"],
];

const nearest = (isMeasured: (kind: LevelKind) => boolean): CalibrationProximity =>
  nearestLevel.find(([, kind]) => isMeasured(kind))?.[0] ?? "none";

const fittedProximity = (levels: readonly FittedLevel[]): CalibrationProximity =>
  nearest((measured) => levels.some(({ kind, decode }) => kind === measured && decode !== null));

/** Of the rows behind the fit that answers. */
export const proximityOf = (spec: ReplicaSpec, isOffline = false): CalibrationProximity =>
  fittedProximity(fittedLevelsOf(spec, isOffline));

/** The replica under a fit of the user's own, where that measured it, or is nearer than the committed one. */
export const withCoefficients = (spec: ReplicaSpec, coefficients: SpeedCoefficients): ReplicaSpec => {
  if (spec.model.kind !== "decoder") return spec;
  const own = { ...spec, coefficients };
  const farness = (of: ReplicaSpec): number => proximities.indexOf(proximityOf(of));
  return farness(own) === 0 || farness(own) < farness(spec) ? own : spec;
};

export interface BandFacts {
  readonly proximity: CalibrationProximity;
  /** Every fact that decides the answer was given. */
  readonly isComplete: boolean;
  readonly isOffline: boolean;
}

const proximityNames: { readonly [K in CalibrationProximity]: string } = {
  same: "measured itself",
  model: "model measured elsewhere",
  architecture: "architecture measured",
  none: "nothing alike measured",
};

const bandModes = [
  "disaggregated",
  "disaggregated · plan missing",
  "dense · aggregated",
  "dense · offline",
  "MoE · aggregated",
  "MoE · offline",
] as const;
type BandMode = (typeof bandModes)[number];

const bandModeOf = (spec: ReplicaSpec, { isComplete, isOffline }: Omit<BandFacts, "proximity">): BandMode => {
  if (spec.disaggregation !== undefined) return isComplete ? "disaggregated" : "disaggregated · plan missing";
  const isDense = !hasTransformer(spec.model) || modelClassOf(spec.model.transformer) === "dense";
  if (isDense) return isOffline ? "dense · offline" : "dense · aggregated";
  return isOffline ? "MoE · offline" : "MoE · aggregated";
};

const groupOf = (mode: BandMode, proximity: CalibrationProximity): string =>
  mode === "disaggregated · plan missing" ? mode : `${mode} · ${proximityNames[proximity]}`;

/** Held-out errors are taken over rows that share these facts. */
export const bandGroup = (spec: ReplicaSpec, facts: BandFacts): string =>
  groupOf(bandModeOf(spec, facts), facts.proximity);

const isAssumed = ({ model }: ReplicaSpec): boolean =>
  !hasTransformer(model) || model.transformer.layers.source.kind === "assumed";

/** Bands of both quantities; null where no TTFT was measured. */
export interface SpeedBands {
  readonly interTokenLatency: ErrorBand;
  readonly timeToFirstToken: ErrorBand | null;
}

/** What the bands of an answer depend on beside the replica. */
export type LoadFacts = Pick<BandFacts, "isComplete" | "isOffline"> & {
  /** A loop without end: campaigns measure short runs, so its time to first token takes the band of another model. */
  readonly isEndless?: boolean | undefined;
  /** Fitted levels of the replica, where the caller has them. */
  readonly levels?: readonly FittedLevel[] | undefined;
};

const atLeastOther = (proximity: CalibrationProximity): CalibrationProximity =>
  proximity === "none" ? proximity : "architecture";

/** Half-width in standard deviations that holds nine of ten values of a normal distribution. */
const ninetyPercent = 1.645;

/** e^q − 1: the upper, wider side of a band that is even on the logarithm. */
const widthOf = (logarithm: number): ErrorBand["relative"] => ratio(Math.expm1(logarithm));

const nearestOf = <B extends { readonly group: string }>(
  bands: readonly B[],
  mode: BandMode,
  from: CalibrationProximity,
): B | undefined => {
  for (const proximity of proximities.slice(proximities.indexOf(from))) {
    const group = groupOf(mode, proximity);
    const band = bands.find((entry) => entry.group === group);
    if (band !== undefined) return band;
  }
  return undefined;
};

/** The band of its own proximity; where too few rows were measured, that of the next farther one, which is wider. */
export const nearestBand = <B extends { readonly group: string }>(
  bands: readonly B[],
  spec: ReplicaSpec,
  facts: BandFacts,
): B | undefined => nearestOf(bands, bandModeOf(spec, facts), facts.proximity);

type Band = SpeedCoefficients["bands"][number];

type BandsByMode = { readonly [F in BandMode]: { readonly [K in CalibrationProximity]: Band | undefined } };

/**
 * `nearestBand` for every mode and proximity. What a fit without hold-outs errs by is not known: it has the band of the
 * committed one for other models.
 */
const bandsByMode = ({ bands: own }: SpeedCoefficients): BandsByMode => {
  const bandOf = (mode: BandMode, proximity: CalibrationProximity) =>
    own.length > 0
      ? nearestOf(own, mode, proximity)
      : nearestOf(speedCoefficients().bands, mode, atLeastOther(proximity));
  const of = (mode: BandMode) => Object.fromEntries(proximities.map((each) => [each, bandOf(mode, each)]));
  return Object.fromEntries(bandModes.map((mode) => [mode, of(mode)])) as BandsByMode;
};

const known = new WeakMap<SpeedCoefficients, BandsByMode>();

const bandsOf = ({ coefficients = speedCoefficients() }: ReplicaSpec): BandsByMode => {
  const bands = known.get(coefficients) ?? bandsByMode(coefficients);
  known.set(coefficients, bands);
  return bands;
};

/**
 * Relative half-widths within which nine of ten answers are expected, of inter-token latency and throughput and of
 * time to first token, and where they come from: calibrated where this model was measured on this GPU and engine,
 * transferred where coefficients were carried over, assumed where the architecture itself is not published. Wider
 * where facts had to be assumed.
 * @source data/calibration/speed-coefficients.json, error-bands.json
 */
export const speedBandsOf = (
  spec: ReplicaSpec,
  { isComplete, isOffline, isEndless, levels }: LoadFacts,
): SpeedBands => {
  const own = spec.correction?.bands;
  if (own !== undefined) {
    const measured = (relative: number): ErrorBand => ({ relative: ratio(relative), basis: "calibrated" });
    return {
      interTokenLatency: measured(own.interTokenLatency),
      timeToFirstToken: own.timeToFirstToken === null ? null : measured(own.timeToFirstToken),
    };
  }
  if (isAssumed(spec)) {
    return {
      interTokenLatency: { relative: ratio(errorBands().assumed.value), basis: "assumed" },
      timeToFirstToken: null,
    };
  }
  const proximity = fittedProximity(levels ?? fittedLevelsOf(spec, isOffline));
  const hasOwnBands = (spec.coefficients ?? speedCoefficients()).bands.length > 0;
  const basis = proximity === "same" && hasOwnBands ? "calibrated" : "transferred";
  const ofMode = bandsOf(spec)[bandModeOf(spec, { isComplete, isOffline })];
  const band = ofMode[proximity];
  if (band === undefined) {
    return { interTokenLatency: { relative: ratio(errorBands()[basis].value), basis }, timeToFirstToken: null };
  }
  const newer =
    isOffline || olderMeasuredVersion(spec) === null ? 0 : ninetyPercent * speedPriors().newerVersion.scatter.value;
  const interTokenLatency: ErrorBand = { relative: widthOf(Math.hypot(band.interTokenLatency, newer)), basis };
  if (isOffline) return { interTokenLatency, timeToFirstToken: null };
  if (isEndless !== true)
    return { interTokenLatency, timeToFirstToken: { relative: widthOf(band.timeToFirstToken), basis } };
  const farther = ofMode[atLeastOther(proximity)] ?? band;
  return {
    interTokenLatency,
    timeToFirstToken: { relative: widthOf(farther.timeToFirstToken), basis: "transferred" },
  };
};
