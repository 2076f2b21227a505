import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestsPerSecond, tokens } from "../../base/units.ts";
import { estimate } from "../../capacity/estimate.ts";
import type { ArrivingLoad } from "../../model/load.ts";
import { replicaSpec } from "../../performance/replica-spec.ts";
import { servingShapeOf } from "./estimate-open-loop.ts";

const model = "meta-llama/Llama-3.1-8B";
const spec = replicaSpec({ model, gpu: "h100" });
const shape = { inputTokens: tokens(500), outputTokens: tokens(200) };
const rate = (value: number, requests?: number): ArrivingLoad => ({
  kind: "open-loop",
  requestsPerSecond: requestsPerSecond(value),
  requests,
});

const openLoopOf = (load: ArrivingLoad, of = spec) => {
  const answer = estimate(of, shape, load);
  if (answer.openLoop === undefined) throw new Error("expected a simulated answer");
  return { ...answer, openLoop: answer.openLoop };
};

describe("an arriving load is simulated", () => {
  test("it answers in the words of an estimate, with the simulation's own beside it", () => {
    const answer = openLoopOf(rate(5));
    expect(answer).toMatchObject({ verdict: "stable", requestsPerSecond: 5, outputTokensPerSecond: 1000, fits: true });
    expect(answer.interTokenLatency).toEqual(answer.openLoop.timePerOutputToken);
    expect(answer.openLoop.interTokenLatency.p99).toBeGreaterThan(answer.interTokenLatency.p99);
    expect(answer.openLoop.range).toBeNull();
  });

  test("a run ends: the start and the drain are in its rate", () => {
    const { requestsPerSecond: completed, openLoop } = openLoopOf(rate(5, 300));
    expect(openLoop.requests).toBe(300);
    expect(completed).toBeLessThan(5);
  });

  test("clients whose answers differ in length ask one by one after the start, as the formula of such a loop has it", () => {
    const replica = replicaSpec({
      model: "llama-3.1-70b",
      gpu: "b200",
      engine: "vllm",
      weights: "fp8",
      parallel: { tensor: 2 },
    });
    const varied = { inputTokens: tokens(922), outputTokens: tokens(922), variedLengths: true };
    const run = estimate(replica, varied, { kind: "closed-run", concurrency: 64, requests: 640 });
    const formula = estimate(replica, varied, { kind: "concurrency", concurrency: 64 });
    expect(run.timeToFirstToken.mean / formula.timeToFirstToken.mean).toBeCloseTo(1, 1);
  });

  test("near capacity the answer is a range, and says so", () => {
    const { openLoop } = openLoopOf(rate(5));
    const { verdict, openLoop: near } = openLoopOf(rate(0.95 * openLoop.saturatedRate));
    expect(verdict).toBe("saturated");
    expect(near.range?.p99TimeToFirstToken.high).toBeGreaterThan(near.range?.p99TimeToFirstToken.low ?? Number.NaN);
  });

  test("more than it completes when every request waits is overload", () => {
    const { saturatedRate } = openLoopOf(rate(5)).openLoop;
    expect(openLoopOf(rate(1.3 * saturatedRate)).verdict).toBe("overloaded");
  });

  test.each<{ readonly name: string; readonly load: ArrivingLoad; readonly requests: number }>([
    {
      name: "a trace is served as recorded",
      load: { kind: "trace", requests: [0, 1, 1.5].map((at) => ({ at, inputTokens: 100, outputTokens: 10 })) },
      requests: 3,
    },
    {
      name: "clients that ask again are served until the run ends",
      load: { kind: "closed-run", concurrency: 16, requests: 48 },
      requests: 48,
    },
    { name: "all at once is a run without a rate", load: { kind: "all-at-once", requests: 64 }, requests: 64 },
  ])("$name", ({ load, requests }) => {
    expect(openLoopOf(load).openLoop.requests).toBe(requests);
  });

  test("stages follow one another", () => {
    const stages = [
      { seconds: 20, requestsPerSecond: 2 },
      { seconds: 20, requestsPerSecond: 8 },
    ];
    const { openLoop } = openLoopOf({ kind: "stages", stages });
    expect(openLoop.requests).toBeGreaterThan(120);
    expect(openLoop.requests).toBeLessThan(280);
  });

  test("what a replica was seen to do slows its simulation as well", () => {
    const correction = { interTokenLatency: 1.5, timeToFirstToken: 1 };
    const [plain, slowed] = [spec, { ...spec, correction }].map((of) => openLoopOf(rate(2), of));
    const ratio = (slowed?.interTokenLatency.mean ?? 0) / (plain?.interTokenLatency.mean ?? 1);
    expect(ratio).toBeGreaterThan(1.4);
  });

  test("tokens handed out ten at a time come nine tokens later", () => {
    const streamed = replicaSpec({ model, gpu: "h100", engineConfig: { streamIntervalTokens: 10 } });
    const [one, ten] = [spec, streamed].map((of) => openLoopOf(rate(2), of));
    const added = (ten?.timeToFirstToken.mean ?? 0) - (one?.timeToFirstToken.mean ?? 0);
    expect(added).toBeCloseTo(9 * (one?.interTokenLatency.mean ?? Number.NaN), 9);
  });
});

test.each([
  { name: "dense", of: spec },
  {
    name: "with experts",
    of: replicaSpec({ model: "minimax-m2.5", gpu: "b200", engine: "vllm", weights: "fp8", parallel: { tensor: 4 } }),
  },
])("a lone client's first token is the same whether or not its loop ends: $name", ({ of }) => {
  const run = openLoopOf({ kind: "closed-run", concurrency: 1, requests: 3 }, of);
  const loop = estimate(of, shape, { kind: "concurrency", concurrency: 1 });
  expect(run.timeToFirstToken.mean / loop.timeToFirstToken.mean).toBeCloseTo(1, 6);
});

test("lengths are the mean unless more is known of them", () => {
  const outputDistribution = { kind: "uniform", low: 100, high: 300 } as const;
  expect(servingShapeOf(shape)).toEqual({
    input: { kind: "fixed", tokens: 500 },
    output: { kind: "fixed", tokens: 200 },
  });
  expect(servingShapeOf({ ...shape, outputDistribution }).output).toBe(outputDistribution);
});

describe("laws", () => {
  test("a faster part, the same in all else, answers no later", () => {
    const faster = { ...spec, gpu: { ...spec.gpu, id: spec.gpu.id } };
    const raised = {
      ...faster,
      gpu: { ...spec.gpu, memoryBandwidth: { ...spec.gpu.memoryBandwidth, value: 2 * spec.gpu.memoryBandwidth.value } },
    };
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 20, noNaN: true }), (offered) => {
        const [slow, fast] = [spec, raised].map((of) => openLoopOf(rate(offered, 200), of).endToEnd.mean);
        expect(fast).toBeLessThanOrEqual(slow ?? Number.NaN);
      }),
      { numRuns: 20 },
    );
  });

  test("tokens out are the tokens asked for: rate × output", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 20, noNaN: true }), (offered) => {
        const answer = openLoopOf(rate(offered, 100));
        expect(answer.outputTokensPerSecond).toBeCloseTo(answer.requestsPerSecond * shape.outputTokens, 6);
      }),
      { numRuns: 20 },
    );
  });

  test("a limit on sequences that nobody set gives way to the clients of a closed loop", () => {
    const closed = (of: typeof spec) => openLoopOf({ kind: "closed-run", concurrency: 400, requests: 400 }, of);
    // It takes 256 by itself.
    const open = replicaSpec({ model, gpu: "h100", engineVersion: "0.7.3" });
    const limited = { ...open, isMaxSequencesAssumed: false };
    expect(closed(open).verdict).toBe("stable");
    expect(closed(limited).timeToFirstToken.p99).toBeGreaterThan(1.5 * closed(open).timeToFirstToken.p99);
    expect(closed(open).assumptions.join()).toContain("no limit below the 400 clients");
  });

  test("prompts with workers of their own answer for an endless closed loop only", () => {
    const disaggregated = replicaSpec({
      model,
      gpu: "h100",
      parallel: { tensor: 1 },
      disaggregation: { prefill: { workers: 1, parallel: { tensor: 1 } }, decodeWorkers: 1 },
    });
    expect(() => openLoopOf({ kind: "closed-run", concurrency: 4, requests: 8 }, disaggregated)).toThrow(
      /beside concurrency/,
    );
  });
});
