import { LoadlineError } from "../base/errors.ts";
import { hasTransformer, type Model } from "../catalogue/model.ts";
import type { AttentionGroup, FeedForwardGroup } from "../catalogue/transformer.ts";
import type { EngineConfig, Parallel } from "../model/engine.ts";
import { stageShare } from "./kv-bytes-per-token.ts";

/** Adapters are held in 16 bits whatever the weights are in. */
const bytesPerParameter = 2;

/** Parameters for each step of the rank: in and out of every matrix, the side along which ranks cut it divided by them. */
const attentionWidth = (group: AttentionGroup, hidden: number, tensor: number): number | null => {
  if (group.kind === "none") return 0;
  if (group.kind !== "full" && group.kind !== "window") return null;
  const { heads, kvHeads, headDimension, valueDimension, queryRank } = group;
  if (valueDimension !== undefined || queryRank !== undefined) return null;
  const queries = (heads.value / tensor) * headDimension.value;
  const keys = Math.max(kvHeads.value / tensor, 1) * headDimension.value;
  return 3 * hidden + queries + 2 * keys + (queries + hidden);
};

/** The matrices into the layer's width are one slice each; the last one leads back. */
const feedForwardWidth = (group: FeedForwardGroup, hidden: number, tensor: number): number | null => {
  if (group.kind === "none") return 0;
  if (group.kind !== "dense") return null;
  const size = group.size.value / tensor;
  return (group.matrices.value - 1) * (hidden + size) + (size + hidden);
};

/**
 * Bytes on each GPU of the slots that vLLM sets aside for adapters when it starts, used or not: every linear layer, the
 * embedding and the output matrix, each slot as large as the highest rank.
 * @source vllm-0.32.0: create_lora_weights in vllm/lora/layers, get_supported_lora_modules in vllm/lora/utils.py
 * @throws LL_WORKLOAD_UNSUPPORTED for experts, latent and linear attention, whose slots are not worked out
 */
export const adapterBytes = (model: Model, { tensor, pipeline }: Parallel, config: EngineConfig): number => {
  const { maxLoras = 0, maxLoraRank = 16 } = config;
  if (maxLoras === 0) return 0;
  if (!hasTransformer(model)) return 0;
  const { attention, feedForward, hiddenSize, vocabularySize } = model.transformer;
  const hidden = hiddenSize.value;
  const groups = [
    ...attention.map((group) => ({ group, width: attentionWidth(group, hidden, tensor) })),
    ...feedForward.map((group) => ({ group, width: feedForwardWidth(group, hidden, tensor) })),
  ];
  let layers = 0;
  for (const { group, width } of groups) {
    if (width === null) {
      const need = "a model of dense layers with heads, for the slots of its adapters";
      throw new LoadlineError("LL_WORKLOAD_UNSUPPORTED", { model: model.id, kind: group.kind, need });
    }
    layers += group.layers.value * width;
  }
  const ends = 2 * (vocabularySize.value + hidden);
  return maxLoras * maxLoraRank * bytesPerParameter * (layers * stageShare(model.transformer, pipeline) + ends);
};
