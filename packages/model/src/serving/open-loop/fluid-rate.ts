import { openLoopCalibration } from "../../catalogue/calibration-data.ts";
import type { ArrivalProcess, ServingShape, Slo } from "../../model/load.ts";
import type { ServingEngine, ServingReplica } from "../../model/replica.ts";
import { meanLength, squaredVariation } from "../arrivals/draw-requests.ts";

/** Where a replica settles when work flows like a fluid: no randomness, no preemption, no stalls. */
interface FluidPoint {
  /** Highest rate, in requests per second. */
  readonly requestsPerSecond: number;
  /** Requests in decode at that rate. */
  readonly decodes: number;
  /** Most requests in decode that cache, sequence limit and budget allow. */
  readonly slots: number;
}

/** Mean of tokens that a decode sees behind it: long answers are met more often, hence the second moment. */
const residualOutput = ({ output }: ServingShape): number => meanLength(output) * (1 + squaredVariation(output));

const slotsOf = ({ limits }: ServingEngine, shape: ServingShape): number => {
  const output = residualOutput(shape);
  const cachedTokens = meanLength(shape.input) + (limits.cachePolicy === "grow" ? output / 2 : output);
  return Math.max(1, Math.min(limits.maxSequences, limits.kvCacheTokens / cachedTokens, limits.maxBatchedTokens));
};

/** Requests/s that complete with `decodes` in decode and the prompts that replace those which finish. */
const flowAt = ({ steps, limits }: ServingReplica, shape: ServingShape, decodes: number): number => {
  const input = meanLength(shape.input);
  const computed = Math.max(1, input * (1 - limits.prefixHitRatio));
  const gaps = Math.max(1, meanLength(shape.output) - 1);
  const prompts = Math.min(decodes / gaps, Math.max(0, limits.maxBatchedTokens - decodes) / computed);
  const pairs = prompts * computed * (input - computed / 2);
  const context = decodes * (input + residualOutput(shape) / 2);
  const stepSeconds =
    steps.base(decodes, prompts * computed, prompts) + steps.perContextToken * context + steps.perAttendedPair * pairs;
  return prompts / stepSeconds;
};

/** Batches that are tried, at equal distances up to the slots. */
const grid = 64;

/**
 * Fluid capacity: the largest rate that the step loop sustains. Up to a fifth above what a simulation reaches, as it
 * knows no preemption, no stalls and no bursts; it sizes warm-ups and checks the simulation.
 */
export const fluidRate = (replica: ServingReplica, shape: ServingShape): FluidPoint => {
  const slots = slotsOf(replica, shape);
  let [requestsPerSecond, decodes] = [0, 0];
  for (let index = 1; index <= grid; index++) {
    const tried = (slots * index) / grid;
    const flow = flowAt(replica, shape, tried);
    if (flow > requestsPerSecond) [requestsPerSecond, decodes] = [flow, tried];
  }
  return { requestsPerSecond, decodes, slots };
};

/** Requests in decode at a rate, at most the slots: the least that complete as many. */
export const decodesAt = (replica: ServingReplica, shape: ServingShape, rate: number): number => {
  const { slots, decodes } = fluidRate(replica, shape);
  const most = Math.min(slots, decodes);
  return largest(0, most, (tried) => flowAt(replica, shape, tried) < rate) ?? most;
};

/**
 * So many times a simulation of a few thousand requests is above the flow at most. Its rate is counted over 300 to 6,000
 * answers (`saturatedRun`), to whole steps of up to `finishing` of them; of unlike answers the short ones come first.
 * @source 11,000 questions drawn as in search-configurations.test.ts: 0.98 of the ceiling at most
 */
const slackOf = ({ input, output }: ServingShape, slots: number, finishing: number): number => {
  const unlike = input.kind === "fixed" && output.kind === "fixed" ? 0 : 0.05;
  return 1.06 + unlike + squaredVariation(output) / 6 + finishing / Math.min(6000, Math.max(300, slots));
};

/** Seconds of steps as a flow has them at least, by the requests in decode and the prompts in each step. */
const leastStep = ({ steps, limits }: ServingEngine, shape: ServingShape) => {
  const [input, output] = [meanLength(shape.input), meanLength(shape.output)];
  const computed = Math.max(1, input * (1 - limits.prefixHitRatio));
  const pairs = steps.perAttendedPair * computed * (input - computed / 2);
  const alone = (decodes: number): number =>
    steps.base(decodes, 0, 0) + steps.perContextToken * decodes * (input + output / 2);
  // A prompt that is not cut may exceed the budget; a token's prompt is longer than the mean prompt.
  const uncut = limits.chunkedPrefill ? 0 : 1 + squaredVariation(shape.input);
  const mostPrompts = (decodes: number): number => Math.max(uncut, (limits.maxBatchedTokens - decodes) / computed);
  // Spread over all steps prompts use arithmetic that decodes leave idle, in whole budgets they share the reading of experts.
  const ofPrompts = (decodes: number, prompts: number): number => {
    const none = steps.base(decodes, 0, 0);
    const most = Math.max(1 / computed, mostPrompts(decodes));
    const full = ((steps.base(decodes, most * computed, most) - none) / most) * prompts;
    return Math.min(steps.base(decodes, prompts * computed, prompts) - none, full) + pairs * prompts;
  };
  return { alone, ofPrompts, mostPrompts, uncut, computed };
};

/** The largest value between two that passes a test which larger ones fail; null where not even the lowest does. */
const largest = (lowest: number, highest: number, passes: (value: number) => boolean): number | null => {
  if (!passes(lowest)) return null;
  if (passes(highest)) return highest;
  let [low, high] = [lowest, highest];
  // To about a hundredth: both are whole multiples of their distance, and a tie would hang on the last digit.
  while ((high - low) * 100.5 > low) {
    const middle = (low + high) / 2;
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
};

const stableShare = (): number => openLoopCalibration().stableUtilisation.value;

/** Requests of a run, and how many standard deviations its share in time may be above the true one. */
const [runRequests, deviations] = [1000, 4];

/** The mean number of others' prompts in an answer with which a run may show a share of the answers that meet no more than `most`. */
const meanMeeting = (most: number, share: number): number => {
  const least = share - deviations * Math.sqrt((share * (1 - share)) / runRequests);
  const isShown = (mean: number): boolean => {
    let [term, sum] = [Math.exp(-mean), 0];
    for (let count = 0; count <= most; count++) {
      sum += term;
      term *= mean / (count + 1);
    }
    return sum >= least;
  };
  return largest(0, 8 * (most + 1), isShown) ?? 0;
};

/** Most prompts that are counted one by one; of more the mean decides. */
const mostCounted = 20;

/**
 * Requests/s above which no simulation of this engine meets the objectives on tokens, 0 where not even a lone request
 * does: the batch at which the mean step is as long as they allow, or the stable share of what the steps sustain, or the
 * rate at which answers meet more prompts of others than they can bear. Waits for a first token are not in it.
 */
export const rateCeiling = (
  engine: ServingEngine,
  shape: ServingShape,
  arrivals: ArrivalProcess = { kind: "poisson" },
): ((slo: Slo) => number) => {
  const { alone, ofPrompts, mostPrompts, uncut, computed } = leastStep(engine, shape);
  const gaps = Math.max(1, meanLength(shape.output) - 1);
  const slots = slotsOf(engine, shape);
  const rateAt = (decodes: number): number => {
    const prompts = Math.min(decodes / gaps, mostPrompts(decodes));
    return prompts / (alone(decodes) + ofPrompts(decodes, prompts));
  };
  // With more in decode than replace each other within the budget, prompts wait and the rate falls.
  const fullest = gaps * Math.max(uncut, engine.limits.maxBatchedTokens / (computed + gaps));
  const mostUpTo = (decodes: number): number => rateAt(Math.max(1, Math.min(decodes, fullest)));
  const slack = slackOf(shape, slots, Math.min(slots / gaps, mostPrompts(0)));
  const stable = slack * stableShare() * mostUpTo(slots);
  const isSpread = shape.output.kind !== "fixed";
  const isCounted = !isSpread && shape.input.kind === "fixed" && arrivals.kind === "poisson";
  const prompt = ofPrompts(1, 1);
  // An answer bears the prompts that come while its own is computed, too; those of its last steps delay it only in part.
  const exposed = prompt + (gaps - Math.ceil(1 / mostPrompts(0))) * alone(1);
  const withFewPrompts = (perToken: number, share: number): number => {
    const borne = Math.floor(((perToken - alone(1)) * gaps) / prompt);
    // Where few have a place, prompts wait for one and meet fewer.
    if (slots < 4 * (borne + 1)) return Infinity;
    return !isCounted || exposed <= prompt || borne > mostCounted ? Infinity : meanMeeting(borne, share) / exposed;
  };
  return ({ percentile, interTokenLatency = Infinity, tokenGap = Infinity, endToEnd = Infinity }) => {
    // Half of the requests may meet no prompt of others, and have answers shorter than the mean.
    const isMost = percentile >= 0.9;
    const perToken = Math.min(interTokenLatency, isMost || !isSpread ? endToEnd / gaps : Infinity);
    const meets = (decodes: number): boolean => {
      const step = alone(decodes);
      const mean = step + (isMost ? ofPrompts(decodes, Math.max(0, decodes - 1) / gaps) : 0);
      return step <= tokenGap && mean <= perToken;
    };
    const batch = largest(1, slots, meets);
    // A batch is whole: some requests find one fewer than the mean.
    if (batch === null) return 0;
    return Math.min(stable, slack * mostUpTo(Math.min(slots, batch + 1)), withFewPrompts(perToken, percentile));
  };
};

/** The same of prompts alone, on an engine that does nothing else. */
export const promptCeiling = (engine: ServingEngine, shape: ServingShape): number => {
  const { alone, ofPrompts, mostPrompts } = leastStep(engine, shape);
  const prompts = Math.max(1, mostPrompts(0));
  return (slackOf(shape, 0, prompts) * stableShare() * prompts) / (alone(0) + ofPrompts(0, prompts));
};
