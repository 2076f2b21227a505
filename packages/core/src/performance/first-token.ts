import { speedPriors } from "../catalogue/calibration-data.ts";
import { lazily } from "../catalogue/lazily.ts";
import { promptPool } from "./prompt-pool.ts";
import type { FirstTokenCoefficients } from "./speed-schema.ts";
import type { StepFacts } from "./step-facts.ts";
import type { DemandShape, ReplicaSpec } from "./types.ts";

/** Time to first token of one of many clients that ask again at once: what it grows with, in seconds. */
export interface FirstTokenTerms {
  /** Request handling alone. */
  readonly request: number;
  /** Request handling and the own prompt, alone on its GPUs. */
  readonly alone: number;
  /** Waiting behind the prompt of one other client. */
  readonly perOther: number;
  /** Steps of decode that pass before the token is handed out. */
  readonly steps: number;
  /** Work of one prompt on the prompt workers, all of them sharing; 0 where prompts run between decodes. */
  readonly promptWorkerSeconds: number;
}

interface PromptWork {
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

/** Shares that first tokens take as the priors have them; their own rows do not tell them apart. */
const priorShares = lazily(() => {
  const centreOf = (name: "linkShare" | "weightBandwidth"): number =>
    speedPriors().decode.find((term) => term.name === name)?.centre.value ?? 1;
  return { links: centreOf("linkShare"), weights: centreOf("weightBandwidth") };
});

/** Prompt tokens to compute and where they look. */
export const promptWorkOf = (spec: ReplicaSpec, { inputTokens }: Pick<DemandShape, "inputTokens">): PromptWork => {
  const { prefixHitRatio, maxBatchedTokens } = spec.engineConfig;
  const promptTokens = inputTokens * (1 - prefixHitRatio);
  const sharedChunks = promptTokens / maxBatchedTokens;
  // Cached prompt tokens are still attended to.
  return { promptTokens, meanContext: inputTokens - promptTokens / 2, chunks: Math.max(1, sharedChunks), sharedChunks };
};

/** @param facts of the GPUs that compute prompts */
export const firstTokenTerms = (
  spec: ReplicaSpec,
  facts: StepFacts,
  c: FirstTokenCoefficients,
  work: PromptWork & { readonly isFixedLength: boolean },
): FirstTokenTerms => {
  const { compute, alone, links, read } = promptFacts(facts, work);
  const launches = facts.layers * c.promptLayerSeconds;
  const shares = priorShares();
  const onLinks = links / shares.links;
  const floor = read / shares.weights;
  const secondsOver = (arithmetic: number, chunks: number): number =>
    Math.max(arithmetic / c.promptCompute + onLinks, floor * chunks) + launches * chunks;
  const lane = facts.isAttentionData ? c.attentionDataFactor : 1;
  const workers = promptPool(spec)?.workers ?? 1;
  const shared = secondsOver(compute, work.sharedChunks) / workers;
  const lockstep = work.isFixedLength ? c.fixedLengthFactor : 1;
  return {
    request: c.requestSeconds * c.scale,
    alone: (c.requestSeconds + secondsOver(alone, work.chunks) * lane) * c.scale,
    perOther: c.waitShare * lockstep * shared * c.scale,
    steps: c.stepsWaited * c.scale + spec.engineConfig.streamIntervalTokens - 1,
    promptWorkerSeconds: spec.disaggregation === undefined ? 0 : shared * c.scale,
  };
};
