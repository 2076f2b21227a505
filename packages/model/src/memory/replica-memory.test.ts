import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLoadlineError } from "../base/errors.ts";
import { precisions } from "../base/precisions.ts";
import { listModels, modelById } from "../catalogue/lookup.ts";
import { hasTransformer, type Model } from "../catalogue/model.ts";
import { type ReplicaSpecInput, replicaSpec } from "../performance/replica-spec.ts";
import { cacheLayout, concurrentSequences } from "./cache-layout.ts";
import { headsDivide } from "./head-counts.ts";
import { kvBytesPerToken } from "./kv-bytes-per-token.ts";
import { activatedParameters, rankParameters, totalParameters } from "./rank-parameters.ts";
import { fittingMemory, replicaMemory } from "./replica-memory.ts";

const gib = 2 ** 30;

const memoryOf = (changes: Partial<ReplicaSpecInput>) =>
  replicaMemory(replicaSpec({ model: "llama-3.1-8b", gpu: "h100", ...changes }));

describe("Llama 3.1 8B on one H100, vLLM", () => {
  const memory = memoryOf({ engineConfig: { gpuMemoryUtilization: 0.95 } });

  test("the cache is within 2 % of the 58.11 GiB that vLLM reports", () => {
    expect(Math.abs(memory.perGpu.kvCache / gib / 58.11 - 1)).toBeLessThan(0.02);
  });

  test("it holds within 2 % of the 476,000 tokens that vLLM reports, in whole blocks", () => {
    expect(Math.abs(memory.kvCacheTokens / 476_000 - 1)).toBeLessThan(0.02);
    expect(memory.kvCacheTokens % 16).toBe(0);
  });

  test("weights are within 1 % of the 14.99 GiB that vLLM loads", () => {
    expect(Math.abs(memory.perGpu.weights / gib / 14.99 - 1)).toBeLessThan(0.01);
  });
});

test.each([
  { model: "llama-2-70b", precision: "bf16", tensor: 1, expected: 327_680 },
  { model: "llama-3.1-8b", precision: "bf16", tensor: 1, expected: 131_072 },
  { model: "llama-3.1-70b", precision: "bf16", tensor: 8, expected: 40_960 },
  { model: "llama-3.1-70b", precision: "fp8", tensor: 8, expected: 20_480 },
] as const)("a cached token of $model in $precision takes $expected bytes per GPU at tensor $tensor", (row) => {
  const model = modelById(row.model);
  if (model.kind !== "decoder") throw new Error("the row names a decoder");
  const layout = { precision: row.precision, tensor: row.tensor, pipeline: 1 };
  expect(kvBytesPerToken(model.transformer, layout)).toBe(row.expected);
});

test("more tensor ranks than key-value heads copy heads instead of dividing them", () => {
  const { kind, ...model } = modelById("llama-3.1-70b");
  if (!("transformer" in model) || kind === "diffusion") throw new Error("a transformer");
  const at = (tensor: number) => kvBytesPerToken(model.transformer, { precision: "bf16", tensor, pipeline: 1 });
  expect(at(16)).toBe(at(8));
});

test("an embedding that serves both ends is loaded once", () => {
  const { weights } = memoryOf({ model: "bert-large" }).perGpu;
  expect(Math.abs(weights / (2 * 340e6) - 1)).toBeLessThan(0.03);
});

describe("what does not fit", () => {
  const memory = memoryOf({ model: "llama-3.1-70b" });

  test("is reported, with the bytes that are missing and without a cache", () => {
    expect(memory).toMatchObject({ fits: false, kvCacheTokens: 0 });
    expect(memory.perGpu.kvCache).toBe(0);
    expect(memory.shortfall / gib).toBeGreaterThan(60);
  });

  test("names what would make it fit, as settings of the engine and with the effect", () => {
    expect(memory.suggestions).toEqual([
      "--tensor-parallel-size 2 (fits with 1.6 GiB for KV)",
      "--quantization fp8 (fits with 0.8 GiB for KV)",
    ]);
  });

  test("two changes are named where none alone is enough, and more memory where no pair is", () => {
    expect(memoryOf({ model: "llama-3.1-405b" }).suggestions).toEqual([
      expect.stringMatching(/^--tensor-parallel-size 4 --quantization nvfp4|^--tensor-parallel-size \d --quantization/),
    ]);
    expect(memoryOf({ model: "kimi-k2", gpu: "t4", weights: "int4" }).suggestions).toEqual([
      expect.stringMatching(/^a GPU with more memory|^--tensor-parallel-size 8 --pipeline-parallel-size/),
    ]);
  });

  test("each suggestion does", () => {
    expect(memoryOf({ model: "llama-3.1-70b", parallel: { tensor: 2 } }).fits).toBe(true);
    expect(memoryOf({ model: "llama-3.1-70b", weights: "fp8" }).fits).toBe(true);
  });

  test("a length that is too long for the cache alone names the longest that is not", () => {
    const long = memoryOf({ gpu: "l4", engineConfig: { maxModelLen: 131_072 } });
    expect(long.fits).toBe(false);
    expect(long.suggestions[0]).toMatch(/^--max-model-len \d+ \(fits with /);
    const length = Number(/\d+/.exec(long.suggestions[0] ?? "")?.[0]);
    expect(memoryOf({ gpu: "l4", engineConfig: { maxModelLen: length } }).fits).toBe(true);
    expect(memoryOf({ gpu: "l4", engineConfig: { maxModelLen: length + 16 } }).fits).toBe(false);
  });
});

test.each([
  { engine: "vllm", budget: "everything", expected: (physical: number, parts: number) => 0.8 * physical - parts },
  {
    engine: "tensorrt-llm",
    budget: "what is free",
    expected: (physical: number, parts: number) => 0.8 * (physical - parts),
  },
])("$engine takes its share of $budget", ({ engine, expected }) => {
  const spec = replicaSpec({ model: "llama-3.1-8b", gpu: "h100", engine, engineConfig: { gpuMemoryUtilization: 0.8 } });
  const { weights, activation, framework, kvCache } = replicaMemory(spec).perGpu;
  const wanted = expected(spec.gpu.physicalMemory.value, weights + activation + framework);
  expect(Math.abs(kvCache - wanted)).toBeLessThan(16 * 131_072);
});

test("what must fit and does not names the model, the GPU and what it would take", () => {
  const spec = replicaSpec({ model: "llama-3.1-70b", gpu: "h100" });
  expect(() => fittingMemory(spec)).toThrow(expect.objectContaining({ code: "LL_MODEL_DOES_NOT_FIT" }));
  const small = replicaSpec({ model: "llama-3.1-8b", gpu: "h100" });
  expect(fittingMemory(small).perGpu).toEqual(replicaMemory(small).perGpu);
});

test.each([
  { model: "llama-3.1-70b", divides: [1, 8, 16, 64], not: [3, 12, 128] },
  { model: "mamba-codestral-7b", divides: [1, 2, 64, 128], not: [3, 256] },
  { model: "deepseek-v3", divides: [1, 16, 128], not: [3, 256] },
])("tensor ranks that share the heads of $model", ({ model, divides, not }) => {
  const entry = modelById(model);
  if (!hasTransformer(entry)) throw new Error("a transformer");
  for (const ranks of divides)
    expect({ ranks, divides: headsDivide(entry.transformer, ranks) }).toEqual({ ranks, divides: true });
  for (const ranks of not)
    expect({ ranks, divides: headsDivide(entry.transformer, ranks) }).toEqual({ ranks, divides: false });
});

test.each(["bert-large", "stable-diffusion-xl"])("%s keeps no cache and fits a T4", (model) => {
  expect(memoryOf({ model, gpu: "t4" })).toMatchObject({ fits: true, kvCacheTokens: 0 });
});

describe("laws", () => {
  const tensor = fc.constantFrom(1, 2, 4, 8);
  const weights = fc.constantFrom(...precisions);
  const model = fc.constantFrom("llama-3.1-8b", "llama-3.1-70b", "llama-2-70b", "gpt-3.5-turbo");
  const share = fc.double({ min: 0.1, max: 1, noNaN: true });

  test("the parts add up to the total, within the GPU when it fits", () => {
    fc.assert(
      fc.property(model, tensor, weights, share, (name, ranks, format, gpuMemoryUtilization) => {
        const spec = replicaSpec({
          model: name,
          gpu: "h100",
          weights: format,
          parallel: { tensor: ranks },
          engineConfig: { gpuMemoryUtilization },
        });
        const { fits, perGpu } = replicaMemory(spec);
        const { weights: loaded, kvCache, activation, framework, total } = perGpu;
        expect(total).toBe(loaded + kvCache + activation + framework);
        if (fits) expect(total).toBeLessThanOrEqual(gpuMemoryUtilization * spec.gpu.physicalMemory.value);
      }),
    );
  });

  test("more sequences or a larger step never leave more to the cache; the prefix cache changes nothing", () => {
    const sequences = fc.integer({ min: 1, max: 4096 });
    const stepTokens = fc.integer({ min: 1, max: 65_536 });
    fc.assert(
      fc.property(sequences, sequences, stepTokens, stepTokens, (a, b, c, d) => {
        const at = (maxSequences: number, maxBatchedTokens: number, prefixHitRatio = 0) =>
          memoryOf({ engineConfig: { maxSequences, maxBatchedTokens, prefixHitRatio } });
        const less = at(Math.min(a, b), Math.min(c, d));
        expect(at(Math.max(a, b), Math.max(c, d)).kvCacheTokens).toBeLessThanOrEqual(less.kvCacheTokens);
        expect(at(Math.min(a, b), Math.min(c, d), 0.5)).toEqual(less);
      }),
    );
  });

  test("a larger share of the GPU never holds fewer tokens", () => {
    fc.assert(
      fc.property(fc.constantFrom("vllm", "sglang", "trtllm"), share, share, (engine, a, b) => {
        const tokensAt = (gpuMemoryUtilization: number) =>
          memoryOf({ engine, engineConfig: { gpuMemoryUtilization } }).kvCacheTokens;
        expect(tokensAt(Math.max(a, b))).toBeGreaterThanOrEqual(tokensAt(Math.min(a, b)));
      }),
    );
  });

  test("no sequence needs less memory for being longer, nor fewer fit for being shorter", () => {
    const decoders = fc.constantFrom("llama-3.1-8b", "gpt-oss-20b", "gemma-3-12b", "deepseek-v2-lite", "nemotron-h-8b");
    const length = fc.integer({ min: 1, max: 200_000 });
    fc.assert(
      fc.property(decoders, length, length, (name, a, b) => {
        const sequences = (tokens: number) =>
          concurrentSequences(replicaSpec({ model: name, gpu: "h100" }), tokens) ?? Number.NaN;
        expect(sequences(Math.max(a, b))).toBeLessThanOrEqual(sequences(Math.min(a, b)));
      }),
    );
  });

  test("the parts of a whole model add up to its parameters", () => {
    for (const entry of listModels()) {
      if (!hasTransformer(entry) || entry.parameters.source.kind === "assumed") continue;
      expect(totalParameters(rankParameters(entry))).toBeCloseTo(entry.parameters.value, -1);
    }
  });

  test("a replica of attention-data ranks holds as many times the tokens", () => {
    const one = memoryOf({}).kvCacheTokens;
    expect(memoryOf({ parallel: { attentionData: 4 } }).kvCacheTokens).toBe(4 * one);
  });
});

describe("figures of measured starts", () => {
  // Pins every figure of memory for models of all families; `UPDATE_GOLDEN=1` rewrites the file after a reviewed change.

  const layouts: readonly Partial<ReplicaSpecInput>[] = [
    { gpu: "h100" },
    { gpu: "h100", weights: "fp8", parallel: { tensor: 8 }, engine: "sglang" },
    { gpu: "a100", kvCache: "int8", parallel: { tensor: 4, pipeline: 2 }, engine: "tensorrt-llm" },
    { gpu: "h200", parallel: { tensor: 1, attentionData: 8, expert: 8 }, engineConfig: { maxBatchedTokens: 2048 } },
    { gpu: "l4", parallel: { pipeline: 2 }, engineVersion: "0.21.0", engineConfig: { maxModelLen: 8192 } },
  ];

  /** What a model has of the shapes that are counted in their own way: its kinds of layers and what is optional in them. */
  const shapesOf = (model: Model): string => {
    if (!hasTransformer(model)) return model.kind;
    const { attention, feedForward, ...rest } = model.transformer;
    const keys = (group: object): string => Object.keys(group).toSorted().join();
    const layers = [...attention, ...feedForward].map((group) => `${group.kind} ${keys(group)}`);
    const isCopied = rest.tiedEmbeddings ? "tied" : "untied";
    const stored = model.checkpoints.map(({ precision, keptInNative }) => `${precision} ${keptInNative}`);
    return [...new Set(layers)].toSorted().join("; ") + keys(rest) + isCopied + stored + model.kind;
  };

  const figures = (input: ReplicaSpecInput): string => {
    try {
      const spec = replicaSpec(input);
      const { fits, kvCacheTokens, perGpu, shortfall, suggestions } = replicaMemory(spec);
      const { budget, least, perToken } = cacheLayout(spec);
      const bytes = [...Object.values(perGpu), shortfall, budget, least, perToken ?? 0].map(Math.round).join(" ");
      return `${fits} ${kvCacheTokens} ${concurrentSequences(spec, 1000)} ${bytes} ${suggestions.join("; ")}`;
    } catch (error) {
      if (isLoadlineError(error)) return error.code;
      throw error;
    }
  };

  test("memory of models of every family in five layouts is what was reviewed", async () => {
    const families = new Map(
      listModels()
        .toReversed()
        .map((model) => [shapesOf(model), model]),
    );
    const models = listModels().filter((model) => families.get(shapesOf(model)) === model);
    const lines = models.flatMap((model) => [
      `${model.id} ${hasTransformer(model) ? JSON.stringify([rankParameters(model), activatedParameters(model)]) : ""}`,
      ...layouts.map((layout) => `  ${figures({ model: model.id, ...layout } as ReplicaSpecInput)}`),
    ]);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("./testdata/memory-figures.txt");
  });
});
