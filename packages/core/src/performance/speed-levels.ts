import { elementBits, nativePrecision } from "../catalogue/precision.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { decoderOf } from "./decoder-of.ts";
import { modelClassOf } from "./model-class.ts";
import type { LevelKind } from "./speed-schema.ts";

/** A level as the coefficient files write it: `kind:what`. */
export type Level = `${LevelKind}:${string}`;

/** The same in parts: its kind, and what is written between slashes. */
export type LevelParts = readonly [kind: LevelKind, ...what: string[]];

/** Bits that tell campaigns apart: 16, 8 or 4; wider formats count as 16. */
const weightBits = ({ weights, gpu }: ReplicaSpec): number =>
  Math.min(elementBits(weights), elementBits(nativePrecision(gpu)));

/** offline: requests are handed over all at once, past the server that single ones go through. */
const formOf = ({ disaggregation }: ReplicaSpec, isOffline: boolean): string => {
  if (isOffline) return "offline";
  return disaggregation === undefined ? "together" : "apart";
};

/** Of a disaggregated deployment the version names the orchestrator, which says little about its steps. */
const versionLevels = ({ engine, engineVersion, disaggregation, model }: ReplicaSpec): readonly LevelParts[] => {
  const version = engineVersion ?? "";
  return disaggregation === undefined
    ? [
        ["version", engine, version],
        ["version-model", engine, version, model.id],
      ]
    : [];
};

/** As `levelsOf`, each level in parts: names that are there already, so that nothing has to be joined to look one up. */
export const levelPartsOf = (spec: ReplicaSpec, isOffline: boolean): readonly LevelParts[] => {
  const { gpu, engine, model } = spec;
  const architecture = modelClassOf(decoderOf(spec).transformer);
  const bits = String(weightBits(spec));
  const form = formOf(spec, isOffline);
  return [
    ["all"],
    ["form", form],
    ["generation", gpu.generation],
    ["gpu", gpu.id],
    ["engine", engine],
    ["precision", bits],
    ["class", architecture],
    ["engine-class", engine, architecture],
    ["model", model.id],
    ["cell", gpu.id, engine, bits, architecture === "dense" ? "dense" : "experts"],
    ...versionLevels(spec),
    ["campaign", model.id, gpu.id, engine, bits, form],
  ];
};

/** Bursts of thousands share nothing with served loads: every level of theirs is one of its own. */
const ofBursts = (level: Level): Level => `${level}${level.endsWith(":") ? "" : " "}offline`;

/**
 * What this replica has in common with others, from the widest to the narrowest. A version that is not known is one
 * of its own: rows without a version resemble each other.
 */
export const levelsOf = (spec: ReplicaSpec, isOffline = false): readonly Level[] => {
  const levels = levelPartsOf(spec, isOffline).map(([kind, ...what]): Level => `${kind}:${what.join("/")}`);
  return isOffline ? levels.map(ofBursts) : levels;
};
