import {
  concurrentSequences,
  type Estimate,
  estimate,
  type PassEstimate,
  passEstimate,
  type ReplicaMemory,
  type ReplicaSpec,
  replicaMemory,
} from "@loadline/core";
import type { EstimateRequest } from "./request.ts";

/** A replica that its GPUs cannot hold is an answer, not an error. */
export type Outcome =
  | { readonly kind: "fits"; readonly estimate: Estimate; readonly notes: readonly string[] }
  /** Answers come in one piece. */
  | { readonly kind: "pass"; readonly estimate: PassEstimate }
  | { readonly kind: "does-not-fit"; readonly memory: ReplicaMemory };

/** vLLM starts for the model's whole context where it is not told a shorter one, and refuses when the cache holds less. */
const startNotes = (spec: ReplicaSpec, { kvCacheTokens }: ReplicaMemory): readonly string[] => {
  const { model, engine, engineConfig, parallel } = spec;
  if (engine !== "vllm" || model.kind !== "decoder" || engineConfig.maxModelLen !== undefined) return [];
  const whole = model.contextLength.value;
  const holdsWhole = kvCacheTokens / parallel.attentionData >= whole;
  if (holdsWhole || concurrentSequences(spec, whole) !== 0 || concurrentSequences(spec, 1) === 0) return [];
  let [low, high] = [1, whole];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (concurrentSequences(spec, middle) === 0) high = middle;
    else low = middle;
  }
  return [
    `starts only with --max-model-len of at most ${low}: vLLM's default is the model's whole context of ${whole}`,
  ];
};

const answersInOnePiece = ({ model: { kind } }: ReplicaSpec): boolean =>
  kind === "encoder" || kind === "encoder-decoder" || kind === "diffusion";

/**
 * Speed and latency of one configuration, or that it does not fit.
 * @throws LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const outcomeOf = ({ spec, shape, load, picture }: EstimateRequest): Outcome => {
  const memory = replicaMemory(spec);
  if (!memory.fits) return { kind: "does-not-fit", memory };
  if (answersInOnePiece(spec)) return { kind: "pass", estimate: passEstimate(spec, shape, { load, picture }) };
  return { kind: "fits", estimate: estimate(spec, shape, load), notes: startNotes(spec, memory) };
};
