import type { ConfigReader } from "./config-reader.ts";
import { denseFamilies } from "./dense-families.ts";
import { encoderFamilies, readWhisper } from "./encoder-families.ts";
import { expertFamilies } from "./expert-families.ts";
import type { Family, ReadArchitecture } from "./family.ts";
import { readTransformer } from "./read-transformer.ts";
import { stateFamilies } from "./state-families.ts";
import { unevenFamilies } from "./uneven-families.ts";

const families: ReadonlyMap<string, Family> = new Map(
  Object.entries({ ...denseFamilies, ...expertFamilies, ...stateFamilies, ...encoderFamilies, ...unevenFamilies }),
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

/** The reader of this model_type, or of that of the wrapper; undefined for an unknown type. */
export const readerOf = (config: ConfigReader): ((config: ConfigReader) => ReadArchitecture) | undefined => {
  const type = config.text("model_type") ?? config.refuse("model_type", "it is missing");
  const text = type.replace(/_text(_model)?$/, "");
  const plain = wrapped.get(text) ?? text;
  const family = families.get(plain);
  if (family !== undefined) return (stated) => readTransformer(stated, family);
  return plain === "whisper" ? readWhisper : undefined;
};
