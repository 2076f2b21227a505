import type { RouterName } from "@loadline/model";
import { type CompletedRequest, type ServingEngine, serveFleet } from "@loadline/model/internal";
import { describe, expect, test } from "vitest";
import { generateRequests } from "./generate-requests.ts";
import { ServingFleet } from "./serving-fleet.ts";

const engine: ServingEngine = {
  steps: {
    base: (decodes, prompts) => 0.01 + 0.0005 * decodes + 0.0001 * prompts,
    perContextToken: 0,
    perAttendedPair: 0,
  },
  limits: {
    maxBatchedTokens: 512,
    maxSequences: 16,
    kvCacheTokens: 40_000,
    chunkedPrefill: true,
    cachePolicy: "grow",
    prefixHitRatio: 0,
    requestSeconds: 0,
  },
};

const requests = generateRequests({
  rates: new Array<number>(60).fill(20),
  stepSeconds: 10,
  process: { kind: "gamma", cv: 2 },
  clients: 1,
  shape: { input: { kind: "log-normal", mean: 300, stdev: 300 }, output: { kind: "log-normal", mean: 60, stdev: 60 } },
  seed: 4,
}).map((request, id) => ({ ...request, id }));

const fleetOf = (router: RouterName, replicas: number) => {
  const done: CompletedRequest[] = [];
  const fleet = new ServingFleet({ engine, router, seed: 1 }, (one) => done.push(one));
  const start = Array.from({ length: replicas }, (_, replica) => ({ kind: "ready" as const, replica }));
  fleet.apply(start, 0);
  return { fleet, done };
};

describe("requests behind a router", () => {
  const routers = ["random", "round-robin", "least-requests", "power-of-two", "least-tokens"] as const;

  test.each(routers)("%s: each is answered when the planner's simulation of the fleet answers it", (router) => {
    const { fleet, done } = fleetOf(router, 4);
    for (const request of requests) fleet.submit(request);
    fleet.advance(1e6);
    const batch = {
      arrivals: Float64Array.from(requests, ({ at }) => at),
      inputTokens: Int32Array.from(requests, ({ inputTokens }) => inputTokens),
      outputTokens: Int32Array.from(requests, ({ outputTokens }) => outputTokens),
    };
    const planned = serveFleet(engine, batch, { replicas: 4, router, seed: 1 });
    expect(done).toHaveLength(requests.length);
    const apart = done.map(({ id, firstTokenAt }) => Math.abs(firstTokenAt - (planned.firstTokenAt[id] ?? 0)));
    expect(Math.max(...apart)).toBeLessThan(1e-9);
  });

  test.each(routers)("%s: only replicas that serve at its instant take a request", (router) => {
    const { fleet, done } = fleetOf(router, 2);
    const [first, second] = requests;
    if (first === undefined || second === undefined) expect.fail("no requests");
    fleet.apply([{ kind: "drain", replica: 0, deadline: 100 }], 0);
    for (let id = 0; id < 10; id++) fleet.submit({ ...first, id, at: 0 });
    expect(fleet.drained(0)).toEqual([0]);
    expect(fleet.apply([{ kind: "lost", replica: 1, because: "failure" }], 0.001)).toHaveLength(10);
    expect(fleet.submit({ ...second, at: 0.002 })).toBe(false);
    fleet.apply([{ kind: "ready", replica: 2 }], 1);
    expect(fleet.submit({ ...second, at: 1 })).toBe(true);
    fleet.advance(1e3);
    expect(done.map(({ id }) => id)).toEqual([second.id]);
  });
});
