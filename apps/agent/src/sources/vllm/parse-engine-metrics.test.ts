import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyNumber } from "../../testing/every-number.ts";
import { golden } from "../../testing/golden.ts";
import { engineNumberNames } from "./engine-report.ts";
import { engineAdapters } from "./engines/index.ts";
import { parseEngineMetrics } from "./parse-engine-metrics.ts";
import { parseVllmMetrics } from "./parse-vllm-metrics.ts";

const folder = new URL("./engines/testdata/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".txt"));
const textOf = (name: string): string => readFileSync(new URL(`${name}.txt`, folder), "utf8");
const read = (name: string, engine: string | null = null) => {
  const parsed = parseEngineMetrics(textOf(name), engine);
  if (parsed.kind !== "ok") throw new Error(parsed.kind);
  return parsed;
};
const numbersOf = (name: string) => read(name).reading.numbers;

test("there are fixtures of twelve shapes", () => expect(fixtures.length).toBeGreaterThanOrEqual(12));

test.each(fixtures)("%s reads as its golden file says", (name) => {
  const parsed = parseEngineMetrics(readFileSync(new URL(name, folder), "utf8"), null);
  expect(parsed).toEqual(golden(new URL(name.replace(/\.txt$/, ".expected.json"), folder), parsed));
});

describe("the engine", () => {
  test.each([
    { name: "sglang-one-rank", engine: "sglang" },
    { name: "tgi", engine: "tgi" },
    { name: "tensorrt-llm", engine: "tensorrt-llm" },
    { name: "triton-plain", engine: "triton" },
    { name: "both-vllm-and-triton", engine: "vllm" },
  ])("of $name is $engine by its names", ({ name, engine }) => expect(read(name).engine).toBe(engine));
  test("is what the target says", () => expect(read("both-vllm-and-triton", "triton").engine).toBe("triton"));
  test("may be said by another of its names", () => expect(read("tensorrt-llm", "TRTLLM").engine).toBe("tensorrt-llm"));
  test("that nobody knows is found by its names", () => expect(read("tgi", "my-fork").engine).toBe("tgi"));
  test("that the target names wrongly tells nothing", () =>
    expect(parseEngineMetrics(textOf("tgi"), "vllm")).toMatchObject({ kind: "no-known-metric" }));
  test("vllm reads the same as before its name was needed", () => {
    const text = readFileSync(new URL("./testdata/v1-two-ranks.txt", import.meta.url), "utf8");
    expect(parseEngineMetrics(text, null)).toEqual({ engine: "vllm", ...parseVllmMetrics(text) });
  });
  test("of each adapter has one name", () =>
    expect(new Set(engineAdapters.map(({ name }) => name)).size).toBe(engineAdapters.length));
});

describe("SGLang", () => {
  test("tensor-parallel ranks tell of the same requests once", () =>
    expect(numbersOf("sglang-tensor-parallel")).toEqual(numbersOf("sglang-one-rank")));
  test("data-parallel ranks have their own", () =>
    expect(numbersOf("sglang-data-parallel")).toMatchObject({
      running: 24,
      waiting: 6,
      kvCacheCapacityTokens: 800_000,
      kvCacheUsageRatio: 0.42,
      promptTokensTotal: 90_000,
    }));
  test.each(["sglang-relay-underscore", "sglang-old-names"])("%s tells the same", (name) =>
    expect(numbersOf(name)).toEqual(numbersOf("sglang-one-rank")),
  );
  test("unknown is null, zero is known", () =>
    expect(numbersOf("idle-partial")).toMatchObject({
      running: 0,
      waiting: null,
      kvCacheUsageRatio: null,
      kvCacheCapacityTokens: null,
      promptTokensTotal: null,
      generationTokensTotal: null,
    }));
});

test("TGI counts both ways to ask, and knows no cache", () =>
  expect(numbersOf("tgi")).toMatchObject({
    running: 8,
    finishedRequestsTotal: 100,
    generationTokensTotal: 30_000,
    kvCacheUsageRatio: null,
    timeToFirstTokenSecondsSum: null,
  }));

test("TensorRT-LLM's capacity is blocks times their size, unknown when the sizes differ", () => {
  expect(numbersOf("tensorrt-llm").kvCacheCapacityTokens).toBe(160_000);
  const parsed = parseEngineMetrics(textOf("tensorrt-llm-block-sizes-differ"), "tensorrt-llm");
  expect(parsed).toMatchObject({ kind: "no-known-metric" });
});

describe("Triton", () => {
  test("tells times in seconds, whatever its names say", () =>
    expect(numbersOf("triton-plain")).toMatchObject({
      endToEndSecondsSum: 320,
      queueSecondsSum: 1.5,
      timeToFirstTokenSecondsSum: 20,
      waiting: 5,
      running: null,
      kvCacheUsageRatio: null,
    }));
  test("with its TensorRT-LLM backend tells the cache and what runs", () =>
    expect(numbersOf("triton-tensorrt-llm")).toMatchObject({
      running: 7,
      kvCacheUsageRatio: 0.4,
      kvCacheCapacityTokens: 320_000,
    }));
  test("with GPU metrics alone is no engine", () =>
    expect(parseEngineMetrics(textOf("triton-gpu-only"), null)).toMatchObject({ kind: "no-known-metric" }));
});

describe("laws", () => {
  const names = [...new Set(fixtures.flatMap((name) => textOf(name.replace(".txt", "")).match(/^[a-z_:]+/gm) ?? []))];
  const line = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom("tp_rank", "model_name", "dp_rank"), fc.string(), fc.double())
    .map(([name, label, text, value]) => `${name}{${label}="${text}"} ${value}`);
  test("any series are answered with finite numbers that are not negative", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(line, fc.string()), { maxLength: 15 }),
        fc.constantFrom(null, "sglang", "triton"),
        (lines, engine) => {
          const parsed = parseEngineMetrics(`${lines.join("\n")}\n`, engine);
          expect(everyNumber(parsed).every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
          if (parsed.kind === "ok") expect(Object.keys(parsed.reading.numbers)).toEqual([...engineNumberNames]);
        },
      ),
      { numRuns: 1000 },
    );
  });
  test.each(fixtures)("the order of lines in %s does not matter", (name) => {
    const lines = textOf(name.replace(".txt", "")).trimEnd().split("\n");
    const expected = parseEngineMetrics(`${lines.join("\n")}\n`, null);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(parseEngineMetrics(`${shuffled.join("\n")}\n`, null)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
