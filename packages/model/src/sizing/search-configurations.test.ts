import fc from "fast-check";
import { expect, test } from "vitest";
import { seconds, tokens } from "../base/units.ts";
import { listGpus, listModels } from "../catalogue/lookup.ts";
import type { ArrivalProcess, DemandShape, LengthDistribution, Slo } from "../model/load.ts";
import { candidateSpecs } from "./candidates.ts";
import { clusterRequirements } from "./cluster-requirements.ts";
import { speedFront } from "./speed-front.ts";
import { modelledSpeed } from "./speed-source.ts";
import type { SearchRequest } from "./types.ts";

const request: SearchRequest = {
  model: "llama-3.1-70b",
  shape: { inputTokens: tokens(500), outputTokens: tokens(100) },
  slo: { percentile: 0.95, interTokenLatency: seconds(0.03) },
  gpus: ["h100", "a100-80gb"],
};

const specsOf = (more: Partial<SearchRequest>) => candidateSpecs({ ...request, ...more }, () => true).fitting;

test("every GPU and layout is looked at in the checkpoint's format", () => {
  expect(
    specsOf({})
      .map(({ gpu, parallel, weights }) => `${gpu.id} ${parallel.tensor} ${weights}`)
      .toSorted(),
  ).toEqual(["a100", "h100"].flatMap((gpu) => [1, 2, 4, 8].map((tensor) => `${gpu}-sxm-80gb ${tensor} bf16`)));
});

// vLLM issue 17569 and SGLang (Qwen3 issue 1485): FP8 checkpoints of the makers have a scale for each block of 128 weights.
test.each([
  {
    model: "qwen3-30b-a3b-fp8",
    engine: "vllm",
    layouts: ["1 1 1", "2 1 1", "2 2 1", "4 1 4", "4 4 1", "8 1 8", "8 8 1"],
  },
  { model: "minimax-m2.5", engine: "sglang", layouts: ["1 1 1", "2 1 1", "2 2 1", "4 1 1", "4 4 1", "8 1 8", "8 8 1"] },
])("layouts whose ranks would split a block of FP8 weights are not looked at: $model", ({ model, engine, layouts }) => {
  const names = specsOf({ model, engine, gpus: ["h100"] }).map(({ parallel: { tensor, attentionData, expert } }) =>
    [tensor * attentionData, expert === 1 ? 1 : attentionData, attentionData === 1 ? expert : 1].join(" "),
  );
  expect([...new Set(names)].toSorted()).toEqual(layouts);
});

test("a tensor size that is asked for is that of every layout", () => {
  const asked = specsOf({ model: "minimax-m2.5", gpus: ["h100"], tensors: [8] });
  expect(new Set(asked.map(({ parallel }) => parallel.tensor))).toEqual(new Set([8]));
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const spreadOver = (low: number, high: number) => share.map((part) => low * (high / low) ** part);
const wholeOver = (low: number, high: number) => spreadOver(low, high).map((value) => tokens(Math.round(value)));

const decoders = listModels().filter(({ kind }) => kind === "decoder");
const anyModel = fc.constantFrom(...decoders);
const anyShape: fc.Arbitrary<DemandShape> = fc.record({
  inputTokens: wholeOver(64, 8_000),
  outputTokens: wholeOver(16, 3_000),
});
const anySlo: fc.Arbitrary<Slo> = fc.record(
  {
    percentile: fc.constantFrom(0.5, 0.9, 0.95, 0.99),
    timeToFirstToken: spreadOver(0.2, 20).map(seconds),
    interTokenLatency: spreadOver(0.006, 0.2).map(seconds),
    tokenGap: spreadOver(0.02, 0.5).map(seconds),
  },
  { requiredKeys: ["percentile"] },
);
declare const process: { readonly env: { readonly LOADLINE_SEARCHES?: string } };
/** `LOADLINE_SEARCHES=1000` runs the properties over so many questions. */
const runs = (usual: number) => ({ seed: 21, numRuns: Number(process.env.LOADLINE_SEARCHES ?? usual) });

/** The longest of unlike lengths that are drawn; each has to fit. */
const timesMean = 12;
const anyLengths = (mean: number): fc.Arbitrary<LengthDistribution | undefined> =>
  fc.oneof(
    fc.constant(undefined),
    spreadOver(0.1, 2.5).map((cv) => ({ kind: "log-normal", mean, stdev: mean * cv, max: timesMean * mean }) as const),
    spreadOver(0.1, 0.5).map((cv) => ({ kind: "normal", mean, stdev: mean * cv, max: timesMean * mean }) as const),
  );
const anyArrivals: fc.Arbitrary<ArrivalProcess> = fc.oneof(
  fc.constantFrom({ kind: "poisson" } as const, { kind: "constant" } as const),
  spreadOver(0.2, 4).map((cv) => ({ kind: "gamma", cv }) as const),
);
const anySpreadShape: fc.Arbitrary<DemandShape> = fc
  .tuple(wholeOver(16, 8_000), wholeOver(2, 3_000))
  .chain(([inputTokens, outputTokens]) =>
    fc.record({
      inputTokens: fc.constant(inputTokens),
      outputTokens: fc.constant(outputTokens),
      inputDistribution: anyLengths(inputTokens),
      outputDistribution: anyLengths(outputTokens),
      arrivals: anyArrivals,
    }),
  );
const anyEngine = fc.record({
  engine: fc.constantFrom("vllm", "sglang", "tensorrt-llm"),
  engineConfig: fc.record(
    {
      chunkedPrefill: fc.boolean(),
      maxBatchedTokens: wholeOver(256, 16_384),
      maxSequences: wholeOver(16, 1024),
      prefixHitRatio: share,
    },
    { requiredKeys: [] },
  ),
});
type Served = Pick<SearchRequest, "model" | "shape" | "slo" | "engine" | "engineConfig"> & { readonly gpu: string };

/** What one of the layouts carries by simulation and at most; undefined where none fits. */
const carriedOf = ({ gpu, ...asked }: Served, place: number) => {
  const { shape, slo } = asked;
  const { fitting } = candidateSpecs({ ...asked, gpus: [gpu] }, (spec) => {
    const { fits, kvCacheTokens } = modelledSpeed.memory(spec);
    const longest = (shape.inputDistribution ?? shape.outputDistribution) ? timesMean : 1;
    return fits && kvCacheTokens >= longest * (shape.inputTokens + shape.outputTokens);
  });
  const spec = fitting[Math.min(fitting.length - 1, Math.floor(place * fitting.length))];
  if (spec === undefined) return undefined;
  const result = modelledSpeed.service(spec, shape, { router: "round-robin" })(1)(slo);
  const carried = result.kind === "feasible" ? result.capacity.requestsPerSecond : 0;
  return { carried, ceiling: modelledSpeed.ceilings(spec, shape).rate(slo) };
};

test("no simulation carries more than the ceiling of its layout", () =>
  fc.assert(
    fc.property(
      fc.record({
        model: anyModel.map(({ id }) => id),
        gpu: fc.constantFrom(...listGpus().map(({ id }) => id)),
        shape: anySpreadShape,
        slo: fc.tuple(anySlo, fc.record({ endToEnd: spreadOver(0.1, 60).map(seconds) }, { requiredKeys: [] })),
        engine: anyEngine,
      }),
      share,
      ({ slo: [slo, endToEnd], engine, ...asked }, place) => {
        const found = carriedOf({ ...asked, ...engine, slo: { ...slo, ...endToEnd } }, place);
        fc.pre(found !== undefined);
        expect(found.ceiling).toBeGreaterThanOrEqual(found.carried);
      },
    ),
    runs(25),
  ));

const lengths = (input: number, output: number) => ({ inputTokens: tokens(input), outputTokens: tokens(output) });

test.each<Served & { readonly name: string }>([
  {
    name: "prompts that are not cut",
    model: "smollm2-360m",
    gpu: "h100",
    shape: lengths(6000, 60),
    slo: { percentile: 0.9 },
    engineConfig: { chunkedPrefill: false, maxBatchedTokens: 512 },
  },
  {
    name: "a cache for one request",
    model: "codellama-7b",
    gpu: "v100-pcie-16gb",
    // A version that runs on the part.
    engine: "vllm==0.11.0",
    shape: lengths(1029, 6),
    slo: { percentile: 0.9, interTokenLatency: seconds(0.02415) },
    engineConfig: { maxBatchedTokens: 2827 },
  },
  {
    name: "answers very unlike each other",
    model: "ministral-8b",
    gpu: "rtx-2080-ti",
    slo: { percentile: 0.99 },
    shape: { ...lengths(37, 200), outputDistribution: { kind: "log-normal", mean: 200, stdev: 360, max: 8_000 } },
    engine: "tensorrt-llm==0.12.0",
    engineConfig: { maxSequences: 97, maxBatchedTokens: 6297 },
  },
  {
    name: "many short answers that end in the same step",
    model: "exaone-3.0-7.8b",
    gpu: "a100",
    slo: { percentile: 0.9 },
    shape: { ...lengths(18, 2), outputDistribution: { kind: "log-normal", mean: 2, stdev: 0.58 } },
    engineConfig: { maxSequences: 570, maxBatchedTokens: 2980 },
  },
])("the ceiling is one for $name", ({ name: _, ...asked }) => {
  for (const place of [0, 0.3, 0.6, 1]) {
    const found = carriedOf(asked, place);
    expect(found?.ceiling).toBeGreaterThanOrEqual(found?.carried ?? Infinity);
  }
});

const catalogue = ["mi300x", "mi325x", "h100", "h200", "b200", "gb200"];

const costOf = (question: SearchRequest & { readonly requestsPerSecond: number }): number => {
  const answer = clusterRequirements(question);
  return answer.kind === "feasible" ? (answer.best.cost.usdPerHour ?? Number.NaN) : Number.POSITIVE_INFINITY;
};

test("the cheapest of all GPUs is the cheapest of each asked alone, and no layout that is forced is cheaper", () =>
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom("qwen3-30b-a3b", "gpt-oss-120b", "llama-3.1-8b", "deepseek-v3"), anyModel),
      anyShape,
      anySlo,
      spreadOver(0.5, 500),
      (model, shape, slo, requestsPerSecond) => {
        const modes = ["aggregated", "disaggregated"] as const;
        const question = { model, shape, slo, requestsPerSecond, modes };
        const best = costOf(question);
        expect(costOf({ ...question, gpus: catalogue })).toBeGreaterThanOrEqual(best);
        expect(costOf({ ...question, gpus: ["mi300x"], tensors: [4] })).toBeGreaterThanOrEqual(best);
      },
    ),
    runs(1),
  ));

test("long answers on wide replicas: a GPU is not dearer among all than with the layout that is best for it", () => {
  const question = {
    model: "qwen3-30b-a3b",
    shape: { inputTokens: tokens(128), outputTokens: tokens(2048) },
    slo: { percentile: 0.95, timeToFirstToken: seconds(20), interTokenLatency: seconds(0.015) },
    requestsPerSecond: 200,
  } as const;
  const wide = { gpus: ["b200"], tensors: [1], parallel: { attentionData: 8, expert: 8 } };
  expect(costOf({ ...question, ...wide })).toBe(270);
  expect(costOf(question)).toBeLessThanOrEqual(270);
});

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 40 });

test("nothing beats a point of the front, and every other point is beaten or equalled by one", () =>
  fc.assert(
    fc.property(points, (all) => {
      const front = speedFront(
        all.map(([tokensPerSecondPerGpu, tokensPerSecondPerUser]) => ({
          label: "",
          concurrency: 1,
          tokensPerSecondPerGpu,
          tokensPerSecondPerUser,
        })),
      ).map((one) => [one.tokensPerSecondPerGpu, one.tokensPerSecondPerUser] as const);
      for (const [x, y] of front) expect(all.some(([a, b]) => a >= x && b >= y && (a > x || b > y))).toBe(false);
      for (const [x, y] of all) expect(front.some(([a, b]) => a >= x && b >= y)).toBe(true);
    }),
  ));
