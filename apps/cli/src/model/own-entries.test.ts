import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gpuNamed, modelById, modelInput, modelNamed, readOwnDevice, readOwnModel } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { nameOfFile, readModelConfig } from "./own-entries.ts";

const config = {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  torch_dtype: "bfloat16",
  hidden_size: 2048,
  num_hidden_layers: 22,
  num_attention_heads: 32,
  num_key_value_heads: 4,
  intermediate_size: 5632,
  vocab_size: 32_000,
  max_position_embeddings: 2048,
  tie_word_embeddings: false,
};
const parse = (value: unknown, path: string) =>
  readOwnModel(JSON.parse(JSON.stringify(value)), { what: path, name: nameOfFile(path), accessed: "2026-11-24" });

test("a config.json is named after its folder, another file after itself", () => {
  expect(parse(config, "models/Our Model/config.json").id).toBe("our-model");
  expect(parse(config, "ours.json").id).toBe("ours");
});

test("a model file and what model import prints are read as they are", () => {
  const model = parse(config, "ours.json");
  expect(parse(model, "x.json")).toEqual(model);
  expect(parse({ model, notes: [], memoryPerGpu: [] }, "x.json")).toEqual(model);
});

test.each([
  {
    name: "a model file without its numbers",
    text: '{"kind":"decoder","id":"x"}',
    message: "x.json.name is null; expected a text in quotes; it may not be left out",
  },
  {
    name: "an unknown architecture",
    text: '{"model_type":"rwkv"}',
    message: "rwkv is not one that can be imported",
  },
])("$name is refused", ({ text, message }) => {
  expect(() => parse(JSON.parse(text), "x.json")).toThrow(message);
});

test("an own model is found by id or name before the catalogue's, and named among the nearest", () => {
  const own = [{ ...parse(config, "ours.json"), id: "llama-3.1-8b", name: "Ours" }];
  expect(modelNamed("Ours", own)).toBe(own[0]);
  expect(modelInput("llama-3.1-8b", own)).toBe(own[0]);
  expect(modelNamed("llama-3.1-70b", own)).toBe(modelById("llama-3.1-70b"));
  expect(modelInput("nvidia/Llama-3.1-70B-Instruct-FP8", own)).toBe("nvidia/Llama-3.1-70B-Instruct-FP8");
  expect(() => modelNamed("hours", own)).toThrow('unknown model "hours"; nearest known: llama-3.1-8b');
});

test("an alias is found however it is written", () => {
  const own = [{ ...parse(config, "ours.json"), aliases: ["Team/Ours-7B"] }];
  expect(modelNamed("team/ours-7b", own)).toBe(own[0]);
});

test("a number format beside the config.json that cannot be read is an error, not 16 bits", async () => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-model-"));
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
  expect((await readModelConfig(join(folder, "config.json"))).notes).toEqual([]);
  mkdirSync(join(folder, "hf_quant_config.json"));
  await expect(readModelConfig(join(folder, "config.json"))).rejects.toThrow("cannot read");
  rmSync(folder, { recursive: true });
});

describe("a device of the user's own", () => {
  const device = {
    name: "My CPU",
    memoryCapacity: 6.4e10,
    memoryBandwidth: 1e11,
    denseFlops: { bf16: 2e12 },
    power: 200,
  };
  const read = (changes: object = {}) => readOwnDevice({ ...device, ...changes }, { what: "cpu.yaml" });

  test("plain numbers are in base units; what is left out is assumed", () => {
    const { gpu, usdPerGpuHour } = read({ usdPerGpuHour: 0.4, source: { kind: "datasheet", ref: "its page" } });
    expect(gpu).toMatchObject({
      id: "my-cpu",
      generation: "other",
      partitions: [],
      memoryBandwidth: { value: 1e11, unit: "B/s", source: { kind: "datasheet", ref: "its page" } },
      denseFlops: { fp8: null, bf16: { value: 2e12, unit: "FLOP/s" } },
      link: { gpusPerNode: { value: 1, source: { kind: "assumed" } } },
    });
    expect(usdPerGpuHour).toBe(0.4);
    expect(gpuNamed("my cpu", [gpu])).toBe(gpu);
    expect(() => gpuNamed("my gpu", [gpu])).toThrow("nearest known: my-cpu");
  });

  test.each([
    { name: "no bandwidth", changes: { memoryBandwidth: undefined }, message: "cpu.yaml.memoryBandwidth" },
    {
      name: "a bandwidth in GB/s",
      changes: { memoryBandwidth: 100 },
      message: "expected a number of at least 1000000000",
    },
    { name: "a misspelt key", changes: { bandwith: 1 }, message: "cpu.yaml.bandwith is 1; expected no such key" },
    { name: "a price of nothing", changes: { usdPerGpuHour: 0 }, message: "cpu.yaml.usdPerGpuHour" },
    { name: "a source without a kind", changes: { source: "mine" }, message: "cpu.yaml.source" },
  ])("$name is rejected with the key and what is expected", ({ changes, message }) => {
    expect(() => read(changes)).toThrow(message);
  });
});
