import {
  checkpointFacts,
  concurrentSequences,
  LoadlineError,
  type Model,
  type ReplicaMemory,
  type ReplicaSpec,
  whyUnsupported,
} from "@loadline/model";
import { messages, UserError } from "./messages.ts";
import { type AskedPictures, pictureNotes } from "./pictures.ts";

/** A sequence longer than the model was made for is estimated all the same, with a note. `name` may state its context. */
export const contextNotes = (
  { model }: Pick<ReplicaSpec, "model">,
  { inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number },
  name: string = model.id,
): readonly string[] => {
  if (!("contextLength" in model) || model.kind === "encoder-decoder") return [];
  const length = inputTokens + (model.kind === "decoder" ? outputTokens : 0);
  const { contextTokens: stated } = checkpointFacts(name, model);
  const most = stated ?? model.contextLength.value;
  return length <= most
    ? []
    : [
        `a request of ${Math.round(length)} tokens is longer than the ${most} of ${stated === null ? model.id : name}: an engine refuses it unless the length is extended`,
      ];
};

/** A checkpoint with an encoder of pictures or sound is its text model only with what it sees. @throws UserError */
export const assertNamed = (name: string, model: Model, images?: readonly unknown[]): void => {
  if (images === undefined && checkpointFacts(name, model).isTextPart)
    throw new UserError(messages.textPart(name, model.id));
};

/** That a checkpoint of another name is answered as this model. */
export const nameNotes = (name: string, model: Model, images?: readonly AskedPictures[]): readonly string[] => {
  const { isTextPart, isOtherName } = checkpointFacts(name, model);
  if (images !== undefined) return pictureNotes(name, images);
  if (isTextPart)
    return [
      `${name} is answered as ${model.id}, the text model inside it: its other encoders and their tokens are not in it`,
    ];
  return isOtherName ? [`${name} is answered as ${model.id}, which has the same configuration`] : [];
};

/** That no engine runs the replica so, where it is estimated all the same. */
export const supportNotes = (spec: ReplicaSpec): readonly string[] => {
  const why = spec.model.kind === "decoder" ? whyUnsupported(spec) : null;
  return why === null ? [] : [`not what runs: ${why}`];
};

/** What adapters cost beside their memory, which alone is counted. */
export const adapterNotes = ({ engineConfig: { maxLoras, maxLoraRank = 16 } }: ReplicaSpec): readonly string[] =>
  maxLoras === undefined
    ? []
    : [
        `${maxLoras} slots for adapters of rank ${maxLoraRank} are in the weights' memory; that steps with adapters take longer is not in the figures`,
      ];

/** A cache format that was not given, and what it was taken from where that halves or doubles the tokens. */
export const cacheNotes = ({ engine, model, weights, kvCache, cacheBasis }: ReplicaSpec): readonly string[] => {
  if (model.kind !== "decoder" || engine === "tensorrt-llm") return [];
  if (cacheBasis === "checkpoint") return [`kvCache is taken as ${kvCache}, as the checkpoint states it`];
  if (cacheBasis === "campaigns" && kvCache === "fp8") {
    return [
      `kvCache is taken as fp8, as deployments with such weights set it; ${engine} by itself keeps 16 bits and holds half the tokens: give kvCache, or "auto" for the engine's own`,
    ];
  }
  return cacheBasis === "engine-default" && (weights === "fp8" || weights === "nvfp4")
    ? [
        `kvCache is taken as ${kvCache}, the default of ${engine}, as other flags of its start are given and this one is not; fp8 holds twice the tokens`,
      ]
    : [];
};

/** An engine refuses what is longer than it was started for. @throws UserError */
export const assertStartedFor = (
  { inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number },
  maxModelLen: number | undefined,
): void => {
  const length = Math.round(inputTokens + outputTokens);
  if (maxModelLen === undefined || length <= maxModelLen) return;
  const expected = `at least the ${length} tokens of a prompt with its answer; an engine started for fewer refuses it`;
  throw new UserError(messages.invalid("maxModelLen", maxModelLen, expected));
};

/** Some models are in the catalogue for their memory alone. @throws LL_WORKLOAD_UNSUPPORTED */
export const assertTimed = ({ id, kind }: Model): void => {
  if (kind !== "single-pass") return;
  const need = "a model that reads or writes tokens, transcribes speech or makes pictures";
  throw new LoadlineError("LL_WORKLOAD_UNSUPPORTED", { model: id, kind, need });
};

/**
 * The longest sequence that vLLM starts for; null where it starts with its default, the model's whole context, or with
 * the length that is given.
 */
export const longestStart = (spec: ReplicaSpec, { kvCacheTokens }: ReplicaMemory): number | null => {
  const { model, engine, engineConfig, parallel } = spec;
  if (engine !== "vllm" || model.kind !== "decoder" || engineConfig.maxModelLen !== undefined) return null;
  const whole = model.contextLength.value;
  const holdsWhole = kvCacheTokens / parallel.attentionData >= whole;
  if (holdsWhole || concurrentSequences(spec, whole) !== 0 || concurrentSequences(spec, 1) === 0) return null;
  let [low, high] = [1, whole];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (concurrentSequences(spec, middle) === 0) high = middle;
    else low = middle;
  }
  return low;
};
