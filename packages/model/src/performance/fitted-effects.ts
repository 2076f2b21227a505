import { speedCoefficients } from "../catalogue/calibration-data.ts";
import { architectureId } from "../catalogue/model.ts";
import type { SpeedCoefficients } from "../catalogue/speed-schema.ts";
import { decodeTermNames, firstTokenTermNames, type LevelKind } from "../catalogue/speed-terms.ts";
import { isVersionFrom, newestOf, versionOrder } from "../model/engine-version.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { type LevelParts, levelPartsOf } from "./speed-levels.ts";

/** What a fit found of one level: effects on the logarithms of the coefficients, null where it has none. */
export interface FittedLevel {
  readonly kind: LevelKind;
  readonly decode: readonly number[] | null;
  readonly common: readonly number[] | null;
  readonly firstToken: readonly number[] | null;
}

/** Levels by their parts. */
interface Branch {
  fitted: FittedLevel | null;
  readonly further: Map<string, Branch>;
}

const emptyBranch = (): Branch => ({ fitted: null, further: new Map() });

const offlineEnding = /:offline$| offline$/;

/** Effects by name in the order of the terms; a term that is left out has none. */
export const packedEffects = <N extends string>(
  names: readonly N[],
  effects: { readonly [K in N]?: number | undefined },
): readonly number[] => names.map((name) => effects[name] ?? 0);

/** The same by name, without those that are 0. */
export const namedEffects = <N extends string>(names: readonly N[], packed: readonly number[]) =>
  Object.fromEntries(names.flatMap((name, index) => (packed[index] === 0 ? [] : [[name, packed[index] ?? 0]]))) as {
    [K in N]?: number;
  };

/**
 * Where every level of a fit stands, and the newest version that each engine serves each model with. The kind of a level
 * ends at the first colon; `all:` has nothing behind it. A fit without a common one is its own.
 */
const indexOf = ({ decode, common = decode, firstToken }: SpeedCoefficients) => {
  const roots = { served: emptyBranch(), offline: emptyBranch(), newest: new Map<string, string>() };
  const steps = (effects: SpeedCoefficients["decode"][string] | undefined) =>
    effects === undefined ? null : packedEffects(decodeTermNames, effects);
  for (const level of new Set([...Object.keys(decode), ...Object.keys(firstToken)])) {
    const root = offlineEnding.test(level) ? roots.offline : roots.served;
    const [kind = "", ...rest] = level.replace(offlineEnding, "").split(":");
    const what = rest.join(":");
    const parts = what === "" ? [] : what.split("/");
    const [engine, version = "", model] = parts;
    const pair = `${engine} ${model}`;
    if (kind === "version-model" && root === roots.served)
      roots.newest.set(pair, newestOf([version, roots.newest.get(pair) ?? ""]) ?? "");
    const first = firstToken[level];
    [kind, ...parts].reduce((branch, part) => {
      const next = branch.further.get(part) ?? emptyBranch();
      branch.further.set(part, next);
      return next;
    }, root).fitted = {
      kind: kind as LevelKind,
      decode: steps(decode[level]),
      common: steps(common[level]),
      firstToken: first === undefined ? null : packedEffects(firstTokenTermNames, first),
    };
  }
  return roots;
};

const indices = new WeakMap<SpeedCoefficients, ReturnType<typeof indexOf>>();

/** The index of the fit that answers for a replica. */
const fitOf = ({ coefficients = speedCoefficients() }: ReplicaSpec) => {
  const known = indices.get(coefficients) ?? indexOf(coefficients);
  indices.set(coefficients, known);
  return known;
};

// By names that are there already: the joined name of a level would have to be made and hashed for every estimate.
const branchOf = (root: Branch, parts: LevelParts): Branch | undefined => {
  let branch: Branch | undefined = root;
  for (const part of parts) branch = branch?.further.get(part);
  return branch;
};

// Versions that users state are remembered, a few; the others are looked for each time.
const mostVersions = 200;

/** A version that was not measured has what the last one up to it has: each has the changes of those before it. */
const branchUpTo = (root: Branch, [kind, engine = "", version = ""]: LevelParts): Branch | undefined => {
  const versions = branchOf(root, [kind, engine]);
  if (versions === undefined) return undefined;
  const upToIt = [...versions.further.keys()].filter((measured) => isVersionFrom(version, measured));
  const last = versionOrder(version) === null ? null : newestOf(upToIt);
  const branch = versions.further.get(last ?? version) ?? emptyBranch();
  if (versions.further.size < mostVersions) versions.further.set(version, branch);
  return branch;
};

/**
 * The newest version of the engine that this model was measured with, where that is older than the one that is stated;
 * else null. Engines serve a model faster from version to version. Of disaggregated replicas the next version is not known to.
 */
export const olderMeasuredVersion = (spec: ReplicaSpec): string | null => {
  const { engine, engineVersion, model, disaggregation } = spec;
  if (engineVersion === null || engineVersion === "" || disaggregation !== undefined) return null;
  const measuredAs = architectureId(model);
  const { served, newest } = fitOf(spec);
  if (branchOf(served, ["version-model", engine, engineVersion, measuredAs]) !== undefined) return null;
  const measured = newest.get(`${engine} ${measuredAs}`) ?? "";
  return isVersionFrom(measured, engineVersion) ? null : measured;
};

/** The levels of a replica that its fit has, from the widest to the narrowest. */
export const fittedLevelsOf = (spec: ReplicaSpec, isOffline: boolean): readonly FittedLevel[] => {
  const found: FittedLevel[] = [];
  const root = fitOf(spec)[isOffline ? "offline" : "served"];
  const isOrdered = !isOffline && spec.disaggregation === undefined;
  for (const parts of levelPartsOf(spec, isOffline)) {
    const branch = branchOf(root, parts) ?? (isOrdered && parts[0] === "version" ? branchUpTo(root, parts) : undefined);
    const fitted = branch?.fitted ?? null;
    if (fitted !== null) found.push(fitted);
  }
  return found;
};
