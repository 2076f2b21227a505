import { parsePlan } from "@loadline/plan";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Arrival, Traffic, TrafficTarget } from "./day-profile.ts";
import { burstHeight, highestLoad, loadAt, partAt, secondsPerDay } from "./day-profile.ts";
import { dayTraffic } from "./day-traffic.ts";
import { traceTraffic } from "./trace-traffic.ts";

const chat: TrafficTarget = { name: "chat", expected: { inputTokens: 400, outputTokens: 120, requestsPerSecond: 6 } };
const code: TrafficTarget = { name: "code", expected: { inputTokens: 1500, outputTokens: 60, requestsPerSecond: 2 } };
const targets = [chat, code];

const take = (traffic: Traffic, count: number): readonly Arrival[] =>
  Array.from({ length: count }, () => traffic.next().value);

const until = (traffic: Traffic, seconds: number): readonly Arrival[] => {
  const taken: Arrival[] = [];
  for (;;) {
    const { value } = traffic.next();
    if (value.at >= seconds) return taken;
    taken.push(value);
  }
};

const trace = Array.from({ length: 40 }, (_, index) => ({
  at: index * 1.5,
  inputTokens: 100 + index,
  outputTokens: 10,
}));

/** From the first request to that of the next round: the last one is followed by the usual pause. */
const roundSeconds = 39 * 1.5 + (39 * 1.5) / 40;

test("a standby without load gets no request, and stops no other", () => {
  const text = { version: 1, cluster: "c", pools: [{ name: "p", gpu: "h100", nodes: 1, gpusPerNode: 8 }] };
  const deployment = { ...chat, model: "llama-3.1-8b", pool: "p", slo: {}, replicas: { planned: 1, min: 0, max: 2 } };
  const standby = { ...deployment, name: "standby", expected: { ...chat.expected, requestsPerSecond: 0 } };
  const { deployments } = parsePlan({ ...text, deployments: [standby, deployment] });
  const traffic = dayTraffic(deployments, { seed: 1, speedUp: 10, loadFactor: 1 });
  expect(new Set(take(traffic, 50).map((one) => one.deployment))).toEqual(new Set(["chat"]));
});

const sources = {
  day: (seed: number) => dayTraffic(targets, { seed, speedUp: 288, loadFactor: 1 }),
  trace: (seed: number) => traceTraffic(targets, trace, { seed, speedUp: 10, loadFactor: 1.5 }),
};

describe.each(["day", "trace"] as const)("%s traffic", (kind) => {
  test("the same seed gives the same arrivals", () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(take(sources[kind](seed), 200)).toEqual(take(sources[kind](seed), 200));
      }),
      { numRuns: 25 },
    ));

  test("another seed gives other arrivals", () => {
    expect(take(sources[kind](1), 200)).not.toEqual(take(sources[kind](2), 200));
  });

  test("arrivals are in order, with whole tokens of at least one, for known deployments", () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const arrivals = take(sources[kind](seed), 300);
        for (const [index, arrival] of arrivals.entries()) {
          expect(arrival.at).toBeGreaterThanOrEqual(arrivals[index - 1]?.at ?? 0);
          expect(Number.isInteger(arrival.inputTokens) && arrival.inputTokens >= 1).toBe(true);
          expect(Number.isInteger(arrival.outputTokens) && arrival.outputTokens >= 1).toBe(true);
          expect(["chat", "code"]).toContain(arrival.deployment);
        }
      }),
      { numRuns: 25 },
    ));
});

describe("day traffic", () => {
  test("the thinning hull covers every load of the day, and the burst is the part that is named so", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: secondsPerDay - 1 }), (timeOfDay) => {
        const [plain, load] = [loadAt(timeOfDay, false), loadAt(timeOfDay, true)];
        expect(load).toBeLessThanOrEqual(highestLoad);
        expect(load / plain).toBeLessThanOrEqual(burstHeight);
        if (load > plain) expect(partAt(timeOfDay)).toBe("burst");
      }),
    ));

  test("the number of arrivals of a day is the integral of its profile, within five standard deviations", () => {
    for (const seed of [1, 2, 3]) {
      const arrivals = until(dayTraffic([chat], { seed, speedUp: 96, loadFactor: 2 }), secondsPerDay / 96);
      const minutes = Array.from({ length: 1440 }, (_, minute) => loadAt(minute * 60, true));
      const meanLoad = minutes.reduce((sum, load) => sum + load, 0) / minutes.length;
      const expected = meanLoad * 2 * chat.expected.requestsPerSecond * (secondsPerDay / 96);
      expect(Math.abs(arrivals.length - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  test("the evening carries more than four times the night", () => {
    const atHour = (hour: number): number => {
      const day = dayTraffic([chat], { seed: 5, speedUp: 1, loadFactor: 1, startsAt: hour * 3600 });
      return until(day, 1800).length;
    };
    expect(atHour(20)).toBeGreaterThan(4 * atHour(3));
  });

  test("token counts have the expected means", () => {
    const arrivals = take(dayTraffic([chat], { seed: 3, speedUp: 288, loadFactor: 1 }), 20_000);
    const mean = (pick: (arrival: Arrival) => number): number =>
      arrivals.reduce((sum, arrival) => sum + pick(arrival), 0) / arrivals.length;
    expect(mean((arrival) => arrival.inputTokens) / 400).toBeCloseTo(1, 1);
    expect(mean((arrival) => arrival.outputTokens) / 120).toBeCloseTo(1, 1);
  });
});

describe("trace traffic", () => {
  test("at factor 1 one round is the trace itself, closer by the speed-up, and then it begins anew", () => {
    const traffic = traceTraffic([chat], trace, { seed: 1, speedUp: 3, loadFactor: 1 });
    const arrivals = take(traffic, trace.length + 1);
    expect(arrivals.slice(0, -1).map(({ at, inputTokens }) => ({ at: at * 3, inputTokens }))).toEqual(
      trace.map(({ at, inputTokens }) => ({ at: expect.closeTo(at, 9), inputTokens })),
    );
    expect(arrivals.at(-1)).toMatchObject({ at: expect.closeTo(roundSeconds / 3, 9), inputTokens: 100 });
  });

  test("every recorded request is sent floor or ceil of the factor times, and the factor on average", () =>
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0.1, max: 4, noNaN: true }), (seed, loadFactor) => {
        const traffic = traceTraffic(targets, trace, { seed, speedUp: 1, loadFactor });
        const rounds = 100;
        const arrivals = until(traffic, rounds * roundSeconds - 1e-6);
        const average = arrivals.length / (rounds * trace.length);
        const deviation = 0.5 / Math.sqrt(rounds * trace.length);
        expect(Math.abs(average - loadFactor)).toBeLessThan(6 * deviation);
      }),
      { numRuns: 20 },
    ));

  test("deployments get requests in proportion to their expected rates", () => {
    const arrivals = take(sources.trace(11), 20_000);
    const share = arrivals.filter(({ deployment }) => deployment === "chat").length / arrivals.length;
    expect(share).toBeCloseTo(0.75, 1);
  });
});
