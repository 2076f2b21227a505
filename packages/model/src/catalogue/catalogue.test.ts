import { describe, expect, test } from "vitest";
import { isLoadlineError } from "../base/errors.ts";
import { rankParameters, totalParameters } from "../memory/rank-parameters.ts";
import { dataEntry, idsOfKind } from "./data.ts";
import { gpuSchema } from "./gpu.ts";
import {
  checkpointFacts,
  gpuById,
  gpuCount,
  gpuPartition,
  listGpus,
  listModels,
  listPrices,
  modelById,
  priceOf,
} from "./lookup.ts";
import { architectureId, hasTransformer } from "./model.ts";

const kinds = ["calibration", "gpus", "models", "prices", "operations", "workloads"];
const entries = kinds.flatMap((kind) => idsOfKind(kind).map((id) => ({ kind, id })));

/** Paths of numbers that do not stand as the value of a sourced number, nor beside the file that states them. */
const bareNumbers = (value: unknown, path: string): readonly string[] => {
  if (typeof value === "number") return [path];
  if (typeof value !== "object" || value === null || "ref" in value) return [];
  const sourcedNumber = "value" in value && "unit" in value && "source" in value;
  return Object.entries(value).flatMap(([key, part]) =>
    sourcedNumber && key === "value" ? [] : bareNumbers(part, `${path}.${key}`),
  );
};

// Fitted coefficients and their priors come from one fit, which the file names once.
const sourcedEntries = entries.filter(({ id }) => !id.startsWith("speed-"));

test.each(sourcedEntries)("every number of $kind/$id has a source", ({ kind, id }) => {
  expect(bareNumbers(dataEntry(kind, id), id)).toEqual([]);
});

describe("a number", () => {
  const gpu = gpuById("h100-sxm-80gb");
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
    ["b200_sxm", "b200-sxm-180gb"],
    ["h200_sxm", "h200-sxm-141gb"],
    ["b300_sxm", "b300-sxm-270gb"],
    ["gb200", "gb200"],
    ["H100-SXM-80GB", "h100-sxm-80gb"],
    ["H100-80GB", "h100-sxm-80gb"],
    ["H200-SXM-141GB", "h200-sxm-141gb"],
    ["H200-NVL-141GB", "h200-nvl-141gb"],
    ["A100-PCIE-80GB", "a100-pcie-80gb"],
    ["B200-SXM-180GB", "b200-sxm-180gb"],
    ["RTX-PRO-6000-BSE", "rtx-pro-6000"],
    ["MI300X-192GB", "mi300x"],
    ["MI325X-256GB", "mi325x"],
    ["NVIDIA GH200 480GB", "gh200"],
    ["NVIDIA A100 80GB PCIe", "a100-pcie-80gb"],
    ["H800", "h800-sxm-80gb"],
    ["nvidia_h100_sxm5_80gb", "h100-sxm-80gb"],
    ["nvidia-h100-mega-80gb", "h100-sxm-80gb"],
    ["H200-SXM5-141GB", "h200-sxm-141gb"],
    ["NVIDIA H200-SXM-141GB-CTS", "h200-sxm-141gb"],
    ["HGX B200", "b200-sxm-180gb"],
    ["B200-SXM-192GB", "b200-sxm-180gb"],
    ["B300-SXM-288GB", "b300-sxm-270gb"],
    ["GB300 NVL72", "gb300"],
    ["gb200_sxm", "gb200"],
    ["GH200 144GB HBM3e", "gh200-144gb"],
    ["AMD Instinct MI300X 192GB HBM3", "mi300x"],
    ["AMD Instinct MI355X", "mi355x"],
    ["MI350X", "mi350x"],
    ["H20-3e", "h20-141gb"],
    ["H20-SXM5-96GB", "h20"],
    ["A100 80GB SXM", "a100-sxm-80gb"],
    ["A100-80G", "a100-sxm-80gb"],
    ["A100-40GB-PCIe", "a100-pcie-40gb"],
    ["Tesla-V100-PCIE-32GB", "v100-pcie-32gb"],
    ["RTX PRO 6000 Blackwell Workstation Edition", "rtx-pro-6000"],
    ["GeForce RTX 5090", "rtx-5090"],
    ["NVIDIA L40", "l40"],
    ["8x H100", "h100-sxm-80gb"],
    ["H200 x8", "h200-sxm-141gb"],
    ["gpu_8x_h100_sxm5", "h100-sxm-80gb"],
    ["MI300X (8x)", "mi300x"],
    ["gb200_nvl4", "gb200"],
    ["NVIDIA GH200 120GB", "gh200"],
    ["H800 PCIe", "h800-pcie-80gb"],
    ["NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition", "rtx-pro-6000-maxq"],
    ["RTX 4090D", "rtx-4090-d"],
    ["NVIDIA RTX A5000", "rtx-a5000"],
    ["DGX Spark", "gb10"],
    ["AMD Instinct MI300A", "mi300a"],
    ["Tesla V100S-PCIE-32GB", "v100s-pcie-32gb"],
  ])("%s is %s", (name, id) => {
    expect(gpuById(name).id).toBe(id);
  });

  test.each([
    ["8x H100", 8],
    ["H200 x8", 8],
    ["MI300X (4x)", 4],
    ["MI300X", null],
    ["MI325X", null],
    ["h100-sxm-80gb", null],
  ])("%s counts %j", (name, count) => {
    expect(gpuCount(name)).toBe(count);
  });

  test.each([
    ["h100-sxm-80gb/3g.40gb", "h100-sxm-80gb-3g-40gb"],
    ["NVIDIA H100 80GB HBM3 MIG 1g.10gb", "h100-sxm-80gb-1g-10gb"],
    ["NVIDIA-A100-SXM4-80GB-MIG-3g.40gb", "a100-sxm-80gb-3g-40gb"],
    ["h100 mig 3g.40gb", "h100-sxm-80gb-3g-40gb"],
    // The id of a partition leads back to it.
    ["h100-sxm-80gb-3g-40gb", "h100-sxm-80gb-3g-40gb"],
  ])("%s is the partition %s", (name, id) => {
    expect(gpuById(name).id).toBe(id);
  });

  test("a partition that the GPU has not is refused with those it has", () => {
    expect(() => gpuById("h100/9g.99gb")).toThrow('"9g.99gb"; expected one of 1g.10gb, 2g.20gb, 3g.40gb');
  });

  test("the parts of a name in another order never lead to two GPUs", () => {
    for (const gpu of listGpus()) {
      const turned = gpu.id.split("-").toReversed().join(" ");
      expect(gpuById(turned).id).toBe(gpu.id);
    }
  });

  test("an unknown one is refused with the nearest known", () => {
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
    ["google-bert/bert-base-uncased", "bert-base"],
    ["deepseek-ai/DeepSeek-R1-0528", "deepseek-v3"],
    ["nvidia/DeepSeek-V3-0324-NVFP4", "deepseek-v3"],
    ["nvidia/Qwen3-32B-NVFP4", "qwen3-32b"],
    ["Qwen/Qwen3-8B-Base", "qwen3-8b"],
    ["Qwen/Qwen3-235B-A22B-FP8", "qwen3-235b-a22b"],
    ["Qwen/Qwen3-30B-A3B-Instruct-2507", "qwen3-30b-a3b-2507"],
    ["Qwen/Qwen3-30B-A3B-Thinking-2507-FP8", "qwen3-30b-a3b-2507"],
    ["Qwen/Qwen3-30B-A3B-FP8", "qwen3-30b-a3b"],
    ["zai-org/GLM-4.6-FP8", "glm-4.6"],
    ["meta-llama/Meta-Llama-3-8B-Instruct", "llama-3-8b"],
    ["meta-llama/Llama-3.3-70B-Instruct", "llama-3.1-70b"],
    ["Llama-3.1-8B-Instruct (runtime fp8 quant)", "llama-3.1-8b"],
    ["Llama-4-Maverick-17B-128E-Instruct", "llama-4-maverick"],
    ["openai/gpt-oss-120b", "gpt-oss-120b"],
    ["moonshotai/Kimi-K2-Thinking", "kimi-k2.5"],
    ["llama2-70b-99.9", "llama-2-70b"],
    ["LLaMA 7B", "llama-7b"],
    ["bert-99 (BERT-large SQuAD)", "bert-large"],
    ["gptj-99", "gpt-j-6b"],
    ["dlrm-v2-99", "dlrm-v2"],
    ["3d-unet-99", "3d-unet"],
    ["retinanet", "retinanet-resnext50"],
    ["amd/Llama-3.1-70B-Instruct-FP8-KV", "llama-3.1-70b"],
    ["amd/Llama-3.3-70B-Instruct-MXFP4-Preview", "llama-3.1-70b"],
    ["nvidia/Llama-3_3-70B-Instruct-FP8", "llama-3.1-70b"],
    ["nvidia/DeepSeek-R1-0528-NVFP4-v2", "deepseek-v3"],
    ["unsloth/Llama-3.2-3B-Instruct-bnb-4bit", "llama-3.2-3b"],
    ["Qwen/Qwen2.5-14B-Instruct-1M", "qwen2.5-14b"],
    ["Qwen/Qwen3-VL-235B-A22B-Instruct-FP8", "qwen3-235b-a22b"],
    ["llama3.1:70b", "llama-3.1-70b"],
    ["facebook/opt-1.3b", "opt-1.3b"],
    ["facebook/opt-13b", "opt-13b"],
    ["Qwen/Qwen3-1.7B", "qwen3-1.7b"],
    ["microsoft/Phi-4-reasoning-plus", "phi-4-reasoning"],
    ["tiiuae/falcon-180B-chat", "falcon-180b"],
    ["nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-FP8", "nemotron-3-nano-30b-a3b"],
    ["moonshotai/Kimi-Linear-48B-A3B-Instruct", "kimi-linear-48b-a3b"],
  ])("%s is %s", (name, id) => {
    expect(modelById(name).id).toBe(id);
  });

  test("an unknown one is refused with the nearest known", () => {
    expect(() => modelById("llama-3.1-9b")).toThrow('unknown model "llama-3.1-9b"; nearest known: llama-3.1-8b');
  });

  test("no two models answer to one name", () => {
    for (const model of listModels()) {
      for (const name of [model.id, model.name, ...model.aliases]) expect(modelById(name).id).toBe(model.id);
    }
  });

  test.each(["qwen3-17b", "opt-130b", "llama-3-1b"])("%s is not taken for a model of another size", (name) => {
    expect(() => modelById(name)).toThrow("unknown model");
  });
});

describe("partitions", () => {
  test.each(listGpus().filter(({ partitions }) => partitions.length > 0))(
    "of $id never add up to more than it",
    (gpu) => {
      for (const { name, memory, most, computeShare, bandwidthShare } of gpu.partitions) {
        expect(memory.value * most.value).toBeLessThanOrEqual(gpu.memoryCapacity.value * 1.01);
        expect(computeShare.value * most.value).toBeLessThanOrEqual(1 + 1e-9);
        expect(bandwidthShare.value * most.value).toBeLessThanOrEqual(1 + 1e-9);
        expect(gpuSchema.safeParse(gpuPartition(gpu, name)).error?.message).toBeUndefined();
      }
    },
  );

  test("one that a GPU has not is refused with those it has", () => {
    expect(() => gpuPartition(gpuById("h100"), "8g.80gb")).toThrow("3g.40gb");
    expect(() => gpuPartition(gpuById("l4"), "1g.10gb")).toThrow("has none");
  });
});

describe("traps that published tables fall into", () => {
  test.each(listGpus())("$id counts no sparsity as dense arithmetic", ({ denseFlops, sparseFlops }) => {
    for (const format of ["fp16", "bf16", "fp8", "int8", "fp4"] as const) {
      const [dense, sparse] = [denseFlops[format], sparseFlops[format]];
      if (dense !== null && sparse !== null) expect(sparse.value / dense.value).toBeCloseTo(2, 1);
    }
  });

  test.each(listGpus())("$id offers no more memory than it is sold with, up to the unit", (gpu) => {
    expect(gpu.physicalMemory.value / gpu.memoryCapacity.value).toBeLessThan(2 ** 30 / 1e9 + 1e-3);
    expect(gpu.physicalMemory.value / gpu.memoryCapacity.value).toBeGreaterThan(0.92);
  });

  test("8-bit integers are no faster than 16 bits on B300 and GB300", () => {
    for (const name of ["b300", "gb300"]) {
      const { int8, bf16 } = gpuById(name).denseFlops;
      expect(int8?.value).toBeLessThan(bf16?.value ?? 0);
    }
  });

  test.each(listGpus().filter(({ generation }) => generation === "hopper"))("$id has no 4-bit arithmetic", (gpu) => {
    expect(gpu.denseFlops.fp4).toBeNull();
  });

  test("a rack of NVL72 is one link domain of many nodes", () => {
    for (const name of ["gb200", "gb300"]) expect(gpuById(name).link.gpusPerDomain.value).toBe(72);
    expect(gpuById("h100").link.gpusPerDomain.value).toBe(gpuById("h100").link.gpusPerNode.value);
  });
});

test.each(listModels())("the parameters of $id are those its architecture implies", (model) => {
  if (!hasTransformer(model)) return;
  const implied = totalParameters(rankParameters(model)) - rankParameters(model).other;
  expect(Math.abs(implied / model.parameters.value - 1)).toBeLessThan(0.03);
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

  test("the newest quote wins, unless a provider is named", () => {
    const newest = priceOf("h100", "on-demand");
    const all = listPrices().filter(({ gpu, purchaseClass }) => gpu === newest?.gpu && purchaseClass === "on-demand");
    for (const { on } of all) expect((newest?.on ?? "") >= on).toBe(true);
    expect(priceOf("h100", "on-demand", "aws")?.provider).toBe("AWS");
    expect(priceOf("h100", "on-demand", "nobody")).toBeNull();
  });

  test("a price that nobody quoted is unknown, not zero", () => {
    expect(priceOf("h100", "on-demand")?.perGpu.value).toBeGreaterThan(0);
    expect(priceOf("gb300", "spot")).toBeNull();
  });
});

test.each([
  { name: "Qwen/Qwen2.5-VL-72B-Instruct", isPart: true },
  { name: "mistralai/Pixtral-12B-2409", isPart: true },
  { name: "zai-org/GLM-4.5V", isPart: true },
  { name: "Qwen/QVQ-72B-Preview", isPart: true },
  { name: "openbmb/MiniCPM-o-2.6", isPart: true },
  { name: "meta-llama/Llama-3.2-11B-Vision-Instruct", isPart: false },
  { name: "Qwen/Qwen2.5-72B-Instruct", isPart: false },
  { name: "deepseek-ai/DeepSeek-V3", isPart: false },
])("$name is the text model alone: $isPart", ({ name, isPart }) => {
  expect(checkpointFacts(name, modelById(name)).isTextPart).toBe(isPart);
});

test("no model of the catalogue with a vision tower of its own is taken for a text model, and none without one for more", () => {
  for (const model of listModels()) expect(checkpointFacts(model.id, model).isTextPart, model.id).toBe(false);
});

test.each([
  { name: "zai-org/GLM-4.6", of: "glm-4.5", tokens: 202_752, publishedIn: "bf16" },
  { name: "meta-llama/Meta-Llama-3-70B", of: "llama-3.1-70b", tokens: 8192, publishedIn: "bf16" },
  { name: "Qwen/Qwen3-235B-A22B-Instruct-2507", of: "qwen3-235b-a22b", tokens: 262_144, publishedIn: "bf16" },
  { name: "perplexity-ai/r1-1776", of: "deepseek-v3", tokens: 163_840, publishedIn: "bf16" },
])("$name is a release of its own with the architecture of $of", ({ name, of, tokens, publishedIn }) => {
  const model = modelById(name);
  if (model.kind !== "decoder") throw new TypeError(model.kind);
  expect(model).toMatchObject({ contextLength: { value: tokens }, publishedIn });
  expect([model.id === of, architectureId(model)]).toEqual([false, of]);
  expect(model.contextLength.source).toMatchObject({ ref: expect.stringContaining(name.split("/")[0] ?? "") });
});

test("a name that is none is not near one that differs in half its letters", () => {
  const nearestTo = (name: string) => {
    try {
      return gpuById(name).id;
    } catch (error) {
      return (error as { readonly detail?: { readonly nearest?: readonly string[] } }).detail?.nearest;
    }
  };
  expect(nearestTo("gaudi3")).toEqual([]);
  expect(nearestTo("h1000")).toContain("h100-sxm-80gb");
});

test("FLUX.1 schnell is not dev: it is distilled to four steps", () => {
  const steps = (name: string) => {
    const model = modelById(name);
    return model.kind === "diffusion" ? model.denoiser?.usualSteps.value : undefined;
  };
  expect([modelById("black-forest-labs/FLUX.1-schnell").id, steps("flux.1-schnell"), steps("flux.1-dev")]).toEqual([
    "flux.1-schnell",
    4,
    50,
  ]);
});

test.each([
  { name: "01-ai/Yi-34B-200K", tokens: 204_800 },
  { name: "Qwen/Qwen2.5-7B-Instruct-1M", tokens: 1_048_576 },
  { name: "microsoft/Phi-3-mini-4k-instruct", tokens: 4096 },
  { name: "Qwen/Qwen3-8B", tokens: null },
])("the name $name states a context of $tokens tokens", ({ name, tokens }) => {
  expect(checkpointFacts(name, modelById(name)).contextTokens).toBe(tokens);
});
