import { expect, test } from "vitest";
import matrix from "../../data/engines/support.json" with { type: "json" };
import { precisions } from "../base/precisions.ts";
import { engines } from "../catalogue/engine-facts.ts";
import { gpuPartition, listGpus, listModels } from "../catalogue/lookup.ts";
import { hasTransformer } from "../catalogue/model.ts";
import { whyUnsupported } from "../model/engine-support.ts";
import { replicaSpec } from "../performance/replica-spec.ts";
import { candidateSpecs, whyNoLayout } from "./candidates.ts";

const load = {
  shape: { inputTokens: 1, outputTokens: 1 },
  slo: {},
} as unknown as Pick<Parameters<typeof candidateSpecs>[0], "shape" | "slo">;

test.each([
  ["deepseek-v3", "tgi", "h200", { expert: 8, attentionData: 8 }, "fp8", "no expert and no attentionData parallelism"],
  ["llama-3.1-8b", "vllm", "mi300x", {}, "nvfp4", "only emulates nvfp4 weights on mi300x"],
  ["llama-3.1-8b", "vllm", "v100-sxm-32gb", {}, "nvfp4", "vllm does not run on v100-sxm-32gb"],
  ["llama-3.1-8b", "vllm==0.11.0", "v100-sxm-32gb", {}, "nvfp4", "vllm 0.11.0 has no nvfp4 weights"],
  ["llama-3.1-8b", "tensorrt-llm", "mi300x", {}, "bf16", "tensorrt-llm does not run on mi300x"],
  ["llama-3.1-8b", "vllm", "h100/3g.40gb", { pipeline: 2 }, "bf16", "a slice of a GPU reaches no other"],
  ["llama-3.1-8b", "vllm==0.9.0", "h100", {}, "nvfp4", "vllm 0.9.0 has no nvfp4 weights on h100-sxm-80gb"],
  ["llama-3.1-8b", "lmdeploy", "h100", { pipeline: 2 }, "bf16", "lmdeploy has no pipeline parallelism"],
  [
    "deepseek-v3",
    "vllm==0.7.3",
    "h200",
    { tensor: 8, expert: 8 },
    "fp8",
    "no expert parallelism, which came with 0.8.0",
  ],
  ["deepseek-v3", "sglang==0.4.0", "h200", { tensor: 8, pipeline: 2 }, "fp8", "which came with 0.4.6.post2"],
] as const)("%s by %s on %s in %s %s is refused: %s", (model, engine, gpu, parallel, weights, because) => {
  expect(whyUnsupported(replicaSpec({ model, engine, gpu, parallel, weights }))).toContain(because);
});

test.each([
  ["vllm", "h100", { tensor: 8, pipeline: 2 }, "fp8"],
  ["vllm==0.11.0", "v100-sxm-32gb", { tensor: 4 }, "fp16"],
  ["vllm", "a100", {}, "fp8"],
  ["sglang", "mi355x", { tensor: 8 }, "mxfp4"],
  ["tgi", "mi300x", { tensor: 8 }, "fp8"],
  ["tensorrt-llm==1.0.0", "b200", { tensor: 8 }, "nvfp4"],
] as const)("%s runs on %s as %s in %s", (engine, gpu, parallel, weights) => {
  expect(whyUnsupported(replicaSpec({ model: "llama-3.1-70b", engine, gpu, parallel, weights }))).toBeNull();
});

test("a layout that is asked for and does not run is named with its source", () => {
  const why = whyNoLayout({ ...load, model: "llama-3.1-8b", gpus: ["mi300x"], precisions: ["nvfp4"] });
  expect(why).toContain("emulation.py");
});

/** Read from the data beside the code under test: the rows of the newest version. */
const isListed = (engine: string, generation: string, weights: string): boolean =>
  matrix
    .find(({ id }) => id === engine)
    ?.devices.some((row) => {
      const isNewest = !("until" in row);
      return isNewest && row.generations.includes(generation) && row.weights.includes(weights);
    }) ?? false;

// One model of each set of sizes that decide about layouts; memory is left out, so that others are candidates like it.
const modelsByShape = new Map(
  listModels()
    .filter(hasTransformer)
    .map((model) => {
      const { attention, feedForward, layers } = model.transformer;
      return [
        JSON.stringify([
          attention.map((one) => one.kind),
          feedForward.map(({ kind }) => kind),
          layers.value > 60,
          model.publishedIn,
        ]),
        model,
      ] as const;
    }),
);

test.each(engines)(
  "each layout that a search proposes of %s is in the matrix, for all models, GPUs and formats",
  (engine) => {
    const gpus = [
      ...listGpus(),
      ...listGpus().flatMap((gpu) => gpu.partitions.slice(0, 1).map(({ name }) => gpuPartition(gpu, name))),
    ];
    const proposed = [...modelsByShape.values()].flatMap((model) =>
      [undefined, ...precisions].flatMap((weights) => {
        const asked = weights === undefined ? {} : { precisions: [weights] };
        return candidateSpecs({ ...load, model, gpus, engine, ...asked }, () => true).fitting;
      }),
    );
    expect(proposed.length).toBeGreaterThan(1000);
    const layouts = matrix.find(({ id }) => id === engine)?.layouts ?? [];
    const wrong = proposed.filter(({ gpu, weights, parallel }) => {
      const wide = Object.entries(parallel).filter(([, size]) => size > 1);
      const isSlice = gpu.id.endsWith("gb") && /-\dg-\d+gb$/.test(gpu.id);
      return (
        !isListed(engine, gpu.generation, weights) ||
        wide.some(([key]) => !layouts.includes(key)) ||
        (isSlice && wide.length > 0)
      );
    });
    expect(wrong.map(({ model, gpu, weights }) => `${model.id} ${gpu.id} ${weights}`)).toEqual([]);
  },
);
