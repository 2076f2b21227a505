import { createPolicy, simulateFluid } from "@loadline/simulation";
import { describe, expect, test } from "vitest";
import autoscalingJson from "./autoscaling.json" with { type: "json" };
import { analyzeBaselineScaling, simulateBaselineAutoscaling } from "./autoscaling.ts";
import { baselineClusterRequirements, baselineOptimizeBatch, DivisionByZero } from "./cluster.ts";
import capacityJson from "./golden.json" with { type: "json" };
import { baselineSeed } from "./seed.ts";
import { baselineMemory, baselineThroughput } from "./throughput.ts";

type Json = { readonly [key: string]: Json } | string | number | boolean;

const camel = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Numbers agree to a relative 1e-12, everything else exactly. */
const expectSame = (actual: unknown, expected: Json | undefined, path: string): void => {
  if (typeof expected === "number") {
    expect(typeof actual, path).toBe("number");
    expect(Math.abs(Number(actual) - expected), path).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
  } else if (typeof expected === "object") {
    for (const [key, value] of Object.entries(expected)) {
      expectSame((actual as Record<string, unknown>)[camel(key)], value, `${path}.${key}`);
    }
  } else {
    expect(actual, path).toBe(expected);
  }
};

const throughputAsPython = (gpu: string, model: string, batch: number): unknown => {
  const { kind, ...result } = baselineThroughput(gpu, model, batch);
  return { memoryFits: kind === "fits", ...result };
};

const clusterAsPython = (gpu: string, model: string): unknown => {
  try {
    const workload = { modelName: model, targetRequestsPerSecond: 1000, latencySlaMs: 800, preferredGpuType: gpu };
    return baselineClusterRequirements(workload);
  } catch (error) {
    if (error instanceof DivisionByZero) {
      return "ZeroDivisionError('float division by zero')";
    }
    throw error;
  }
};

interface CaseGolden {
  readonly b1: Json;
  readonly b32: Json;
  readonly cluster: Json;
}
const capacityGolden: { readonly [model: string]: { readonly [part: string]: unknown } } = capacityJson;
const models = Object.keys(baselineSeed.models);
const pairs = models.flatMap((model) => Object.keys(baselineSeed.gpus).map((gpu) => ({ model, gpu })));

describe("first listing", () => {
  test("covers every model and GPU of the golden file", () => {
    expect(models.toSorted()).toEqual(Object.keys(capacityGolden).toSorted());
    expect(pairs).toHaveLength(20);
  });

  test.each(models)("memory of %s is the baseline's", (model) => {
    expectSame(baselineMemory(model), capacityGolden[model]?.["mem"] as Json, model);
  });

  test.each(pairs)("throughput and cluster of $model on $gpu are the baseline's", ({ model, gpu }) => {
    const expected = capacityGolden[model]?.[gpu] as CaseGolden | undefined;
    expectSame(throughputAsPython(gpu, model, 1), expected?.b1, "b1");
    expectSame(throughputAsPython(gpu, model, 32), expected?.b32, "b32");
    expectSame(clusterAsPython(gpu, model), expected?.cluster, "cluster");
  });
});

describe("known faults, kept as they are", () => {
  test("no multi-GPU model: the baseline's headline example divides by zero", () => {
    const headline = { modelName: "gpt_3_5_turbo", targetRequestsPerSecond: 1000, latencySlaMs: 800 };
    expect(() => baselineClusterRequirements(headline)).toThrow("divide by zero for gpt_3_5_turbo on a100_80gb");
  });

  test("no load at all divides by zero too", () => {
    const idle = { modelName: "bert_large", targetRequestsPerSecond: 0 };
    expect(() => baselineClusterRequirements(idle)).toThrow("divide by zero");
  });

  test("batching multiplies compute-bound throughput for free", () => {
    const rps = [1, 32].map((batch) => {
      const result = baselineThroughput("a100_80gb", "stable_diffusion_xl", batch);
      return result.kind === "fits" ? result.requestsPerSecond : Number.NaN;
    });
    expect((rps[1] ?? Number.NaN) / (rps[0] ?? Number.NaN)).toBeCloseTo(32, 9);
  });

  test("decode time is multiplied by the tokens per request, so a token pays for a whole request", () => {
    const result = baselineThroughput("a100_80gb", "bert_large", 1);
    const bytes = 340e6 * 2;
    const onePassSeconds = bytes / (2039 * 1024 ** 3);
    if (result.kind !== "fits" || result.workload !== "text") throw new Error("bert_large fits an A100");
    expect(1 / result.tokensPerSecond / onePassSeconds).toBeCloseTo(128, 9);
  });

  test("latency falls as the batch grows", () => {
    const { batchAnalysis } = baselineOptimizeBatch("a100_80gb", "stable_diffusion_xl");
    const latencies = batchAnalysis.map(({ latencyMs }) => latencyMs);
    expect(latencies).toEqual(latencies.toSorted((a, b) => b - a));
    expect(latencies.length).toBeGreaterThan(1);
  });

  test("utilisation divides a batch by TFLOP/s: it equals the batch over the GPU's rate, whatever the model", () => {
    for (const model of ["stable_diffusion_xl", "bert_large"]) {
      const result = baselineThroughput("a100_80gb", model, 32);
      expect(result.kind === "fits" ? result.gpuUtilization : Number.NaN).toBeCloseTo((32 / 312) * 100, 9);
    }
  });

  test("the fallback goes only to smaller GPUs: an H100 is never tried", () => {
    const { gpuAlternatives, preferredGpu } = baselineSeed.capacity;
    const sizeOf = (gpu: string): number => baselineSeed.gpus[gpu]?.memoryGb ?? Number.NaN;
    for (const gpu of gpuAlternatives) expect(sizeOf(gpu)).toBeLessThan(sizeOf(preferredGpu));
  });
});

test.each([
  { name: "an unknown GPU", run: () => baselineThroughput("h200", "bert_large", 1), message: "unknown GPU" },
  { name: "an unknown model", run: () => baselineMemory("llama3"), message: "unknown model" },
])("$name is refused with a sentence", ({ run, message }) => {
  expect(run).toThrow(message);
});

describe("second listing", () => {
  const expected = autoscalingJson;
  const timeline = simulateBaselineAutoscaling();

  test("its day has the document's minutes, replicas and cost", () => {
    expect(timeline).toHaveLength(expected.minutes);
    expect(timeline.at(-1)?.replicas).toBe(expected.final_replicas);
    expect(timeline.reduce((sum, { replicas }) => sum + replicas, 0)).toBe(expected.replica_minutes);
    const cost = timeline.reduce((sum, { hourlyCost }) => sum + hourlyCost, 0) / 60;
    expectSame(cost, expected.sum_hourly_cost_over_60, "cost");
  });

  test("its efficiency analysis is the document's", () => {
    expectSame(analyzeBaselineScaling(timeline), expected.analysis, "analysis");
  });

  test("its scaling events are the document's", () => {
    const events = timeline
      .filter(({ scalingAction }) => scalingAction !== "none")
      .map(({ minute, scalingAction, replicas, utilization, currentRps }) => ({
        minute,
        action: scalingAction,
        replicas,
        utilization,
        rps: currentRps,
      }));
    expect(events).toHaveLength(expected.events.length);
    for (const [index, event] of events.entries()) expectSame(event, expected.events[index], `event ${index}`);
  });
});

test("daily cost is 24 times the cost of the day", () => {
  const timeline = simulateBaselineAutoscaling();
  const day = timeline.reduce((sum, { hourlyCost }) => sum + hourlyCost / 60, 0);
  expect(analyzeBaselineScaling(timeline).totalDailyCost / day).toBeCloseTo(24, 9);
});

test("the simulated day under the document's policy: its events at its minutes, its replica-minutes and its cost", () => {
  const { dailyTraffic, scaling } = baselineSeed;
  const load = Float64Array.from({ length: 1440 }, (_, minute) => dailyTraffic[Math.floor(minute / 60)] ?? 0);
  const policy = createPolicy("seed", {
    minimumReplicas: 1,
    maximumReplicas: 1000,
    stepSeconds: 60,
    demandAhead: null,
  });
  const { replicas, score } = simulateFluid(load, policy, {
    capacity: scaling.rpsPerReplica,
    leadTimeSeconds: 0,
    stepSeconds: 60,
    initialReplicas: scaling.minReplicas,
  });
  const events = [...replicas].flatMap((count, minute) =>
    count === (replicas[minute - 1] ?? scaling.minReplicas) ? [] : [{ minute, replicas: count }],
  );
  expect(events).toEqual(autoscalingJson.events.map(({ minute, replicas: count }) => ({ minute, replicas: count })));
  expect(score.actions).toBe(13);
  const replicaMinutes = replicas.reduce((sum, count) => sum + count, 0);
  expect(replicaMinutes).toBe(autoscalingJson.replica_minutes);
  expect((replicaMinutes / 60) * scaling.gpuCostPerHour).toBeCloseTo(1179.2, 9);
});
