import type { Precision } from "../base/precisions.ts";
import { type Engine, engineFacts } from "../catalogue/engine-facts.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { hasTransformer, type Model } from "../catalogue/model.ts";
import { bytesPerElement, nativePrecision } from "../catalogue/precision.ts";
import { precisionByName } from "../catalogue/precision-name.ts";
import type { CacheBasis } from "../model/replica.ts";

/**
 * Cache format that published deployments with these weights run with, and that the speed coefficients were fitted
 * under: 8-bit floating point stays, NVFP4 checkpoints cache in FP8, MXFP4 ones where the GPU computes in 4 bits,
 * others in 16 bits.
 */
const campaignCache = (weights: Precision, gpu: Gpu): Precision => {
  if (weights === "fp8" || weights === "nvfp4") return "fp8";
  if (weights === "mxfp4" && gpu.generation === "blackwell") return "fp8";
  return bytesPerElement(weights) >= 2 ? weights : nativePrecision(gpu);
};

interface CacheQuestion {
  /** The model as it was asked for. */
  readonly named: string | Model;
  readonly model: Model;
  readonly weights: Precision;
  readonly gpu: Gpu;
  readonly engine: Engine;
  /** What was given, if anything. */
  readonly kvCache: string | undefined;
  /** The share of memory or the longest sequence was given, so that the start command is known with its defaults. */
  readonly isStartGiven: boolean;
}

/**
 * vLLM and SGLang keep the cache as wide as the model computes, TensorRT-LLM as its checkpoint states; MXFP4 checkpoints
 * do not state one.
 */
const engineDefault = ({ weights, gpu, engine }: CacheQuestion): Precision =>
  engineFacts[engine].cacheFollowsCheckpoint && weights !== "mxfp4"
    ? campaignCache(weights, gpu)
    : nativePrecision(gpu);

/**
 * Number format of the KV cache and what it rests on. Given beats all; then what the checkpoint states; then, where
 * flags of the start are given, the engine's own default, as a flag that is not given is not set; else the format that
 * the campaigns behind the speed coefficients ran with.
 * @throws LL_UNKNOWN_PRECISION for an unknown format
 */
export const cacheFormat = (question: CacheQuestion): { readonly kvCache: Precision; readonly basis: CacheBasis } => {
  const { named, model, weights, gpu, engine, kvCache, isStartGiven } = question;
  const isAuto = kvCache?.toLowerCase() === "auto";
  if (kvCache !== undefined && !isAuto) return { kvCache: precisionByName(kvCache), basis: "given" };
  // A checkpoint whose name states that it has scales for its cache: "…-FP8-KV", "…-KVFP8-…".
  const inName = typeof named === "string" && /(^|[-_.])(fp8[-_]kv|kv[-_]?fp8)([-_.]|$)/i.test(named) ? "fp8" : null;
  const stated =
    inName !== null || !hasTransformer(model)
      ? inName
      : (model.checkpoints.find(({ precision }) => precision === weights)?.kvCache ?? null);
  if (stated !== null) return { kvCache: stated, basis: "checkpoint" };
  if (isAuto) return { kvCache: engineDefault(question), basis: "given" };
  if (isStartGiven && !engineFacts[engine].cacheFollowsCheckpoint)
    return { kvCache: engineDefault(question), basis: "engine-default" };
  return { kvCache: campaignCache(weights, gpu), basis: "campaigns" };
};
