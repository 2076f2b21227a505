import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ServingLimits } from "../../model/replica.ts";
import { stationaryLoad } from "../arrivals/plan-load.ts";
import {
  arbitraryBatch,
  arbitraryReplica,
  plainSteps,
  servingCases,
  smallCache,
  wideBudget,
} from "../testdata/serving-cases.ts";
import { createFinishRing } from "./finish-ring.ts";
import type { RequestBatch } from "./serving-state.ts";
import { simulateServing } from "./simulate-serving.ts";

const batchOf = (rows: readonly (readonly [at: number, input: number, output: number])[]): RequestBatch => ({
  arrivals: Float64Array.from(rows, ([at]) => at),
  inputTokens: Int32Array.from(rows, ([, input]) => input),
  outputTokens: Int32Array.from(rows, ([, , output]) => output),
});

const roomy: ServingLimits = {
  maxBatchedTokens: 256,
  maxSequences: 8,
  kvCacheTokens: 10_000,
  chunkedPrefill: true,
  cachePolicy: "grow",
  prefixHitRatio: 0,
  requestSeconds: 0,
};

const serve = (rows: Parameters<typeof batchOf>[0], changes: Partial<ServingLimits> = {}) =>
  simulateServing({ steps: plainSteps, limits: { ...roomy, ...changes } }, batchOf(rows));

const promptStep = (tokens: number, before = 0): number =>
  plainSteps.base(0, tokens, 1) + plainSteps.perAttendedPair * tokens * (before + tokens / 2);
const decodeStep = (context: number): number => plainSteps.base(1, 0, 0) + plainSteps.perContextToken * context;

describe("one request", () => {
  test("its first token comes after the prompt step, each further one after a decode step", () => {
    const { firstTokenAt, finishedAt } = serve([[5, 100, 3]]);
    expect(firstTokenAt[0]).toBeCloseTo(5 + promptStep(100), 12);
    expect(finishedAt[0]).toBeCloseTo(5 + promptStep(100) + decodeStep(101) + decodeStep(102), 12);
  });

  test("a prompt beyond the budget runs in parts", () => {
    const parts = promptStep(256) + promptStep(256, 256) + promptStep(88, 512);
    expect(serve([[0, 600, 1]]).firstTokenAt[0]).toBeCloseTo(parts, 12);
  });

  test("a prompt beyond the budget runs whole where prompts are not cut", () => {
    expect(serve([[0, 600, 1]], { chunkedPrefill: false }).firstTokenAt[0]).toBeCloseTo(promptStep(600), 12);
  });

  test("a cached prefix is attended to but not computed", () => {
    expect(serve([[0, 100, 1]], { prefixHitRatio: 0.5 }).firstTokenAt[0]).toBeCloseTo(promptStep(50, 50), 12);
  });

  test("the time before the scheduler comes on top", () => {
    expect(serve([[1, 100, 1]], { requestSeconds: 0.25 }).firstTokenAt[0]).toBeCloseTo(1.25 + promptStep(100), 12);
  });

  test("one that can never fit is refused with its size", () => {
    expect(() => serve([[0, 9000, 1001]])).toThrow("10001");
  });
});

describe("several requests", () => {
  test("one that comes during a step is in the next one, or in the one after where steps are scheduled ahead", () => {
    const rows = [
      [0, 100, 50],
      [promptStep(100) + decodeStep(101) / 2, 10, 5],
    ] as const;
    const mixedStep = (context: number): number =>
      plainSteps.base(1, 10, 1) + 50e-9 + plainSteps.perContextToken * context;
    const arrived = promptStep(100) + decodeStep(101);
    expect(serve(rows).firstTokenAt[1]).toBeCloseTo(arrived + mixedStep(102), 12);
    const ahead = serve(rows, { schedulesAhead: true }).firstTokenAt;
    expect(ahead[1]).toBeCloseTo(arrived + decodeStep(102) + mixedStep(103), 12);
    expect(ahead[0]).toBeCloseTo(promptStep(100), 12);
  });

  test("one beyond the sequence limit starts when another has finished", () => {
    const { firstTokenAt, finishedAt } = serve(
      [
        [0, 10, 50],
        [0, 10, 5],
      ],
      { maxSequences: 1 },
    );
    expect(firstTokenAt[1]).toBeCloseTo((finishedAt[0] ?? Number.NaN) + promptStep(10), 12);
  });

  test("a full cache sends the newest back and it still yields every token", () => {
    const { preemptions, finishedAt } = serve(
      [
        [0, 300, 400],
        [0, 300, 400],
      ],
      { kvCacheTokens: 1000 },
    );
    expect(preemptions).toBeGreaterThan(0);
    expect(finishedAt[1]).toBeGreaterThan(finishedAt[0] ?? Number.NaN);
  });

  test("a cache that is reserved never sends anybody back", () => {
    const limits = { kvCacheTokens: 1000, cachePolicy: "reserve" } as const;
    expect(
      serve(
        [
          [0, 300, 400],
          [0, 300, 400],
        ],
        limits,
      ).preemptions,
    ).toBe(0);
  });
});

const largest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value / (b[index] ?? Number.NaN) - 1)), 0);

describe("steps taken together", () => {
  test.each(servingCases)("$name: equal to one step at a time to 1e-9", ({ replica, shape }) => {
    const { batch } = stationaryLoad(shape, { requestsPerSecond: 30, requests: 1500, before: 0, after: 0 });
    const together = simulateServing(replica, batch);
    const single = simulateServing(replica, batch, { skipSteps: false });
    expect(largest(together.firstTokenAt, single.firstTokenAt)).toBeLessThan(1e-9);
    expect(largest(together.finishedAt, single.finishedAt)).toBeLessThan(1e-9);
    expect(together.engineSteps).toBe(single.engineSteps);
    expect(together.preemptions).toBe(single.preemptions);
  });

  test.each(servingCases)("$name: the same times where gaps are not counted", ({ replica, shape }) => {
    const { batch } = stationaryLoad(shape, { requestsPerSecond: 30, requests: 500, before: 0, after: 0 });
    const { gaps, ...times } = simulateServing(replica, batch, { countsGaps: false });
    expect(gaps.total()).toBe(0);
    const { gaps: counted, ...same } = simulateServing(replica, batch);
    expect(counted.total()).toBeGreaterThan(0);
    expect(times).toEqual(same);
  });

  test("the cases above do preempt and do wait behind prompts", () => {
    const served = (which: typeof smallCache) =>
      simulateServing(
        which.replica,
        stationaryLoad(which.shape, { requestsPerSecond: 30, requests: 1500, before: 0, after: 0 }).batch,
      );
    expect(served(smallCache).preemptions).toBeGreaterThan(100);
    const { gaps } = served(wideBudget);
    expect(gaps.quantile(0.99)).toBeGreaterThan(1.5 * (gaps.quantile(0.5) ?? Infinity));
  });

  test("long answers cost events by the request, not by the token", () => {
    const events = (output: number) =>
      serve([
        [0, 10, output],
        [1, 10, output],
      ]).events;
    expect(events(4000)).toBe(events(400));
  });
});

describe("laws", () => {
  test("every request finishes with all its tokens, none before it arrived, and the cache never overflows", () => {
    fc.assert(
      fc.property(arbitraryReplica, arbitraryBatch, (replica, batch) => {
        const { firstTokenAt, finishedAt, peakCacheTokens, gaps } = simulateServing(replica, batch);
        batch.arrivals.forEach((arrival, index) => {
          expect(firstTokenAt[index]).toBeGreaterThan(arrival + replica.limits.requestSeconds);
          expect(finishedAt[index]).toBeGreaterThanOrEqual(firstTokenAt[index] ?? Number.NaN);
          if ((batch.outputTokens[index] ?? 0) > 1) expect(gaps.quantile(0.5)).not.toBeNull();
        });
        expect(peakCacheTokens).toBeLessThanOrEqual(replica.limits.kvCacheTokens);
      }),
    );
  });

  test("skipping steps changes nothing for any engine and any requests", () => {
    fc.assert(
      fc.property(arbitraryReplica, arbitraryBatch, (replica, batch) => {
        const together = simulateServing(replica, batch);
        const single = simulateServing(replica, batch, { skipSteps: false });
        expect(largest(together.finishedAt, single.finishedAt)).toBeLessThan(1e-9);
        expect(together.engineSteps).toBe(single.engineSteps);
      }),
    );
  });

  test("tokens out are tokens asked for: decode steps and first tokens add up", () => {
    fc.assert(
      fc.property(arbitraryBatch, (batch) => {
        const { gaps } = simulateServing({ steps: plainSteps, limits: { ...roomy, kvCacheTokens: 1e6 } }, batch);
        const streamed = batch.outputTokens.reduce((sum, tokens) => sum + tokens - 1, 0);
        expect(gaps.total()).toBe(streamed);
      }),
    );
  });

  test("equal input gives equal output", () => {
    fc.assert(
      fc.property(arbitraryReplica, arbitraryBatch, (replica, batch) => {
        expect(simulateServing(replica, batch).finishedAt).toEqual(simulateServing(replica, batch).finishedAt);
      }),
    );
  });
});

describe("the ring of finishing requests", () => {
  /** What may be done next: ask for the first step, take from it, put one so many steps ahead, or take one out again. */
  const commands = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("push" as const), ahead: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ kind: fc.constant("take" as const) }),
      fc.record({ kind: fc.constant("remove" as const), pick: fc.nat() }),
    ),
    { maxLength: 200 },
  );

  type Command = typeof commands extends fc.Arbitrary<(infer C)[]> ? C : never;

  /** Does the same to a ring and to a plain map of steps by request, and says what the first step of each then is. */
  const beside = (orders: readonly Command[], start: number) => {
    const ring = createFinishRing(orders.length, 100);
    const steps = new Map<number, number>();
    let now = start;
    const act = (order: Command, request: number): void => {
      if (order.kind === "push") {
        ring.push(now + order.ahead, request);
        steps.set(request, now + order.ahead);
        return;
      }
      if (steps.size === 0) return;
      if (order.kind === "take") {
        now = Math.min(...steps.values());
        steps.delete(ring.takeFirst());
        return;
      }
      const [gone, step] = [...steps][order.pick % steps.size] as [number, number];
      ring.remove(step, gone);
      steps.delete(gone);
    };
    return orders.map((order, request) => {
      act(order, request);
      return { ring: ring.firstStep(), lowest: Math.min(...steps.values()) };
    });
  };

  describe("requests by the step at which they finish", () => {
    test("the first step is the lowest of all, whatever was put in and taken out", () => {
      fc.assert(
        fc.property(commands, fc.constantFrom(0, 2 ** 31 - 50), (orders, start) => {
          for (const { ring, lowest } of beside(orders, start)) expect(ring).toBe(lowest);
        }),
      );
    });

    test("an empty one has no first step", () => {
      expect(createFinishRing(1, 1).firstStep()).toBe(Number.POSITIVE_INFINITY);
    });
  });
});
