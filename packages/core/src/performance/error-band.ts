import { errorBands, speedCoefficients } from "../catalogue/calibration-data.ts";
import { lazily } from "../catalogue/lazily.ts";
import { hasTransformer } from "../catalogue/model.ts";
import type { ErrorBand } from "../model/estimate.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { ratio } from "../units.ts";
import { type FittedLevel, fittedLevelsOf } from "./fitted-effects.ts";
import { modelClassOf } from "./model-class.ts";
import type { Effects } from "./pooled-coefficients.ts";
import type { Level } from "./speed-levels.ts";
import type { LevelKind, SpeedCoefficients } from "./speed-schema.ts";

/**
 * How near the measured rows are: the same model, GPU, engine and number format; the same model elsewhere; only other
 * models of its architecture; none of its architecture. From the nearest to the farthest.
 */
export const kinships = ["same", "model", "architecture", "none"] as const;
export type Kinship = (typeof kinships)[number];

const nearestLevel: readonly (readonly [Kinship, LevelKind])[] = [
  ["same", "campaign"],
  ["model", "model"],
  ["architecture", "class"],
];

/** @param effects of the fit that answers, by level */
export const kinshipOf = (levels: readonly Level[], effects: Effects): Kinship => {
  for (const [kinship, kind] of nearestLevel) {
    if (levels.some((level) => level.startsWith(`${kind}:`) && level in effects)) return kinship;
  }
  return "none";
};

/** The same of the committed fit. */
const fittedKinship = (levels: readonly FittedLevel[]): Kinship => {
  for (const [kinship, nearest] of nearestLevel) {
    if (levels.some(({ kind, decode }) => kind === nearest && decode !== null)) return kinship;
  }
  return "none";
};

export interface BandFacts {
  readonly kinship: Kinship;
  /** Every fact that decides the answer was given. */
  readonly isComplete: boolean;
  readonly isOffline: boolean;
}

const kinshipNames: { readonly [K in Kinship]: string } = {
  same: "measured itself",
  model: "model measured elsewhere",
  architecture: "architecture measured",
  none: "nothing alike measured",
};

const bandForms = [
  "apart",
  "apart · plan missing",
  "dense · together",
  "dense · offline",
  "experts · together",
  "experts · offline",
] as const;
type BandForm = (typeof bandForms)[number];

const bandFormOf = (spec: ReplicaSpec, { isComplete, isOffline }: Omit<BandFacts, "kinship">): BandForm => {
  if (spec.disaggregation !== undefined) return isComplete ? "apart" : "apart · plan missing";
  const isDense = !hasTransformer(spec.model) || modelClassOf(spec.model.transformer) === "dense";
  if (isDense) return isOffline ? "dense · offline" : "dense · together";
  return isOffline ? "experts · offline" : "experts · together";
};

const groupOf = (form: BandForm, kinship: Kinship): string =>
  form === "apart · plan missing" ? form : `${form} · ${kinshipNames[kinship]}`;

/** Rows that a left-out error is taken over share these facts. */
export const bandGroup = (spec: ReplicaSpec, facts: BandFacts): string =>
  groupOf(bandFormOf(spec, facts), facts.kinship);

const isAssumed = ({ model }: ReplicaSpec): boolean =>
  !hasTransformer(model) || model.transformer.layers.source.kind === "assumed";

/** Bands of both quantities; of first tokens null where none was measured. */
export interface SpeedBands {
  readonly interTokenLatency: ErrorBand;
  readonly timeToFirstToken: ErrorBand | null;
}

/** What the bands of an answer depend on beside the replica. */
export type LoadFacts = Pick<BandFacts, "isComplete" | "isOffline"> & {
  /** The loop has gone on for long; campaigns measure runs, so that its first tokens are told as those of another model. */
  readonly isEndless?: boolean | undefined;
  /** Levels of the replica that the fit knows, where they are at hand. */
  readonly levels?: readonly FittedLevel[] | undefined;
};

const atLeastOther = (kinship: Kinship): Kinship => (kinship === "none" ? kinship : "architecture");

/** e^q − 1: the upper, wider side of a band that is even on the logarithm. */
const widthOf = (logarithm: number): ErrorBand["relative"] => ratio(Math.expm1(logarithm));

const nearestOf = <B extends { readonly group: string }>(
  bands: readonly B[],
  form: BandForm,
  nearest: Kinship,
): B | undefined => {
  for (const kinship of kinships.slice(kinships.indexOf(nearest))) {
    const group = groupOf(form, kinship);
    const band = bands.find((entry) => entry.group === group);
    if (band !== undefined) return band;
  }
  return undefined;
};

/** The band of its own kinship among these; where too few rows tell it, that of the next farther one, which is wider. */
export const nearestBand = <B extends { readonly group: string }>(
  bands: readonly B[],
  spec: ReplicaSpec,
  facts: BandFacts,
): B | undefined => nearestOf(bands, bandFormOf(spec, facts), facts.kinship);

type Band = SpeedCoefficients["bands"][number];

/** `nearestBand` of the committed fit, for every form and kinship. */
const committedBands = lazily(() => {
  const { bands } = speedCoefficients();
  const of = (form: BandForm) =>
    Object.fromEntries(kinships.map((kinship) => [kinship, nearestOf(bands, form, kinship)]));
  return Object.fromEntries(bandForms.map((form) => [form, of(form)])) as {
    readonly [F in BandForm]: { readonly [K in Kinship]: Band | undefined };
  };
});

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
  if (isAssumed(spec)) {
    return {
      interTokenLatency: { relative: ratio(errorBands().assumed.value), basis: "assumed" },
      timeToFirstToken: null,
    };
  }
  const kinship = fittedKinship(levels ?? fittedLevelsOf(spec, isOffline));
  const basis = kinship === "same" ? "calibrated" : "transferred";
  const ofForm = committedBands()[bandFormOf(spec, { isComplete, isOffline })];
  const band = ofForm[kinship];
  if (band === undefined) {
    return { interTokenLatency: { relative: ratio(errorBands()[basis].value), basis }, timeToFirstToken: null };
  }
  const interTokenLatency: ErrorBand = { relative: widthOf(band.interTokenLatency), basis };
  if (isOffline) return { interTokenLatency, timeToFirstToken: null };
  if (isEndless !== true)
    return { interTokenLatency, timeToFirstToken: { relative: widthOf(band.timeToFirstToken), basis } };
  const farther = ofForm[atLeastOther(kinship)] ?? band;
  return {
    interTokenLatency,
    timeToFirstToken: { relative: widthOf(farther.timeToFirstToken), basis: "transferred" },
  };
};
