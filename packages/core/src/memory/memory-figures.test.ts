import { expect, test } from "vitest";
import { listModels } from "../catalogue/lookup.ts";
import { hasTransformer } from "../catalogue/model.ts";
import { isLoadlineError } from "../errors.ts";
import { type ReplicaSpecInput, replicaSpec } from "../performance/replica-spec.ts";
import { cacheLayout, concurrentSequences } from "./cache-layout.ts";
import { activatedParameters, rankParameters } from "./rank-parameters.ts";
import { replicaMemory } from "./replica-memory.ts";

// Pins every figure of memory for models of all families; `vitest -u` rewrites the file after a reviewed change.

const layouts: readonly Partial<ReplicaSpecInput>[] = [
  { gpu: "h100" },
  { gpu: "h100", weights: "fp8", parallel: { tensor: 8 }, engine: "sglang" },
  { gpu: "a100", kvCache: "int8", parallel: { tensor: 4, pipeline: 2 }, engine: "tensorrt-llm" },
  { gpu: "h200", parallel: { tensor: 1, attentionData: 8, expert: 8 }, engineConfig: { maxBatchedTokens: 2048 } },
];

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

test("memory of models of every family in four layouts is what was reviewed", async () => {
  const models = listModels().filter((model, index) => hasTransformer(model) && index % 8 === 0);
  const lines = models.flatMap((model) => [
    `${model.id} ${hasTransformer(model) ? JSON.stringify([rankParameters(model), activatedParameters(model)]) : ""}`,
    ...layouts.map((layout) => `  ${figures({ model: model.id, ...layout } as ReplicaSpecInput)}`),
  ]);
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("./testdata/memory-figures.txt");
});
