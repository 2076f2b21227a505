import { describe, expect, test } from "vitest";
import { concurrentSequences } from "../../memory/cache-layout.ts";
import { kvBytesPerToken } from "../../memory/kv-bytes-per-token.ts";
import { activatedParameters } from "../../memory/rank-parameters.ts";
import { sequenceStateBytes } from "../../memory/sequence-state-bytes.ts";
import { replicaSpec } from "../../performance/replica-spec.ts";
import { gpuById, modelById } from "../lookup.ts";
import { hasTransformer, type TransformerModel } from "../model.ts";
import { readHuggingFaceConfig } from "./import-hugging-face-config.ts";

const transformerModel = (model: ReturnType<typeof modelById>): TransformerModel => {
  if (!hasTransformer(model)) throw new Error("a transformer");
  return model;
};
const read = (config: object) =>
  transformerModel(readHuggingFaceConfig(config, { id: "x", ref: "test", accessed: "2026-11-25" }).model);
const known = (id: string) => transformerModel(modelById(id));
const cacheOf = ({ transformer }: TransformerModel) =>
  kvBytesPerToken(transformer, { precision: "bf16", tensor: 1, pipeline: 1 });

const block = (kvGroup: number | null, multiple: number | null, more: object = {}) => ({
  attention: kvGroup === null ? { no_op: true } : { n_heads_in_group: kvGroup },
  ffn: multiple === null ? { no_op: true } : { ffn_mult: multiple },
  ...more,
});

const searched = {
  model_type: "nemotron-nas",
  hidden_size: 8192,
  num_hidden_layers: 4,
  num_attention_heads: 64,
  vocab_size: 128256,
  max_position_embeddings: 131072,
  block_configs: [
    block(8, 5.25),
    block(16, 2.625),
    block(null, 0.5),
    block(8, null, { attention: { replace_with_linear: true } }),
  ],
};

describe("layers that a search made uneven", () => {
  test("cache only where they attend, each with the heads it kept", () => {
    expect(cacheOf(read(searched))).toBe((8 + 4) * 2 * 128 * 2);
  });

  test("have the feed-forward sizes of their multiples, in whole steps of 256", () => {
    const sizes = read(searched).transformer.feedForward.map((group) =>
      group.kind === "dense" ? group.size.value : group.kind,
    );
    expect(sizes).toEqual([28672, 14336, 2816, "none"]);
  });

  test("count the square matrix that stands for attention among the parameters", () => {
    const without = { ...searched, block_configs: [...searched.block_configs.slice(0, 3), block(null, null)] };
    expect(read(searched).parameters.value - read(without).parameters.value).toBe(8192 ** 2);
  });

  test.each([
    { name: "too short a list", change: { block_configs: [block(8, 5.25)] }, key: "block_configs" },
    { name: "no list", change: { block_configs: {} }, key: "block_configs" },
    {
      name: "a layer without a size",
      change: { block_configs: Array(4).fill({ attention: {}, ffn: {} }) },
      key: "n_heads_in_group",
    },
  ])("are refused with $name", ({ change, key }) => {
    expect(() => read({ ...searched, ...change })).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ key }) }),
    );
  });
});

test("attention and state beside each other count both, in the same layers", () => {
  const { transformer } = known("falcon-h1-7b");
  expect(transformer.attention.map(({ kind, layers }) => [kind, layers.value])).toEqual([
    ["full", 44],
    ["linear", 44],
  ]);
  expect(transformer.layers.value).toBe(44);
  const state = sequenceStateBytes(transformer, { tensor: 1, pipeline: 1 });
  expect(state).toBe(44 * (24 * 128 * 256 * 4 + (24 * 128 + 2 * 256) * 3 * 2));
});

test("layers that read another layer's keys and values add nothing to the cache", () => {
  const gemma = known("gemma-3n-e4b");
  const retained = gemma.transformer.attention.filter(
    (group) => !("cachedBy" in group && group.cachedBy !== undefined),
  );
  expect(retained.reduce((sum, { layers }) => sum + layers.value, 0)).toBe(20);
  expect(cacheOf(gemma)).toBe(20 * 2 * 2 * 256 * 2);
});

test("a table of embeddings per layer takes memory and meets no token whole", () => {
  const gemma = known("gemma-3n-e4b");
  expect(gemma.parameters.value / 1e9).toBeCloseTo(6.87, 1);
  expect(activatedParameters(gemma) / 1e9).toBeCloseTo(6.87 - 2.35, 1);
});

test("layers that look at an image cache nothing for text", () => {
  expect(cacheOf(known("llama-3.2-11b-vision"))).toBe(cacheOf(known("llama-3.1-8b")));
});

test("values narrower than keys take less of the cache", () => {
  expect(cacheOf(known("mimo-v2-flash"))).toBe((9 * 4 + 39 * 8) * (192 + 128) * 2);
});

test("keys that serve as values are cached twice and made once", () => {
  const config = {
    model_type: "gemma4_text",
    hidden_size: 5376,
    num_hidden_layers: 6,
    num_attention_heads: 32,
    num_key_value_heads: 16,
    head_dim: 256,
    global_head_dim: 512,
    num_global_key_value_heads: 4,
    intermediate_size: 21504,
    vocab_size: 262144,
    sliding_window: 1024,
    max_position_embeddings: 262144,
  };
  const [separate, shared] = [read(config), read({ ...config, attention_k_eq_v: true })];
  expect(cacheOf(shared)).toBe(cacheOf(separate));
  expect(separate.parameters.value - shared.parameters.value).toBe(5376 * 4 * 512);
});

test("routed experts of less than the hidden size are that much smaller", () => {
  const nemotron = known("nemotron-3-super-120b-a12b");
  expect(activatedParameters(nemotron) / 1e9).toBeCloseTo(12.2, 0);
});

test("short convolutions keep two inputs per channel for a sequence, and no cache", () => {
  const { transformer } = known("lfm2-1.2b");
  expect(sequenceStateBytes(transformer, { tensor: 1, pipeline: 1 })).toBe(10 * 2048 * 2 * 2);
});

test("window layers with more heads than the others are counted with them", () => {
  const { transformer } = known("step-3.5-flash");
  expect(transformer.attention.map((group) => ("heads" in group ? group.heads.value : null))).toEqual([64, 96]);
});

describe("a wrapper that leaves out what its language model's class has as default", () => {
  test("is filled in as transformers fills it in: LLaVA 1.5 7B", () => {
    const text = { model_type: "llama", max_position_embeddings: 4096, vocab_size: 32064 };
    const { parameters } = read({ model_type: "llava", text_config: text, vision_config: {} });
    expect(parameters.value).toBe(known("llama-2-7b").parameters.value + 2 * 64 * 4096);
  });

  test("keeps what it states: Pixtral 12B", () => {
    const text = {
      model_type: "mistral",
      hidden_size: 5120,
      head_dim: 128,
      num_hidden_layers: 40,
      num_key_value_heads: 8,
      vocab_size: 131072,
    };
    expect(read({ model_type: "llava", text_config: text }).parameters.value).toBe(
      known("mistral-nemo-12b").parameters.value,
    );
  });

  test("at the top of the file a missing size is still refused", () => {
    expect(() => read({ model_type: "llama", vocab_size: 32000 })).toThrow("num_hidden_layers");
  });
});

test("each of these models fits one large GPU with space for sequences, or states how much is missing", () => {
  for (const id of ["falcon-h1-7b", "gemma-3n-e4b", "lfm2-8b-a1b", "llama-3.2-11b-vision", "gemma-4-31b"]) {
    const spec = replicaSpec({ model: id, gpu: gpuById("h200").id });
    expect(concurrentSequences(spec, 4096)).toBeGreaterThan(10);
  }
});
