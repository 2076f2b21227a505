import { expect, test } from "vitest";
import { hasTransformer } from "../model.ts";
import { readHuggingFaceConfig } from "./import-hugging-face-config.ts";

const read = (config: object) => {
  const model = readHuggingFaceConfig(config, { id: "x", ref: "test", accessed: "2026-11-24" }).model;
  if (!hasTransformer(model)) throw new Error("a transformer");
  return model;
};

const internLm2 = {
  model_type: "internlm2",
  hidden_size: 6144,
  num_hidden_layers: 48,
  num_attention_heads: 48,
  num_key_value_heads: 8,
  intermediate_size: 16384,
  vocab_size: 92544,
  max_position_embeddings: 32768,
};

const group = (weights: object, more: object = {}) => ({
  quant_method: "compressed-tensors",
  config_groups: { group_0: { targets: ["Linear"], weights } },
  ignore: ["lm_head"],
  ...more,
});

test.each([
  { name: "FP8 in eight bits of floating point", method: group({ num_bits: 8, type: "float" }), precision: "fp8" },
  { name: "INT8", method: group({ num_bits: 8, type: "int" }), precision: "int8" },
  { name: "four bits of integer", method: group({ num_bits: 4, type: "int", group_size: 128 }), precision: "int4" },
  { name: "NVFP4 by its groups", method: group({ num_bits: 4, type: "float", group_size: 16 }), precision: "nvfp4" },
  { name: "MXFP4 by its groups", method: group({ num_bits: 4, type: "float", group_size: 32 }), precision: "mxfp4" },
  {
    name: "a group under a name of its own",
    method: { quant_method: "compressed-tensors", config_groups: { FP8: { weights: { num_bits: 8, type: "float" } } } },
    precision: "fp8",
  },
  {
    name: "modelopt by its other name",
    method: { quant_method: "modelopt_fp4", quant_algo: "NVFP4" },
    precision: "nvfp4",
  },
  { name: "bitsandbytes that leaves its name out", method: { load_in_4bit: true }, precision: "int4" },
] as const)("$name is read as $precision", ({ method, precision }) => {
  expect(read({ ...internLm2, quantization_config: method }).publishedIn).toBe(precision);
});

const nvfp4 = { weights: { num_bits: 4, type: "float", group_size: 16 } };
const fp8 = { weights: { num_bits: 8, type: "float" } };

test("groups of one weight format are read, of two they are refused and both named", () => {
  const groups = (groupOf1: object) => ({
    ...internLm2,
    quantization_config: { quant_method: "compressed-tensors", config_groups: { group_0: nvfp4, group_1: groupOf1 } },
  });
  expect(read(groups(nvfp4)).publishedIn).toBe("nvfp4");
  expect(() => read(groups(fp8))).toThrow("weights in nvfp4 and fp8 at once");
});

test("a single layer left in 16 bits does not leave its part in 16 bits everywhere", () => {
  const retained = (names: readonly string[]) =>
    read({ ...internLm2, quantization_config: { quant_method: "fp8", modules_to_not_convert: names } }).checkpoints[0]
      ?.keptInNative;
  expect(retained(["model.layers.0.self_attn.q_proj"])).not.toContain("attention");
  expect(retained(["model.layers.*.self_attn.q_proj"])).toContain("attention");
});

test.each([
  { method: { quant_method: "bitsandbytes", load_in_4bit: true }, precision: "int4" },
  { method: { quant_method: "bitsandbytes", load_in_8bit: true }, precision: "int8" },
  { method: { quant_method: "auto-round", bits: 4 }, precision: "int4" },
  { method: { quant_method: "intel/auto-round", bits: 8 }, precision: "int8" },
  { method: { quant_method: "auto-round", bits: 8, data_type: "fp" }, precision: "fp8" },
  { method: { quant_method: "auto-round", bits: 4, data_type: "mx_fp" }, precision: "mxfp4" },
  { method: { quant_method: "auto-round", bits: 4, data_type: "nv_fp" }, precision: "nvfp4" },
  { method: { quant_method: "awq", w_bit: 4, q_group_size: 128 }, precision: "int4" },
  { method: { bits: 4, group_size: 128, damp_percent: 0.1, desc_act: false }, precision: "int4" },
  { method: { quant_method: "quark", global_quant_config: { weight: { dtype: "fp8_e4m3" } } }, precision: "fp8" },
  { method: { quant_method: "quark", global_quant_config: { weight: { dtype: "fp4" } } }, precision: "mxfp4" },
  { method: { quant_method: "modelopt", quant_algo: "W4A8_MXFP4_FP8" }, precision: "mxfp4" },
  { method: { quant_method: "torchao", quant_type: "int4_weight_only" }, precision: "int4" },
  {
    method: {
      quant_method: "torchao",
      quant_type: { default: { _type: "Float8DynamicActivationFloat8WeightConfig" } },
    },
    precision: "fp8",
  },
  { method: { quant_method: "quanto", weights: "int8" }, precision: "int8" },
  { method: { quant_method: "fp_quant", forward_dtype: "nvfp4" }, precision: "nvfp4" },
] as const)("$method.quant_method is read as $precision", ({ method, precision }) => {
  expect(read({ ...internLm2, quantization_config: method }).publishedIn).toBe(precision);
});

test.each([
  {
    name: "ModelOpt's algorithm",
    more: { quant_method: "modelopt", quant_algo: "FP8", kv_cache_quant_algo: "FP8" },
    kvCache: "fp8",
  },
  {
    name: "a scheme of compressed tensors",
    more: group({ num_bits: 8, type: "float" }, { kv_cache_scheme: { num_bits: 8, type: "float" } }),
    kvCache: "fp8",
  },
  { name: "nothing about it", more: { quant_method: "fp8" }, kvCache: undefined },
  {
    name: "a scheme that is null",
    more: group({ num_bits: 8, type: "float" }, { kv_cache_scheme: null }),
    kvCache: undefined,
  },
])("the cache that a checkpoint asks for is read: $name", ({ more, kvCache }) => {
  expect(read({ ...internLm2, quantization_config: more }).checkpoints[0]?.kvCache).toBe(kvCache);
});
