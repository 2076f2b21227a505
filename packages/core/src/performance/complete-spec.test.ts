import { expect, test } from "vitest";
import { replicaMemory } from "../memory/replica-memory.ts";
import { withMemoryForWeights } from "./complete-spec.ts";
import { type ReplicaSpecInput, replicaSpec } from "./replica-spec.ts";

const spec = (changes: Partial<ReplicaSpecInput>) =>
  replicaSpec({
    model: "deepseek-r1",
    gpu: "gb200",
    engine: "sglang",
    weights: "fp8",
    parallel: { tensor: 1, attentionData: 4 },
    ...changes,
  });

test("the memory share that the weights need is assumed for SGLang, and noted", () => {
  expect(replicaMemory(spec({})).fits).toBe(false);
  const { spec: raised, assumptions } = withMemoryForWeights(spec({}));
  expect(replicaMemory(raised).fits).toBe(true);
  expect(assumptions).toEqual([expect.stringContaining("engineConfig.gpuMemoryUtilization: 0.95")]);
});

test.each([
  { name: "a share that is given", changes: { engineConfig: { gpuMemoryUtilization: 0.9 } } },
  { name: "vLLM, whose default is one number", changes: { engine: "vllm" } },
  { name: "weights that fit", changes: { weights: "nvfp4" } },
  { name: "weights that fit under no share", changes: { weights: "bf16" } },
])("$name stays as it is", ({ changes }) => {
  const asked = spec(changes);
  expect(withMemoryForWeights(asked)).toEqual({ spec: asked, assumptions: [] });
});
