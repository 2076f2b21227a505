import type { DecodeCoefficients } from "../catalogue/speed-terms.ts";
import type { PerStepPart } from "../model/engine.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import type { StepFacts } from "./step-facts.ts";

/** Attention of one group of layers: seconds per cached token of a lane. */
interface CacheTerm {
  readonly perToken: number;
  readonly reach: number;
  readonly scan: number;
}

/** Attention of one group of layers: seconds per prompt token and token it attends to, of the replica. */
interface PromptAttentionTerm {
  readonly perPair: number;
  readonly reach: number;
}

/** The pieces of a step's time in seconds, each per unit of what it grows with. */
export interface StepTerms {
  /** Batches that run beside each other: attention-data ranks × pipeline stages. */
  readonly lanes: number;
  /** Per step, whatever is in it: launches of every layer, all-reduce latency. */
  readonly fixed: number;
  /** Reading every weight but the routed experts. */
  readonly denseRead: number;
  /** Matrix arithmetic of one sequence of a lane outside the routed experts. */
  readonly denseCompute: number;
  /** Reading every routed expert. */
  readonly expertRead: number;
  /** Matrix arithmetic of one sequence of the replica in the routed experts. */
  readonly expertCompute: number;
  /** Share of the experts that one sequence's tokens choose. */
  readonly expertChoice: number;
  /** Evenness of the routing: large when all experts are chosen alike. */
  readonly routingSkew: number;
  readonly caches: readonly CacheTerm[];
  /** Sampling, hand-out and constant state of one sequence of a lane. */
  readonly perSequence: number;
  /** Link transfer of one token of the replica in decode. */
  readonly linkPerToken: number;
  /** The same of a prompt token. */
  readonly promptLinkPerToken: number;
  /** Matrix arithmetic of one prompt token of the replica. */
  readonly promptCompute: number;
  readonly promptAttention: readonly PromptAttentionTerm[];
  /** What a step that holds prompt tokens takes at least: without recorded graphs the host launches every kernel. */
  readonly launch: number;
  /** What such a step takes beside its work: scheduling and filling the cache. */
  readonly promptStep: number;
  /** Tokens that a sequence gains per step; above 1 with speculation. */
  readonly tokensPerStep: number;
}

const overheadSeconds = (facts: StepFacts, c: DecodeCoefficients): number => {
  const layered =
    facts.layers * c.layerSeconds + facts.expertLayers * c.expertLayerSeconds + facts.indexLayers * c.indexLayerSeconds;
  const exchanged = facts.allReduces * c.allReduceSeconds + facts.exchangeLayers * c.exchangeSeconds;
  return layered + exchanged * (facts.crossesNodes ? c.crossNodeFactor : 1);
};

/** A step's pieces from what it does and how well this engine does it, whatever the replica is corrected by. */
export const termsFrom = (spec: ReplicaSpec, facts: StepFacts, c: DecodeCoefficients): StepTerms => {
  const { lanes, verifiedTokens } = facts;
  // Not on decodes' arithmetic: what matrix products attain on a GPU is in the facts. Steps with prompts are as slow as others.
  const factor = c.scale * facts.slowdown;
  const clocked = factor / facts.clock;
  return {
    lanes,
    fixed: overheadSeconds(facts, c) * clocked,
    denseRead: (facts.denseRead / c.weightBandwidth) * factor,
    denseCompute: ((facts.denseCompute * verifiedTokens) / c.decodeCompute) * c.scale,
    expertRead: (facts.expertRead / c.expertBandwidth) * factor,
    expertCompute: ((facts.expertCompute * verifiedTokens) / c.decodeCompute) * c.scale,
    expertChoice: facts.expertChoice * verifiedTokens,
    routingSkew: c.routingSkew,
    caches: facts.caches.map(({ read, decodeCompute, reach, scan }) => ({
      perToken: (Math.max(read, decodeCompute * verifiedTokens) / c.cacheBandwidth) * clocked,
      reach,
      scan: (scan / c.cacheBandwidth) * clocked,
    })),
    perSequence:
      (c.sequenceSeconds + facts.sequenceState / c.cacheBandwidth + facts.hiddenPass * c.hiddenPasses) * clocked,
    linkPerToken: (facts.linkPerToken / c.linkShare) * factor,
    promptLinkPerToken: (facts.linkPerToken / c.linkShare) * factor,
    promptCompute: ((facts.denseCompute / lanes + facts.expertCompute) / c.promptCompute) * factor,
    promptAttention: facts.caches.map(({ promptCompute, reach }) => ({
      perPair: (promptCompute / lanes / c.promptCompute) * factor,
      reach,
    })),
    launch: facts.layers * c.launchLayerSeconds * factor,
    promptStep: c.promptSeconds * factor,
    tokensPerStep:
      spec.speculativeDecoding === undefined
        ? 1
        : (spec.speculativeDecoding.acceptedTokens ??
          Math.min(c.acceptedTokens, 1 + spec.speculativeDecoding.draftTokens)),
  };
};

/** The same step with each part so many times as long. */
export const withStepParts = (terms: StepTerms, factors: PerStepPart): StepTerms => {
  const { fixed, weights, sequences, cache, prompts } = factors;
  return {
    ...terms,
    fixed: terms.fixed * fixed,
    denseRead: terms.denseRead * weights,
    denseCompute: terms.denseCompute * sequences,
    expertRead: terms.expertRead * sequences,
    expertCompute: terms.expertCompute * sequences,
    perSequence: terms.perSequence * sequences,
    linkPerToken: terms.linkPerToken * sequences,
    caches: terms.caches.map((term) => ({ ...term, perToken: term.perToken * cache, scan: term.scan * cache })),
    promptCompute: terms.promptCompute * prompts,
    promptLinkPerToken: terms.promptLinkPerToken * prompts,
    promptAttention: terms.promptAttention.map((term) => ({ ...term, perPair: term.perPair * prompts })),
    launch: terms.launch * prompts,
    promptStep: terms.promptStep * prompts,
  };
};

/** Step terms with coefficients at hand. Parts of the step are corrected, the step as a whole is not. */
export const stepTermsWith = (spec: ReplicaSpec, facts: StepFacts, decode: DecodeCoefficients): StepTerms => {
  const terms = termsFrom(spec, facts, decode);
  const parts = spec.correction?.parts;
  return parts === undefined ? terms : withStepParts(terms, parts);
};

// Weight reads and arithmetic overlap, but not fully: the cubic mean lies between their maximum and their sum.
const overlapped = (a: number, b: number): number => Math.cbrt(a * a * a + b * b * b);

/** Share of a layer's experts that a batch touches: negative binomial, Poisson as the routing becomes even. */
const touchedExperts = ({ expertChoice, routingSkew }: StepTerms, decodes: number): number =>
  1 - (1 + (decodes * expertChoice) / routingSkew) ** -routingSkew;

/** Seconds of attention of all lanes to the context of their sequences. Affine between the reaches. */
const cacheSeconds = ({ caches }: StepTerms, decodes: number, contextTokens: number): number => {
  let sum = 0;
  for (const { perToken, reach, scan } of caches) {
    sum += perToken * Math.min(contextTokens, reach * Math.max(1, decodes)) + scan * contextTokens;
  }
  return sum;
};

/**
 * Seconds in which every sequence gains one token while nothing else runs; with speculation a step's share of one.
 * `contextTokens` counts over all sequences; affine in it unless some layers see part of the context only.
 */
export const decodeSeconds = (terms: StepTerms, decodes: number, contextTokens: number): number => {
  const perLane = decodes / terms.lanes;
  const step =
    terms.fixed +
    overlapped(terms.denseRead, terms.denseCompute * perLane) +
    (terms.expertRead === 0
      ? 0
      : overlapped(terms.expertRead * touchedExperts(terms, decodes), terms.expertCompute * decodes)) +
    perLane * terms.perSequence +
    cacheSeconds(terms, decodes, contextTokens) / terms.lanes +
    terms.linkPerToken * decodes;
  return step / terms.tokensPerStep;
};

/**
 * Seconds of a step that holds prompts: the GPU's work, or the launches of the host where those take longer. The
 * fourth power stands between the larger of the two and their sum, close to the larger.
 * @param work seconds of everything in the step on the GPU
 */
export const promptStepSeconds = ({ launch, promptStep }: StepTerms, work: number): number =>
  Math.sqrt(Math.hypot(work * work, launch * launch)) + promptStep;

/** Seconds that prompt tokens add to the steps they run in, each attending to `meanContext` tokens; without the step's own cost. */
export const promptSeconds = (terms: StepTerms, promptTokens: number, meanContext: number): number => {
  let attention = 0;
  for (const { perPair, reach } of terms.promptAttention) attention += perPair * Math.min(meanContext, reach);
  return promptTokens * (terms.promptCompute + terms.promptLinkPerToken + attention);
};
