import type { Precision } from "../base/precisions.ts";
import { type Bytes, type BytesPerToken, bytes, bytesPerToken } from "../base/units.ts";
import { bytesPerElement } from "../catalogue/precision.ts";
import type { AttentionGroup, Transformer } from "../catalogue/transformer.ts";

/** How the cache of one token is cut: by tensor parallelism over heads, by pipeline stages over layers. */
export interface KvLayout {
  readonly precision: Precision;
  readonly tensor: number;
  readonly pipeline: number;
}

// The index of sparse attention keeps its keys in 8 bits with one 32-bit scale per token, whatever the cache format.
const indexElementBytes = 1;
const indexScaleBytes = 4;

/** Cached bytes of one token in one layer of a group; 0 where the state does not grow. */
const layerBytes = (group: AttentionGroup, { precision, tensor }: KvLayout): number => {
  switch (group.kind) {
    case "full":
    case "window": {
      if (group.cachedBy !== undefined) return 0;
      const ownHeads = Math.max(group.kvHeads.value / tensor, 1);
      const keyAndValue = group.headDimension.value + (group.valueDimension ?? group.headDimension).value;
      return ownHeads * keyAndValue * bytesPerElement(precision);
    }
    case "latent": {
      const latent = (group.kvRank.value + group.ropeDimension.value) * bytesPerElement(precision);
      const { index } = group;
      return latent + (index === null ? 0 : index.headDimension.value * indexElementBytes + indexScaleBytes);
    }
    case "linear":
    case "none":
      return 0;
  }
};

/** Share of a model's layers on its fullest pipeline stage. */
export const stageShare = ({ layers }: Transformer, pipeline: number): number =>
  Math.ceil(layers.value / pipeline) / layers.value;

/** Layers of a group on the fullest stage, as if stages cut every group alike. */
const stageLayers = (group: AttentionGroup, transformer: Transformer, pipeline: number): number =>
  group.layers.value * stageShare(transformer, pipeline);

/**
 * KV-cache bytes of one token on the fullest GPU while the context is shorter than any window.
 * Grouped heads: 2 · layers · heads · head dimension · element, one key and one value; heads are copied, not divided
 * further, once there are fewer of them than tensor ranks. Latent: layers · (rank + rope dimension) · element, never
 * divided by tensor parallelism. Linear layers, and those that read what another layer or an image left, add nothing.
 * @example kvBytesPerToken(llama8b, { precision: "bf16", tensor: 1, pipeline: 1 }) // 131072
 */
export const kvBytesPerToken = (transformer: Transformer, layout: KvLayout): BytesPerToken =>
  bytesPerToken(
    transformer.attention.reduce(
      (total, group) => total + stageLayers(group, transformer, layout.pipeline) * layerBytes(group, layout),
      0,
    ),
  );

/**
 * KV-cache bytes that a sequence of `contextTokens` needs on the fullest GPU: window layers keep their window only.
 * The constant state of linear layers is not counted, see sequenceStateBytes.
 * @returns at most contextTokens · kvBytesPerToken; rises with the context
 */
export const kvBytesPerSequence = (transformer: Transformer, layout: KvLayout, contextTokens: number): Bytes =>
  bytes(
    transformer.attention.reduce((total, group) => {
      const layers = stageLayers(group, transformer, layout.pipeline);
      const cached = group.kind === "window" ? Math.min(contextTokens, group.window.value) : contextTokens;
      return total + layers * layerBytes(group, layout) * cached;
    }, 0),
  );
