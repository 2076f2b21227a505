import fc from "fast-check";
import { expect, test } from "vitest";
import { seconds, tokens } from "../units.ts";
import { paretoFront, searchConfigurations } from "./search-configurations.ts";
import { linearSpeed } from "./testdata/linear-speed.ts";
import type { SearchRequest } from "./types.ts";

const request: SearchRequest = {
  model: "llama-3.1-70b",
  shape: { inputTokens: tokens(500), outputTokens: tokens(100) },
  slo: { percentile: 0.95, interTokenLatency: seconds(0.03) },
  gpus: ["h100", "a100-80gb"],
};
const speed = linearSpeed({ step: 0.02, perSequence: 0.001 });
const priceOfGpu = ({ id }: { id: string }): number => (id.startsWith("h100") ? 4 : 2);

test("every GPU and layout is looked at in the checkpoint's format, and in narrower ones that it computes in where asked", () => {
  const seen = (isNarrowed: boolean) => {
    const { choices } = searchConfigurations({ ...request, isNarrowed }, { priceOfGpu, speed });
    const nameOf = ({ configuration: { spec } }: (typeof choices)[number]): string =>
      `${spec.gpu.id} ${spec.parallel.tensor} ${spec.weights}`;
    return [...new Set(choices.map(nameOf))].toSorted();
  };
  const sizes = [1, 2, 4, 8];
  expect(seen(true)).toEqual(sizes.map((tensor) => `h100-sxm-80gb ${tensor} fp8`));
  expect(seen(false)).toEqual(
    ["a100", "h100"].flatMap((gpu) => sizes.map((tensor) => `${gpu}-sxm-80gb ${tensor} bf16`)),
  );
});

test.each([
  { gpu: "mi355x", has: "mxfp4", hasNot: "nvfp4" },
  { gpu: "b200", has: "nvfp4", hasNot: "mxfp4" },
  { gpu: "mi300x", has: "fp8", hasNot: "mxfp4" },
])("four bits on $gpu are in the format of its maker, where it has any", ({ gpu, has, hasNot }) => {
  const { choices } = searchConfigurations({ ...request, gpus: [gpu], isNarrowed: true }, { priceOfGpu, speed });
  const formats = new Set(choices.map(({ configuration: { spec } }) => spec.weights));
  expect(formats).toContain(has);
  expect(formats).not.toContain(hasNot);
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
  const { choices } = searchConfigurations({ ...request, model, engine, gpus: ["h100"] }, { priceOfGpu, speed });
  const nameOf = ({ configuration: { spec } }: (typeof choices)[number]): string => {
    const { tensor, attentionData, expert } = spec.parallel;
    return `${tensor * attentionData} ${expert === 1 ? 1 : attentionData} ${attentionData === 1 ? expert : 1}`;
  };
  expect([...new Set(choices.map(nameOf))].toSorted()).toEqual(layouts);
});

test("a tensor size that is asked for is that of every layout", () => {
  const asked = { ...request, model: "minimax-m2.5", gpus: ["h100"], tensors: [8] };
  const { choices } = searchConfigurations(asked, { priceOfGpu, speed });
  expect(new Set(choices.map(({ configuration: { spec } }) => spec.parallel.tensor))).toEqual(new Set([8]));
});

test("ranked choices meet the objectives and never get cheaper down the list", () => {
  const { ranked } = searchConfigurations(
    { ...request, modes: ["aggregated", "disaggregated"] },
    { priceOfGpu, speed },
  );
  expect(new Set(ranked.map(({ configuration }) => configuration.mode))).toEqual(
    new Set(["aggregated", "disaggregated"]),
  );
  const costs = ranked.map(({ usdPerMillionTokens }) => usdPerMillionTokens ?? Number.NaN);
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  expect(ranked.every(({ strain }) => strain <= 1)).toBe(true);
  expect(ranked[0]?.configuration.spec.gpu.id).toBe("a100-sxm-80gb");
});

test("an objective that nothing meets leaves no ranking but the closest choice", () => {
  const slo = { percentile: 0.95, interTokenLatency: seconds(1e-4) } as const;
  const { ranked, closest } = searchConfigurations({ ...request, slo }, { priceOfGpu, speed });
  expect(ranked).toEqual([]);
  expect(closest?.configuration.spec.parallel.tensor).toBe(8);
  expect(closest?.strain).toBeCloseTo(0.021 / 8 / 1e-4, 6);
});

test("a model that fits nowhere has no closest choice", () => {
  const none = linearSpeed({ step: 1, perSequence: 1, kvCacheTokens: 0 });
  const found = searchConfigurations(request, { priceOfGpu, speed: none });
  expect(found).toMatchObject({ closest: null, evaluated: 0 });
});

const merits = { first: ([x]: readonly [number, number]) => x, second: ([, y]: readonly [number, number]) => y };
const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 40 });

test("nothing beats a point of the front, and every other point is beaten or equalled by one", () =>
  fc.assert(
    fc.property(points, (all) => {
      const front = paretoFront(all, merits);
      for (const [x, y] of front) expect(all.some(([a, b]) => a >= x && b >= y && (a > x || b > y))).toBe(false);
      for (const [x, y] of all) expect(front.some(([a, b]) => a >= x && b >= y)).toBe(true);
    }),
  ));
