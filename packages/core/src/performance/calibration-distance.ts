import { speedCoefficients } from "../catalogue/calibration-data.ts";
import { listModels } from "../catalogue/lookup.ts";
import { architectureId, hasTransformer } from "../catalogue/model.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { decoderOf, modelClassOf } from "./decoder-of.ts";
import { type FittedLevel, fittedLevelsOf } from "./fitted-effects.ts";
import { levelsOf } from "./speed-levels.ts";
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

const classOf = (name: string | undefined): string | null => {
  const model = listModels().find((one) => architectureId(one) === name);
  return model !== undefined && hasTransformer(model) ? modelClassOf(model.transformer) : null;
};

const versionGap = (spec: ReplicaSpec, isOffline: boolean): readonly string[] => {
  if (spec.engineVersion === null) return ["engine version, which is not stated"];
  return distanceOf(spec, isOffline).lacksVersion ? ["engine version"] : [];
};

/**
 * The measured runs that are nearest to a replica, what it differs from them in, and the day of the newest run behind the
 * coefficients (null: none states one); null where nothing was measured. The model weighs most, then the GPU.
 */
export const nearestMeasurement = (spec: ReplicaSpec, isOffline: boolean) => {
  const { decode, source } = spec.coefficients ?? speedCoefficients();
  const campaignsOf = (levels: readonly string[]) =>
    levels
      .filter((level) => level.startsWith("campaign:") && level.endsWith("offline") === isOffline)
      .map((level) => level.replace("campaign:", "").split("/"));
  const [own = []] = campaignsOf(levelsOf(spec, isOffline));
  const ownClass = modelClassOf(decoderOf(spec).transformer);
  const farness = (parts: readonly string[]): number =>
    parts.reduce((sum, part, at) => 2 * sum + Number(part !== own[at]), Number(classOf(parts[0]) !== ownClass));
  const [nearest] = campaignsOf(Object.keys(decode)).toSorted((a, b) => farness(a) - farness(b));
  if (nearest === undefined) return null;
  const [model, gpu, engine, bits, mode] = nearest;
  const gaps = ["model", "GPU", "engine", "bits of a weight", "mode"].filter((_, at) => nearest[at] !== own[at]);
  return {
    configuration: `${model} on ${gpu}, ${engine}, ${bits} bits a weight, ${mode?.split(" ")[0]}`,
    differsIn: [...gaps, ...versionGap(spec, isOffline)],
    measuredUntil: source.measuredUntil ?? null,
  };
};
