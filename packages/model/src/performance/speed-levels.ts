import { architectureId } from "../catalogue/model.ts";
import { elementBits, nativePrecision } from "../catalogue/precision.ts";
import type { LevelKind } from "../catalogue/speed-terms.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { decoderOf, modelClassOf } from "./decoder-of.ts";

/** A level as the coefficient files write it: `kind:what`. */
export type Level = `${LevelKind}:${string}`;

/** The same in parts: its kind, and what is written between slashes. */
export type LevelParts = readonly [kind: LevelKind, ...what: string[]];

/** As `levelsOf`, each level in parts: existing strings, so that a look-up joins none. */
export const levelPartsOf = (spec: ReplicaSpec, isOffline: boolean): readonly LevelParts[] => {
  const { gpu, engine, model } = spec;
  const stated = [engine, spec.engineVersion ?? ""];
  // Decode workers that see no prompt gain from other changes than engines that do.
  const version = spec.disaggregation === undefined ? stated : ["disaggregated", ...stated];
  const architecture = modelClassOf(decoderOf(spec).transformer);
  // Bits of a weight: 16, 8 or 4; wider formats count as 16.
  const bits = String(Math.min(elementBits(spec.weights), elementBits(nativePrecision(spec.gpu))));
  // offline: all requests are submitted at once, without the server that single requests go through.
  const mode = isOffline ? "offline" : spec.disaggregation === undefined ? "aggregated" : "disaggregated";
  return [
    ["all"],
    ["mode", mode],
    ["generation", gpu.generation],
    ["gpu", gpu.id],
    ["engine", engine],
    ["precision", bits],
    ["class", architecture],
    ["engine-class", engine, architecture],
    ["model", architectureId(model)],
    ["cell", gpu.id, engine, bits, architecture === "dense" ? "dense" : "moe"],
    ["version", ...version],
    ["version-model", ...version, architectureId(model)],
    ["campaign", architectureId(model), gpu.id, engine, bits, mode],
  ];
};

/** Offline runs of thousands of requests share no level with served loads. */
const ofOfflineRuns = (level: Level): Level => `${level}${level.endsWith(":") ? "" : " "}offline`;

/**
 * What this replica has in common with others, from the widest to the narrowest. A version that is not known is one
 * of its own: rows without a version resemble each other.
 */
export const levelsOf = (spec: ReplicaSpec, isOffline = false): readonly Level[] => {
  const levels = levelPartsOf(spec, isOffline).map(([kind, ...what]): Level => `${kind}:${what.join("/")}`);
  return isOffline ? levels.map(ofOfflineRuns) : levels;
};
