import { expect, test } from "vitest";
import { withCanonicalKeys } from "./row-keys.ts";

test.each([
  {
    name: "a benchmark client's words at the top",
    row: { isl: 1024, osl: 128, concurrency: 8, tp: 4, ep: 4, dp: 2, backend: "sglang", precision: "fp8" },
    expected: {
      inputTokens: 1024,
      outputTokens: 128,
      load: { concurrency: 8 },
      parallel: { tensor: 4, expert: 4, attentionData: 2 },
      engine: "sglang",
      weights: "fp8",
    },
  },
  {
    name: "an engine's flags where its settings stand",
    row: { engineConfig: { max_num_seqs: 64, "gpu-memory-utilization": 0.95 }, kv_cache_dtype: "auto" },
    expected: { engineConfig: { maxSequences: 64, gpuMemoryUtilization: 0.95 }, kvCache: "auto" },
  },
  {
    name: "short words inside the layout",
    row: { parallel: { tp: 8, pp: 2 } },
    expected: { parallel: { tensor: 8, pipeline: 2 } },
  },
  {
    name: "numbers in quotes",
    row: { tp: "8", isl: "512", version: "0.9" },
    expected: { parallel: { tensor: 8 }, inputTokens: 512, engineVersion: "0.9" },
  },
  {
    name: "the usual words, as they are",
    row: { model: "a", gpu: "b", parallel: { tensor: 2 }, load: { concurrency: 1 }, measured: { tp: 3 } },
    expected: { model: "a", gpu: "b", parallel: { tensor: 2 }, load: { concurrency: 1 }, measured: { tp: 3 } },
  },
  {
    name: "both words for one thing: the other one stays to be refused",
    row: { inputTokens: 5, isl: 6 },
    expected: { inputTokens: 5, isl: 6 },
  },
  {
    name: "a key nobody knows, as it is",
    row: { foo: 1, parallel: { foo: 2 } },
    expected: { foo: 1, parallel: { foo: 2 } },
  },
  { name: "what is no row", row: [1], expected: [1] },
])("$name", ({ row, expected }) => {
  expect(withCanonicalKeys(row)).toEqual(expected);
});
