import { ratio } from "../base/units.ts";
import { errorBands, speedCoefficients, speedPriors } from "../catalogue/calibration-data.ts";
import { hasTransformer } from "../catalogue/model.ts";
import type { SpeedCoefficients } from "../catalogue/speed-schema.ts";
import { versionsBetween } from "../model/engine-version.ts";
import type { ErrorBand } from "../model/estimate.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import {
  type CalibrationDistance,
  type CalibrationProximity,
  distanceOf,
  hasVersions,
  proximities,
} from "./calibration-distance.ts";
import { modelClassOf } from "./decoder-of.ts";
import { type FittedLevel, olderMeasuredVersion } from "./fitted-effects.ts";

export interface BandFacts extends CalibrationDistance {
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

const bandModeOf = (
  spec: ReplicaSpec,
  { isComplete, isOffline }: Pick<BandFacts, "isComplete" | "isOffline">,
): BandMode => {
  if (spec.disaggregation !== undefined) return isComplete ? "disaggregated" : "disaggregated · plan missing";
  const isDense = !hasTransformer(spec.model) || modelClassOf(spec.model.transformer) === "dense";
  if (isDense) return isOffline ? "dense · offline" : "dense · aggregated";
  return isOffline ? "MoE · offline" : "MoE · aggregated";
};

const groupOf = (mode: BandMode, { proximity, lacksVersion, lacksGeneration }: CalibrationDistance): string => {
  if (mode === "disaggregated · plan missing") return mode;
  const gaps = [
    ...(lacksVersion && hasVersions(proximity) ? ["version"] : []),
    ...(lacksGeneration ? ["GPU generation"] : []),
  ];
  return [mode, proximityNames[proximity], ...gaps.map((gap) => `${gap} not measured`)].join(" · ");
};

/** Held-out errors are taken over rows that share these facts. */
export const bandGroup = (spec: ReplicaSpec, facts: BandFacts): string => groupOf(bandModeOf(spec, facts), facts);

/** Bands of both quantities; null where no TTFT was measured. */
interface SpeedBands {
  readonly interTokenLatency: ErrorBand;
  readonly timeToFirstToken: ErrorBand | null;
}

/** What the bands of an answer depend on beside the replica. */
type LoadFacts = Pick<BandFacts, "isComplete" | "isOffline"> & {
  /** A loop without end: campaigns measure short runs, so its time to first token takes the band of another model. */
  readonly isEndless?: boolean | undefined;
  /** Fitted levels of the replica, where the caller has them. */
  readonly levels?: readonly FittedLevel[] | undefined;
  /** Share of prompts in the steps; none makes the narrowest band. */
  readonly promptShare?: number | undefined;
  /** Share of the time to first token that is not the request's own; all where it is not known. */
  readonly waitingShare?: number | undefined;
};

/** As far as a model of the same architecture is at least. */
const asOfOther = ({ proximity, lacksGeneration }: CalibrationDistance): CalibrationDistance => ({
  proximity: proximity === "none" ? proximity : "architecture",
  lacksVersion: false,
  lacksGeneration,
});

/** e^q − 1: the upper, wider side of a band that is even on the logarithm. */
const widthOf = (logarithm: number): ErrorBand["relative"] => ratio(Math.expm1(logarithm));

const nearestOf = <B extends { readonly group: string }>(
  bands: readonly B[],
  mode: BandMode,
  from: CalibrationDistance,
): B | undefined => {
  for (const proximity of proximities.slice(proximities.indexOf(from.proximity))) {
    const group = groupOf(mode, { ...from, proximity });
    const band = bands.find((entry) => entry.group === group);
    if (band !== undefined) return band;
  }
  return undefined;
};

/** The band of its own distance; where too few rows were measured, that of the next farther proximity, which is wider. */
export const nearestBand = <B extends { readonly group: string }>(
  bands: readonly B[],
  spec: ReplicaSpec,
  facts: BandFacts,
): B | undefined => nearestOf(bands, bandModeOf(spec, facts), facts);

type Band = SpeedCoefficients["bands"][number];

/** Half-width on the logarithm of steps of which prompts take a share: their arithmetic is off by itself. */
export const stepWidth = (
  { interTokenLatency, prompts, leastSteps }: Pick<Band, "interTokenLatency" | "prompts" | "leastSteps">,
  share: number,
): number => Math.max(leastSteps, Math.hypot(interTokenLatency, prompts * share));

/**
 * Half-width on the logarithm of what a request waits for others: how clients start decides it, and no campaign states that. Of
 * held-out rows 0.8 and 1.2 make bands wider in the mean, of dense models as of others.
 */
const waitingWidth = 1;
/** Assumed: of 7,254 held-out rows none is of a lone client and four wait for less than 0.1, which proves no narrower band. */
const leastWaitingShare = 0.2;

/** Half-width on the logarithm of a time to first token of which a share is waiting. */
export const firstTokenWidth = ({ timeToFirstToken }: Pick<Band, "timeToFirstToken">, waitingShare: number): number =>
  Math.hypot(timeToFirstToken, waitingWidth * Math.max(leastWaitingShare, waitingShare));

const known = new WeakMap<SpeedCoefficients, Map<string, Band | undefined>>();

/** `nearestBand`, looked for once for every distance of a mode. */
const bandAt = (coefficients: SpeedCoefficients, mode: BandMode, distance: CalibrationDistance): Band | undefined => {
  const byGroup = known.get(coefficients) ?? new Map<string, Band | undefined>();
  known.set(coefficients, byGroup);
  const group = groupOf(mode, distance);
  if (!byGroup.has(group)) byGroup.set(group, nearestOf(coefficients.bands, mode, distance));
  return byGroup.get(group);
};

/** The wider of both in everything. */
export const widerBand = (band: Band, other: Band): Band => ({
  ...band,
  interTokenLatency: Math.max(band.interTokenLatency, other.interTokenLatency),
  prompts: Math.max(band.prompts, other.prompts),
  leastSteps: Math.max(band.leastSteps, other.leastSteps),
  timeToFirstToken: Math.max(band.timeToFirstToken, other.timeToFirstToken),
});

/**
 * What a fit without hold-outs errs by is not known: it has the band that the committed one has of this replica, and that of
 * another model at least.
 */
const bandOfAnswer = (spec: ReplicaSpec, { isComplete, isOffline, levels }: LoadFacts) => {
  const { coefficients = speedCoefficients(), ...committed } = spec;
  const hasHoldOuts = coefficients.bands.length > 0;
  const distance = hasHoldOuts ? distanceOf(spec, isOffline, levels) : distanceOf(committed, isOffline);
  const mode = bandModeOf(spec, { isComplete, isOffline });
  const judged = hasHoldOuts ? coefficients : speedCoefficients();
  const [own, ofOther] = [distance, asOfOther(distance)].map((each) => bandAt(judged, mode, each));
  const band = hasHoldOuts || own === undefined || ofOther === undefined ? own : widerBand(own, ofOther);
  const basis: ErrorBand["basis"] = hasHoldOuts && distance.proximity === "same" ? "calibrated" : "transferred";
  return { basis, band, ofOther };
};

/** Bands that measurements of the user's own support. */
const ownBands = ({ correction }: ReplicaSpec): SpeedBands | null => {
  if (correction?.bands === undefined) return null;
  const measured = (relative: number): ErrorBand => ({ relative: ratio(relative), basis: "calibrated" });
  const { interTokenLatency, timeToFirstToken } = correction.bands;
  return {
    interTokenLatency: measured(interTokenLatency),
    timeToFirstToken: timeToFirstToken === null ? null : measured(timeToFirstToken),
  };
};

const withoutRows = (basis: ErrorBand["basis"]): SpeedBands => {
  const band: ErrorBand = { relative: ratio(errorBands()[basis].value), basis };
  return { interTokenLatency: band, timeToFirstToken: null };
};

/** Held-out rows are of the next version: each further one adds what nine of ten vary by, as in a random walk. */
const versionWidth = (spec: ReplicaSpec): number => {
  const measured = olderMeasuredVersion(spec);
  const further = measured === null ? 0 : versionsBetween(measured, spec.engineVersion ?? "") - 1;
  return 1.645 * speedPriors().newerVersion.scatter.value * Math.sqrt(further);
};

/**
 * Relative half-widths within which nine of ten answers are expected, of inter-token latency and throughput and of
 * time to first token, and where they come from: calibrated where this model was measured on this GPU and engine,
 * transferred where coefficients were carried over, assumed where the architecture itself is not published. Wider
 * where facts had to be assumed, where prompts take much of the time, and for first tokens that wait for others.
 * @source data/calibration/speed-coefficients.json, error-bands.json
 */
export const speedBandsOf = (spec: ReplicaSpec, facts: LoadFacts): SpeedBands => {
  const { isOffline, isEndless, promptShare = 0, waitingShare = 1 } = facts;
  const own = ownBands(spec);
  if (own !== null) return own;
  if (!hasTransformer(spec.model) || spec.model.transformer.layers.source.kind === "assumed")
    return withoutRows("assumed");
  const { basis, band, ofOther } = bandOfAnswer(spec, facts);
  if (band === undefined) return withoutRows(basis);
  const further = Math.hypot(stepWidth(band, promptShare), isOffline ? 0 : versionWidth(spec));
  const steps = Math.min(further, stepWidth(ofOther ?? band, promptShare));
  const interTokenLatency: ErrorBand = { relative: widthOf(steps), basis };
  if (isOffline) return { interTokenLatency, timeToFirstToken: null };
  const [ofLoop, itsBasis] = isEndless === true ? ([ofOther ?? band, "transferred"] as const) : [band, basis];
  const timeToFirstToken: ErrorBand = { relative: widthOf(firstTokenWidth(ofLoop, waitingShare)), basis: itsBasis };
  return { interTokenLatency, timeToFirstToken };
};
