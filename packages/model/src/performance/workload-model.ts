import { invalidInput } from "../base/errors.ts";
import { openLoopCalibration } from "../catalogue/calibration-data.ts";
import { engineFacts } from "../catalogue/engine-facts.ts";
import type { DecodeCoefficients } from "../catalogue/speed-terms.ts";
import { fittingMemory } from "../memory/replica-memory.ts";
import type { BindingLimit, ReplicaMemory } from "../model/estimate.ts";
import type { DemandShape } from "../model/load.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { decoderOf } from "./decoder-of.ts";
import {
  type FirstTokenTerms,
  firstTokenTerms,
  type PromptSpeed,
  type PromptWork,
  promptWorkOf,
} from "./first-token.ts";
import { type FittedLevel, fittedLevelsOf } from "./fitted-effects.ts";
import { promptSpec } from "./layout-for-gpus.ts";
import { type SpeedOfReplica, speedOf } from "./pooled-coefficients.ts";
import { ranksWithLimits } from "./replica-spec.ts";
import { type StepFacts, stepFacts } from "./step-facts.ts";
import { decodeSeconds, promptSeconds, promptStepSeconds, type StepTerms, stepTermsWith } from "./step-terms.ts";

/** One replica under requests of one shape. Plain numbers: seconds, tokens, requests. */
export interface WorkloadModel {
  readonly spec: ReplicaSpec;
  readonly terms: StepTerms;
  readonly firstToken: FirstTokenTerms;
  /** Replicas of the decode part; 1 unless disaggregated. */
  readonly workers: number;
  readonly memory: ReplicaMemory;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Prompt tokens that the prefix cache does not save. */
  readonly promptTokens: number;
  /** Steps that one prompt spreads over, at least 1; not rounded, as prompts share steps. */
  readonly chunks: number;
  /** Time that one prompt adds to the steps it runs in. */
  readonly promptWork: number;
  /** Most sequences in decode, and what sets that limit. */
  readonly slots: number;
  readonly slotLimit: BindingLimit;
  /** Most sequences that the cache holds at once. */
  readonly cacheSlots: number;
  /** All requests are submitted at once, without a server. */
  readonly isOffline: boolean;
  /** Levels of the replica in the committed fit; undefined under another fit. */
  readonly levels: readonly FittedLevel[] | undefined;
  /** Highest rate in requests/s: every slot taken. */
  readonly highestRate: number;
}

/** What the mean step depends on. */
type StepLoad = Pick<WorkloadModel, "terms" | "chunks" | "promptWork" | "inputTokens" | "outputTokens">;

/** Mean context of a sequence in decode. */
const meanContext = ({ inputTokens, outputTokens }: Pick<WorkloadModel, "inputTokens" | "outputTokens">): number =>
  inputTokens + outputTokens / 2;

/**
 * Mean seconds per token with `decodes` sequences and the prompts that replace those which finish. Prompts come at
 * random, so that some steps hold several and others none.
 */
export const meanStep = (model: StepLoad, decodes: number): number => {
  const { terms, chunks, promptWork, outputTokens } = model;
  const decoding = decodeSeconds(terms, decodes, decodes * meanContext(model));
  if (promptWork === 0 || decodes === 0) return decoding;
  const { tokensPerStep } = terms;
  const prompts = (decodes / outputTokens) * tokensPerStep;
  const withPrompts = -Math.expm1(-prompts * chunks);
  const work = decoding * tokensPerStep + (prompts * promptWork) / withPrompts;
  return decoding * (1 - withPrompts) + (promptStepSeconds(terms, work) * withPrompts) / tokensPerStep;
};

/** Seconds that a step grows by when a chunk of a prompt joins `decodes` sequences. */
export const interruptionSeconds = (model: WorkloadModel, decodes: number): number => {
  const { terms, chunks, promptWork } = model;
  const decoding = decodingStep(model, decodes) * terms.tokensPerStep;
  return promptStepSeconds(terms, decoding + promptWork / chunks) - decoding;
};

/** Mean seconds per token with `decodes` sequences and no prompts. */
export const decodingStep = (model: StepLoad, decodes: number): number =>
  decodeSeconds(model.terms, decodes, decodes * meanContext(model));

/** Share of the mean step that prompts take. */
export const promptShare = (model: StepLoad, decodes: number): number =>
  1 - decodingStep(model, decodes) / meanStep(model, decodes);

/** Limits on the sequences in decode: cache space, the engine's setting, and space for prompts in a step's budget. */
const slotLimits = (
  spec: ReplicaSpec,
  memory: ReplicaMemory,
  { isOffline, ...shape }: Pick<WorkloadModel, "inputTokens" | "outputTokens" | "promptTokens" | "isOffline">,
): readonly { readonly limit: BindingLimit; readonly slots: number }[] => {
  // Share of an output for which a sequence occupies cache, on average.
  const resident =
    shape.inputTokens +
    shape.outputTokens *
      (isOffline && engineFacts[spec.engine].reservesOutput ? 1 : openLoopCalibration().residentOutputShare.value);
  const turnover = 1 + shape.promptTokens / shape.outputTokens;
  return [
    { limit: "kv-cache", slots: memory.kvCacheTokens / resident },
    { limit: "queue", slots: spec.engineConfig.maxSequences },
    { limit: "prefill-compute", slots: (spec.engineConfig.maxBatchedTokens * ranksWithLimits(spec)) / turnover },
  ];
};

const positive = (value: number, what: string): number => {
  if (Number.isFinite(value) && value >= 1) return value;
  throw invalidInput(what, value, "a number of at least 1");
};

/** What a workload model is made of beside the coefficients: the same for every set of them. */
export interface WorkloadFacts {
  readonly spec: ReplicaSpec;
  readonly shape: DemandShape;
  readonly facts: StepFacts;
  /** Of the GPUs that compute prompts. */
  readonly promptFacts: StepFacts;
  readonly memory: ReplicaMemory;
  readonly isOffline: boolean;
  readonly levels?: readonly FittedLevel[] | undefined;
}

/** @throws LL_WORKLOAD_UNSUPPORTED */
export const workloadFacts = (
  spec: ReplicaSpec,
  shape: DemandShape,
  { memory, isOffline, levels }: Pick<WorkloadFacts, "memory" | "isOffline" | "levels">,
): WorkloadFacts => {
  const facts = stepFacts(spec);
  return { spec, shape, facts, promptFacts: stepFacts(promptSpec(spec)), memory, isOffline, levels };
};

/** Decode steps of the workload with given coefficients. */
export const stepLoadWith = (
  { spec, shape, facts }: WorkloadFacts,
  decode: DecodeCoefficients,
  work: PromptWork = promptWorkOf(spec, shape),
): StepLoad => {
  const { inputTokens, outputTokens } = shape;
  const terms = stepTermsWith(spec, facts, decode);
  const { promptTokens, meanContext: promptContext, chunks } = work;
  const isMixed = spec.disaggregation === undefined;
  const promptWork = isMixed ? promptSeconds(terms, promptTokens, promptContext) : 0;
  return { terms, chunks, promptWork, inputTokens, outputTokens };
};

/** Terms of the time to first token with given coefficients. */
export const firstTokenWith = (
  { spec, shape, promptFacts }: WorkloadFacts,
  speed: PromptSpeed,
  work: PromptWork = promptWorkOf(spec, shape),
): FirstTokenTerms =>
  firstTokenTerms(spec, promptFacts, speed, {
    work,
    isFixedLength: shape.variedLengths !== true,
    outputTokens: shape.outputTokens,
  });

/** The workload with given coefficients. */
export const workloadModelWith = (workload: WorkloadFacts, speed: SpeedOfReplica): WorkloadModel => {
  const { spec, shape, memory, isOffline } = workload;
  const work = promptWorkOf(spec, shape);
  const load = stepLoadWith(workload, speed.decode, work);
  const { promptTokens } = work;
  const { terms, chunks, promptWork, inputTokens, outputTokens } = load;
  const limits = slotLimits(spec, memory, { inputTokens, outputTokens, promptTokens, isOffline });
  const tightest = limits.reduce((best, candidate) => (candidate.slots < best.slots ? candidate : best));
  const slots = Math.max(1, tightest.slots);
  // Written out: this runs for every estimate, and copying an object by spreading costs more than making one.
  return {
    terms,
    chunks,
    promptWork,
    inputTokens,
    outputTokens,
    spec,
    firstToken: firstTokenWith(workload, speed, work),
    workers: spec.disaggregation?.decodeWorkers ?? 1,
    isOffline,
    levels: workload.levels,
    memory,
    promptTokens,
    slots,
    slotLimit: tightest.limit,
    cacheSlots: Math.max(1, limits.find(({ limit }) => limit === "kv-cache")?.slots ?? 1),
    // Requests/s that `decodes` sequences in decode complete. Rises with `decodes`.
    highestRate: slots / (load.outputTokens * meanStep(load, slots)),
  };
};

/** Coefficients with the correction of the whole step; `stepTermsWith` corrects the parts of its steps. */
export const correctedSpeed = ({ decode, firstToken }: SpeedOfReplica, { correction }: ReplicaSpec): SpeedOfReplica => {
  if (correction === undefined) return { decode, firstToken };
  return {
    decode: { ...decode, scale: decode.scale * correction.interTokenLatency },
    firstToken: { ...firstToken, scale: firstToken.scale * correction.timeToFirstToken },
  };
};

/**
 * The replica under this shape.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID when one request exceeds the cache
 */
export const workloadModel = (spec: ReplicaSpec, shape: DemandShape, isOffline = false): WorkloadModel => {
  decoderOf(spec);
  const memory = fittingMemory(spec);
  const asked = positive(shape.inputTokens, "inputTokens") + positive(shape.outputTokens, "outputTokens");
  const expected = `at most the ${memory.kvCacheTokens} tokens that the KV cache of the replica holds`;
  if (asked > memory.kvCacheTokens) throw invalidInput("inputTokens + outputTokens", asked, expected);
  const levels = fittedLevelsOf(spec, isOffline);
  const workload = workloadFacts(spec, shape, { memory, isOffline, levels });
  const { facts } = workload;
  return workloadModelWith(workload, correctedSpeed(speedOf(spec, isOffline, { levels, facts }), spec));
};
