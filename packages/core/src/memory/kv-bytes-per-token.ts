import type { Transformer } from "../catalogue/model.ts";
import { bytesPerElement } from "../catalogue/precision.ts";
import type { Precision } from "../performance/types.ts";
import { type BytesPerToken, bytesPerToken } from "../units.ts";

/** How the cache of one token is cut: by tensor parallelism over heads, by pipeline stages over layers. */
export interface KvLayout {
  readonly precision: Precision;
  readonly tensor: number;
  readonly pipeline: number;
}

/**
 * KV-cache bytes of one token on the fullest GPU: 2 · layers · heads · head dimension · element, one key and one value.
 * Heads are copied, not divided further, once there are fewer of them than tensor ranks. Exact for attention with
 * grouped heads and full context; latent or windowed attention needs its own layout.
 * @example kvBytesPerToken(llama8b, { precision: "bf16", tensor: 1, pipeline: 1 }) // 131072
 */
export const kvBytesPerToken = (
  { layers, kvHeads, headDimension }: Transformer,
  { precision, tensor, pipeline }: KvLayout,
): BytesPerToken =>
  bytesPerToken(
    2 *
      Math.ceil(layers.value / pipeline) *
      Math.max(kvHeads.value / tensor, 1) *
      headDimension.value *
      bytesPerElement(precision),
  );
