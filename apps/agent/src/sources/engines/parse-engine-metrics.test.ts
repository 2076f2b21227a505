import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { cases, everyNumber } from "../../../test/cases.ts";
import { unknownNumbers } from "../../engine-report/engine-report.ts";
import type { EngineAdapter } from "./adapters/engine-adapter.ts";
import { engineAdapters } from "./adapters/index.ts";
import { type ParsedEngineMetrics, parseEngineMetrics, parseIterationStats } from "./parse-engine-metrics.ts";

const { names, text: textOf, expected } = cases(new URL("./adapters/testdata/", import.meta.url));
const read = (name: string, engine: string | null = null) => {
  const parsed = parseEngineMetrics(textOf(name), engine);
  if (parsed.kind !== "ok") throw new Error(parsed.kind);
  return parsed;
};
const numbersOf = (name: string) => read(name).reading.numbers;

/** Maps as lists, for expected.json. */
const plain = (parsed: ParsedEngineMetrics): object => {
  if (parsed.kind !== "ok" || parsed.buckets === null) return parsed;
  const { timeToFirstToken, interTokenLatency } = parsed.buckets;
  const listed = (counts: ReadonlyMap<number, number> | null) => counts && [...counts].map((pair) => pair.map(String));
  return {
    ...parsed,
    buckets: { timeToFirstToken: listed(timeToFirstToken), interTokenLatency: listed(interTokenLatency) },
  };
};

test.each(names)("%s reads as expected.json states", (name) => {
  const parsed = plain(parseEngineMetrics(textOf(name), null));
  expect(parsed).toEqual(expected(name, parsed));
});

describe("the engine", () => {
  test.each([
    { name: "sglang-one-rank", engine: "sglang" },
    { name: "tgi", engine: "tgi" },
    { name: "tensorrt-llm", engine: "tensorrt-llm" },
    { name: "triton-plain", engine: "triton" },
    { name: "nim", engine: "nim" },
    { name: "both-vllm-and-triton", engine: "vllm" },
  ])("of $name is $engine by its names", ({ name, engine }) => expect(read(name).engine).toBe(engine));
  test("is the one of the target", () => expect(read("both-vllm-and-triton", "triton").engine).toBe("triton"));
  test("may have another of its names", () => expect(read("tensorrt-llm", "TRTLLM").engine).toBe("tensorrt-llm"));
  test("without adapter is found by its metrics", () => expect(read("tgi", "my-fork").engine).toBe("tgi"));
  test("that the target names wrongly has no known metric", () =>
    expect(parseEngineMetrics(textOf("tgi"), "vllm")).toMatchObject({ kind: "no-known-metric" }));
  test("of each adapter has one name", () =>
    expect(new Set(engineAdapters.map(({ name }) => name)).size).toBe(engineAdapters.length));
});

test("an adapter that was added to the list is read, latencies included", async () => {
  const nova: EngineAdapter = {
    name: "nova",
    prefix: /^nova_/,
    modelLabels: ["model"],
    sums: { running: ["running"], finishedRequestsTotal: ["requests_total"] },
    kvCacheUsage: ["cache_use"],
    latencies: { timeToFirstToken: { names: ["first_token_ms"], perSecond: 1000 } },
  };
  vi.resetModules();
  vi.doMock("./adapters/index.ts", async (importOriginal) => {
    const original = await importOriginal<typeof import("./adapters/index.ts")>();
    return { ...original, engineAdapters: [...original.engineAdapters, nova] };
  });
  const { parseEngineMetrics: parse } = await import("./parse-engine-metrics.ts");
  vi.doUnmock("./adapters/index.ts");
  vi.resetModules();
  const counts = "nova_running 3\nnova_requests_total 90\nnova_cache_use 0.25\n";
  const first = 'nova_first_token_ms_sum 1500\nnova_first_token_ms_count 3\nnova_first_token_ms_bucket{le="+Inf"} 3\n';
  expect(parse(`${counts}${first}`, null)).toMatchObject({
    kind: "ok",
    engine: "nova",
    buckets: { timeToFirstToken: new Map([[Number.POSITIVE_INFINITY, 3]]) },
    reading: {
      numbers: {
        running: 3,
        finishedRequestsTotal: 90,
        kvCacheUsageRatio: 0.25,
        timeToFirstTokenSecondsSum: 1.5,
        timeToFirstTokenSecondsCount: 3,
      },
    },
  });
});

describe("requests that failed, of an engine without reasons", () => {
  const sglang = "sglang:num_requests_total 90\nsglang:queue_time_seconds_count 90\n";
  test.each([
    { name: "SGLang", text: `${sglang}sglang:num_aborted_requests_total 4\n`, failure: 4 },
    { name: "SGLang before the first", text: sglang, failure: 0 },
    {
      name: "TGI",
      text: 'tgi_request_success 90\ntgi_request_failure{err="overloaded"} 1\ntgi_request_failure{err="generation"} 2\n',
      failure: 3,
    },
    { name: "TGI before the first", text: "tgi_request_success 90\n", failure: 0 },
    {
      name: "Triton",
      text: 'nv_inference_request_success 90\nnv_inference_request_failure{reason="OTHER"} 2\n',
      failure: 2,
    },
  ])("$name: $failure", ({ text, failure }) =>
    expect(parseEngineMetrics(text, null)).toMatchObject({ reading: { finishReasons: { success: 90, failure } } }),
  );
  test("of a version that reports no total of them is unknown", () => {
    const parsed = parseEngineMetrics("sglang:num_requests_total 90\n", null);
    expect(parsed).not.toHaveProperty("reading.finishReasons");
  });
});

test("NIM has the names of vLLM without a prefix", () =>
  expect(read("nim").reading).toMatchObject({
    model: "meta/llama-3.1-8b-instruct",
    numbers: {
      startedAt: 1.7e9,
      running: 7,
      waiting: 2,
      kvCacheUsageRatio: 0.31,
      promptTokensTotal: 120_000,
      finishedRequestsTotal: 100,
      finishedGenerationTokensTotal: 29_500,
      timeToFirstTokenSecondsSum: 9.5,
      interTokenLatencySecondsCount: 29_900,
      endToEndSecondsSum: 610,
    },
    finishReasons: { stop: 90, length: 8, abort: 2 },
  }));

describe("caches and reasons", () => {
  const reading = (text: string) => {
    const parsed = parseEngineMetrics(text, null);
    return parsed.kind === "ok" ? parsed.reading : parsed;
  };
  test("of a real vLLM are read", () =>
    expect(reading(cases(new URL("./testdata/", import.meta.url)).text("vllm-0.32-cpu"))).toMatchObject({
      numbers: { prefixCacheQueriesTotal: 97_047, prefixCacheHitsTotal: 8960, cachedPromptTokensTotal: 8960 },
      finishReasons: { stop: 0, length: 638, abort: 0, error: 0, repetition: 0 },
    }));
  test.each([
    {
      name: "of vLLM before 0.10",
      text: "vllm:gpu_prefix_cache_queries_total 10\nvllm:gpu_prefix_cache_hits_total 4\n",
      numbers: { prefixCacheQueriesTotal: 10, prefixCacheHitsTotal: 4, cachedPromptTokensTotal: null },
    },
    {
      name: "of SGLang by source",
      text: 'sglang:cached_tokens_total{cache_source="device"} 5\nsglang:cached_tokens_total{cache_source="host"} 2\n',
      numbers: { prefixCacheQueriesTotal: null, cachedPromptTokensTotal: 7 },
    },
    {
      name: "of Dynamo's front end",
      text: "dynamo_frontend_cached_tokens_sum 12\n",
      numbers: { cachedPromptTokensTotal: 12 },
    },
  ])("$name", ({ text, numbers }) => expect(reading(text)).toMatchObject({ numbers }));
  test.each([
    { name: "without the label", lines: "vllm:request_success_total 4\n" },
    { name: "that is not a number", lines: 'vllm:request_success_total{finished_reason="stop"} NaN\n' },
    {
      name: "of more reasons than an engine has",
      lines: Array.from({ length: 20 }, (_, at) => `vllm:request_success_total{finished_reason="r${at}"} 1\n`).join(""),
    },
  ])("a count $name has no reasons", ({ lines }) =>
    expect(reading(`vllm:num_requests_running 1\n${lines}`)).not.toHaveProperty("finishReasons"),
  );
});

describe("SGLang", () => {
  test("tensor-parallel ranks count once", () =>
    expect(numbersOf("sglang-tensor-parallel")).toEqual(numbersOf("sglang-one-rank")));
  test("data-parallel ranks have their own", () =>
    expect(numbersOf("sglang-data-parallel")).toMatchObject({
      running: 24,
      waiting: 6,
      kvCacheCapacityTokens: 800_000,
      kvCacheUsageRatio: 0.42,
      promptTokensTotal: 90_000,
    }));
  test.each(["sglang-relay-underscore", "sglang-old-names"])("%s has the same numbers", (name) =>
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

describe("pages as servers write them", () => {
  const numbers = (text: string, engine: string | null = null) => {
    const parsed = parseEngineMetrics(text, engine);
    if (parsed.kind !== "ok") throw new Error(parsed.kind);
    return parsed.reading.numbers;
  };
  test.each([
    {
      name: "a repeated series counts once",
      text: 'vllm:num_requests_running{a="1",b="2"} 4\nvllm:num_requests_running{b="2",a="1"} 5\n',
      expected: { running: 5 },
    },
    {
      name: "SGLang's requests by priority are parts of the series without one",
      text: 'sglang:num_running_reqs{priority=""} 14\nsglang:num_running_reqs{priority="1"} 9\nsglang:num_running_reqs{priority="2"} 5\n',
      expected: { running: 14 },
    },
    {
      name: "a share a rounding error above 1 is 1",
      text: "vllm:kv_cache_usage_perc 1.0000000000000002\n",
      expected: { kvCacheUsageRatio: 1 },
    },
    {
      name: "OpenMetrics, with exemplars and an end",
      text: '# TYPE vllm:generation_tokens counter\nvllm:generation_tokens_total 7 # {trace_id="a"} 1 1.7e9\nvllm:generation_tokens_created 1.7e9\n# EOF\n',
      expected: { generationTokensTotal: 7, startedAt: 1.7e9 },
    },
    {
      name: "the capacity that newer versions report",
      text: 'vllm:num_requests_running 1\nvllm:cache_config_info{block_size="16",num_gpu_blocks="100",kv_cache_size_tokens="1520"} 1\n',
      expected: { kvCacheCapacityTokens: 1520 },
    },
    {
      name: "blocks in use where TensorRT-LLM has no share",
      text: "trtllm_kv_cache_used_blocks 25\ntrtllm_kv_cache_max_blocks 100\n",
      expected: { kvCacheUsageRatio: 0.25 },
    },
    {
      name: "of an ensemble the requests of the backend's model, not of each step",
      text: ["ensemble", "preprocessing", "tensorrt_llm", "postprocessing"]
        .map((model) => `nv_inference_request_success{model="${model}",version="1"} 10\n`)
        .concat('nv_trt_llm_request_metrics{model="tensorrt_llm",request_type="waiting",version="1"} 3\n')
        .join(""),
      expected: { finishedRequestsTotal: 10, waiting: 3 },
    },
    {
      name: "SGLang's capacity by pages, where it has no tokens",
      text: 'sglang:num_running_reqs 1\nsglang:cache_config_info{page_size="64",num_pages="100"} 1\nsglang:kv_used_tokens 1600\n',
      expected: { kvCacheCapacityTokens: 6400, kvCacheUsageRatio: 0.25 },
    },
    {
      name: "SGLang's first names of finished requests, their tokens and their queue",
      text: [
        'sglang:request_success_total{finish_reason="stop",name="m"} 3\n',
        'sglang:request_success_total{finish_reason="length",name="m"} 1\n',
        'sglang:request_prompt_tokens_sum{name="m"} 400\nsglang:request_generation_tokens_sum{name="m"} 90\n',
        'sglang:waiting_request_latency_seconds_sum{name="m"} 2\n',
        'sglang:waiting_request_latency_seconds_count{name="m"} 4\n',
      ].join(""),
      expected: {
        finishedRequestsTotal: 4,
        finishedPromptTokensTotal: 400,
        finishedGenerationTokensTotal: 90,
        queueSecondsSum: 2,
        queueSecondsCount: 4,
      },
    },
    {
      name: "a counter after a restart is its value",
      text: "vllm:prompt_tokens_total 3\n",
      expected: { promptTokensTotal: 3 },
    },
    {
      name: "a negative, infinite or missing number is none",
      text: "vllm:num_requests_running -1\nvllm:num_requests_waiting +Inf\nvllm:num_preemptions_total 2\n",
      expected: { running: null, waiting: null, preemptionsTotal: 2, promptTokensTotal: null },
    },
  ])("$name", ({ text, expected: known }) => expect(numbers(text)).toMatchObject(known));
  test("several models of one endpoint are all named, and their requests add up", () => {
    const text = 'nv_inference_pending_request_count{model="b"} 2\nnv_inference_pending_request_count{model="a"} 3\n';
    expect(parseEngineMetrics(text, null)).toMatchObject({ reading: { model: "a, b", numbers: { waiting: 5 } } });
  });
});

test("TGI counts both ways to ask, and reports no cache", () =>
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
  test("has its times in seconds", () =>
    expect(numbersOf("triton-plain")).toMatchObject({
      endToEndSecondsSum: 320,
      queueSecondsSum: 1.5,
      timeToFirstTokenSecondsSum: 20,
      waiting: 5,
      running: null,
      kvCacheUsageRatio: null,
    }));
  test("with its TensorRT-LLM backend has the cache and the running requests", () =>
    expect(numbersOf("triton-tensorrt-llm")).toMatchObject({
      running: 7,
      kvCacheUsageRatio: 0.4,
      kvCacheCapacityTokens: 320_000,
    }));
  test("with GPU metrics alone is no engine", () =>
    expect(parseEngineMetrics(textOf("triton-gpu-only"), null)).toMatchObject({ kind: "no-known-metric" }));
});

describe("laws", () => {
  const families = [...new Set(names.flatMap((name) => textOf(name).match(/^[a-z_:]+/gm) ?? []))];
  const line = fc
    .tuple(fc.constantFrom(...families), fc.constantFrom("tp_rank", "model_name", "dp_rank"), fc.string(), fc.double())
    .map(([name, label, text, value]) => `${name}{${label}="${text}"} ${value}`);
  test("any series are answered with finite numbers that are not negative", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(line, fc.string()), { maxLength: 15 }),
        fc.constantFrom(null, "sglang", "triton"),
        (lines, engine) => {
          const parsed = parseEngineMetrics(`${lines.join("\n")}\n`, engine);
          expect(everyNumber(parsed).every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
          if (parsed.kind === "ok") expect(Object.keys(parsed.reading.numbers)).toEqual(Object.keys(unknownNumbers));
        },
      ),
      { numRuns: 1000 },
    );
  });
  test.each(names)("the order of lines in %s does not matter", (name) => {
    const lines = textOf(name).trimEnd().split("\n");
    const ordered = parseEngineMetrics(`${lines.join("\n")}\n`, null);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(parseEngineMetrics(`${shuffled.join("\n")}\n`, null)).toEqual(ordered);
      }),
      { numRuns: 20 },
    );
  });
});

const iteration = (iter: number, used: number) => ({
  gpuMemUsage: 56_665_047_040,
  iter,
  iterLatencyMS: 16.7,
  kvCacheStats: { usedNumBlocks: used, freeNumBlocks: 400 - used, maxNumBlocks: 400, tokensPerBlock: 32 },
  numActiveRequests: 6,
  numQueuedRequests: 2,
  timestamp: "05-24-2026 12:00:00.000000",
});

test("the newest iteration counts", () =>
  expect(parseIterationStats(JSON.stringify([iteration(1, 10), iteration(2, 100)]))).toMatchObject({
    model: null,
    numbers: { running: 6, waiting: 2, kvCacheUsageRatio: 0.25, kvCacheCapacityTokens: 12_800 },
  }));
test("requests that are paused, or wait for memory, wait", () =>
  expect(
    parseIterationStats(
      JSON.stringify([
        {
          iter: 154,
          numActiveRequests: 8,
          numQueuedRequests: 3,
          inflightBatchingStats: {
            numContextRequests: 1,
            numGenRequests: 5,
            numPausedRequests: 2,
            numScheduledRequests: 6,
          },
        },
      ]),
    )?.numbers,
  ).toMatchObject({ running: 6, waiting: 5 }));
test("what an iteration does not have is unknown", () =>
  expect(parseIterationStats('[{"iter":7,"numActiveRequests":0}]')?.numbers).toMatchObject({
    running: 0,
    waiting: null,
    kvCacheUsageRatio: null,
    kvCacheCapacityTokens: null,
  }));
test.each([
  { name: "an empty list", text: "[]" },
  { name: "a list of something else", text: '[{"targets":["a"]}]' },
  { name: "a page of metrics", text: "up 1\n" },
  { name: "a cut list", text: '[{"iter":1' },
  { name: "a list without objects", text: "[1,null]" },
  { name: "negative and endless numbers", text: '[{"iter":1,"numActiveRequests":-1,"numQueuedRequests":1e999}]' },
])("$name has no statistics", ({ text }) => expect(parseIterationStats(text)).toBeNull());
test("any JSON is read without a throw, and every number is finite", () =>
  fc.assert(fc.property(fc.json(), (text) => everyNumber(parseIterationStats(`[${text}]`)).every(Number.isFinite))));
