import { speedPriors } from "../catalogue/calibration-data.ts";
import { lazily } from "../catalogue/lazily.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { type FittedLevel, fittedLevelsOf } from "./fitted-effects.ts";
import type { Level } from "./speed-levels.ts";
import type { DecodeCoefficients, FirstTokenCoefficients, SpeedPriors } from "./speed-schema.ts";

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

const coefficient = (logarithm = 0): number => Math.exp(logarithm);

// Both are written out: an object that gets its names one by one takes ten times as long to make.

/** Coefficients by name from their logarithms, in the order of `decodeTermNames`. */
export const decodeCoefficients = (logarithms: ArrayLike<number>): DecodeCoefficients => ({
  weightBandwidth: coefficient(logarithms[0]),
  expertBandwidth: coefficient(logarithms[1]),
  cacheBandwidth: coefficient(logarithms[2]),
  promptCompute: coefficient(logarithms[3]),
  decodeCompute: coefficient(logarithms[4]),
  allReduceSeconds: coefficient(logarithms[5]),
  linkShare: coefficient(logarithms[6]),
  layerSeconds: coefficient(logarithms[7]),
  expertLayerSeconds: coefficient(logarithms[8]),
  sequenceSeconds: coefficient(logarithms[9]),
  launchLayerSeconds: coefficient(logarithms[10]),
  promptSeconds: coefficient(logarithms[11]),
  routingSkew: coefficient(logarithms[12]),
  exchangeSeconds: coefficient(logarithms[13]),
  indexLayerSeconds: coefficient(logarithms[14]),
  crossNodeFactor: coefficient(logarithms[15]),
  acceptedTokens: coefficient(logarithms[16]),
  hiddenPasses: coefficient(logarithms[17]),
  scale: coefficient(logarithms[18]),
});

/** Coefficients by name from their logarithms, in the order of `firstTokenTermNames`. */
export const firstTokenCoefficients = (logarithms: ArrayLike<number>): FirstTokenCoefficients => ({
  requestSeconds: coefficient(logarithms[0]),
  promptCompute: coefficient(logarithms[1]),
  promptLayerSeconds: coefficient(logarithms[2]),
  waitShare: coefficient(logarithms[3]),
  stepsWaited: coefficient(logarithms[4]),
  attentionDataFactor: coefficient(logarithms[5]),
  lockstepPrompts: coefficient(logarithms[6]),
  handOutSeconds: coefficient(logarithms[7]),
  scale: coefficient(logarithms[8]),
});

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

/** Prior centres moved by the effects of these levels. */
const moved = (
  centres: readonly number[],
  levels: readonly FittedLevel[],
  quantity: "decode" | "firstToken",
): readonly number[] => {
  const sum = centres.slice();
  for (const level of levels) {
    const effect = level[quantity];
    if (effect === null) continue;
    for (let term = 0; term < effect.length; term++) sum[term] = (sum[term] as number) + (effect[term] as number);
  }
  return sum;
};

/**
 * Speed coefficients of a replica: prior, moved by what all rows, its GPU, engine, engine version, number format,
 * architecture and model were seen to do. A part nobody measured takes what its relatives share.
 * @param levels of the replica, where they are at hand
 * @source data/calibration/speed-coefficients.json
 */
export const speedOf = (
  spec: ReplicaSpec,
  isOffline = false,
  levels: readonly FittedLevel[] = fittedLevelsOf(spec, isOffline),
): SpeedOfReplica => {
  const centres = logarithmicCentres();
  // No burst tells its first tokens: they are those of served loads.
  const served = isOffline ? fittedLevelsOf(spec, false) : levels;
  return {
    decode: decodeCoefficients(moved(centres.decode, levels, "decode")),
    firstToken: firstTokenCoefficients(moved(centres.firstToken, served, "firstToken")),
  };
};
