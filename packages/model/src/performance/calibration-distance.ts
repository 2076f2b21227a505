import { speedCoefficients } from "../catalogue/calibration-data.ts";
import { listModels } from "../catalogue/lookup.ts";
import { architectureId } from "../catalogue/model.ts";
import type { SpeedCoefficients } from "../catalogue/speed-schema.ts";
import type { LevelKind } from "../catalogue/speed-terms.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { decoderOf, modelClassOf } from "./decoder-of.ts";
import { type FittedLevel, fittedLevelsOf } from "./fitted-effects.ts";
import { levelPartsOf } from "./speed-levels.ts";

/**
 * How near the measured rows are: the same model, GPU, engine and number format; the same model elsewhere; only other
 * models of its architecture; none of its architecture. From the nearest to the farthest.
 */
export const proximities = ["same", "model", "architecture", "none"] as const;
export type CalibrationProximity = (typeof proximities)[number];

// Runs at a rate set the step of a campaign alone, without its model: one to four of them prove no narrower band.
const nearestLevels: readonly (readonly [CalibrationProximity, ...LevelKind[]])[] = [
  ["same", "campaign", "model"],
  ["model", "model"],
  ["architecture", "class"],
];

const nearest = (isMeasured: (kind: LevelKind) => boolean): CalibrationProximity =>
  nearestLevels.find(([, ...kinds]) => kinds.every(isMeasured))?.[0] ?? "none";

const isMeasuredIn =
  (levels: readonly FittedLevel[]) =>
  (measured: LevelKind): boolean =>
    levels.some(({ kind, decode }) => kind === measured && decode !== null);

/** Of the rows behind the fit that answers. */
export const proximityOf = (spec: ReplicaSpec, isOffline = false): CalibrationProximity =>
  nearest(isMeasuredIn(fittedLevelsOf(spec, isOffline)));

/** The proximity, and what else the fit has no row of. */
export interface CalibrationDistance {
  readonly proximity: CalibrationProximity;
  /** The model was measured, but not with this version of the engine. */
  readonly lacksVersion: boolean;
  /** No GPU of its generation was measured. */
  readonly lacksGeneration: boolean;
}

export const distanceOf = (
  spec: ReplicaSpec,
  isOffline: boolean,
  levels = fittedLevelsOf(spec, isOffline),
): CalibrationDistance => {
  const isMeasured = isMeasuredIn(levels);
  const hasVersion = !isOffline && spec.disaggregation === undefined && isMeasured("model");
  return {
    proximity: nearest(isMeasured),
    lacksVersion: hasVersion && !isMeasured("version-model"),
    lacksGeneration: !isMeasured("generation"),
  };
};

/** A model without rows has no version that was measured with it. */
export const hasVersions = (proximity: CalibrationProximity): boolean => proximity === "same" || proximity === "model";

const yesNo = [false, true] as const;

/** Every distance there is: of a campaign the GPU's generation was measured, too. */
export const distances: readonly CalibrationDistance[] = proximities.flatMap((proximity) =>
  yesNo.flatMap((lacksVersion) =>
    yesNo
      .map((lacksGeneration) => ({ proximity, lacksVersion, lacksGeneration }))
      .filter(() => !lacksVersion || hasVersions(proximity))
      .filter(({ lacksGeneration }) => !lacksGeneration || proximity !== "same"),
  ),
);

/** Whether a distance lacks nothing that the other has. A model without rows lacks its version, too. */
export const isWithin = (near: CalibrationDistance, far: CalibrationDistance): boolean =>
  proximities.indexOf(near.proximity) <= proximities.indexOf(far.proximity) &&
  (far.lacksVersion || !near.lacksVersion || !hasVersions(far.proximity)) &&
  (far.lacksGeneration || !near.lacksGeneration);

/** The replica under a fit of the user's own, where that measured it, or is nearer than the committed one. */
export const withCoefficients = (spec: ReplicaSpec, coefficients: SpeedCoefficients): ReplicaSpec => {
  if (spec.model.kind !== "decoder") return spec;
  const own = { ...spec, coefficients };
  const farness = (of: ReplicaSpec): number => proximities.indexOf(proximityOf(of));
  return farness(own) === 0 || farness(own) < farness(spec) ? own : spec;
};

const campaignsIn = ({ decode }: SpeedCoefficients) => {
  const decoders = listModels().filter((model) => model.kind === "decoder");
  const levels = Object.keys(decode).filter((level) => level.startsWith("campaign:"));
  return levels.map((level) => {
    const parts = level.replace(/^campaign:| offline$/g, "").split("/");
    return { parts, model: decoders.find((model) => architectureId(model) === parts[0]) };
  });
};

const campaigns = new WeakMap<SpeedCoefficients, ReturnType<typeof campaignsIn>>();

/**
 * The measured runs that are nearest to a replica, what it differs from them in, and the day of the newest run of all; null
 * where nothing was measured. The model weighs most (itself, then its class), then the GPU, last the model's size.
 */
export const nearestMeasurement = (spec: ReplicaSpec, isOffline: boolean) => {
  const fit = spec.coefficients ?? speedCoefficients();
  const known = campaigns.get(fit) ?? campaignsIn(fit);
  campaigns.set(fit, known);
  const own = levelPartsOf(spec, isOffline).at(-1)?.slice(1) ?? [];
  const { transformer, parameters } = decoderOf(spec);
  const farness = ({ parts, model }: (typeof known)[number]): number => {
    const others = parts.slice(1).reduce((sum, part, at) => 2 * sum + Number(part !== own[at + 1]), 0);
    if (parts[0] === own[0]) return others;
    const isAlike = model !== undefined && modelClassOf(model.transformer) === modelClassOf(transformer);
    const ratio = (model?.parameters.value ?? 0) / parameters.value;
    return (isAlike ? 16 : 32) + others + 1 - Math.min(ratio, 1 / ratio);
  };
  const [nearest] = known
    .flatMap((one) => ((one.parts[4] === "offline") === isOffline ? [{ parts: one.parts, far: farness(one) }] : []))
    .toSorted((a, b) => a.far - b.far);
  if (nearest === undefined) return null;
  const { parts } = nearest;
  const [model, gpu, engine, bits, mode] = parts;
  const configuration = `${model} on ${gpu}, ${engine}, ${bits} bits a weight, ${mode}`;
  const named = ["model", "GPU", "engine", "bits of a weight", "mode"];
  const measured = { configuration, differsIn: named.filter((_, at) => parts[at] !== own[at]) };
  return { measured, calibrationUntil: fit.source.measuredUntil };
};
