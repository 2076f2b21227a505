import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelSchema } from "@loadline/model/internal";
import { afterAll, expect, test } from "vitest";
import { expectGolden } from "../../test/golden.ts";
import { run } from "../../test/memory-context.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-model-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const config = {
  architectures: ["GptOssForCausalLM"],
  model_type: "gpt_oss",
  hidden_size: 2880,
  intermediate_size: 2880,
  layer_types: Array.from({ length: 24 }, (_, layer) => (layer % 2 === 0 ? "sliding_attention" : "full_attention")),
  max_position_embeddings: 131_072,
  num_attention_heads: 64,
  num_experts_per_tok: 4,
  num_hidden_layers: 24,
  num_key_value_heads: 8,
  num_local_experts: 32,
  quantization_config: { quant_method: "mxfp4", modules_to_not_convert: ["model.layers.*.self_attn"] },
  sliding_window: 128,
  vocab_size: 201_088,
};

const fileWith = (name: string, text: string): string => {
  mkdirSync(join(folder, name), { recursive: true });
  const path = join(folder, name, "config.json");
  writeFileSync(path, text);
  return path;
};

const model = (argv: readonly string[], columns = 60) => run(["model", ...argv], { columns });

test("an import reads as its golden file, within 60 columns", async () => {
  const { code, stdout } = await model(["import", fileWith("GPT OSS 20B", JSON.stringify(config))]);
  expect(code).toBe(0);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  expectGolden(stdout, "model-import-60.txt");
});

test("its JSON carries a model file of the catalogue's schema, named after --id", async () => {
  const { stdout } = await model(["import", fileWith("x", JSON.stringify(config)), "--id", "mine", "--json"]);
  const answer = JSON.parse(stdout) as { model: unknown; notes: string[]; memoryPerGpu: { gpus: number | null }[] };
  expect(modelSchema.parse(answer.model)).toMatchObject({ id: "mine", publishedIn: "mxfp4" });
  expect(answer.notes).toEqual(["head_dim is left out and taken as 64: the default of transformers"]);
  expect(answer.memoryPerGpu.some(({ gpus }) => gpus === 1)).toBe(true);
});

test.each([
  { name: "an unknown architecture", text: '{"model_type":"rwkv7"}', message: "LL_MODEL_CONFIG_UNSUPPORTED: cannot" },
  { name: "a missing key", text: '{"model_type":"llama"}', message: "num_hidden_layers: it is missing" },
  { name: "no JSON", text: "layers = 5", message: "expected a config.json in JSON" },
])("$name is reported in one line and exits with 2", async ({ text, message }) => {
  const { code, stderr } = await model(["import", fileWith("bad", text)]);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

const llama = {
  model_type: "llama",
  hidden_size: 2048,
  num_hidden_layers: 22,
  num_attention_heads: 32,
  num_key_value_heads: 4,
  intermediate_size: 5632,
  vocab_size: 32_000,
  max_position_embeddings: 2048,
};

const withStatement = (name: string, statement: string): string => {
  const path = fileWith(name, JSON.stringify(llama));
  writeFileSync(join(folder, name, "hf_quant_config.json"), statement);
  return path;
};

test("the number format that ModelOpt states in a file beside the config.json is the checkpoint's, with a note", async () => {
  const quantization = { quant_algo: "FP8", kv_cache_quant_algo: "FP8", exclude_modules: ["lm_head"] };
  const path = withStatement("quantised", JSON.stringify({ producer: { name: "modelopt" }, quantization }));
  const { stdout } = await model(["import", path, "--json"]);
  const answer = JSON.parse(stdout) as { model: unknown; notes: string[] };
  expect(answer.model).toMatchObject({ publishedIn: "fp8", checkpoints: [{ precision: "fp8", kvCache: "fp8" }] });
  expect(answer.notes).toContain("quantization_config: as hf_quant_config.json beside it states");
});

test.each([
  { name: "without its object", statement: "[]", message: "an object quantization" },
  { name: "in an unknown format", statement: '{"quantization":{"quant_algo":"X"}}', message: "X is not understood" },
])("such a file $name is refused, as the weights would count as 16 bits", async ({ statement, message }) => {
  const { code, stderr } = await model(["import", withStatement("unclear", statement)]);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test("another action than import is refused", async () => {
  const { code, stderr } = await model(["export", "config.json"]);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("expected import") });
});
