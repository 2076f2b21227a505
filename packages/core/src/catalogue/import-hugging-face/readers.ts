import type { ArchitectureReader } from "./architecture.ts";
import { classicDecoders } from "./classic-decoders.ts";
import type { ConfigReader } from "./config-reader.ts";
import { denseDecoders } from "./dense-families.ts";
import { encoders } from "./encoders.ts";
import { gemmaSharedCaches } from "./gemma-shared-caches.ts";
import { latentDecoders } from "./latent-decoders.ts";
import { linearHybrids } from "./linear-hybrids.ts";
import { moeDecoders } from "./moe-families.ts";
import { stateSpaceDecoders } from "./state-space-decoders.ts";
import { unevenDecoders } from "./uneven-decoders.ts";

const readers: ReadonlyMap<string, ArchitectureReader> = new Map(
  Object.entries({
    ...denseDecoders,
    ...moeDecoders,
    ...latentDecoders,
    ...linearHybrids,
    ...stateSpaceDecoders,
    ...classicDecoders,
    ...encoders,
    ...gemmaSharedCaches,
    ...unevenDecoders,
  }),
);

/** Language models that carry the name of their multimodal wrapper. */
const wrapped: ReadonlyMap<string, string> = new Map([
  ["qwen2_vl", "qwen2"],
  ["qwen2_5_vl", "qwen2"],
  ["glm4v_moe", "glm4_moe"],
  ["glm4v", "glm4"],
  ["phi4mm", "phi3"],
  ["phi3_v", "phi3"],
  ["minicpmv", "qwen2"],
  ["minicpmo", "qwen2"],
  ["phi4_multimodal", "phi3"],
  ["qwen3_omni_moe", "qwen3_moe"],
  ["qwen2_5_omni", "qwen2"],
]);

const plainType = (type: string): string => {
  const text = type.replace(/_text(_model)?$/, "");
  return wrapped.get(text) ?? text;
};

/** The reader of this model_type, or of that of the wrapper; undefined for an unknown type. */
export const readerOf = (config: ConfigReader): ArchitectureReader | undefined => {
  const type = config.text("model_type") ?? config.refuse("model_type", "it is missing");
  return readers.get(plainType(type));
};
