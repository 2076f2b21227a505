import fc from "fast-check";
import { describe, expect, test } from "vitest";
import deepseek from "../../../data/models/deepseek-ai.json" with { type: "json" };
import google from "../../../data/models/google.json" with { type: "json" };
import metaLlama from "../../../data/models/meta-llama.json" with { type: "json" };
import nvidia from "../../../data/models/nvidia.json" with { type: "json" };
import qwen from "../../../data/models/qwen.json" with { type: "json" };
import tiiuae from "../../../data/models/tiiuae.json" with { type: "json" };
import { isLoadlineError } from "../../base/errors.ts";
import { hasTransformer } from "../model.ts";
import { readHuggingFaceConfig } from "./import-hugging-face-config.ts";

const read = (config: object) => {
  const model = readHuggingFaceConfig(config, { id: "x", ref: "test", accessed: "2026-11-24" }).model;
  if (!hasTransformer(model)) throw new Error("a transformer");
  return model;
};

const listed = (layers: number, attending: readonly number[], other: string, attention: string) =>
  Array.from({ length: layers }, (_, layer) => (attending.includes(layer) ? attention : other));

/** Shapes of published models, and the parameters that their makers state, in billions. */
const published = [
  {
    name: "Seed-OSS 36B",
    config: {
      model_type: "seed_oss",
      hidden_size: 5120,
      num_hidden_layers: 64,
      num_attention_heads: 80,
      num_key_value_heads: 8,
      head_dim: 128,
      intermediate_size: 27648,
      vocab_size: 155136,
      attention_bias: true,
      max_position_embeddings: 524288,
    },
    billions: 36.15,
    attention: ["64 full"],
  },
  {
    name: "ERNIE 4.5 0.3B",
    config: {
      model_type: "ernie4_5",
      hidden_size: 1024,
      num_hidden_layers: 18,
      num_attention_heads: 16,
      num_key_value_heads: 2,
      head_dim: 128,
      intermediate_size: 3072,
      vocab_size: 103424,
      max_position_embeddings: 131072,
    },
    billions: 0.361,
    attention: ["18 full"],
  },
  {
    name: "EXAONE 4.0 32B",
    config: {
      model_type: "exaone4",
      hidden_size: 5120,
      num_hidden_layers: 64,
      num_attention_heads: 40,
      num_key_value_heads: 8,
      head_dim: 128,
      intermediate_size: 27392,
      vocab_size: 102400,
      sliding_window: 4096,
      sliding_window_pattern: "LLLG",
      max_position_embeddings: 131072,
    },
    billions: 32.0,
    attention: ["48 window", "16 full"],
  },
  {
    name: "InternLM2 20B",
    config: {
      model_type: "internlm2",
      hidden_size: 6144,
      num_hidden_layers: 48,
      num_attention_heads: 48,
      num_key_value_heads: 8,
      intermediate_size: 16384,
      vocab_size: 92544,
      max_position_embeddings: 32768,
    },
    billions: 19.86,
    attention: ["48 full"],
  },
  {
    name: "dots.llm1",
    config: {
      model_type: "dots1",
      hidden_size: 4096,
      num_hidden_layers: 62,
      num_attention_heads: 32,
      num_key_value_heads: 32,
      head_dim: 128,
      intermediate_size: 10944,
      moe_intermediate_size: 1408,
      n_routed_experts: 128,
      n_shared_experts: 2,
      num_experts_per_tok: 6,
      first_k_dense_replace: 1,
      vocab_size: 152064,
      max_position_embeddings: 32768,
    },
    billions: 142.8,
    attention: ["62 full"],
  },
  {
    name: "Falcon Mamba 7B",
    config: {
      model_type: "falcon_mamba",
      hidden_size: 4096,
      num_hidden_layers: 64,
      state_size: 16,
      intermediate_size: 8192,
      conv_kernel: 4,
      time_step_rank: 256,
      vocab_size: 65024,
      tie_word_embeddings: false,
    },
    billions: 7.27,
    attention: ["64 linear"],
  },
  {
    name: "Mamba 2.8B",
    config: {
      model_type: "mamba",
      hidden_size: 2560,
      num_hidden_layers: 64,
      state_size: 16,
      intermediate_size: 5120,
      conv_kernel: 4,
      time_step_rank: 160,
      vocab_size: 50280,
    },
    billions: 2.77,
    attention: ["64 linear"],
  },
  {
    name: "Bamba 9B",
    config: {
      model_type: "bamba",
      hidden_size: 4096,
      num_hidden_layers: 32,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      intermediate_size: 14336,
      attn_layer_indices: [9, 18, 27],
      vocab_size: 128256,
      mamba_n_heads: 128,
      mamba_d_head: 64,
      mamba_d_state: 128,
      mamba_n_groups: 1,
      mamba_d_conv: 4,
      max_position_embeddings: 262144,
    },
    billions: 9.78,
    attention: ["29 linear", "3 full"],
  },
  {
    name: "Granite 4.0 H Small",
    config: {
      model_type: "granitemoehybrid",
      hidden_size: 4096,
      num_hidden_layers: 40,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      intermediate_size: 768,
      shared_intermediate_size: 1536,
      num_local_experts: 72,
      num_experts_per_tok: 10,
      layer_types: listed(40, [5, 15, 25, 35], "mamba", "attention"),
      vocab_size: 100352,
      mamba_n_heads: 128,
      mamba_d_head: 64,
      mamba_d_state: 128,
      mamba_n_groups: 1,
      mamba_d_conv: 4,
      tie_word_embeddings: true,
      max_position_embeddings: 131072,
    },
    billions: 32.2,
    attention: ["36 linear", "4 full"],
  },
] as const;

describe.each(published)("$name", ({ config, billions, attention }) => {
  const model = read(config);

  test("has the parameters that its makers state", () => {
    expect(Math.abs(model.parameters.value / 1e9 / billions - 1)).toBeLessThan(0.01);
  });

  test("mixes tokens layer by layer as its config states", () => {
    expect(model.transformer.attention.map(({ kind, layers }) => `${layers.value} ${kind}`).toSorted()).toEqual(
      [...attention].toSorted(),
    );
  });

  test("is the same inside a multimodal wrapper", () => {
    const wrapped = { model_type: "some_vl", vision_config: { depth: 27 }, text_config: config };
    expect(read(wrapped)).toEqual(model);
  });
});

describe("what does not describe a layer or a checkpoint is refused by name:", () => {
  const granite = published[8].config;
  const refused = [
    { name: "a cache that is compressed over tokens", config: { model_type: "deepseek_v4" }, key: "model_type" },
    { name: "linear recurrences with gates in blocks", config: { model_type: "recurrent_gemma" }, key: "model_type" },
    { name: "a recurrent network", config: { model_type: "rwkv" }, key: "model_type" },
    { name: "shared attention blocks", config: { model_type: "zamba2" }, key: "model_type" },
    { name: "a text encoder and decoder in one", config: { model_type: "t5" }, key: "model_type" },
    {
      name: "a layer of an unknown kind",
      config: { ...granite, layer_types: listed(40, [5], "mamba", "ring") },
      key: "layer_types",
    },
    { name: "too short a list of layers", config: { ...granite, layer_types: ["mamba"] }, key: "layer_types" },
    {
      name: "a pattern that is none",
      config: { ...published[2].config, sliding_window_pattern: "LLLX" },
      key: "sliding_window_pattern",
    },
    {
      name: "an unknown width",
      config: { ...granite, quantization_config: { quant_method: "gptq", bits: 3 } },
      key: "bits",
    },
    {
      name: "a notation without a type",
      config: { ...granite, quantization_config: { quant_method: "torchao", quant_type: "autoquant" } },
      key: "quantization_config.quant_type",
    },
    {
      name: "bitsandbytes without a width",
      config: { ...granite, quantization_config: { quant_method: "bitsandbytes" } },
      key: "quantization_config.load_in_4bit",
    },
  ];

  test.each(refused)("$name", ({ config, key }) => {
    expect(() => read(config)).toThrow(
      expect.objectContaining({ code: "LL_MODEL_CONFIG_UNSUPPORTED", detail: expect.objectContaining({ key }) }),
    );
  });
});

test("whatever stands in a config.json, it is a model or refused by name", () => {
  const configs = [...deepseek, ...google, ...metaLlama, ...nvidia, ...qwen, ...tiiuae].flatMap(
    (row): readonly Readonly<Record<string, unknown>>[] => ("config" in row ? [row.config] : []),
  );
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(0, -1, 1e12, 0.5, "4096", true, [1, "x"]));
  fc.assert(
    fc.property(fc.constantFrom(...configs), fc.nat(), value, (config, at, changed) => {
      const keys = Object.keys(config);
      const key = keys[at % keys.length] ?? "model_type";
      try {
        expect(read({ ...config, [key]: changed }).parameters.value).toBeGreaterThan(0);
      } catch (error) {
        if (!isLoadlineError(error)) throw error;
        expect(error.code).toBe("LL_MODEL_CONFIG_UNSUPPORTED");
      }
    }),
    { numRuns: 1000 },
  );
});
