import { describe, expect, test } from "vitest";
import { isPublishedTable, parsePublishedTable } from "./parse-published-table.ts";

const head =
  "source,engine,model,precision,gpu,gpus_per_replica,tp,pp,isl,osl,concurrency_or_batch,scenario,metric,value,unit,notes";
const row = (changes: Readonly<Record<string, string>> = {}): string => {
  const usual: Readonly<Record<string, string>> = {
    ...{ source: "a page", engine: "TensorRT-LLM 1.0", model: "Llama-3.1-8B", precision: "FP8", gpu: "H100" },
    ...{ gpus_per_replica: "1", tp: "1", pp: "1", isl: "128", osl: "128", concurrency_or_batch: "max" },
    ...{ scenario: "offline max load", metric: "total_output_throughput", value: "1000", unit: "tok/s", notes: "" },
  };
  return head
    .split(",")
    .map((name) => changes[name] ?? usual[name] ?? "")
    .join(",");
};
const parsed = (...lines: readonly string[]) => parsePublishedTable([head, ...lines].join("\n"));
const specOf = (changes: Readonly<Record<string, string>>) => parsed(row(changes)).rows[0]?.spec;

describe("a table of published figures", () => {
  test.each([
    { name: "as it is", text: head },
    { name: "behind a byte order mark", text: `\uFEFF${head}` },
    { name: "with its columns in another order and case", text: "Model,GPU,Metric,Value,ISL,OSL,Scenario" },
  ])("is known by its first line $name", ({ text }) => {
    expect(isPublishedTable(`${text}\n`)).toBe(true);
  });

  test("is not JSON Lines", () => {
    expect(isPublishedTable('{"model":"a","gpu":"b"}\n')).toBe(false);
  });
});

describe("a row of it", () => {
  test.each([
    { precision: "fp8", weights: "fp8" },
    { precision: "FP4", weights: "nvfp4" },
    { precision: "(column says fp16)", weights: "fp16" },
    { precision: "INT4-AWQ", weights: "int4" },
    { precision: "BF16", weights: "bf16" },
    { precision: "", weights: "bf16" },
  ])("in $precision has $weights weights", ({ precision, weights }) => {
    expect(specOf({ precision })?.weights).toBe(weights);
  });

  test("of gpt-oss keeps its own format", () => {
    expect(specOf({ model: "openai/gpt-oss-20b", precision: "FP4" })?.weights).toBe("mxfp4");
  });

  test.each([
    { name: "ranks", changes: { tp: "2", gpus_per_replica: "2" }, tensor: 2, attentionData: 1, expert: 1 },
    { name: "GPUs alone", changes: { tp: "", gpus_per_replica: "4" }, tensor: 4, attentionData: 1, expert: 1 },
    {
      name: "attention data",
      changes: { model: "Qwen3-30B-A3B", notes: "DEP4 (note)" },
      tensor: 1,
      attentionData: 4,
      expert: 4,
    },
    {
      name: "ranks that TensorRT-LLM 1.0 gave attention of their own",
      changes: { model: "Qwen3-30B-A3B", tp: "4", gpus_per_replica: "4" },
      tensor: 1,
      attentionData: 4,
      expert: 4,
    },
    {
      name: "ranks under another version",
      changes: { model: "Qwen3-30B-A3B", tp: "4", gpus_per_replica: "4", engine: "TensorRT-LLM 0.17" },
      tensor: 4,
      attentionData: 1,
      expert: 1,
    },
    {
      name: "spread experts",
      changes: { model: "Qwen3-30B-A3B", notes: "TEP4" },
      tensor: 4,
      attentionData: 1,
      expert: 4,
    },
  ])("is laid out by its $name", ({ changes, tensor, attentionData, expert }) => {
    expect(specOf(changes)?.parallel).toMatchObject({ tensor, attentionData, expert });
  });

  test("per GPU is multiplied by the GPUs of its replica", () => {
    const changes = { gpus_per_replica: "4", tp: "4", metric: "output_throughput_per_gpu", unit: "tok/s/GPU" };
    expect(parsed(row(changes)).rows[0]?.saturatedTokensPerSecond).toBe(4000);
  });

  test("with an unknown name is reported with its line, and the others are read", () => {
    const { rows, refused } = parsed(row({ model: "no-model-of-this-name" }), row());
    expect(rows).toHaveLength(1);
    expect(refused[0]).toMatchObject({ line: 2, message: expect.stringContaining("LL_UNKNOWN_MODEL") });
  });

  test("of another kind is passed over", () => {
    expect(parsed(row({ scenario: "MLPerf v5.1 closed Offline" }))).toEqual({ rows: [], refused: [] });
  });
});
