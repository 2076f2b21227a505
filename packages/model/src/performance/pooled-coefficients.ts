import { speedPriors } from "../catalogue/calibration-data.ts";
import { lazily } from "../catalogue/data.ts";
import type { SpeedPriors } from "../catalogue/speed-schema.ts";
import {
  type DecodeCoefficients,
  decodeTermNames,
  type FirstTokenCoefficients,
  firstTokenTermNames,
  type LevelKind,
} from "../catalogue/speed-terms.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { type FittedLevel, fittedLevelsOf, olderMeasuredVersion } from "./fitted-effects.ts";
import { type StepFacts, stepFacts } from "./step-facts.ts";
import { decodeSeconds, type StepTerms, stepTermsWith, termsFrom } from "./step-terms.ts";

/** Coefficients of both quantities for one replica. */
export interface SpeedOfReplica {
  readonly decode: DecodeCoefficients;
  readonly firstToken: FirstTokenCoefficients;
}

/** Logarithms of the prior centres, in the order of the terms. */
export const priorCentres = (terms: SpeedPriors["decode"] | SpeedPriors["firstToken"]): readonly number[] =>
  terms.map(({ centre }) => Math.log(centre.value));

const coefficient = (logarithm = 0): number => Math.exp(logarithm);

const positions = <N extends string>(names: readonly N[]) =>
  Object.fromEntries(names.map((name, index) => [name, index])) as { readonly [K in N]: number };
const decodeAt = positions(decodeTermNames);
const firstAt = positions(firstTokenTermNames);

// Both are written out: an object that gets its names one by one is slow to make.

/** Coefficients by name from their logarithms, in the order of `decodeTermNames`. */
export const decodeCoefficients = (logarithms: ArrayLike<number>): DecodeCoefficients => ({
  weightBandwidth: coefficient(logarithms[decodeAt.weightBandwidth]),
  expertBandwidth: coefficient(logarithms[decodeAt.expertBandwidth]),
  cacheBandwidth: coefficient(logarithms[decodeAt.cacheBandwidth]),
  promptCompute: coefficient(logarithms[decodeAt.promptCompute]),
  decodeCompute: coefficient(logarithms[decodeAt.decodeCompute]),
  allReduceSeconds: coefficient(logarithms[decodeAt.allReduceSeconds]),
  linkShare: coefficient(logarithms[decodeAt.linkShare]),
  layerSeconds: coefficient(logarithms[decodeAt.layerSeconds]),
  expertLayerSeconds: coefficient(logarithms[decodeAt.expertLayerSeconds]),
  sequenceSeconds: coefficient(logarithms[decodeAt.sequenceSeconds]),
  launchLayerSeconds: coefficient(logarithms[decodeAt.launchLayerSeconds]),
  promptSeconds: coefficient(logarithms[decodeAt.promptSeconds]),
  routingSkew: coefficient(logarithms[decodeAt.routingSkew]),
  exchangeSeconds: coefficient(logarithms[decodeAt.exchangeSeconds]),
  indexLayerSeconds: coefficient(logarithms[decodeAt.indexLayerSeconds]),
  crossNodeFactor: coefficient(logarithms[decodeAt.crossNodeFactor]),
  acceptedTokens: coefficient(logarithms[decodeAt.acceptedTokens]),
  hiddenPasses: coefficient(logarithms[decodeAt.hiddenPasses]),
  scale: coefficient(logarithms[decodeAt.scale]),
});

/** Coefficients by name from their logarithms, in the order of `firstTokenTermNames`. */
export const firstTokenCoefficients = (logarithms: ArrayLike<number>): FirstTokenCoefficients => ({
  requestSeconds: coefficient(logarithms[firstAt.requestSeconds]),
  promptCompute: coefficient(logarithms[firstAt.promptCompute]),
  promptLayerSeconds: coefficient(logarithms[firstAt.promptLayerSeconds]),
  waitShare: coefficient(logarithms[firstAt.waitShare]),
  stepsWaited: coefficient(logarithms[firstAt.stepsWaited]),
  attentionDataFactor: coefficient(logarithms[firstAt.attentionDataFactor]),
  lockstepPrompts: coefficient(logarithms[firstAt.lockstepPrompts]),
  handOutSeconds: coefficient(logarithms[firstAt.handOutSeconds]),
  scale: coefficient(logarithms[firstAt.scale]),
});

const centresOf = ({ decode, firstToken }: SpeedPriors) => ({
  decode: priorCentres(decode),
  firstToken: priorCentres(firstToken),
});
const committedCentres = lazily(() => centresOf(speedPriors()));

/** Prior centres shifted by these effects. */
const shifted = (centres: readonly number[], effects: readonly (readonly number[] | null)[]): readonly number[] => {
  // Not a typed array: one so short is slow to make.
  const sum = centres.slice();
  for (const effect of effects) {
    if (effect === null) continue;
    for (let term = 0; term < effect.length; term++) sum[term] = (sum[term] as number) + (effect[term] as number);
  }
  return sum;
};

/** Load under which the steps of both fits are compared: sequences in decode, and the context of all. */
const compared = { decodes: 64, context: 64 * 2000 };

/**
 * The coefficients of a replica that was not measured, with decode steps as long as the weighed geometric mean of both fits.
 * Models and GPUs take shares of what all have in common, which those without rows then lack. The arithmetic of prompts stays:
 * what it attains depends on the number format, which the common fit does not know.
 */
export const towardsCommon = (
  own: DecodeCoefficients,
  common: DecodeCoefficients,
  stepWith: (coefficients: DecodeCoefficients) => StepTerms,
  { commonShare }: Pick<SpeedPriors, "commonShare"> = speedPriors(),
): DecodeCoefficients => {
  const secondsWith = (coefficients: DecodeCoefficients): number =>
    decodeSeconds(stepWith(coefficients), compared.decodes, compared.context);
  const factor = (secondsWith(common) / secondsWith(own)) ** commonShare.value;
  return { ...own, scale: own.scale * factor, promptCompute: own.promptCompute * factor };
};

interface SpeedOptions {
  /** Of the replica, where they are at hand. */
  readonly levels?: readonly FittedLevel[];
  readonly facts?: StepFacts;
  /** Other than the committed ones: the fit compares such. */
  readonly priors?: SpeedPriors;
}

/**
 * Speed coefficients of a replica: prior, shifted by what all rows, its GPU, engine, engine version, number format,
 * architecture and model were measured to do. A level without measured rows adds nothing. Decode steps of a version newer
 * than all that were measured with the model are shorter by what such versions gained.
 * @source data/calibration/speed-coefficients.json
 */
export const speedOf = (
  spec: ReplicaSpec,
  isOffline = false,
  { levels = fittedLevelsOf(spec, isOffline), facts, priors }: SpeedOptions = {},
): SpeedOfReplica => {
  const centres = priors === undefined ? committedCentres() : centresOf(priors);
  // Offline runs measure no time to first token: it is that of served loads.
  const served = isOffline ? fittedLevelsOf(spec, false) : levels;
  const decodeBy = (fit: "decode" | "common"): DecodeCoefficients => {
    const effects = levels.map((level) => level[fit]);
    return decodeCoefficients(shifted(centres.decode, effects));
  };
  const own = decodeBy("decode");
  const has = (kind: LevelKind, fit: "decode" | "common") => levels.some((level) => level.kind === kind && level[fit]);
  const isTransferred = has("class", "common") && !has("campaign", "decode");
  const stepWith = (coefficients: DecodeCoefficients) => termsFrom(spec, facts ?? stepFacts(spec), coefficients);
  const decode = isTransferred ? towardsCommon(own, decodeBy("common"), stepWith, priors) : own;
  const firstTokens = served.map(({ firstToken }) => firstToken);
  const isNewer = !isOffline && olderMeasuredVersion(spec) !== null;
  return {
    decode: isNewer ? { ...decode, scale: decode.scale * (priors ?? speedPriors()).newerVersion.step.value } : decode,
    firstToken: firstTokenCoefficients(shifted(centres.firstToken, firstTokens)),
  };
};

/**
 * Coefficients of the step time of one replica, in seconds.
 * @throws LL_WORKLOAD_UNSUPPORTED for models that do not generate tokens
 * @source data/calibration/speed-coefficients.json
 */
export const stepTerms = (spec: ReplicaSpec): StepTerms => {
  const facts = stepFacts(spec);
  return stepTermsWith(spec, facts, speedOf(spec, false, { facts }).decode);
};
