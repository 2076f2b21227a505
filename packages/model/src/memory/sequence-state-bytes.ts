import { type Bytes, bytes } from "../base/units.ts";
import type { EncoderDecoderModel } from "../catalogue/model.ts";
import { bytesPerElement } from "../catalogue/precision.ts";
import type { AttentionGroup, Transformer } from "../catalogue/transformer.ts";
import { type KvLayout, kvBytesPerToken, stageShare } from "./kv-bytes-per-token.ts";

type Linear = Extract<AttentionGroup, { kind: "linear" }>;

/** Engines keep the recurrent state in 32 bits and the inputs of the convolution in 16. */
const layerState = (group: Linear, tensor: number): number => {
  const { keyHeads, keyDimension, valueHeads, valueDimension, convolutionWidth } = group;
  const state = valueHeads.value * valueDimension.value * keyDimension.value * bytesPerElement("fp32");
  const channels = 2 * keyHeads.value * keyDimension.value + valueHeads.value * valueDimension.value;
  const convolution = channels * Math.max(0, convolutionWidth.value - 1) * bytesPerElement("bf16");
  return (state + convolution) / tensor;
};

/** Bytes per GPU that the linear layers keep for one sequence, however long it is; 0 without such layers. */
export const sequenceStateBytes = (
  transformer: Transformer,
  { tensor, pipeline }: Pick<KvLayout, "tensor" | "pipeline">,
): Bytes => {
  const linear = transformer.attention.filter((group) => group.kind === "linear");
  const share = stageShare(transformer, pipeline);
  return bytes(linear.reduce((total, group) => total + group.layers.value * share * layerState(group, tensor), 0));
};

/** Bytes per GPU of the keys and values that a decoder keeps of its encoder's positions, for one request. */
export const crossAttentionBytes = (model: EncoderDecoderModel, layout: KvLayout): Bytes =>
  bytes(model.encoderPositions.value * kvBytesPerToken(model.transformer, layout));
