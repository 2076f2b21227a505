import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planLoad } from "../arrivals/plan-load.ts";
import { arbitraryReplica, plainSteps, servingCases } from "../testdata/serving-cases.ts";
import { simulateServing } from "./simulate-serving.ts";

const [first] = servingCases;
if (first === undefined) throw new Error("expected cases");
const { replica } = first;
const shape = { input: { kind: "fixed", tokens: 100 }, output: { kind: "fixed", tokens: 20 } } as const;

const run = (concurrency: number, requests: number, on = replica) =>
  simulateServing(on, planLoad(shape, { kind: "closed-run", concurrency, requests }).batch);

describe("clients that ask again as soon as they are answered", () => {
  test("one client: each request is asked when the one before it was answered", () => {
    const { batch, finishedAt } = run(1, 5);
    expect([...batch.arrivals]).toEqual([0, ...finishedAt.slice(0, 4)]);
  });

  test("one client is never beside another: every request takes as long as the first", () => {
    const { batch, finishedAt } = run(1, 5);
    const took = [...finishedAt].map((at, request) => at - (batch.arrivals[request] as number));
    for (const seconds of took) expect(seconds).toBeCloseTo(took[0] as number, 9);
  });

  test("as many clients as requests: all are asked at the start", () => {
    for (const at of run(8, 8).batch.arrivals) expect(at).toBeLessThan(1e-5);
  });

  // What a benchmark with fixed lengths shows: an idle engine takes the first request alone, and who was computed in one
  // step ends in one step and asks together. Two clients of vLLM 0.32 never share a step: 285 ms to the first token of
  // 1,024 where 16 of 128 take 500 ms.
  test("requests of one length whose prompts fit a step go through it together, but for the first, round after round", () => {
    const { batch, firstTokenAt } = run(8, 32);
    for (const round of [0, 8, 16, 24]) {
      expect(new Set(firstTokenAt.slice(round + 1, round + 8)).size).toBe(1);
      expect(firstTokenAt[round]).toBeLessThan(firstTokenAt[round + 1] as number);
    }
    for (const round of [8, 16, 24]) expect(new Set(batch.arrivals.slice(round + 1, round + 8)).size).toBe(1);
  });

  test("the given arrivals stay as they are", () => {
    const { batch } = planLoad(shape, { kind: "closed-run", concurrency: 1, requests: 3 });
    simulateServing(replica, batch);
    expect([...batch.arrivals]).toEqual([0, 0, 0]);
  });

  const runs = fc.record({
    concurrency: fc.integer({ min: 1, max: 40 }),
    requests: fc.integer({ min: 1, max: 120 }),
    replica: arbitraryReplica,
  });

  test("never more are under way than there are clients, and all are served", () => {
    fc.assert(
      fc.property(runs, ({ concurrency, requests, replica: on }) => {
        const { batch, finishedAt } = run(concurrency, requests, on);
        for (const at of batch.arrivals) {
          const underWay = batch.arrivals.filter((asked, other) => asked <= at && (finishedAt[other] as number) > at);
          expect(underWay.length).toBeLessThanOrEqual(concurrency);
        }
        expect(finishedAt.every((at) => Number.isFinite(at) && at > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("one step at a time gives the same times", () => {
    fc.assert(
      fc.property(runs, ({ concurrency, requests, replica: on }) => {
        const { batch } = planLoad(shape, { kind: "closed-run", concurrency, requests });
        const skipped = simulateServing(on, batch);
        const stepwise = simulateServing(on, batch, { skipSteps: false });
        skipped.finishedAt.forEach((at, request) => {
          expect(Math.abs(at / (stepwise.finishedAt[request] as number) - 1)).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });

  test("a lone client's first token is the prompt's step after the time before the scheduler", () => {
    const { firstTokenAt } = run(1, 1);
    const step = plainSteps.base(0, 100, 1) + plainSteps.perAttendedPair * 100 * 50;
    expect(firstTokenAt[0]).toBeCloseTo(replica.limits.requestSeconds + step, 12);
  });
});
