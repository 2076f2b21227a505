import { estimate, modelById, nearestMeasurement, requestsPerSecond, tokens } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnswerLine, answerLine, outcomeOf } from "./answer.ts";
import { parseConfigLine } from "./config-line.ts";
import { estimateRequest, nothingOwn } from "./request.ts";

const config = {
  id: "a",
  model: "meta-llama/Llama-3.1-70B",
  gpu: "h100-sxm",
  engine: "vllm",
  engineVersion: "0.19.0",
  weights: "fp8",
  kvCache: "fp8",
  parallel: { tensor: 8, pipeline: 1, expert: 1, attentionData: 1 },
  inputTokens: 1024,
  outputTokens: 1024,
  load: { concurrency: 128 },
};

const answer = (change: object): AnswerLine => answerLine(JSON.stringify({ ...config, ...change }), 7);
const requestOf = (change: object) => estimateRequest(parseConfigLine(JSON.stringify({ ...config, ...change })));

test("a loop that goes on leaves out the wait of a run's first round; false is a run", () => {
  const firstToken = (load: object): number => {
    const answered = answer({ load });
    return "timeToFirstTokenSeconds" in answered ? (answered.timeToFirstTokenSeconds?.mean ?? Number.NaN) : Number.NaN;
  };
  const run = firstToken({ concurrency: 128 });
  expect(firstToken({ concurrency: 128, endless: true })).toBeLessThan(run);
  expect(firstToken({ concurrency: 128, endless: false })).toBe(run);
});

test("of a fleet the answer is one replica's behind the router: at random as one alone, evenly with shorter waits", () => {
  const p99 = (load: object): number => {
    const outcome = outcomeOf(requestOf({ load }));
    return outcome.kind === "fits" ? outcome.estimate.timeToFirstToken.p99 : expect.fail(outcome.kind);
  };
  const alone = p99({ requestsPerSecond: 2 });
  expect(p99({ requestsPerSecond: 16, fleet: 8, router: "random" })).toBeCloseTo(alone, 6);
  expect(p99({ requestsPerSecond: 16, fleet: 8 })).toBeLessThan(alone);
  expect(() => requestOf({ load: { requestsPerSecond: 16, fleet: 8, router: "prefix-affinity" } })).toThrow(/fleet/);
});

test("a first token whose left-out runs were off by four times and more is not supported, and the notes say so", () => {
  const notesOf = (change: object) => JSON.stringify(answer(change));
  const disaggregated = { decode: { workers: 1, parallel: { tensor: 8 } }, prefill: { workers: 1, gpusPerWorker: 8 } };
  expect(notesOf({})).not.toContain("not supported");
  expect(notesOf({ model: "mixtral-8x7b", gpu: "h100-sxm-80gb" })).not.toContain("not supported");
  expect(notesOf({ model: "deepseek-v3", gpu: "h200", ...disaggregated })).toContain(
    "time to first token is not supported for this replica: runs like it were off by up to ×",
  );
});

test("what is asked first has a first token: dense models on common GPUs, from one client to 256", () => {
  const missing = ["llama-3.1-8b", "qwen3-32b", "mistral-small-24b", "gemma-3-27b"].flatMap((model) =>
    ["h100", "h200", "a100", "b200", "mi300x"].flatMap((gpu) =>
      ["vllm", "sglang"].flatMap((engine) =>
        [1, 16, 64, 256].filter((concurrency) =>
          JSON.stringify(
            answerLine(
              JSON.stringify({ model, gpu, engine, inputTokens: 1024, outputTokens: 256, load: { concurrency } }),
              1,
            ),
          ).includes("not supported"),
        ),
      ),
    ),
  );
  expect(missing).toEqual([]);
});

test("an answer carries the estimate of core under the names of the contract", () => {
  const { spec, shape, load } = requestOf({});
  const expected = estimate(spec, shape, load);
  expect(answer({})).toEqual({
    id: "a",
    fits: true,
    verdict: expected.verdict,
    bindingLimit: expected.bindingLimit,
    timeToFirstTokenSeconds: expected.timeToFirstToken,
    interTokenLatencySeconds: expected.interTokenLatency,
    endToEndSeconds: expected.endToEnd,
    outputTokensPerSecond: expected.outputTokensPerSecond,
    requestsPerSecond: expected.requestsPerSecond,
    kvCacheTokens: expected.memory.kvCacheTokens,
    memoryBytes: expected.memory.perGpu,
    errorBand: expected.errorBand,
    timeToFirstTokenBand: expected.timeToFirstTokenBand,
    measured: {
      configuration: "llama-3.1-70b on h100-sxm-80gb, vllm, 8 bits a weight, aggregated",
      differsIn: [],
    },
    calibrationUntil: expect.stringMatching(/^2026-\d\d-\d\d$/),
  });
  expect(expected.timeToFirstTokenBand?.relative).toBeGreaterThan(0);
});

test.each([
  {
    change: { model: "deepseek-r1", engine: "sglang", engineVersion: "0.5.9", gpu: "b200", weights: "nvfp4" },
    nearest: "deepseek-v3 on b200-sxm-180gb, sglang, 4 bits a weight, aggregated",
    differsIn: [],
  },
  {
    change: { model: "minimax-m2.5", gpu: "mi300x", engineVersion: undefined, parallel: { tensor: 4 } },
    nearest: "minimax-m2.5 on b200-sxm-180gb, vllm, 8 bits a weight, aggregated",
    differsIn: ["GPU"],
  },
  {
    change: { model: "qwen2.5-7b", gpu: "mi300x", parallel: { tensor: 1 } },
    nearest: "qwen2.5-7b on h100-sxm-80gb, vllm, 16 bits a weight, aggregated",
    differsIn: ["GPU", "bits of a weight"],
  },
  {
    change: { model: "qwen2.5-72b", gpu: "b200" },
    nearest: "llama-3.1-70b on b200-sxm-180gb, vllm, 8 bits a weight, aggregated",
    differsIn: ["model"],
  },
])("the nearest measured runs of $change.model on $change.gpu are named", ({ change, nearest, differsIn }) => {
  expect(answer({ ...change, kvCache: undefined })).toMatchObject({ measured: { configuration: nearest, differsIn } });
});

test("runs of the model itself are nearer than any other, also in a fit of the user's own", () => {
  const { spec } = requestOf({});
  const campaigns = ["llama-3.1-70b/h100-sxm-80gb/vllm/8/aggregated", "own/a100/sglang/16/disaggregated"];
  const decode = Object.fromEntries(campaigns.map((campaign) => [`campaign:${campaign}`, {}]));
  const source = { ref: "own", accessed: "2026-11-01", rows: 1 };
  const coefficients = { kind: "speed-coefficients" as const, id: "own", source, decode, firstToken: {}, bands: [] };
  const own = { ...modelById("llama-3.1-70b"), id: "own", kind: "decoder" } as typeof spec.model;
  expect(nearestMeasurement({ ...spec, model: own, coefficients }, false)?.measured).toEqual({
    configuration: "own on a100, sglang, 16 bits a weight, disaggregated",
    differsIn: ["GPU", "engine", "bits of a weight", "mode"],
  });
});

test("an answer that the user's measurements of the replica correct names no other runs", () => {
  const request = requestOf({});
  const correction = { interTokenLatency: 1.1, timeToFirstToken: 1.1 };
  const nearestOf = (spec: typeof request.spec) => outcomeOf({ ...request, spec });
  expect(nearestOf(request.spec)).toMatchObject({ nearest: { measured: { differsIn: [] } } });
  expect(nearestOf({ ...request.spec, correction })).toMatchObject({ nearest: null });
});

test("a model that does not fit is an answer: memory is known, speed is not", () => {
  expect(answer({ parallel: { tensor: 1 }, weights: "bf16" })).toMatchObject({
    id: "a",
    fits: false,
    verdict: null,
    bindingLimit: "memory",
    timeToFirstTokenSeconds: null,
    outputTokensPerSecond: null,
    kvCacheTokens: 0,
    notes: expect.arrayContaining([expect.stringContaining("to make it fit: --tensor-parallel-size 2")]),
  });
});

test("a disaggregated deployment without worker counts is answered with the plan that was assumed for it", () => {
  const stated = answer({ prefill: { workers: 1, gpusPerWorker: 8 }, decode: { workers: 2, gpusPerWorker: 8 } });
  const unstated = answer({ disaggregated: true, decode: { gpusPerWorker: 8 } });
  expect(stated).not.toHaveProperty("assumptions");
  expect(unstated).toMatchObject({ assumptions: [expect.stringContaining("decode.workers"), expect.anything()] });
});

test("speculation makes tokens come faster, and its unknown yield is noted", () => {
  const gap = (change: object): number => {
    const answered = answer(change);
    const { interTokenLatencySeconds } = answered as { interTokenLatencySeconds?: { mean: number } };
    return interTokenLatencySeconds?.mean ?? Number.NaN;
  };
  const few = { load: { concurrency: 4 } };
  expect(gap({ ...few, speculativeDecoding: { draftTokens: 2, acceptedTokens: 2 } })).toBeLessThan(0.7 * gap(few));
  expect(answer({ speculativeDecoding: { draftTokens: 2 } })).toMatchObject({
    assumptions: [expect.stringContaining("acceptedTokens")],
  });
});

test("a cache format that was only assumed is noted, and the engine's own holds half the tokens", () => {
  const tokensOf = (change: object): number => (answer(change) as { kvCacheTokens: number }).kvCacheTokens;
  expect(answer({ kvCache: undefined })).toMatchObject({ notes: [expect.stringContaining("kvCache is taken as fp8")] });
  expect(answer({})).not.toHaveProperty("notes");
  expect(tokensOf({ kvCache: "auto" }) / tokensOf({ kvCache: undefined })).toBeCloseTo(1 / 2, 3);
  expect(tokensOf({ kvCache: "auto", engine: "tensorrt-llm" })).toBe(tokensOf({ engine: "tensorrt-llm" }));
});

test("beside flags of the start a cache format that is left out is the engine's own, with a note", () => {
  const started = answer({ kvCache: undefined, engineConfig: { gpuMemoryUtilization: 0.9 } });
  expect(started).toMatchObject({ notes: [expect.stringContaining("kvCache is taken as bf16")] });
  const given = answer({ kvCache: "bf16", engineConfig: { gpuMemoryUtilization: 0.9 } });
  expect((started as { kvCacheTokens: number }).kvCacheTokens).toBe((given as { kvCacheTokens: number }).kvCacheTokens);
});

test("a deployment that ran under SGLang with weights too large for the default share is answered with the share it needs", () => {
  const ran = answer({
    model: "deepseek-ai/DeepSeek-V3",
    gpu: "gb200",
    engine: "sglang",
    weights: "fp8_block",
    kvCache: undefined,
    parallel: undefined,
    prefill: { workers: 1, gpusPerWorker: 4 },
    decode: { workers: 4, parallel: { tensor: 1, attentionData: 4, expert: 1 } },
  });
  expect(ran).toMatchObject({
    fits: true,
    assumptions: [expect.stringContaining("engineConfig.gpuMemoryUtilization: 0.95")],
  });
});

describe("what would make a figure wrong is an error of its line", () => {
  test.each([
    { name: "a stage without a rate", change: { load: { stages: [{ seconds: 1 }] } }, message: "load" },
    { name: "a negative rate", change: { load: { requestsPerSecond: -1 } }, message: "load" },
    {
      name: "arrivals of an unknown kind",
      change: { load: { requestsPerSecond: 1, arrivals: "bursty" } },
      message: "load",
    },
    {
      name: "gaps of a shape at which all requests come at once",
      change: { load: { requestsPerSecond: 1, arrivals: { weibull: { shape: 0.001 } } } },
      message: "load",
    },
    { name: "a trace without requests", change: { load: { trace: [] } }, message: "load" },
    {
      name: "more accepted than drafted",
      change: { speculativeDecoding: { draftTokens: 2, acceptedTokens: 4 } },
      message: "speculativeDecoding.acceptedTokens",
    },
    { name: "a length beyond all models", change: { inputTokens: 1e8 }, message: "inputTokens is 100000000" },
    {
      name: "an endless run that ends",
      change: { load: { concurrency: 4, requests: 9, endless: true } },
      message: "load",
    },
    { name: "a run of a billion requests", change: { load: { requests: 1e9 } }, message: "load.requests" },
    {
      name: "stages that add up to too many requests",
      change: { load: { stages: [{ seconds: 1e6, requestsPerSecond: 1e3 }] } },
      message: "load.stages",
    },
    {
      name: "stages without a request",
      change: { load: { stages: [{ seconds: 60, requestsPerSecond: 0 }] } },
      message: "stages in which requests arrive",
    },
    { name: "half a client", change: { load: { concurrency: 1.5 } }, message: "load.concurrency is 1.5" },
    {
      name: "a mean outside its bounds",
      change: { inputTokensDistribution: { mean: 100, stdev: 5, min: 200, max: 300 } },
      message: "min ≤ mean ≤ max",
    },
    {
      name: "expert ranks that do not divide the GPUs",
      change: { model: "qwen3-235b-a22b", parallel: { tensor: 8, expert: 3 } },
      message: "expert 3 does not divide the 8 GPUs",
    },
    {
      name: "a layout across partitions",
      change: { gpu: "h100/3g.40gb", parallel: { tensor: 2 } },
      message: "tensor 2",
    },
    { name: "a picture of a language model", change: { picture: { steps: 3 } }, message: "makes no pictures" },
    { name: "a misspelt key", change: { inputToken: 5 }, message: "inputToken" },
    { name: "a misspelt engine key", change: { engineConfig: { maxSeqs: 5 } }, message: "engineConfig.maxSeqs" },
    { name: "no load", change: { load: undefined }, message: "load" },
    { name: "two loads", change: { load: { concurrency: 1, saturated: true } }, message: "load" },
    { name: "no prompt length", change: { inputTokens: undefined }, message: "inputTokens" },
    { name: "zero tokens", change: { outputTokens: 0 }, message: "outputTokens" },
    { name: "GPUs that contradict the layout", change: { parallel: { tensor: 4, gpus: 8 } }, message: "gpus is 8" },
    { name: "experts of a dense model", change: { parallel: { tensor: 8, expert: 8 } }, message: "experts" },
    { name: "an unknown model", change: { model: "lama-3.1-70b" }, message: "llama-3.1-70b" },
    { name: "an unknown precision", change: { weights: "fp9" }, message: "fp9" },
    {
      name: "a model that is not calculated",
      change: { model: "dlrm-v2", parallel: { tensor: 1 } },
      message: "dlrm-v2",
    },
  ])("$name", ({ change, message }) => {
    expect(answer(change)).toEqual({
      id: "a",
      error: { code: expect.stringMatching(/^LL_/), message: expect.stringMatching(/^line 7/) },
    });
    expect(JSON.stringify(answer(change))).toContain(message);
  });

  test.each([
    { name: "text", line: "x{", id: null },
    { name: "a list", line: "[1]", id: null },
    { name: "null", line: "null", id: null },
    { name: "an object with nothing but an id", line: '{"id":5}', id: 5 },
  ])("$name", ({ line, id }) => {
    expect(answerLine(line, 3)).toEqual({
      id,
      error: { code: "LL_INPUT_INVALID", message: expect.stringMatching(/^line 3/) },
    });
  });
});

test("whatever a line holds, it gets an answer of its own", () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(1e308, -1, 0, 0.5, 1e9, "h100", "llama-3.1-8b"),
  );
  const keys = ["model", "gpu", "engine", "weights", "kvCache", "parallel", "inputTokens", "outputTokens", "load"];
  const change = fc.dictionary(
    fc.constantFrom(...keys, "engineConfig", "prefill", "decode", "lengthRange", "foo"),
    value,
    {
      maxKeys: 2,
    },
  );
  fc.assert(
    fc.property(change, (changes) => {
      const found = answer(changes);
      expect("error" in found ? found.error.code : "answered").toMatch(/^(LL_(?!LINE_UNANSWERED)|answered)/);
    }),
    { numRuns: 300 },
  );
});

describe("what is assumed is in the notes:", () => {
  test.each([
    {
      name: "a context that the cache does not hold",
      change: { parallel: { tensor: 1 } },
      message: "--max-model-len of at most",
    },
    { name: "prompts kept whole", change: { engineConfig: { chunkedPrefill: false } }, message: "chunkedPrefill" },
    {
      name: "a request longer than the model's context",
      change: { model: "llama-2-70b", inputTokens: 8192 },
      message: "longer than the 4096",
    },
  ])("$name", ({ change, message }) => {
    const found = answer(change);
    expect("fits" in found ? found.notes?.join(" ") : "").toContain(message);
  });
});

test("a stage without arrivals is a pause: what comes after it is answered as if nothing had been before", () => {
  const busy = { seconds: 60, requestsPerSecond: 2 };
  const paused = answer({ load: { stages: [{ seconds: 60, requestsPerSecond: 0 }, busy] } });
  const alone = answer({ load: { stages: [busy] } });
  if (!("fits" in paused && "fits" in alone)) throw new Error("both are answered");
  expect(paused.timeToFirstTokenSeconds?.mean).toBeCloseTo(alone.timeToFirstTokenSeconds?.mean ?? Number.NaN, 9);
});

test("a key whose value is null is one that is left out", () => {
  expect(answer({ kvCache: null, engineConfig: { maxSequences: null }, gpus: null })).toEqual(
    answer({ kvCache: undefined }),
  );
});

test("a line may name a model of the user's own", () => {
  const own = { ...modelById("llama-3.1-70b"), id: "our-70b", name: "Our 70B", aliases: [] };
  const line = JSON.stringify({ ...config, model: "Our 70B" });
  expect(answerLine(line, 7, { ...nothingOwn, models: [own] })).toMatchObject({ id: "a", fits: true });
  expect(answerLine(line, 7)).toMatchObject({ error: { code: "LL_UNKNOWN_MODEL" } });
});

describe("forms that mean the same", () => {
  test.each([
    { name: "gpus beside the layout", change: { parallel: { gpus: 8 } } },
    { name: "gpus at the top", change: { parallel: undefined, gpus: 8 } },
    { name: "the name nvidia-smi prints", change: { gpu: "NVIDIA H100 80GB HBM3" } },
    { name: "a checkpoint's name", change: { model: "nvidia/Llama-3.1-70B-Instruct-FP8", weights: undefined } },
  ])("$name", ({ change }) => {
    expect(answer(change)).toEqual(answer({}));
  });

  test("the stream interval at the top is that of the engine", () => {
    expect(answer({ streamIntervalTokens: 4 })).toEqual(answer({ engineConfig: { streamIntervalTokens: 4 } }));
    expect(answer({ streamIntervalTokens: 4 })).not.toEqual(answer({}));
  });
});

test("lengths that differ enter a closed loop by their mean, and an arriving load as they are drawn", () => {
  const varied = { inputTokensDistribution: { mean: 300, stdev: 20 }, lengthRange: [0.5, 1] };
  const closed = requestOf(varied);
  expect(closed.shape).toMatchObject({ inputTokens: tokens(300), outputTokens: tokens(768) });
  expect(closed.notes).toHaveLength(1);
  const arriving = requestOf({ ...varied, load: { requestsPerSecond: 1 } });
  expect(arriving.notes).toEqual([]);
  expect(arriving.shape.outputDistribution).toEqual({ kind: "uniform", low: 512, high: 1024 });
});

test.each([
  { name: "with both bounds cut normal", spread: { min: 1, max: 900 }, kind: "normal" },
  { name: "without bounds log-normal", spread: {}, kind: "log-normal" },
  { name: "without a deviation fixed", spread: { stdev: 0 }, kind: "fixed" },
])("a distribution is $name", ({ spread, kind }) => {
  const { shape } = requestOf({ inputTokensDistribution: { mean: 300, stdev: 20, ...spread } });
  expect(shape.inputDistribution?.kind).toBe(kind);
});

describe("arriving loads", () => {
  test.each([
    { name: "a rate", load: { requestsPerSecond: 1 }, requests: 2000 },
    { name: "a run", load: { requestsPerSecond: 1, requests: 120 }, requests: 120 },
    { name: "bursts", load: { requestsPerSecond: 1, requests: 120, arrivals: { gamma: { cv: 2 } } }, requests: 120 },
    { name: "all at once", load: { requests: 64 }, requests: 64 },
    { name: "a trace", load: { trace: [{ at: 0, inputTokens: 9, outputTokens: 3 }] }, requests: 1 },
  ])("$name is simulated, request by request", ({ load, requests }) => {
    expect(answer({ load })).toMatchObject({ fits: true, openLoop: { requests } });
  });

  test("stages are, too", () => {
    expect(answer({ load: { stages: [{ seconds: 60, requestsPerSecond: 2 }] } })).toMatchObject({
      verdict: "stable",
      openLoop: { range: null },
    });
  });

  test("beyond capacity a short run is overloaded, with a range", () => {
    expect(answer({ load: { requestsPerSecond: 1e4, requests: 200 } })).toMatchObject({
      verdict: "overloaded",
      openLoop: { range: { meanTimeToFirstToken: { low: expect.any(Number) } } },
    });
  });
});

test("a rate is answered as core answers it", () => {
  const { spec, shape, load } = requestOf({ load: { requestsPerSecond: 1 } });
  expect(load).toMatchObject({ kind: "open-loop", requestsPerSecond: requestsPerSecond(1) });
  expect(answer({ load: { requestsPerSecond: 1 } })).toMatchObject({
    timeToFirstTokenSeconds: estimate(spec, shape, load).timeToFirstToken,
  });
});
