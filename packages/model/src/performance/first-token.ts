import { speedPriors } from "../catalogue/calibration-data.ts";
import { lazily } from "../catalogue/data.ts";
import type { DecodeCoefficients, FirstTokenCoefficients } from "../catalogue/speed-terms.ts";
import type { DemandShape } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { promptPool } from "./layout-for-gpus.ts";
import type { StepFacts } from "./step-facts.ts";

/** Time to first token of one of many clients that send their next request at once: what it grows with, in seconds. */
export interface FirstTokenTerms {
  /** Request handling alone. */
  readonly request: number;
  /** Request handling and the own prompt, alone on its GPUs. */
  readonly alone: number;
  /** One prompt among others that share its steps. */
  readonly prompt: number;
  /** Waiting behind the prompt of one other client, in a run of about ten requests per client that start at once. */
  readonly perOther: number;
  /** Waiting for those that keep step with it; a lone client has none. */
  readonly lockstep: number;
  /** Steps of the others that pass in such a run until the own prompt is computed; a lone client has none. */
  readonly steps: number;
  /** Decode steps of the request itself until its first chunk of tokens is streamed. */
  readonly bufferedSteps: number;
  /** Work of the server's front end on one answer, chunk by chunk; 0 where disaggregated, which has several servers. */
  readonly handOut: number;
  /** Work of one prompt on the prompt workers, all of them sharing; 0 where prompts run between decodes. */
  readonly promptWorkerSeconds: number;
}

/** Prompt tokens to compute and where they look. */
export interface PromptWork {
  readonly promptTokens: number;
  readonly meanContext: number;
  /** Steps that the prompt spreads over, at least 1. */
  readonly chunks: number;
  /** The same without the floor: prompts that share a step share its cost. */
  readonly sharedChunks: number;
}

/**
 * Of a prompt at the hardware's peaks: arithmetic with every lane at work and of a prompt alone, which has one lane
 * for itself; links and one read of the weights per step.
 */
const promptFacts = (facts: StepFacts, { promptTokens, meanContext }: PromptWork) => {
  let pairs = 0;
  for (const { promptCompute, reach } of facts.caches) pairs += promptCompute * Math.min(meanContext, reach);
  const ofLane = facts.denseCompute + pairs;
  return {
    compute: promptTokens * (ofLane / facts.lanes + facts.expertCompute),
    alone: promptTokens * (ofLane + facts.expertCompute),
    links: promptTokens * facts.linkPerToken,
    read: facts.denseRead + facts.expertRead,
  };
};

/** Shares that steps with prompts of their own do not measure, from the priors. */
const priorShares = lazily(() => {
  const centreOf = (name: "linkShare" | "weightBandwidth"): number =>
    speedPriors().decode.find((term) => term.name === name)?.centre.value ?? 1;
  return { linkShare: centreOf("linkShare"), weightBandwidth: centreOf("weightBandwidth") };
});

/** How this replica computes prompts: coefficients of its TTFT, and the links as its decode steps use them. */
export interface PromptSpeed {
  readonly firstToken: FirstTokenCoefficients;
  readonly decode: Pick<DecodeCoefficients, "linkShare">;
}

/** Prompts of requests of this shape. */
export const promptWorkOf = (spec: ReplicaSpec, { inputTokens }: Pick<DemandShape, "inputTokens">): PromptWork => {
  const { prefixHitRatio, maxBatchedTokens } = spec.engineConfig;
  const promptTokens = inputTokens * (1 - prefixHitRatio);
  const sharedChunks = promptTokens / maxBatchedTokens;
  // Cached prompt tokens are still attended to.
  return { promptTokens, meanContext: inputTokens - promptTokens / 2, chunks: Math.max(1, sharedChunks), sharedChunks };
};

/**
 * Of requests of one length those that were admitted in successive steps end in successive steps, too: a request that
 * replaces one of them comes while the prompt of the one before is computed, and waits for it. `lockstepPrompts`
 * is the number of prompts beside its own.
 * @param facts of the GPUs that compute prompts
 */
export const firstTokenTerms = (
  spec: ReplicaSpec,
  facts: StepFacts,
  { firstToken: c, decode }: PromptSpeed,
  requests: { readonly work: PromptWork; readonly isFixedLength: boolean; readonly outputTokens: number },
): FirstTokenTerms => {
  const { work, isFixedLength, outputTokens } = requests;
  const { compute, alone, links, read } = promptFacts(facts, work);
  const launches = facts.layers * c.promptLayerSeconds;
  const { streamIntervalTokens } = spec.engineConfig;
  const shares = priorShares();
  // Links of prompt workers have no decode that measures them.
  const { linkShare } = spec.disaggregation === undefined ? decode : shares;
  const onLinks = links / linkShare;
  const floor = read / shares.weightBandwidth;
  const secondsOver = (arithmetic: number, chunks: number): number =>
    (Math.max(arithmetic / c.promptCompute + onLinks, floor * chunks) + launches * chunks) * facts.slowdown;
  const lane = facts.isAttentionData ? c.attentionDataFactor : 1;
  const workers = promptPool(spec)?.workers ?? 1;
  const shared = secondsOver(compute, work.sharedChunks) / workers;
  const own = secondsOver(alone, work.chunks) * lane;
  return {
    request: c.requestSeconds * c.scale,
    alone: (c.requestSeconds + own) * c.scale,
    prompt: shared * c.scale,
    perOther: c.waitShare * shared * c.scale,
    lockstep: isFixedLength ? c.lockstepPrompts * own * c.scale : 0,
    steps: c.stepsWaited * c.scale,
    bufferedSteps: streamIntervalTokens - 1,
    handOut: spec.disaggregation === undefined ? c.handOutSeconds * (outputTokens / streamIntervalTokens) : 0,
    promptWorkerSeconds: spec.disaggregation === undefined ? 0 : shared * c.scale,
  };
};
