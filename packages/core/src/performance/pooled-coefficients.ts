import { speedCoefficients, speedPriors } from "../catalogue/calibration-data.ts";
import { lazily } from "../catalogue/lazily.ts";
import { type Level, levelsOf } from "./speed-levels.ts";
import {
  type DecodeCoefficients,
  decodeTermNames,
  type FirstTokenCoefficients,
  firstTokenTermNames,
  type SpeedPriors,
} from "./speed-schema.ts";
import type { ReplicaSpec } from "./types.ts";

/** Coefficients of both quantities for one replica. */
export interface SpeedOfReplica {
  readonly decode: DecodeCoefficients;
  readonly firstToken: FirstTokenCoefficients;
}

/** Effects on the logarithms of the coefficients, by level. */
export type Effects = { readonly [level: string]: readonly number[] };

/** Logarithms of the prior centres, in the order of the terms. */
export const priorCentres = (terms: SpeedPriors["decode"] | SpeedPriors["firstToken"]): readonly number[] =>
  terms.map(({ centre }) => Math.log(centre.value));

/** Values by name from their logarithms; a loop, since fits and estimates do this more than anything else. */
const byName = <N extends string>(
  names: readonly N[],
  logarithms: ArrayLike<number>,
): { readonly [K in N]: number } => {
  const values = {} as { [K in N]: number };
  for (const [index, name] of names.entries()) values[name] = Math.exp(logarithms[index] ?? 0);
  return values;
};

/** Coefficients by name from their logarithms. */
export const decodeCoefficients = (logarithms: ArrayLike<number>): DecodeCoefficients =>
  byName(decodeTermNames, logarithms);

/** Coefficients by name from their logarithms. */
export const firstTokenCoefficients = (logarithms: ArrayLike<number>): FirstTokenCoefficients =>
  byName(firstTokenTermNames, logarithms);

const logarithmicCentres = lazily(() => {
  const { decode, firstToken } = speedPriors();
  return { decode: priorCentres(decode), firstToken: priorCentres(firstToken) };
});

/** Prior centres moved by the effects of every level that is known; an unknown one adds nothing. */
export const pooledLogarithms = (
  centres: readonly number[],
  effects: Effects,
  levels: readonly Level[],
): readonly number[] => {
  // Not a typed array: one so short costs ten times as much to make.
  const sum = centres.slice();
  for (const level of levels) {
    const effect = effects[level];
    if (effect === undefined) continue;
    for (let term = 0; term < sum.length; term++) sum[term] = (sum[term] ?? 0) + (effect[term] ?? 0);
  }
  return sum;
};

/**
 * Speed coefficients of a replica: prior, moved by what all rows, its GPU, engine, engine version, number format,
 * architecture and model were seen to do. A part nobody measured takes what its relatives share.
 * @source data/calibration/speed-coefficients.json
 */
export const speedOf = (spec: ReplicaSpec, isOffline = false): SpeedOfReplica => {
  const centres = logarithmicCentres();
  const fitted = speedCoefficients();
  // Names of levels are looked up in both files: made once, they are hashed once.
  const served = levelsOf(spec);
  return {
    decode: decodeCoefficients(
      pooledLogarithms(centres.decode, fitted.decode, isOffline ? levelsOf(spec, true) : served),
    ),
    // No burst tells its first tokens: they are those of served loads.
    firstToken: firstTokenCoefficients(pooledLogarithms(centres.firstToken, fitted.firstToken, served)),
  };
};
