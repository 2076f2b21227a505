import { operations } from "../cost/operations.ts";
import type { ReplicaMemory } from "../model/estimate.ts";
import type { DemandShape } from "../model/load.ts";
import type { ReplicaSpec, StepModel } from "../model/replica.ts";
import type { SpeedSource } from "./speed-source.ts";
import type { SearchRequest } from "./types.ts";

/** Prefill and decode workers of one replica whose rates match best. */
export interface MatchedWorkers {
  readonly prefillWorkers: number;
  readonly decodeWorkers: number;
  readonly requestsPerSecond: number;
  /** Requests in decode on all workers. */
  readonly decodes: number;
  readonly timeToFirstToken: number;
  readonly interTokenLatency: number;
  readonly bindingLimit: "prefill-compute" | "decode-bandwidth";
}

const ratios: readonly (readonly [prefill: number, decode: number])[] = [
  [1, 1],
  [1, 2],
  [1, 3],
  [1, 4],
  [2, 1],
  [3, 1],
  [4, 1],
  [2, 3],
  [3, 2],
];

export interface PhaseRates {
  /** Seconds of one prompt on a prefill worker. */
  readonly promptSeconds: number;
  /** Seconds until the cache of one prompt has crossed to a decode worker. */
  readonly transferSeconds: number;
  /** Seconds of a decode step, and sequences in it. */
  readonly stepSeconds: number;
  readonly decodesPerWorker: number;
  readonly outputTokens: number;
}

/** Seconds of one prompt, whole chunks one after the other. */
const promptSecondsOf = (spec: ReplicaSpec, { inputTokens }: DemandShape, { step }: StepModel): number => {
  const { maxBatchedTokens } = spec.engineConfig;
  const chunks = Math.max(1, inputTokens / maxBatchedTokens);
  const chunk = Math.min(inputTokens, maxBatchedTokens);
  return chunks * step({ decodes: 0, contextTokens: 0, prefillTokens: chunk, prefillContext: inputTokens / 2 });
};

/** Bytes of cache per token of one replica, from what its memory holds. */
const cacheBytesPerToken = (spec: ReplicaSpec, { perGpu, kvCacheTokens }: ReplicaMemory): number => {
  const { tensor, pipeline, attentionData } = spec.parallel;
  return kvCacheTokens === 0 ? 0 : (perGpu.kvCache * tensor * pipeline * attentionData) / kvCacheTokens;
};

/** What a layout is as a worker of either phase, for requests of one shape. */
export interface Worker {
  readonly spec: ReplicaSpec;
  readonly steps: StepModel;
  readonly promptSeconds: number;
  readonly cacheBytesPerToken: number;
}

export const workerOf = (spec: ReplicaSpec, shape: DemandShape, speed: SpeedSource): Worker => {
  const steps = speed.steps(spec);
  return {
    ...{ spec, steps, promptSeconds: promptSecondsOf(spec, shape, steps) },
    cacheBytesPerToken: cacheBytesPerToken(spec, speed.memory(spec)),
  };
};

/** What decode workers do with so many sequences each, and with them prefill workers of any layout. */
export const phaseRates = (
  { spec, steps, cacheBytesPerToken: bytes }: Worker,
  { inputTokens, outputTokens }: DemandShape,
  decodes: number,
): ((prefill: Worker) => PhaseRates) => {
  const mostDecodes = steps.kvCacheTokens / (inputTokens + outputTokens);
  const decodesPerWorker = Math.max(1, Math.min(decodes, mostDecodes));
  const contextTokens = decodesPerWorker * (inputTokens + outputTokens / 2);
  const stepSeconds = steps.step({ decodes: decodesPerWorker, contextTokens, prefillTokens: 0 });
  return (prefill) => {
    // Each rank sends its part of the cache over its own link, to as many as take it.
    const links = operations().nodeLinkBandwidth.value * Math.min(prefill.spec.parallel.tensor, spec.parallel.tensor);
    const { promptSeconds } = prefill;
    return {
      promptSeconds,
      transferSeconds: (inputTokens * bytes) / links,
      stepSeconds,
      decodesPerWorker,
      outputTokens,
    };
  };
};

/**
 * Rates of `prefill` and `decode` workers matched: the slower side sets the pace, less the share that two pools lose
 * to waiting for each other. Time to first token waits for a prompt ahead at the prefill side's load.
 * @source data/operations/operations.json disaggregationShare
 */
export const matchedWorkers = (rates: PhaseRates, prefill: number, decode: number): MatchedWorkers => {
  const { promptSeconds, transferSeconds, stepSeconds, decodesPerWorker, outputTokens } = rates;
  const prefillRate = prefill / promptSeconds;
  const decodeRate = (decode * decodesPerWorker) / (outputTokens * stepSeconds);
  const share = operations().disaggregationShare.value;
  const requestsPerSecond = share * Math.min(prefillRate, decodeRate);
  const load = requestsPerSecond / prefillRate;
  return {
    prefillWorkers: prefill,
    decodeWorkers: decode,
    requestsPerSecond,
    decodes: requestsPerSecond * outputTokens * stepSeconds,
    // Deterministic service: half of what an exponential one would make a prompt wait.
    timeToFirstToken: promptSeconds * (1 + load / (2 * (1 - load))) + transferSeconds + stepSeconds,
    interTokenLatency: stepSeconds,
    bindingLimit: prefillRate < decodeRate ? "prefill-compute" : "decode-bandwidth",
  };
};

/** The numbers of workers looked at, matched; one or the other is better by what it costs and by the objectives. */
export const matchedMixes = (rates: PhaseRates, asked: SearchRequest["workers"] = {}): readonly MatchedWorkers[] => {
  const { prefill, decode } = asked;
  const all = prefill === undefined && decode === undefined ? ratios : countsWith(prefill, decode);
  return all.map(([one, other]) => matchedWorkers(rates, one, other));
};

const mostWorkers = 8;
const upTo = (most: number): readonly number[] => Array.from({ length: most }, (_, index) => index + 1);

const countsWith = (prefill: number | undefined, decode: number | undefined) =>
  (prefill === undefined ? upTo(mostWorkers) : [prefill]).flatMap((one) =>
    (decode === undefined ? upTo(mostWorkers) : [decode]).map((other) => [one, other] as const),
  );
