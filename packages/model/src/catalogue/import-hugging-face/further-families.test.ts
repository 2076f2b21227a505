import { describe, expect, test } from "vitest";
import { hasTransformer } from "../model.ts";
import { readHuggingFaceConfig } from "./import-hugging-face-config.ts";

const options = { id: "x", ref: "test", accessed: "2026-11-26" } as const;
const read = (config: object) => {
  const model = readHuggingFaceConfig(config, options).model;
  if (!hasTransformer(model)) throw new Error("a transformer");
  return model;
};

const shape = (
  type: string,
  [hidden, layers, heads, kvHeads, size, vocabulary, context]: readonly number[],
): Readonly<Record<string, unknown>> => ({
  model_type: type,
  hidden_size: hidden,
  num_hidden_layers: layers,
  num_attention_heads: heads,
  num_key_value_heads: kvHeads,
  intermediate_size: size,
  vocab_size: vocabulary,
  max_position_embeddings: context,
});

/** Shapes of published models, the parameters that their makers state, and bytes of 16-bit keys and values per token. */
const published = [
  { name: "Yi 6B by its first name", config: shape("Yi", [4096, 32, 32, 4, 11008, 64000, 4096]), billions: 6.06 },
  { name: "Orion 14B", config: shape("orion", [5120, 40, 40, 40, 15360, 84608, 4096]), billions: 14.5 },
  { name: "Xverse 13B", config: shape("xverse", [5120, 40, 40, 40, 13824, 100278, 8192]), billions: 13.7 },
  {
    name: "StableLM 3B 4E1T by its first name",
    config: shape("stablelm_epoch", [2560, 32, 32, 32, 6912, 50304, 4096]),
    billions: 2.8,
  },
  {
    name: "VaultGemma 1B",
    config: { ...shape("vaultgemma", [1152, 26, 4, 4, 6912, 256000, 1024]), head_dim: 256, sliding_window: 512 },
    billions: 1.04,
  },
  {
    name: "GPT-Neo 2.7B",
    config: {
      model_type: "gpt_neo",
      hidden_size: 2560,
      num_layers: 32,
      num_heads: 20,
      intermediate_size: null,
      vocab_size: 50257,
      max_position_embeddings: 2048,
      window_size: 256,
      attention_types: [[["global", "local"], 16]],
    },
    billions: 2.65,
  },
  {
    name: "CodeGen 16B",
    config: {
      model_type: "codegen",
      n_embd: 6144,
      n_layer: 34,
      n_head: 24,
      n_positions: 2048,
      n_inner: null,
      vocab_size: 51200,
    },
    billions: 16.03,
  },
  {
    name: "SantaCoder",
    config: {
      model_type: "gpt2",
      attention_head_type: "multiquery",
      n_embd: 2048,
      n_layer: 24,
      n_head: 16,
      n_inner: 8192,
      n_positions: 2048,
      vocab_size: 49280,
    },
    billions: 1.12,
  },
  {
    name: "Arctic",
    config: {
      ...shape("arctic", [7168, 35, 56, 8, 4864, 32000, 4096]),
      num_local_experts: 128,
      num_experts_per_tok: 2,
      moe_layer_frequency: 1,
      parallel_attn_mlp_res: true,
    },
    billions: 479,
  },
  {
    name: "FlexOlmo 7x7B",
    config: {
      ...shape("flex_olmo", [4096, 32, 32, 32, 11008, 100352, 4096]),
      num_experts: 7,
      num_experts_per_tok: 5,
    },
    billions: 33.3,
  },
  {
    name: "the language model of Aria",
    config: {
      ...shape("aria_text", [2560, 28, 20, 20, 1664, 100352, 65536]),
      moe_num_experts: 64,
      moe_num_shared_experts: 2,
      moe_topk: 6,
    },
    billions: 24.9,
  },
  {
    name: "the language model of PaliGemma, which leaves its context out",
    config: {
      model_type: "paligemma",
      text_config: {
        model_type: "gemma",
        hidden_size: 2048,
        intermediate_size: 16384,
        num_attention_heads: 8,
        num_hidden_layers: 18,
        num_key_value_heads: 1,
        vocab_size: 257216,
      },
    },
    billions: 2.51,
  },
  {
    name: "DeBERTa v3 base",
    config: {
      ...shape("deberta-v2", [768, 12, 12, 12, 3072, 128100, 512]),
      type_vocab_size: 0,
      relative_attention: true,
      position_biased_input: false,
      position_buckets: 256,
      share_att_key: true,
      pos_att_type: "p2c|c2p",
      norm_rel_ebd: "layer_norm",
    },
    billions: 0.184,
  },
  {
    name: "DeBERTa v3 large",
    config: {
      ...shape("deberta-v2", [1024, 24, 16, 16, 4096, 128100, 512]),
      type_vocab_size: 0,
      relative_attention: true,
      position_biased_input: false,
      position_buckets: 256,
      share_att_key: true,
      pos_att_type: "p2c|c2p",
      norm_rel_ebd: "layer_norm",
    },
    billions: 0.435,
  },
  {
    name: "ELECTRA base",
    config: { ...shape("electra", [768, 12, 12, 12, 3072, 30522, 512]), embedding_size: 768, type_vocab_size: 2 },
    billions: 0.109,
  },
  {
    name: "GTE large en v1.5",
    config: {
      ...shape("new", [1024, 24, 16, 16, 4096, 30528, 8192]),
      type_vocab_size: 2,
      position_embedding_type: "rope",
    },
    billions: 0.435,
  },
  {
    name: "GTE multilingual base",
    config: {
      ...shape("new", [768, 12, 12, 12, 3072, 250048, 8192]),
      type_vocab_size: 1,
      position_embedding_type: "rope",
    },
    billions: 0.305,
  },
  {
    name: "Jina embeddings v3 without its adapters",
    config: {
      ...shape("xlm-roberta-flash", [1024, 24, 16, 16, 4096, 250002, 8194]),
      type_vocab_size: 1,
      position_embedding_type: "rotary",
    },
    billions: 0.559,
  },
  { name: "EuroBERT 610M", config: shape("eurobert", [1152, 26, 18, 6, 4096, 128256, 8192]), billions: 0.608 },
] as const;

test.each(published)("$name has the parameters that its makers state", ({ config, billions }) => {
  expect(Math.abs(read(config).parameters.value / 1e9 / billions - 1)).toBeLessThan(0.01);
});

test("a head that all queries share keeps one set of keys", () => {
  const santaCoder = published.find(({ name }) => name === "SantaCoder")?.config ?? {};
  expect(read(santaCoder).transformer.attention[0]).toMatchObject({ heads: { value: 16 }, kvHeads: { value: 1 } });
});

test("local layers see their window and global ones everything", () => {
  const neo = published.find(({ name }) => name === "GPT-Neo 2.7B")?.config ?? {};
  expect(read(neo).transformer.attention.map(({ kind, layers }) => `${layers.value} ${kind}`)).toEqual([
    "16 full",
    "16 window",
  ]);
});

const gpt2 = { model_type: "gpt2", n_embd: 768, n_layer: 12, n_head: 12, n_positions: 1024, vocab_size: 50257 };

test("an output matrix of its own is counted where GPT-2 states that it is not shared", () => {
  const untied = read({ ...gpt2, tie_word_embeddings: false });
  expect(untied.parameters.value - read(gpt2).parameters.value).toBe(768 * 50257);
});

test("eight-bit floats are read from the dtype where no quantisation is stated", () => {
  expect(read({ ...published[0].config, torch_dtype: "float8_e4m3fn" }).publishedIn).toBe("fp8");
});

describe("a decoder without an output matrix is one that makes no tokens:", () => {
  const qwen = { ...shape("qwen2", [3584, 28, 28, 4, 18944, 152064, 32768]), tie_word_embeddings: false };

  test.each(["Qwen2ForSequenceClassification", "Qwen2ForRewardModel", "Qwen2ForTokenClassification", "Qwen2Model"])(
    "%s",
    (architecture) => {
      const { model, notes } = readHuggingFaceConfig({ ...qwen, architectures: [architecture] }, options);
      expect(model.kind).toBe("encoder");
      expect(model.parameters.value / 1e9).toBeCloseTo(7.07, 2);
      expect(notes.join()).toContain(architecture);
    },
  );

  test.each(["Qwen2ForCausalLM", "ChatGLMModel"])("but not %s", (architecture) => {
    expect(read({ ...qwen, architectures: [architecture] }).kind).toBe("decoder");
  });
});

describe("what is not read is refused by name:", () => {
  const deberta = published.find(({ name }) => name === "DeBERTa v3 base")?.config ?? {};
  const electra = published.find(({ name }) => name === "ELECTRA base")?.config ?? {};
  const bert = shape("bert", [768, 12, 12, 12, 3072, 30522, 512]);

  test.each([
    { name: "Xverse with experts", config: { ...published[2].config, num_experts: 64 }, key: "num_experts" },
    { name: "distances with keys of their own", config: { ...deberta, share_att_key: false }, key: "share_att_key" },
    { name: "embeddings of another width", config: { ...electra, embedding_size: 128 }, key: "embedding_size" },
    {
      name: "tables of distances per layer",
      config: { ...bert, position_embedding_type: "relative_key_query" },
      key: "position_embedding_type",
    },
    { name: "an unknown head type", config: { ...gpt2, attention_head_type: "x" }, key: "attention_head_type" },
  ])("$name", ({ config, key }) => {
    expect(() => read(config)).toThrow(
      expect.objectContaining({ code: "LL_MODEL_CONFIG_UNSUPPORTED", detail: expect.objectContaining({ key }) }),
    );
  });
});
