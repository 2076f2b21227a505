import { describe, expect, test } from "vitest";
import { isLoadlineError } from "../errors.ts";
import { embeddingWeights, layerWeights } from "../memory/weight-bytes.ts";
import { calibrationSchema } from "./calibration.ts";
import { dataFiles } from "./data.generated.ts";
import { gpuSchema } from "./gpu.ts";
import { gpuById, listGpus, listModels, listPrices, modelById, priceOf } from "./lookup.ts";
import { modelSchema } from "./model.ts";
import { priceSchema } from "./price.ts";

const schemas = { gpus: gpuSchema, models: modelSchema, prices: priceSchema, calibration: calibrationSchema } as const;
const checked = dataFiles.flatMap(({ kind, id, json }) =>
  kind in schemas ? [{ file: `${kind}/${id}`, id, json, schema: schemas[kind as keyof typeof schemas] }] : [],
);

/** Paths of numbers that do not stand as the value of a sourced number. */
const bareNumbers = (value: unknown, path: string): readonly string[] => {
  if (typeof value === "number") return [path];
  if (typeof value !== "object" || value === null) return [];
  const sourcedNumber = "value" in value && "unit" in value && "source" in value;
  return Object.entries(value).flatMap(([key, part]) =>
    sourcedNumber && key === "value" ? [] : bareNumbers(part, `${path}.${key}`),
  );
};

describe("every data file", () => {
  test.each(checked)("$file is valid and named after its id", ({ file, id, json, schema }) => {
    expect(schema.safeParse(json).error?.message).toBeUndefined();
    expect((json as { id: string }).id).toBe(id);
    expect(bareNumbers(json, file)).toEqual([]);
  });

  test("each kind is there", () => {
    expect(new Set(checked.map(({ file }) => file.split("/")[0]))).toEqual(new Set(Object.keys(schemas)));
  });
});

describe("a number", () => {
  const gpu = dataFiles.find(({ id }) => id === "h100-sxm-80gb")?.json as { memoryBandwidth: object };
  const withBandwidth = (changes: Record<string, unknown>): unknown => ({
    ...gpu,
    memoryBandwidth: { ...gpu.memoryBandwidth, ...changes },
  });

  test.each([
    { name: "without a source", json: withBandwidth({ source: undefined }) },
    { name: "in the wrong unit", json: withBandwidth({ unit: "GB/s" }) },
    { name: "typed in gigabytes", json: withBandwidth({ value: 3350 }) },
    { name: "typed in bits", json: withBandwidth({ value: 3.35e13 }) },
    { name: "assumed without a why", json: withBandwidth({ source: { kind: "assumed", accessed: "2026-01-01" } }) },
    {
      name: "from a data sheet without a reference",
      json: withBandwidth({ source: { kind: "datasheet", accessed: "2026-01-01" } }),
    },
    { name: "with a comment beside it", json: withBandwidth({ note: "GB/s?" }) },
  ])("$name is rejected", ({ json }) => {
    expect(gpuSchema.safeParse(gpu).success).toBe(true);
    expect(gpuSchema.safeParse(json).success).toBe(false);
  });
});

describe("GPU names", () => {
  test.each([
    ["h100-sxm", "h100-sxm-80gb"],
    ["h100_sxm", "h100-sxm-80gb"],
    ["H100-SXM-80GB", "h100-sxm-80gb"],
    ["h100_80gb", "h100-sxm-80gb"],
    ["NVIDIA H100 80GB HBM3", "h100-sxm-80gb"],
    ["NVIDIA A100-SXM4-80GB", "a100-sxm-80gb"],
    ["NVIDIA A100-SXM4-40GB", "a100-sxm-40gb"],
    ["a100_40gb", "a100-sxm-40gb"],
    ["Tesla V100-SXM2-32GB", "v100-sxm-32gb"],
    ["Tesla T4", "t4"],
    ["t4_16gb", "t4"],
  ])("%s is %s", (name, id) => {
    expect(gpuById(name).id).toBe(id);
  });

  test("an unknown one answers with the nearest known", () => {
    const caught = (() => {
      try {
        return gpuById("h1000");
      } catch (error) {
        return error;
      }
    })();
    expect(isLoadlineError(caught) && caught.code).toBe("LL_UNKNOWN_GPU");
    expect(String(caught)).toContain('unknown GPU "h1000"; nearest known: h100-sxm-80gb');
  });
});

describe("model names", () => {
  test.each([
    ["meta-llama/Llama-3.1-70B", "llama-3.1-70b"],
    ["meta-llama/Meta-Llama-3.1-70B-Instruct", "llama-3.1-70b"],
    ["nvidia/Llama-3.1-70B-Instruct-FP8", "llama-3.1-70b"],
    ["nvidia/Llama-3.1-8B-Instruct-FP8", "llama-3.1-8b"],
    ["RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a8", "llama-3.1-8b"],
    ["RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8-dynamic", "llama-3.1-8b"],
    ["llama2_70b", "llama-2-70b"],
    ["meta-llama/Llama-2-70b-chat-hf", "llama-2-70b"],
    ["gpt_3_5_turbo", "gpt-3.5-turbo"],
    ["stable_diffusion_xl", "stable-diffusion-xl"],
    ["stabilityai/stable-diffusion-xl-base-1.0", "stable-diffusion-xl"],
    ["google-bert/bert-large-uncased", "bert-large"],
  ])("%s is %s", (name, id) => {
    expect(modelById(name).id).toBe(id);
  });

  test("an unknown one answers with the nearest known", () => {
    expect(() => modelById("llama-3.1-9b")).toThrow('unknown model "llama-3.1-9b"; nearest known: llama-3.1-8b');
  });
});

test.each(listModels())("the parameters of $id are those its architecture implies", (model) => {
  if (model.kind === "diffusion") return;
  const { transformer, parameters } = model;
  const parallel = { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 };
  const embeddings = (transformer.tiedEmbeddings ? 1 : 2) * embeddingWeights(transformer, 1);
  const implied = layerWeights(transformer, parallel, transformer.layers.value) + embeddings;
  expect(Math.abs(implied / parameters.value - 1)).toBeLessThan(0.03);
});

describe("look-ups", () => {
  test("no two entries share a name", () => {
    for (const { id, name, aliases } of listGpus()) {
      for (const known of [id, name, ...aliases]) expect(gpuById(known).id).toBe(id);
    }
    for (const { id, name, aliases } of listModels()) {
      for (const known of [id, name, ...aliases]) expect(modelById(known).id).toBe(id);
    }
  });

  test("what they return cannot be changed", () => {
    expect(Object.isFrozen(gpuById("h100").memoryBandwidth.source)).toBe(true);
    expect(Object.isFrozen(listGpus())).toBe(true);
  });

  test("every price names a GPU of the catalogue", () => {
    for (const { gpu } of listPrices()) expect(gpuById(gpu).id).toBe(gpu);
  });

  test("a price that nobody quoted is unknown, not zero", () => {
    expect(priceOf("h100", "on-demand")?.perGpu.value).toBeGreaterThan(0);
    expect(priceOf("h100", "spot")).toBeNull();
  });
});
