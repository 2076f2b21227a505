import type { ServingShape } from "../../model/load.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { meanLength, squaredVariation } from "../arrivals/draw-requests.ts";

/** Where a replica settles when work flows like a fluid: no randomness, no preemption, no stalls. */
export interface FluidPoint {
  /** Highest rate, in requests per second. */
  readonly requestsPerSecond: number;
  /** Requests in decode at that rate, and the mean step there in seconds. */
  readonly decodes: number;
  readonly stepSeconds: number;
  /** Most requests in decode that cache, sequence limit and budget allow. */
  readonly slots: number;
}

/** Mean of tokens that a decode sees behind it: long answers are met more often, hence the second moment. */
const residualOutput = ({ output }: ServingShape): number => meanLength(output) * (1 + squaredVariation(output));

const slotsOf = ({ limits }: ServingReplica, shape: ServingShape): number => {
  const output = residualOutput(shape);
  const cachedTokens = meanLength(shape.input) + (limits.cachePolicy === "grow" ? output / 2 : output);
  return Math.max(1, Math.min(limits.maxSequences, limits.kvCacheTokens / cachedTokens, limits.maxBatchedTokens));
};

interface Flow {
  readonly requestsPerSecond: number;
  readonly stepSeconds: number;
}

/** Mean step and completions with `decodes` in decode and the prompts that replace those which finish. */
const flowAt = ({ steps, limits }: ServingReplica, shape: ServingShape, decodes: number): Flow => {
  const input = meanLength(shape.input);
  const computed = Math.max(1, input * (1 - limits.prefixHitRatio));
  const gaps = Math.max(1, meanLength(shape.output) - 1);
  const prompts = Math.min(decodes / gaps, Math.max(0, limits.maxBatchedTokens - decodes) / computed);
  const pairs = prompts * computed * (input - computed / 2);
  const context = decodes * (input + residualOutput(shape) / 2);
  const stepSeconds =
    steps.base(decodes, prompts * computed, prompts) + steps.perContextToken * context + steps.perAttendedPair * pairs;
  return { requestsPerSecond: prompts / stepSeconds, stepSeconds };
};

const grid = 64;

/**
 * Fluid capacity: the largest rate that the step loop sustains. Up to a fifth above what a simulation reaches, as it
 * knows no preemption, no stalls and no bursts; it sizes warm-ups and checks the simulation.
 */
export const fluidRate = (replica: ServingReplica, shape: ServingShape): FluidPoint => {
  const slots = slotsOf(replica, shape);
  let best: Flow = { requestsPerSecond: 0, stepSeconds: 0 };
  let decodes = 0;
  for (let index = 1; index <= grid; index++) {
    const tried = (slots * index) / grid;
    const flow = flowAt(replica, shape, tried);
    if (!(flow.requestsPerSecond > best.requestsPerSecond)) continue;
    best = flow;
    decodes = tried;
  }
  return { ...best, decodes, slots };
};
