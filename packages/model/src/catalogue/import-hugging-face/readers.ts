import type { ConfigReader } from "./config-reader.ts";
import { denseFamilies } from "./dense-families.ts";
import { encoderFamilies, readWhisper } from "./encoder-families.ts";
import { expertFamilies } from "./expert-families.ts";
import type { Families, ReadArchitecture } from "./family.ts";
import { readTransformer } from "./read-transformer.ts";
import { stateFamilies } from "./state-families.ts";
import { unevenFamilies } from "./uneven-families.ts";

const families: ReadonlyMap<string, Families[string]> = new Map(
  Object.entries({ ...denseFamilies, ...expertFamilies, ...stateFamilies, ...encoderFamilies, ...unevenFamilies }),
);

/** Types of wrappers whose language model carries the same one: from that type to the model's own. */
const wrapped: readonly (readonly [wrapper: RegExp, type: string])[] = [
  [/^(qwen2_(5_)?vl|minicpm[vo]|qwen2_5_omni)$/, "qwen2"],
  [/^qwen3_omni_moe$/, "qwen3_moe"],
  [/^phi(4mm|3_v|4_multimodal)$/, "phi3"],
  [/^glm4v$/, "glm4"],
  [/^glm4v_moe$/, "glm4_moe"],
];

/** The reader of this model_type, or of that of the wrapper; undefined for an unknown type. */
export const readerOf = (config: ConfigReader): ((config: ConfigReader) => ReadArchitecture) | undefined => {
  const stated = config.text("model_type") ?? config.refuse("model_type", "it is missing");
  const text = stated.replace(/_text(_model)?$/, "");
  const type = wrapped.find(([wrapper]) => wrapper.test(text))?.[1] ?? text;
  const family = families.get(type);
  if (family !== undefined) return (of) => readTransformer(of, type, family);
  return type === "whisper" ? readWhisper : undefined;
};
