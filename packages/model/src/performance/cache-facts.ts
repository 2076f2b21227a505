import { speedPriors } from "../catalogue/calibration-data.ts";
import { bytesPerElement, nativePrecision } from "../catalogue/precision.ts";
import type { AttentionGroup } from "../catalogue/transformer.ts";
import type { ReplicaSpec } from "../model/replica.ts";
import { comparableBandwidth, comparableFlops } from "./attained-peaks.ts";

/** Attention of one group of layers to one cached token, in seconds at the hardware's peaks. */
export interface CacheFacts {
  /** Reading its keys and values. */
  readonly read: number;
  /** Arithmetic of one decoding token with it, where that may exceed the read; 0 elsewhere. */
  readonly decodeCompute: number;
  /** Arithmetic of one prompt token with it. */
  readonly promptCompute: number;
  /** Most tokens that are read. */
  readonly reach: number;
  /** Reading what every cached token adds beyond the reach, as the index of sparse attention does. */
  readonly scan: number;
}

// The index of sparse attention keeps its keys in 8 bits with one 32-bit scale per token, whatever the cache format.
const indexScaleBytes = 4;

const flopsPerMultiply = 2; // multiply and add

const nothing: CacheFacts = { read: 0, decodeCompute: 0, promptCompute: 0, reach: 0, scan: 0 };

/** Groups without a cache cost nothing; a text request has no image to attend to. */
export const cacheFacts = (group: AttentionGroup, { gpu, kvCache, parallel }: ReplicaSpec): CacheFacts => {
  const bandwidth = comparableBandwidth(gpu);
  const native = comparableFlops(gpu, nativePrecision(gpu));
  const element = bytesPerElement(kvCache);
  switch (group.kind) {
    case "full":
    case "window": {
      const heads = group.heads.value / parallel.tensor;
      const cached = Math.max(group.kvHeads.value / parallel.tensor, 1);
      const perLayer = group.headDimension.value + (group.valueDimension ?? group.headDimension).value;
      if (group.cachedBy === "image") return nothing;
      return {
        read: (group.layers.value * cached * perLayer * element) / bandwidth,
        decodeCompute: 0,
        promptCompute: (group.layers.value * heads * perLayer * flopsPerMultiply) / native,
        reach: group.kind === "window" ? group.window.value : Number.POSITIVE_INFINITY,
        scan: 0,
      };
    }
    case "latent": {
      const heads = group.heads.value / parallel.tensor;
      const rank = group.kvRank.value;
      const rope = group.ropeDimension.value;
      const width = group.nopeDimension.value + rope + group.valueDimension.value;
      const { index } = group;
      const indexBytes = index === null ? 0 : index.headDimension.value + indexScaleBytes;
      return {
        read: (group.layers.value * (rank + rope) * element) / bandwidth,
        decodeCompute:
          (group.layers.value * heads * (2 * rank + rope) * flopsPerMultiply) /
          (native * speedPriors().latentAttentionCompute.value),
        promptCompute: (group.layers.value * heads * width * flopsPerMultiply) / native,
        reach: index === null ? Number.POSITIVE_INFINITY : index.topTokens.value,
        scan: (group.layers.value * indexBytes) / bandwidth,
      };
    }
    case "linear":
    case "none":
      return nothing;
  }
};
