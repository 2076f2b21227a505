import { describe, expect, test } from "vitest";
import deepseek from "../../../data/models/deepseek-ai.json" with { type: "json" };
import facebook from "../../../data/models/facebook.json" with { type: "json" };
import metaLlama from "../../../data/models/meta-llama.json" with { type: "json" };
import openai from "../../../data/models/openai.json" with { type: "json" };
import qwen from "../../../data/models/qwen.json" with { type: "json" };
import { activatedParameters } from "../../memory/rank-parameters.ts";
import { modelById } from "../lookup.ts";
import { hasTransformer } from "../model.ts";
import { readHuggingFaceConfig } from "./import-hugging-face-config.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly config: { readonly [key: string]: unknown };
}
const rows: readonly Row[] = [...deepseek, ...facebook, ...metaLlama, ...openai, ...qwen].flatMap((row) =>
  "config" in row ? [row as Row] : [],
);
const [ref, accessed] = ["test", "2026-11-24"];
const imported = (row: Row) => readHuggingFaceConfig(row.config, { ...row, ref, accessed }).model;

const byId = (id: string): Row => {
  const row = rows.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(id);
  return row;
};
const changed = (id: string, change: object): Row => {
  const row = byId(id);
  return { ...row, config: { ...row.config, ...change } };
};

test("an attention layout is read as it is", () => {
  const kinds = (id: string) => {
    const model = modelById(id);
    return hasTransformer(model)
      ? model.transformer.attention.map(({ kind, layers }) => `${layers.value} ${kind}`)
      : [];
  };
  expect(kinds("llama-4-scout")).toEqual(["36 window", "12 full"]);
  expect(kinds("gpt-oss-120b")).toEqual(["18 window", "18 full"]);
  expect(kinds("gemma-3-27b")).toEqual(["52 window", "10 full"]);
  expect(kinds("qwen3-next-80b-a3b")).toEqual(["36 linear", "12 full"]);
  expect(kinds("nemotron-h-8b")).toEqual(["24 linear", "24 none", "4 full"]);
  expect(kinds("deepseek-v3.2")).toEqual(["61 latent"]);
});

test("parameters that a token meets are those the makers publish", () => {
  const active = (id: string) => {
    const model = modelById(id);
    return hasTransformer(model) ? activatedParameters(model) / 1e9 : Number.NaN;
  };
  expect(active("deepseek-v3")).toBeCloseTo(37, -0.5);
  expect(active("gpt-oss-120b")).toBeCloseTo(5.1, 0);
  expect(active("qwen3-235b-a22b")).toBeCloseTo(22, -0.5);
  expect(active("mixtral-8x7b")).toBeCloseTo(12.9, 0);
});

describe("quantisation", () => {
  test.each([
    { name: "AWQ of 4 bits", config: { quant_method: "awq", bits: 4, group_size: 128 }, precision: "int4" },
    { name: "GPTQ of 8 bits", config: { quant_method: "gptq", bits: 8 }, precision: "int8" },
    { name: "FP8 in blocks", config: { quant_method: "fp8", weight_block_size: [128, 128] }, precision: "fp8" },
    { name: "ModelOpt NVFP4", config: { quant_method: "modelopt", quant_algo: "NVFP4" }, precision: "nvfp4" },
    {
      name: "compressed tensors of 8-bit floats",
      config: {
        quant_method: "compressed-tensors",
        config_groups: { group_0: { weights: { type: "float", num_bits: 8 } } },
        ignore: ["lm_head"],
      },
      precision: "fp8",
    },
  ])("$name is $precision and leaves the embeddings", ({ config, precision }) => {
    const model = imported(changed("llama-3.1-8b", { quantization_config: config }));
    expect(model).toMatchObject({ publishedIn: precision, checkpoints: [{ precision }] });
    if (!hasTransformer(model)) throw new Error("a transformer");
    expect(model.checkpoints[0]?.keptInNative).toEqual(["embeddings", "router"]);
  });

  test("a list that excludes attention layer by layer keeps attention in 16 bits", () => {
    const ignore = Array.from({ length: 32 }, (_, layer) => `model.layers.${layer}.self_attn.q_proj`);
    const quantization = { quant_method: "modelopt", quant_algo: "NVFP4", ignore };
    const model = imported(changed("llama-3.1-8b", { quantization_config: quantization }));
    expect(model).toMatchObject({ checkpoints: [{ keptInNative: expect.arrayContaining(["attention"]) }] });
  });

  test("excluding one layer does not count for all", () => {
    const quantization = {
      quant_method: "fp8",
      ignored_layers: ["model.layers.0.self_attn", "model.layers.1.self_attn"],
    };
    const model = imported(changed("llama-3.1-8b", { quantization_config: quantization }));
    expect(model).toMatchObject({ checkpoints: [{ keptInNative: ["embeddings", "router"] }] });
  });
});

test("a wrapper that names its language model after itself is read all the same", () => {
  const row = byId("qwen2.5-7b");
  const flat = { ...row.config, model_type: "qwen2_5_vl", vision_config: { depth: 32 } };
  const nested = { model_type: "qwen2_5_vl", text_config: { ...row.config, model_type: "qwen2_5_vl_text" } };
  for (const config of [flat, nested]) expect(imported({ ...row, config })).toEqual(imported(row));
});

test("defaults taken for missing keys are noted", () => {
  const { notes } = readHuggingFaceConfig(byId("llama-3.1-8b").config, { ...byId("llama-3.1-8b"), ref, accessed });
  expect(notes).toEqual(["head_dim is left out and taken as 128: hidden size over attention heads"]);
});

test("no default is noted for a key that the file has under another name", () => {
  const config = {
    model_type: "dbrx",
    d_model: 6144,
    n_heads: 48,
    n_layers: 40,
    max_seq_len: 32768,
    vocab_size: 100352,
    attn_config: { kv_n_heads: 8 },
    ffn_config: { ffn_hidden_size: 10752, moe_num_experts: 16, moe_top_k: 4 },
  };
  const { model, notes } = readHuggingFaceConfig(config, { ...byId("llama-3.1-8b"), ref, accessed });
  expect(model).toMatchObject({ transformer: { attention: [{ kvHeads: { value: 8 } }] } });
  expect(notes).toEqual(["head_dim is left out and taken as 128: hidden size over attention heads"]);
});

test.each([
  { name: "of Command R is the longer one that engines go by", change: { model_max_length: 131_072 }, tokens: 131_072 },
  { name: "is that of the positions where nothing else is stated", change: {}, tokens: 8192 },
])("the context $name", ({ change, tokens }) => {
  const config = {
    model_type: "cohere",
    hidden_size: 8192,
    intermediate_size: 22528,
    num_hidden_layers: 40,
    num_attention_heads: 64,
    num_key_value_heads: 64,
    vocab_size: 256_000,
    max_position_embeddings: 8192,
    ...change,
  };
  expect(imported({ ...byId("llama-3.1-8b"), config })).toMatchObject({ contextLength: { value: tokens } });
});

describe("is refused by name:", () => {
  test.each([
    { name: "an unknown architecture", id: "llama-3.1-8b", change: { model_type: "rwkv7" }, key: "model_type" },
    { name: "a config without a type", id: "llama-3.1-8b", change: { model_type: undefined }, key: "model_type" },
    { name: "a missing size", id: "llama-3.1-8b", change: { hidden_size: undefined }, key: "hidden_size" },
    { name: "a size that is a text", id: "llama-3.1-8b", change: { hidden_size: "4096" }, key: "hidden_size" },
    {
      name: "key-value heads that do not divide the heads",
      id: "llama-3.1-8b",
      change: { num_key_value_heads: 5 },
      key: "num_key_value_heads",
    },
    {
      name: "heads that do not divide the hidden size",
      id: "llama-3.1-8b",
      change: { hidden_size: 4100 },
      key: "head_dim",
    },
    {
      name: "too short a list of layers",
      id: "gpt-oss-20b",
      change: { layer_types: ["full_attention"] },
      key: "layer_types",
    },
    {
      name: "an unknown kind of layer",
      id: "gpt-oss-20b",
      change: { layer_types: Array(24).fill("x") },
      key: "layer_types",
    },
    {
      name: "an unstated number of dense layers",
      id: "deepseek-v3",
      change: { first_k_dense_replace: undefined },
      key: "first_k_dense_replace",
    },
    {
      name: "an unstated size of experts",
      id: "deepseek-v3",
      change: { moe_intermediate_size: undefined },
      key: "moe_intermediate_size",
    },
    {
      name: "an unstated number of experts",
      id: "gpt-oss-20b",
      change: { num_local_experts: undefined },
      key: "num_experts",
    },
    { name: "a stride of expert layers", id: "deepseek-v3", change: { moe_layer_freq: 2 }, key: "moe_layer_freq" },
    {
      name: "an unknown quantisation",
      id: "llama-3.1-8b",
      change: { quantization_config: { quant_method: "aqlm" } },
      key: "quantization_config.quant_method",
    },
    {
      name: "embeddings of another width",
      id: "opt-30b",
      change: { word_embed_proj_dim: 512 },
      key: "word_embed_proj_dim",
    },
  ])("$name", ({ id, change, key }) => {
    const run = () => imported(changed(id, change));
    expect(run).toThrow(
      expect.objectContaining({ code: "LL_MODEL_CONFIG_UNSUPPORTED", detail: expect.objectContaining({ key }) }),
    );
    expect(run).toThrow(key);
  });

  test.each([null, [], "config", 7])("%j instead of a config", (json) => {
    expect(() => readHuggingFaceConfig(json, { id: "x", ref: "x", accessed }).model).toThrow("cannot import");
  });
});

test("a window that the family does not read is named, and refused where it is none", () => {
  const read = (change: object) => {
    const row = changed("llama-3.1-8b", change);
    return readHuggingFaceConfig(row.config, { ...row, ref, accessed }).notes.join();
  };
  expect(read({ sliding_window: 4096 })).toContain("sliding_window 4096 is not read by LlamaForCausalLM");
  expect(read({ sliding_window: null })).not.toContain("sliding_window");
  expect(read({ sliding_window: 4096, use_sliding_window: false })).not.toContain("sliding_window");
  for (const odd of ["wide", -1, 1.5, 1e12]) expect(() => read({ sliding_window: odd })).toThrow("sliding_window");
});
