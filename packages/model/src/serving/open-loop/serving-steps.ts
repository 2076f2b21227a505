import { nativePrecision } from "../../catalogue/precision.ts";
import { embeddingParameters } from "../../memory/rank-parameters.ts";
import type { SpeedCorrection } from "../../model/engine.ts";
import type { ReplicaSpec } from "../../model/replica.ts";
import { overlapped, type StepTimes } from "../../model/step-times.ts";
import { comparableFlops } from "../../performance/attained-peaks.ts";
import { decoderOf } from "../../performance/decoder-of.ts";
import { stepTerms } from "../../performance/pooled-coefficients.ts";
import { type StepFacts, stepFacts } from "../../performance/step-facts.ts";
import { decodeSeconds, type StepTerms } from "../../performance/step-terms.ts";
import type { PromptConstants } from "./open-loop-constants.ts";

/** Seconds that one prompt token adds in the layers, outside the routed experts and in them. */
interface PromptTokenSeconds {
  readonly dense: number;
  readonly experts: number;
}

const promptTokenSeconds = (spec: ReplicaSpec, facts: StepFacts, terms: StepTerms): PromptTokenSeconds => {
  const { gpu, parallel } = spec;
  // Prompts need the output matrix for their last token only.
  const outputMatrix = (2 * embeddingParameters(decoderOf(spec).transformer)) / parallel.tensor; // 2: multiply and add
  const inLayers = facts.denseCompute - outputMatrix / comparableFlops(gpu, nativePrecision(gpu));
  // What the calibration makes of a second at the hardware's peaks.
  const attained = terms.promptCompute / (facts.denseCompute / facts.lanes + facts.expertCompute);
  return { dense: (inLayers / facts.lanes) * attained, experts: facts.expertCompute * attained };
};

/** Share of a layer's experts that so many tokens choose between them. */
const touchedShare = (tokens: number, { expertChoice, routingSkew }: StepTerms): number =>
  1 - (1 + (tokens * expertChoice) / routingSkew) ** -routingSkew;

/** Seconds of the matrices of a step, weights read and multiplied by. */
const matrixSeconds = (
  terms: StepTerms,
  perToken: PromptTokenSeconds,
  decodes: number,
  promptTokens: number,
): number => {
  const dense = (terms.denseCompute * decodes) / terms.lanes + perToken.dense * promptTokens;
  const inLayers = overlapped(terms.denseRead, dense);
  if (terms.expertRead === 0) return inLayers;
  const read = terms.expertRead * touchedShare(decodes + promptTokens, terms);
  return inLayers + overlapped(read, terms.expertCompute * decodes + perToken.experts * promptTokens);
};

const attentionPerPair = ({ promptAttention }: StepTerms, context: number): number =>
  promptAttention.reduce((sum, { perPair, reach }) => sum + perPair * Math.min(1, reach / context), 0);

/** Remembers a function of whole numbers up to `most`: a simulation asks for the same few again and again. */
const remembered = (of: (count: number) => number, most: number): ((count: number) => number) => {
  const known = new Float64Array(most + 1).fill(Number.NaN);
  return (count) => {
    // A count between whole numbers has no place, and looking for it would make a name of it first.
    if (!Number.isInteger(count)) return of(count);
    const value = known[count] ?? Number.NaN;
    if (!Number.isNaN(value)) return value;
    const fresh = of(count);
    known[count] = fresh;
    return fresh;
  };
};

const uncorrected: SpeedCorrection = { interTokenLatency: 1, timeToFirstToken: 1 };

/**
 * Step times of a replica: decodes and the arithmetic of prompts as calibrated on closed loops; what a request and the
 * handing out of tokens cost beside it by the constants of open-loop runs.
 * Layers that look back less far than `context`, the mean context of a request in decode, are charged by what they
 * reach there, which keeps steps affine in the context.
 * @throws LL_WORKLOAD_UNSUPPORTED for models that do not generate tokens
 */
export const servingSteps = (spec: ReplicaSpec, context: number, constants: PromptConstants): StepTimes => {
  const facts = stepFacts(spec);
  const terms = stepTerms(spec);
  const perToken = promptTokenSeconds(spec, facts, terms);
  const { maxSequences } = spec.engineConfig;
  const { interTokenLatency: decodeFactor, timeToFirstToken: promptFactor } = spec.correction ?? uncorrected;
  const decodesAlone = remembered(
    (decodes) =>
      decodeFactor * decodeSeconds(terms, decodes, 0) +
      constants.streamStepSeconds +
      constants.streamTokenSeconds * decodes,
    maxSequences,
  );
  const matricesAlone = remembered((decodes) => matrixSeconds(terms, perToken, decodes, 0), maxSequences);
  return {
    base: (decodes, promptTokens, prompts) => {
      const decoding = decodesAlone(decodes);
      if (promptTokens === 0) return decoding;
      const added = matrixSeconds(terms, perToken, decodes, promptTokens) - matricesAlone(decodes);
      const ofPrompts = added + terms.linkPerToken * promptTokens + constants.promptSeconds * prompts;
      return decoding + promptFactor * ofPrompts;
    },
    perContextToken: (decodeFactor * (decodeSeconds(terms, 1, context) - decodeSeconds(terms, 1, 0))) / context,
    perAttendedPair: promptFactor * attentionPerPair(terms, context),
  };
};
