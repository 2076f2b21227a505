import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ratio, seconds, tokens } from "../base/units.ts";
import { gpuById, listGpus } from "../catalogue/lookup.ts";
import { serviceCurve } from "../serving/service/service-curve.ts";
import { type ClusterRequirement, clusterRequirement, type RequirementSettings } from "./cluster-requirement.ts";
import { clusterRequirements, withRandomRouter } from "./cluster-requirements.ts";
import { flatCurve } from "./service-rates.ts";
import { linearSpeed } from "./testdata/linear-speed.ts";
import type { ClusterCandidate } from "./types.ts";

/** The same rate at every confidence, a sixth less at the end of the band. */
const certain = (rate: number) => {
  const curve = flatCurve(rate);
  return { median: curve, covered: curve, worst: flatCurve(rate / 1.2) };
};

const shape = { inputTokens: tokens(500), outputTokens: tokens(100) };
const candidate: ClusterCandidate = {
  label: "h100 tp4",
  gpu: gpuById("h100"),
  gpusPerReplica: 4,
  weights: "fp8",
  parallel: { tensor: 4, pipeline: 1, expert: 1, attentionData: 1 },
  workers: null,
  batch: 32,
  saturatedRate: 12,
  rates: certain(10),
  ratesUnder: () => certain(10),
  ratesAtRandom: () => null,
  bindingLimit: "decode-bandwidth",
  errorBand: { relative: ratio(0.2), basis: "calibrated" },
  promptShare: 0.25,
  latencies: { timeToFirstToken: 0.1, interTokenLatency: 0.02, tokenGap: null, endToEnd: 2 },
};

const sized = (requestsPerSecond: number, settings: RequirementSettings = {}, of = candidate): ClusterRequirement => {
  const outcome = clusterRequirement(of, { requestsPerSecond, shape }, settings);
  if (outcome.kind !== "sized") throw new Error(outcome.because);
  return outcome.requirement;
};
const noReserve = { reserve: { failures: null } } as const;
const own = { prices: { own: [{ gpu: "h100", purchaseClass: "on-demand", usdPerGpuHour: 2 }] } } as const;

describe("one configuration", () => {
  test("95 requests/s at 10 each take ten replicas, forty GPUs, five nodes, eighty dollars", () => {
    const requirement = sized(95, { ...noReserve, ...own });
    expect(requirement).toMatchObject({ loadReplicas: 10, replicas: 10, gpus: 40, nodes: 5, replicasAtWorst: 12 });
    expect(requirement.cost.usdPerHour).toBe(80);
    expect(requirement.cost.usdPerMonth).toBe(58_400);
    expect(requirement.cost.usdPerRequest).toBeCloseTo(80 / (95 * 3600), 12);
    expect(requirement.utilisation).toBeCloseTo(0.95, 12);
    expect(requirement.busy).toBeCloseTo(95 / 120, 12);
    expect(requirement.each).toEqual({ median: 10, covered: 10, worst: 10 / 1.2 });
    expect(requirement.price).toMatchObject({ origin: "own" });
  });

  test("where whole nodes or racks are bought, their cost is compared", () => {
    const onRack = { ...candidate, gpu: gpuById("gb200") };
    const prices = {
      own: ["h100", "gb200"].map((gpu) => ({ gpu, purchaseClass: "on-demand", usdPerGpuHour: 2 }) as const),
    };
    const comparedOf = (of: ClusterCandidate, isWhole: boolean) => {
      const { bought, comparedUsdPerHour } = sized(85, { ...noReserve, prices, isWhole }, of);
      return { ...bought, comparedUsdPerHour };
    };
    // Nine replicas of four GPUs: 36 in use, five nodes of eight, one rack of 72.
    const nodes = { unit: "node", gpusPerUnit: 8, units: 5, usdPerHour: 80 };
    const rack = { unit: "rack", gpusPerUnit: 72, units: 1, usdPerHour: 144 };
    expect(comparedOf(candidate, false)).toEqual({ ...nodes, comparedUsdPerHour: 72 });
    expect(comparedOf(candidate, true)).toEqual({ ...nodes, comparedUsdPerHour: 80 });
    expect(comparedOf(onRack, false)).toEqual({ ...rack, comparedUsdPerHour: 72 });
    expect(comparedOf(onRack, true)).toEqual({ ...rack, comparedUsdPerHour: 144 });
  });

  test("a rate that divides evenly costs no replica for rounding", () => {
    expect(sized(0.1 * 3, noReserve, { ...candidate, rates: certain(0.1) }).replicas).toBe(3);
  });

  /** Each of two carries half as much again as one alone, each of endlessly many twice as much. */
  const pooled = serviceCurve((replicas) => 10 * (2 - 1 / replicas));
  const inPool = { ...candidate, rates: { median: pooled, covered: pooled, worst: pooled } };

  test("replicas behind a router carry more each, and what is left after a loss still carries the load", () => {
    expect(sized(95, noReserve, inPool)).toMatchObject({ loadReplicas: 6, replicas: 6 });
    const { loadReplicas, replicas } = sized(95, { reserve: { failures: null, zones: 2 } }, inPool);
    expect(loadReplicas).toBe(6);
    expect((replicas / 2) * pooled.each(replicas / 2)).toBeGreaterThanOrEqual(95);
    // A cold cache returns a half; the pool that it takes carries more each than the one before.
    const responseCache = { hitRatio: 0.5 };
    const reserve = { failures: null, cacheHitRatio: 0.5 };
    const cold = sized(95, { reserve, front: { responseCache } }, inPool);
    expect(cold.replicas).toBe(pooled.replicasFor(95));
    expect(cold.loadReplicas).toBe(pooled.replicasFor(47.5));
  });

  test("a gateway lets through what as many replicas carry", () => {
    const { recommendedTokenLimit } = sized(95, noReserve, inPool);
    expect(recommendedTokenLimit).toBeCloseTo(6 * pooled.each(6) * 600, 6);
  });

  test("a gateway below the demand binds and only what it lets through is sized", () => {
    expect(sized(95, { ...noReserve, front: { gateway: { requestsPerSecond: 40 } } })).toMatchObject({
      replicas: 4,
      bindingLimit: "gateway",
    });
  });

  test("a gateway above the demand changes nothing", () => {
    expect(sized(95, { ...noReserve, front: { gateway: { requestsPerSecond: 200 } } })).toMatchObject({
      replicas: 10,
      bindingLimit: "decode-bandwidth",
    });
  });

  test("one zone for everything survives no zone loss", () => {
    const outcome = clusterRequirement(candidate, { requestsPerSecond: 95, shape }, { reserve: { zones: 1 } });
    expect(outcome.kind).toBe("unsurvivable");
  });

  test.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY])("a demand of %s is refused", (requestsPerSecond) => {
    expect(() => sized(requestsPerSecond)).toThrow("requestsPerSecond");
  });

  test("more load never needs fewer replicas, and what is carried covers it", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1e5, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        (load, factor) => {
          const settings = { reserve: { zones: 3, rolloutSurge: 0.1 } };
          const [less, more] = [sized(load, settings), sized(load * factor, settings)];
          expect(more.replicas).toBeGreaterThanOrEqual(less.replicas);
          expect(less.loadReplicas * 10).toBeGreaterThanOrEqual(load * (1 - 1e-9));
          expect(less.nodes * 8).toBeGreaterThanOrEqual(less.gpus);
        },
      ),
    ));

  test("a faster replica never needs more of them", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1e4, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        (load, factor) => {
          const faster = { ...candidate, rates: certain(10 * factor) };
          expect(sized(load, {}, faster).replicas).toBeLessThanOrEqual(sized(load).replicas);
        },
      ),
    ));

  test("tokens in and out add up to the cost, each by its share of the work", () => {
    const { cost } = sized(95, { ...noReserve, ...own });
    const perHour = (usdPerMillion: number | null, tokens: number) => ((usdPerMillion ?? 0) / 1e6) * 95 * 3600 * tokens;
    expect(perHour(cost.usdPerMillionInputTokens, shape.inputTokens)).toBeCloseTo(20, 9);
    expect(perHour(cost.usdPerMillionOutputTokens, shape.outputTokens)).toBeCloseTo(60, 9);
    expect((cost.joulesPerOutputToken ?? 0) * 95 * shape.outputTokens).toBeCloseTo(cost.watts, 6);
  });

  test("three zones need a replica and a node each, also where two would carry the load", () => {
    const reserve = { failures: null, zones: 3 };
    expect(sized(9, { reserve })).toMatchObject({ replicas: 3, nodes: 3 });
    expect(sized(95, { reserve })).toMatchObject({ replicas: 15, nodes: 9 });
  });

  test("a node that may go leaves another, and its replicas are held twice", () => {
    expect(sized(9, { ...noReserve, lostNodes: 1 })).toMatchObject({ replicas: 2, nodes: 2 });
    expect(sized(95, { ...noReserve, lostNodes: 1 })).toMatchObject({ replicas: 12, nodes: 6 });
  });

  test("a spot share is priced so, on nodes of its own", () => {
    const usd = (purchaseClass: "on-demand" | "spot", usdPerGpuHour: number) => ({
      gpu: "h100",
      purchaseClass,
      usdPerGpuHour,
    });
    const prices = { own: [usd("on-demand", 2), usd("spot", 1)] };
    const spot = { share: 0.7, markets: 2, noticeSeconds: 0, leadTimeSeconds: 300 };
    const { cost, replicas, nodes, nodesUsdPerHour } = sized(95, { prices, reserve: { failures: null, spot } });
    // 11 of 16 replicas of four GPUs are spot: three nodes in each market, three more for the others.
    expect(replicas).toBe(16);
    expect(cost.usdPerHour).toBe(11 * 4 * 1 + 5 * 4 * 2);
    expect(nodes).toBe(9);
    expect(nodesUsdPerHour).toBe(6 * 8 * 1 + 3 * 8 * 2);
    expect(sized(95, { prices: { own: [usd("spot", 1)] }, reserve: { spot } }).cost.usdPerHour).not.toBe(0);
  });
});

describe("the whole question", () => {
  const speed = linearSpeed({ step: 0.02, perSequence: 0.001 });
  const request = {
    model: "llama-3.1-70b",
    shape,
    slo: { percentile: 0.95, interTokenLatency: seconds(0.03) },
    gpus: ["h100", "a100-80gb"],
    requestsPerSecond: 100,
    speed,
  } as const;

  test("the cheapest comes first and the next best follow", () => {
    const answer = clusterRequirements(request);
    if (answer.kind !== "feasible") throw new Error(answer.detail);
    const costs = [answer.best, ...answer.alternatives].map(({ cost }) => cost.usdPerHour ?? Number.NaN);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    expect(answer.alternatives.length).toBeGreaterThan(0);
  });

  test("a model that fits none of the GPUs asked for is reported with what is missing, and what it fits", () => {
    const answer = clusterRequirements({ ...request, speed: undefined, model: "llama-3.1-405b", gpus: ["t4"] });
    expect(answer).toMatchObject({ kind: "infeasible", because: "does-not-fit" });
    const detail = answer.kind === "infeasible" ? answer.detail : "";
    expect(detail).toMatch(/closest is t4 tp8 fp16 lacks \d+\.\d GiB per GPU; it fits [a-z0-9-]+ tp/);
  });

  test.each([
    { model: "gpt-oss-120b", gpu: "h100", weights: "mxfp4" },
    { model: "llama-3.1-70b", gpu: "b200", weights: "bf16" },
    { model: "Qwen/Qwen2.5-72B-Instruct-AWQ", gpu: "h100", weights: "int4" },
    { model: "nvidia/Llama-3.1-70B-Instruct-FP8", gpu: "a100-80gb", weights: "fp8" },
    { model: "deepseek-ai/DeepSeek-V3", gpu: "h200", weights: "fp8" },
    { model: "bert-large", gpu: "h100", weights: "bf16" },
  ])("$model is searched in $weights alone, as it is published", ({ model, gpu, weights }) => {
    const slo = { percentile: 0.95, endToEnd: seconds(60) } as const;
    const answer = clusterRequirements({ ...request, model, gpus: [gpu], slo });
    const found = answer.kind === "feasible" ? [answer.best, ...answer.alternatives] : [];
    expect([...new Set(found.map(({ candidate }) => candidate.weights))]).toEqual([weights]);
  });

  test("an objective out of reach is infeasible, with the closest", () => {
    const answer = clusterRequirements({ ...request, slo: { percentile: 0.95, interTokenLatency: seconds(0.001) } });
    expect(answer).toMatchObject({ kind: "infeasible", because: "slo-unreachable" });
    // The double's band is 10 % at the 95th percentile on one side; 90 % confidence takes 1.1 to the power of 1.2816 / 1.6449.
    expect(answer.kind === "infeasible" && answer.closest?.strain).toBeCloseTo((1.0771 * 0.021) / 8 / 0.001, 3);
  });

  test("an encoder is sized by batches, without tokens one by one", () => {
    const answer = clusterRequirements({
      ...request,
      model: "bert-large",
      slo: { percentile: 0.95, endToEnd: seconds(0.1) },
    });
    expect(answer).toMatchObject({ kind: "feasible", best: { candidate: { latencies: { interTokenLatency: null } } } });
  });
});

describe("the whole question, simulated", () => {
  const question = {
    model: "llama-3.1-8b",
    shape,
    slo: { percentile: 0.95, timeToFirstToken: seconds(1), interTokenLatency: seconds(0.05) },
    gpus: ["h100"],
    requestsPerSecond: 1,
    reserve: { failures: null },
  } as const;

  const sizedAt = (requestsPerSecond: number, more: object = {}) => {
    const answer = clusterRequirements({ ...question, ...more, requestsPerSecond });
    if (answer.kind !== "feasible") throw new Error(answer.detail);
    return answer;
  };

  test("more load never costs less, and never needs fewer replicas of a configuration", () => {
    const loads = [1, 7, 30, 31, 400, 5000];
    const answers = loads.map((load) => sizedAt(load));
    const costs = answers.map(({ best }) => best.cost.usdPerHour ?? Number.NaN);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    const replicasOf = (label: string): readonly number[] =>
      answers.flatMap(({ best, alternatives }) =>
        [best, ...alternatives].filter(({ candidate }) => candidate.label === label).map(({ replicas }) => replicas),
      );
    for (const { candidate } of [answers[0]?.best, ...(answers[0]?.alternatives ?? [])].filter(
      (row) => row !== undefined,
    )) {
      const replicas = replicasOf(candidate.label);
      expect(replicas).toEqual(replicas.toSorted((a, b) => a - b));
    }
  });

  test("the answer and its alternatives name what binds them, and hold the objectives", () => {
    const { best, alternatives } = sizedAt(100);
    expect(alternatives.length).toBeGreaterThan(1);
    for (const { candidate, utilisation } of [best, ...alternatives]) {
      expect(candidate.latencies.timeToFirstToken).toBeLessThanOrEqual(1);
      expect(candidate.latencies.interTokenLatency).toBeLessThanOrEqual(0.05);
      expect(utilisation).toBeLessThanOrEqual(1);
    }
  });

  test("separate workers for prompts and answers are simulated as well, and carry what they are sized for", () => {
    const { best, alternatives } = sizedAt(50, { modes: ["disaggregated"] });
    expect(best.candidate.label).toMatch(/\dP\dD$/);
    for (const { candidate, replicas } of [best, ...alternatives]) {
      expect(candidate.latencies.timeToFirstToken).toBeLessThanOrEqual(1);
      expect(replicas * candidate.rates.median.each(replicas)).toBeGreaterThanOrEqual(50);
      const { prefill = 0, prefillParallel } = candidate.workers ?? {};
      expect(candidate.promptShare).toBe((prefill * (prefillParallel?.tensor ?? 0)) / candidate.gpusPerReplica);
    }
  });

  test.each([
    { model: "llama-3.1-70b", requestsPerSecond: 20, objective: 0.05 },
    { model: "qwen3-30b-a3b", requestsPerSecond: 100, objective: 0.02 },
  ])("a row for each GPU is its cheapest layout: $model", ({ model, requestsPerSecond, objective }) => {
    const slo = { ...question.slo, interTokenLatency: seconds(objective) };
    const rows = (gpus?: readonly string[]) => {
      const { best, alternatives } = sizedAt(requestsPerSecond, { model, slo, gpus });
      return [best, ...alternatives];
    };
    const shown = rows();
    expect(new Set(shown.map(({ candidate }) => candidate.gpu.id)).size).toBe(shown.length);
    for (const { candidate, cost } of shown.slice(0, 2))
      expect(rows([candidate.gpu.id])[0]?.cost.usdPerHour).toBe(cost.usdPerHour);
  });

  test("what takes ten times the cost of the best is no row, and a GPU without one states what it costs at least", () => {
    const { best, alternatives, missing } = sizedAt(20, { gpus: undefined });
    const least = best.cost.usdPerHour ?? 0;
    for (const { cost } of alternatives) expect(cost.usdPerHour ?? 0).toBeLessThanOrEqual(10 * least);
    const dearer = missing.filter(({ because }) => because === "higher-cost");
    expect(dearer.length).toBeGreaterThan(5);
    for (const { leastCost } of dearer) expect(leastCost).toBeGreaterThanOrEqual(least);
  });

  test("of GPUs that are named as many are worked out as are shown: all, or as short a list as is asked for", () => {
    const gpus = listGpus().map(({ id }) => id);
    const evaluated = (settings: object) => {
      const speed = linearSpeed({ step: 0.01, perSequence: 0.0001 });
      const specs = new Set<unknown>();
      const service: typeof speed.service = (spec, shape, routing) => {
        specs.add(spec);
        return speed.service(spec, shape, routing);
      };
      const answer = sizedAt(100, { gpus, speed: { ...speed, service }, ...settings });
      return { answer, count: specs.size };
    };
    const [all, one] = [evaluated({}), evaluated({ shortlist: 1 })];
    expect(one.answer.best.candidate.label).toBe(all.answer.best.candidate.label);
    expect(one.answer.alternatives).toEqual([]);
    expect(all.answer.alternatives.length).toBeGreaterThan(8);
    expect(one.count).toBeLessThan(all.count / 3);
    expect(new Set(one.answer.missing.map(({ because }) => because))).toContain("higher-cost");
  });

  test("a short list that is long changes nothing about the best", () => {
    expect(sizedAt(100).best.candidate.label).toBe(sizedAt(100, { shortlist: 40 }).best.candidate.label);
  });

  test("each of more replicas carries no less, and connections at random never take fewer", () => {
    for (const model of ["llama-3.1-8b", "bert-large"]) {
      const slo = model === "bert-large" ? ({ percentile: 0.95, endToEnd: seconds(0.02) } as const) : question.slo;
      const request = { ...question, model, slo, requestsPerSecond: 400 };
      const { best } = sizedAt(400, { model, slo });
      const each = [1, 2, 5, 9, 33].map((replicas) => best.candidate.rates.covered.each(replicas));
      expect(each).toEqual(each.toSorted((a, b) => a - b));
      const plain = withRandomRouter(best, request);
      expect(plain?.loadReplicas).toBeGreaterThanOrEqual(best.loadReplicas);
      expect(best.busy).toBeLessThanOrEqual(best.utilisation);
    }
  });

  test("a router that is not known, and affinity without prefix groups, are refused", () => {
    expect(() => sizedAt(10, { router: "fastest" })).toThrow(/router/);
    expect(() => sizedAt(10, { router: "prefix-affinity" })).toThrow(/prefixGroups/);
  });
});
