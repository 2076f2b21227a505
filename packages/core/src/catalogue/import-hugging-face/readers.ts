import type { ArchitectureReader } from "./architecture.ts";
import { classicDecoders } from "./classic-decoders.ts";
import type { ConfigReader } from "./config-reader.ts";
import { denseDecoders } from "./dense-decoders.ts";
import { denseDialects } from "./dense-dialects.ts";
import { encoders } from "./encoders.ts";
import { expertDecoders } from "./expert-decoders.ts";
import { expertDialects } from "./expert-dialects.ts";
import { expertWords } from "./expert-words.ts";
import { falconH1 } from "./falcon-h1.ts";
import { furtherDecoders } from "./further-decoders.ts";
import { furtherEncoders } from "./further-encoders.ts";
import { gemmaNano } from "./gemma-nano.ts";
import { gptNeo } from "./gpt-neo.ts";
import { kimiLinear } from "./kimi-linear.ts";
import { latentDecoders } from "./latent-decoders.ts";
import { latentDialects } from "./latent-dialects.ts";
import { lfm2Decoders } from "./lfm2.ts";
import { linearHybrids } from "./linear-hybrids.ts";
import { mambaHybrids } from "./mamba-hybrids.ts";
import { mamba1Decoders } from "./mamba1-decoders.ts";
import { mimoV2 } from "./mimo-v2.ts";
import { mllama } from "./mllama.ts";
import { nemotronNas } from "./nemotron-nas.ts";
import { stateSpaceDecoders } from "./state-space-decoders.ts";
import { stepDecoders } from "./step-decoders.ts";
import { whisper } from "./whisper.ts";

const readers: ReadonlyMap<string, ArchitectureReader> = new Map([
  ...denseDecoders,
  ...expertDecoders,
  ...expertDialects,
  ...latentDecoders,
  ...linearHybrids,
  ...stateSpaceDecoders,
  ...mamba1Decoders,
  ...mambaHybrids,
  ...classicDecoders,
  ...encoders,
  ...denseDialects,
  ...expertWords,
  ...stepDecoders,
  ...lfm2Decoders,
  ...gemmaNano,
  ...latentDialects,
  ...furtherDecoders,
  ...furtherEncoders,
  ["falcon_h1", falconH1],
  ["gpt_neo", gptNeo],
  ["mimo_v2_flash", mimoV2],
  ["mllama", mllama],
  ["nemotron-nas", nemotronNas],
  ["kimi_linear", kimiLinear],
  ["whisper", whisper],
]);

/** Every model_type that can be imported, in alphabetical order. */
export const importableModelTypes = (): readonly string[] => [...readers.keys()].toSorted();

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

/** Who reads a config of this model_type, or of the wrapper's; undefined where nobody does. */
export const readerOf = (config: ConfigReader): ArchitectureReader | undefined => {
  const type = config.text("model_type") ?? config.refuse("model_type", "it is missing");
  return readers.get(plainType(type));
};
