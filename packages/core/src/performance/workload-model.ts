import { queueing } from "../catalogue/calibration-data.ts";
import { LoadlineError } from "../errors.ts";
import { fittingMemory } from "./step-model.ts";
import { decodeSeconds, promptSeconds, type StepTerms, stepTerms } from "./step-terms.ts";
import type { BindingLimit, DemandShape, ReplicaMemory, ReplicaSpec } from "./types.ts";

/** One replica under requests of one shape. Plain numbers: seconds, tokens, requests. */
export interface WorkloadModel {
  readonly spec: ReplicaSpec;
  readonly terms: StepTerms;
  readonly memory: ReplicaMemory;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Prompt tokens that the prefix cache does not spare. */
  readonly promptTokens: number;
  /** Steps that one prompt spreads over, at least 1; not rounded, as prompts share steps. */
  readonly chunks: number;
  /** Time that one prompt adds to the steps it runs in. */
  readonly promptWork: number;
  /** Most sequences in decode, and what sets that limit. */
  readonly slots: number;
  readonly slotLimit: BindingLimit;
  /** Highest rate in requests/s: every slot taken. */
  readonly highestRate: number;
}

/** Mean context of a sequence in decode. */
const meanContext = ({ inputTokens, outputTokens }: Pick<WorkloadModel, "inputTokens" | "outputTokens">): number =>
  inputTokens + outputTokens / 2;

/** Mean seconds of one step with `decodes` sequences and the prompts that replace those which finish. */
export const meanStep = (model: Omit<WorkloadModel, "highestRate">, decodes: number): number => {
  const { terms, chunks, promptWork, outputTokens } = model;
  const prompts = decodes / outputTokens;
  const stepsWithPrompts = Math.min(1, prompts * chunks);
  const decoding = decodeSeconds(terms, decodes, decodes * meanContext(model));
  return decoding + prompts * promptWork + stepsWithPrompts * terms.promptStep;
};

/** Share of the mean step that prompts take. */
export const promptShare = (model: WorkloadModel, decodes: number): number => {
  const decoding = decodeSeconds(model.terms, decodes, decodes * meanContext(model));
  return 1 - decoding / meanStep(model, decodes);
};

/** Requests/s that `decodes` sequences in decode complete. Rises with `decodes`. */
const completionRate = (model: Omit<WorkloadModel, "highestRate">, decodes: number): number =>
  decodes / (model.outputTokens * meanStep(model, decodes));

/** Limits on the sequences in decode: cache space, the engine's setting, and room for prompts in a step's budget. */
const slotLimits = (
  { engineConfig }: ReplicaSpec,
  memory: ReplicaMemory,
  shape: Pick<WorkloadModel, "inputTokens" | "outputTokens" | "promptTokens">,
): readonly { readonly limit: BindingLimit; readonly slots: number }[] => {
  const resident = shape.inputTokens + shape.outputTokens * queueing().residentOutputShare.value;
  const turnover = 1 + shape.promptTokens / shape.outputTokens;
  return [
    { limit: "kv-cache", slots: memory.kvCacheTokens / resident },
    { limit: "queue", slots: engineConfig.maxSequences },
    { limit: "prefill-compute", slots: engineConfig.maxBatchedTokens / turnover },
  ];
};

const positive = (value: number, what: string): number => {
  if (Number.isFinite(value) && value >= 1) return value;
  throw new LoadlineError("LL_INPUT_INVALID", { what, value, expected: "a number of at least 1" });
};

const assertRequestFits = (inputTokens: number, outputTokens: number, { kvCacheTokens }: ReplicaMemory): void => {
  if (inputTokens + outputTokens <= kvCacheTokens) return;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "inputTokens + outputTokens",
    value: inputTokens + outputTokens,
    expected: `at most the ${kvCacheTokens} tokens that the KV cache of the replica holds`,
  });
};

/**
 * The replica under this shape.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID when one request exceeds the cache
 */
export const workloadModel = (spec: ReplicaSpec, shape: DemandShape): WorkloadModel => {
  const terms = stepTerms(spec);
  const memory = fittingMemory(spec);
  const inputTokens = positive(shape.inputTokens, "inputTokens");
  const outputTokens = positive(shape.outputTokens, "outputTokens");
  assertRequestFits(inputTokens, outputTokens, memory);
  const promptTokens = inputTokens * (1 - spec.engineConfig.prefixHitRatio);
  const chunks = Math.max(1, promptTokens / spec.engineConfig.maxBatchedTokens);
  // Cached prompt tokens are still attended to.
  const promptContext = inputTokens - promptTokens / 2;
  const limits = slotLimits(spec, memory, { inputTokens, outputTokens, promptTokens });
  const tightest = limits.reduce((best, candidate) => (candidate.slots < best.slots ? candidate : best));
  const model = {
    spec,
    terms,
    memory,
    inputTokens,
    outputTokens,
    promptTokens,
    chunks,
    promptWork: promptSeconds(terms, promptTokens, promptContext),
    slots: Math.max(1, tightest.slots),
    slotLimit: tightest.limit,
  };
  return { ...model, highestRate: completionRate(model, model.slots) };
};

const bisectionSteps = 48;

/** The last point, between `low` and `high`, at which a rising function is not above 0. */
export const rootOfRising = (rising: (x: number) => number, low: number, high: number): number => {
  let [from, to] = [low, high];
  if (rising(high) <= 0) return high;
  for (let step = 0; step < bisectionSteps; step++) {
    const middle = (from + to) / 2;
    if (rising(middle) <= 0) from = middle;
    else to = middle;
  }
  return from;
};

/** Mean sequences in decode at this rate; every slot from the highest rate on. Rises with the rate. */
export const decodesAt = (model: WorkloadModel, rate: number): number =>
  rootOfRising((decodes) => completionRate(model, decodes) - rate, 0, model.slots);
