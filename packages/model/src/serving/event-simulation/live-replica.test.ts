import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ServingLimits } from "../../model/replica.ts";
import { stationaryLoad } from "../arrivals/plan-load.ts";
import { arbitraryReplica, servingCases } from "../testdata/serving-cases.ts";
import { type CompletedRequest, LiveReplica, type SubmittedRequest } from "./live-replica.ts";
import { simulateServing } from "./simulate-serving.ts";

const kvCacheTokens = 1000;

/** 10 ms a step, 1 ms per sequence, 0.1 ms per prompt token, 1 µs per context token. */
const steps = {
  base: (decodes: number, promptTokens: number) => 0.01 + 0.001 * decodes + 0.0001 * promptTokens,
  perContextToken: 0.000001,
  perAttendedPair: 0,
};
const limits: ServingLimits = {
  maxBatchedTokens: 256,
  maxSequences: 8,
  kvCacheTokens,
  chunkedPrefill: true,
  cachePolicy: "grow",
  prefixHitRatio: 0,
  requestSeconds: 0,
};
const replicaWith = (changes: Partial<ServingLimits> = {}) =>
  new LiveReplica({ steps, limits: { ...limits, ...changes } });

const request = (id: number, at: number, inputTokens: number, outputTokens: number): SubmittedRequest => ({
  id,
  at,
  inputTokens,
  outputTokens,
});

const longAfter = 1e6;

/** Everything that finishes when these requests are served to the end. */
const serve = (requests: readonly SubmittedRequest[], changes: Partial<ServingLimits> = {}) => {
  const replica = replicaWith(changes);
  for (const one of requests) replica.submit(one);
  return { completed: replica.advanceTo(longAfter), snapshot: replica.snapshot() };
};

/** As `serve`, each request handed in just before it is due and the time cut into slices. */
const serveInSlices = (requests: readonly SubmittedRequest[], slice: number): readonly CompletedRequest[] => {
  const replica = replicaWith();
  const completed: CompletedRequest[] = [];
  let time = 0;
  while (completed.length < requests.length) {
    const [from, to] = [time, time + slice];
    for (const one of requests.filter(({ at }) => (at > from || from === 0) && at <= to)) replica.submit(one);
    completed.push(...replica.advanceTo(to));
    time = to;
  }
  return completed;
};

const arbitraryRequests = fc
  .array(
    fc.record({
      gap: fc.double({ min: 0, max: 0.2, noNaN: true }),
      inputTokens: fc.integer({ min: 1, max: 600 }),
      outputTokens: fc.integer({ min: 1, max: 300 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) => {
    let at = 0;
    return rows.map(({ gap, inputTokens, outputTokens }, index) => {
      at += gap;
      return request(index, at, inputTokens, outputTokens);
    });
  });

describe("one request", () => {
  test("its first token comes after the prompt step, the last after one step for each further token", () => {
    const [done] = serve([request(1, 5, 100, 3)]).completed;
    const prompt = 0.01 + 0.0001 * 100;
    const second = 0.01 + 0.001 + 0.000001 * 101;
    const third = 0.01 + 0.001 + 0.000001 * 102;
    expect(done?.queueSeconds).toBe(0);
    expect(done?.firstTokenAt).toBeCloseTo(5 + prompt, 12);
    expect(done?.finishedAt).toBeCloseTo(5 + prompt + second + third, 12);
  });

  test("a single output token finishes with the prompt", () => {
    const [done] = serve([request(1, 0, 10, 1)]).completed;
    expect(done?.finishedAt).toBe(done?.firstTokenAt);
  });

  test("a prompt longer than the budget takes several steps", () => {
    const [done] = serve([request(1, 0, 600, 1)]).completed;
    expect(done?.firstTokenAt).toBeCloseTo(3 * 0.01 + 0.0001 * 600, 12);
  });

  test("a cached prefix is not computed again", () => {
    const [done] = serve([request(1, 0, 100, 1)], { prefixHitRatio: 0.9 }).completed;
    expect(done?.firstTokenAt).toBeCloseTo(0.01 + 0.0001 * 10, 12);
  });
});

describe("several requests", () => {
  test("a request beyond the sequence limit waits until another finishes", () => {
    const { completed } = serve([request(1, 0, 10, 50), request(2, 0, 10, 5)], { maxSequences: 1 });
    const [first, second] = completed;
    expect([first?.id, second?.id]).toEqual([1, 2]);
    expect(second?.queueSeconds).toBeCloseTo(first?.finishedAt ?? Number.NaN, 12);
  });

  test("a full cache sends the newest back, and it still yields all its tokens", () => {
    const { completed, snapshot } = serve([request(1, 0, 300, 400), request(2, 0, 300, 400)]);
    expect(snapshot.preemptions).toBeGreaterThan(0);
    expect(completed.map(({ id }) => id)).toEqual([1, 2]);
    expect(snapshot.generationTokens).toBe(800);
    expect(snapshot.promptTokens).toBe(600);
  });

  test("while it runs the snapshot counts what is in decode, in line and in the cache", () => {
    const replica = replicaWith({ maxSequences: 2 });
    for (const id of [1, 2, 3]) replica.submit(request(id, 0, 50, 100));
    replica.advanceTo(0.5);
    const { running, waiting, kvTokensUsed, kvCacheUsageRatio } = replica.snapshot();
    expect({ running, waiting }).toEqual({ running: 2, waiting: 1 });
    expect(kvTokensUsed).toBeGreaterThan(100);
    expect(kvCacheUsageRatio).toBe(kvTokensUsed / kvCacheTokens);
  });
});

test("requests that arrive at the very moment of an advance share its next step", () => {
  const replica = replicaWith();
  replica.submit(request(1, 1, 50, 1));
  replica.advanceTo(1);
  replica.submit(request(2, 1, 50, 1));
  const [first, second] = replica.advanceTo(longAfter);
  expect(first?.firstTokenAt).toBe(second?.firstTokenAt);
});

describe("laws", () => {
  test("every request finishes once, with all its tokens, none before it arrived", () => {
    fc.assert(
      fc.property(arbitraryRequests, (requests) => {
        const { completed, snapshot } = serve(requests);
        expect(completed.map(({ id }) => id).toSorted()).toEqual(requests.map(({ id }) => id).toSorted());
        expect(snapshot.generationTokens).toBe(requests.reduce((sum, { outputTokens }) => sum + outputTokens, 0));
        expect(snapshot.promptTokens).toBe(requests.reduce((sum, { inputTokens }) => sum + inputTokens, 0));
        expect(snapshot.kvTokensUsed).toBe(0);
        for (const { arrivedAt, firstTokenAt, finishedAt, queueSeconds } of completed) {
          expect(queueSeconds).toBeGreaterThanOrEqual(0);
          expect(firstTokenAt).toBeGreaterThan(arrivedAt + queueSeconds);
          expect(finishedAt).toBeGreaterThanOrEqual(firstTokenAt);
        }
      }),
    );
  });

  test("at any time submitted = finished + running + waiting, and the cache holds no more than its tokens", () => {
    fc.assert(
      fc.property(arbitraryRequests, fc.double({ min: 0.005, max: 0.1, noNaN: true }), (requests, slice) => {
        const replica = replicaWith();
        for (const one of requests) replica.submit(one);
        for (let tick = 1; tick <= 300; tick++) {
          replica.advanceTo(tick * slice);
          const { finishedRequests, running, waiting, kvTokensUsed } = replica.snapshot();
          expect(finishedRequests + running + waiting).toBe(requests.length);
          expect(running).toBeLessThanOrEqual(limits.maxSequences);
          expect(kvTokensUsed).toBeLessThanOrEqual(kvCacheTokens);
          expect(kvTokensUsed).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("slicing the time differently changes nothing", () => {
    fc.assert(
      fc.property(arbitraryRequests, fc.double({ min: 0.005, max: 3, noNaN: true }), (requests, slice) => {
        const whole = serve(requests).completed;
        const sliced = serveInSlices(requests, slice);
        expect(sliced.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
        for (const [index, { finishedAt }] of whole.entries()) {
          expect(sliced[index]?.finishedAt).toBeCloseTo(finishedAt, 8);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  { name: "no input tokens", bad: request(1, 0, 0, 5), message: "inputTokens is 0" },
  { name: "a fraction of a token", bad: request(1, 0, 1, 0.5), message: "outputTokens is 0.5" },
  { name: "more tokens than the cache holds", bad: request(1, 0, 900, 200), message: "at most the 1000 tokens" },
])("refuses $name", ({ bad, message }) => {
  expect(() => replicaWith().submit(bad)).toThrow(message);
});

test("refuses a request from before the last advance", () => {
  const replica = replicaWith();
  replica.advanceTo(10);
  expect(() => replica.submit(request(1, 9, 1, 1))).toThrow("at is 9");
});

test.each(servingCases)("$name: served as a batch requests have the same times", ({ replica, shape }) => {
  const { batch } = stationaryLoad(shape, { requestsPerSecond: 20, requests: 800, before: 0, after: 0 });
  const served = simulateServing(replica, batch);
  const live = new LiveReplica(replica);
  const completed: CompletedRequest[] = [];
  for (const [index, at] of batch.arrivals.entries()) {
    const [inputTokens = 1, outputTokens = 1] = [batch.inputTokens[index], batch.outputTokens[index]];
    completed.push(...live.advanceTo(at));
    live.submit({ id: index, at, inputTokens, outputTokens });
  }
  completed.push(...live.advanceTo(longAfter));
  expect(completed).toHaveLength(800);
  expect(live.snapshot().preemptions).toBe(served.preemptions);
  for (const { id, firstTokenAt, finishedAt } of completed) {
    expect(firstTokenAt).toBeCloseTo(served.firstTokenAt[id] ?? 0, 6);
    expect(finishedAt).toBeCloseTo(served.finishedAt[id] ?? 0, 6);
  }
});

test("under any limits every request finishes, also where the cache sends many back", () => {
  fc.assert(
    fc.property(arbitraryReplica, arbitraryRequests, (replica, requests) => {
      const live = new LiveReplica(replica);
      for (const one of requests) live.submit(one);
      expect(live.advanceTo(longAfter)).toHaveLength(requests.length);
    }),
  );
});
