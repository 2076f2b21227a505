import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLoadlineError } from "../../base/errors.ts";
import { seconds } from "../../base/units.ts";
import { openLoopCalibration } from "../../catalogue/calibration-data.ts";
import type { OpenLoad } from "../../model/load.ts";
import {
  longPrompts,
  plainSteps,
  servingCases,
  smallCache,
  variedLengths,
  wholePrompts,
  wideBudget,
} from "../testdata/serving-cases.ts";
import { fluidRate } from "./fluid-rate.ts";
import { openLoopCapacities } from "./open-loop-capacity.ts";
import { openLoopEstimate } from "./open-loop-estimate.ts";
import { saturatedRun } from "./saturated-run.ts";

const atShare = ({ replica, shape }: typeof wholePrompts, share: number) =>
  openLoopEstimate(replica, shape, {
    kind: "rate",
    requestsPerSecond: share * saturatedRun(replica, shape).requestsPerSecond,
  });

describe("against formulas", () => {
  // An arrival meets a running step with its length as weight and waits half of it; then a step runs with its own
  // prompt and those that came in the same step.
  test.each([0.2, 0.4])("at %s of capacity the first token takes the rest of a step and the own step", (share) => {
    const { replica, shape } = wholePrompts;
    const rate = share * saturatedRun(replica, shape).requestsPerSecond;
    const { concurrency, timeToFirstToken } = atShare(wholePrompts, share);
    const reading = concurrency * (467 + 256 / 2) * plainSteps.perContextToken;
    const stepWith = (prompts: number): number =>
      plainSteps.base(concurrency, 467 * prompts, prompts) +
      reading +
      (prompts * plainSteps.perAttendedPair * 467 ** 2) / 2;
    const withPrompt = Math.min(1, rate * stepWith(1));
    const running = withPrompt * stepWith(1) + (1 - withPrompt) * stepWith(0);
    const expected = replica.limits.requestSeconds + running / 2 + stepWith(1 + rate * running);
    expect(timeToFirstToken.mean / expected).toBeGreaterThan(0.97);
    expect(timeToFirstToken.mean / expected).toBeLessThan(1.03);
  });

  test.each(servingCases)("$name: the simulated capacity lies below the fluid one, by a quarter at most", (one) => {
    const share =
      saturatedRun(one.replica, one.shape).requestsPerSecond / fluidRate(one.replica, one.shape).requestsPerSecond;
    expect(share).toBeLessThan(1.02);
    expect(share).toBeGreaterThan(0.75);
  });

  test.each([wholePrompts, longPrompts])("$name: without preemption and stalls both capacities agree", (one) => {
    const share =
      saturatedRun(one.replica, one.shape).requestsPerSecond / fluidRate(one.replica, one.shape).requestsPerSecond;
    expect(Math.abs(share - 1)).toBeLessThan(0.03);
  });

  test("in overload the wait grows by utilisation − 1 for every second of arrivals", () => {
    const { replica, shape } = variedLengths;
    const rate = 1.5 * saturatedRun(replica, shape).requestsPerSecond;
    const run = (requests: number) =>
      openLoopEstimate(replica, shape, { kind: "run", requestsPerSecond: rate, requests }).timeToFirstToken.mean;
    const growth = (run(8000) - run(4000)) / (4000 / rate / 2);
    expect(growth).toBeGreaterThan(0.9 * (1.5 - 1));
    expect(growth).toBeLessThan(1.1 * (1.5 - 1));
  });

  test("requests in decode follow Little's law", () => {
    const { concurrency, requestsPerSecond, endToEnd, timeToFirstToken } = atShare(variedLengths, 0.6);
    expect(concurrency).toBeCloseTo(requestsPerSecond * (endToEnd.mean - timeToFirstToken.mean), 6);
  });
});

describe("verdict", () => {
  test.each(servingCases)("$name: stable, saturated, overloaded, once each and in this order", (one) => {
    const shares = Array.from({ length: 14 }, (_, index) => 0.15 + 0.08 * index);
    const verdicts = shares.map((share) => atShare(one, share).verdict);
    const order = ["stable", "saturated", "overloaded"];
    expect(verdicts).toEqual(verdicts.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(new Set(verdicts)).toEqual(new Set(order));
  });

  test.each([
    { name: "the cache", one: smallCache, expected: "kv-cache" },
    { name: "the sequence limit", one: wideBudget, expected: "queue" },
    { name: "prompts", one: longPrompts, expected: "prefill-compute" },
  ])("beyond capacity $name binds", ({ one, expected }) => {
    expect(atShare(one, 1.2).bindingLimit).toBe(expected);
  });

  test("a stable answer is a figure, one near capacity a range that holds short and long runs", () => {
    expect(atShare(smallCache, 0.6).range).toBeNull();
    const { range } = atShare(smallCache, 0.97);
    expect(range?.runLengths).toEqual([500, 2000, 8000]);
    expect(range?.p99TimeToFirstToken.high).toBeGreaterThan(1.5 * (range?.p99TimeToFirstToken.low ?? Infinity));
  });
});

describe("laws", () => {
  test.each(servingCases)("$name: no mean falls by more than 1 % as the load rises by 5 %", (one) => {
    const shares = Array.from({ length: 12 }, (_, index) => 0.3 * 1.05 ** index);
    const curve = shares.map((share) => atShare(one, share));
    for (const [index, here] of curve.entries()) {
      const before = curve[index - 1];
      if (before === undefined) continue;
      expect(here.timeToFirstToken.mean).toBeGreaterThan(0.99 * before.timeToFirstToken.mean);
      expect(here.endToEnd.mean).toBeGreaterThan(before.endToEnd.mean);
      expect(here.interTokenLatency.mean).toBeGreaterThan(before.interTokenLatency.mean);
    }
  });

  test("percentiles rise with the share, and equal loads give equal answers", () => {
    fc.assert(
      fc.property(fc.constantFrom(...servingCases), fc.double({ min: 0.05, max: 1.2, noNaN: true }), (one, share) => {
        const estimate = atShare(one, share);
        for (const { p50, p90, p95, p99 } of [
          estimate.timeToFirstToken,
          estimate.interTokenLatency,
          estimate.timePerOutputToken,
          estimate.endToEnd,
        ]) {
          expect([p50, p90, p95, p99]).toEqual([p50, p90, p95, p99].toSorted((a, b) => a - b));
        }
        expect(atShare(one, share)).toEqual(estimate);
      }),
      { numRuns: 20 },
    );
  });
});

describe("finite loads", () => {
  const { replica, shape } = wholePrompts;
  const estimate = (load: OpenLoad) => openLoopEstimate(replica, shape, load);

  test("a short run achieves less than the rate it was offered, as it ends with its slowest request", () => {
    const { requestsPerSecond, requests } = estimate({ kind: "run", requestsPerSecond: 20, requests: 500 });
    expect(requests).toBe(500);
    expect(requestsPerSecond).toBeLessThan(19.5);
    expect(requestsPerSecond).toBeGreaterThan(15);
  });

  test("without a seed the gaps are those of the usual client: 499 of them last 503.63 mean gaps", () => {
    const rate = 0.5;
    const short = { ...wholePrompts.shape, output: { kind: "fixed", tokens: 1 } as const };
    const run = openLoopEstimate(replica, short, { kind: "run", requestsPerSecond: rate, requests: 500 });
    expect(500 / run.requestsPerSecond).toBeCloseTo(503.63 / rate, 0);
  });

  test("all at once: the mean first token is the prompts' time halved, and a step", () => {
    const run = estimate({ kind: "all-at-once", requests: 500 });
    const perStep = Math.floor(16_384 / 467);
    const steps = Math.ceil(500 / perStep);
    expect(run.verdict).toBe("saturated");
    const prompts = 500 * (plainSteps.base(0, 467 * perStep, perStep) / perStep);
    const expected = 0.005 + (prompts * (steps + 1)) / (2 * steps);
    expect(run.timeToFirstToken.mean / expected).toBeGreaterThan(0.95);
    expect(run.timeToFirstToken.mean / expected).toBeLessThan(1.1);
  });

  test("stages come one after the other", () => {
    const stages = [
      { seconds: 60, requestsPerSecond: 2 },
      { seconds: 30, requestsPerSecond: 10 },
    ];
    const { requests, verdict } = estimate({ kind: "stages", stages });
    expect(Math.abs(requests - 420)).toBeLessThan(3 * Math.sqrt(420));
    expect(verdict).toBe("stable");
  });

  test("a trace is served as recorded", () => {
    const requests = [
      { at: 1, inputTokens: 100, outputTokens: 2 },
      { at: 0, inputTokens: 50, outputTokens: 1 },
    ];
    const { timeToFirstToken } = estimate({ kind: "trace", requests });
    const first = plainSteps.base(0, 50, 1) + (plainSteps.perAttendedPair * 50 ** 2) / 2;
    expect(timeToFirstToken.p50).toBeCloseTo(0.005 + first, 9);
  });

  test("burstier arrivals wait longer, even ones shorter", () => {
    const rate = 0.7 * saturatedRun(replica, shape).requestsPerSecond;
    const mean = (arrivals: Extract<OpenLoad, { kind: "rate" }>["arrivals"]) =>
      estimate({ kind: "rate", requestsPerSecond: rate, arrivals }).timeToFirstToken.mean;
    expect(mean({ kind: "constant" })).toBeLessThan(mean({ kind: "poisson" }));
    expect(mean({ kind: "poisson" })).toBeLessThan(mean({ kind: "gamma", cv: 2 }));
  });

  test.each<{ readonly name: string; readonly load: OpenLoad; readonly path: string }>([
    { name: "no rate", load: { kind: "rate", requestsPerSecond: 0 }, path: "load.requestsPerSecond" },
    {
      name: "a rate that is no number",
      load: { kind: "rate", requestsPerSecond: Number.NaN },
      path: "requestsPerSecond",
    },
    { name: "half a request", load: { kind: "run", requestsPerSecond: 1, requests: 0.5 }, path: "load.requests" },
    { name: "an empty trace", load: { kind: "trace", requests: [] }, path: "load.requests" },
    {
      name: "a stage without time",
      load: { kind: "stages", stages: [{ seconds: 0, requestsPerSecond: 1 }] },
      path: "seconds",
    },
    {
      name: "arrivals of no spread",
      load: { kind: "rate", requestsPerSecond: 1, arrivals: { kind: "gamma", cv: 0 } },
      path: "arrivals.cv",
    },
  ])("$name is refused with its path", ({ load, path }) => {
    const refusal = (() => {
      try {
        return estimate(load);
      } catch (error) {
        return error;
      }
    })();
    expect(isLoadlineError(refusal) && refusal.code).toBe("LL_INPUT_INVALID");
    expect(String(refusal)).toContain(path);
  });
});

test.each([
  { name: "at once", load: { kind: "all-at-once", requests: 1 } },
  { name: "in a trace", load: { kind: "trace", requests: [{ at: 0, inputTokens: 467, outputTokens: 256 }] } },
] as const)("one request $name is no load that fills a replica", ({ load }) => {
  const { replica, shape } = wholePrompts;
  const alone = openLoopEstimate(replica, shape, load);
  expect(alone.verdict).toBe("stable");
  expect(alone.utilisation).toBeLessThan(0.2);
  expect(alone.endToEnd.mean).toBeGreaterThan(alone.timeToFirstToken.mean);
});

describe("capacity", () => {
  describe("capacity under objectives", () => {
    test("without objectives it ends where the load stops being stable", () => {
      const capacity = openLoopCapacities(variedLengths.replica, variedLengths.shape)({ percentile: 0.95 });
      if (capacity.kind !== "feasible") throw new Error("expected a capacity");
      const share = capacity.requestsPerSecond / capacity.saturatedRate;
      expect(share).toBeCloseTo(openLoopCalibration().stableUtilisation.value, 9);
      expect({ limit: capacity.bindingLimit, by: capacity.limitedBy }).toEqual({ limit: "queue", by: null });
    });

    test("the objective that ends the search is named, and holds at the answer", () => {
      const slo = { percentile: 0.95, interTokenLatency: seconds(0.02) } as const;
      const capacity = openLoopCapacities(wholePrompts.replica, wholePrompts.shape)(slo);
      if (capacity.kind !== "feasible") throw new Error("expected a capacity");
      expect(capacity.limitedBy).toBe("interTokenLatency");
      expect(capacity.bindingLimit).toBe("decode-bandwidth");
      expect(capacity.at.timePerOutputToken.p95).toBeLessThanOrEqual(slo.interTokenLatency);
      expect(capacity.at.timePerOutputToken.p95).toBeGreaterThan(0.93 * slo.interTokenLatency);
    });

    test("a first-token objective on long prompts is bound by prefill", () => {
      const slo = { percentile: 0.9, timeToFirstToken: seconds(0.4) } as const;
      const capacity = openLoopCapacities(longPrompts.replica, longPrompts.shape)(slo);
      expect(capacity.kind === "feasible" && capacity.bindingLimit).toBe("prefill-compute");
    });

    test("what an idle replica misses no rate meets: the figure reached is reported", () => {
      const slo = { percentile: 0.5, timeToFirstToken: seconds(0.001) } as const;
      const capacity = openLoopCapacities(wholePrompts.replica, wholePrompts.shape)(slo);
      expect(capacity).toMatchObject({ kind: "infeasible", missed: { objective: "timeToFirstToken", allowed: 0.001 } });
    });

    test("a looser objective never carries less", () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...servingCases),
          fc.double({ min: 0.02, max: 2, noNaN: true }),
          fc.double({ min: 1, max: 3, noNaN: true }),
          ({ replica, shape }, bound, looser) => {
            const rate = (allowed: number): number => {
              const slo = { percentile: 0.95, timeToFirstToken: seconds(allowed) } as const;
              const capacity = openLoopCapacities(replica, shape)(slo);
              return capacity.kind === "feasible" ? capacity.requestsPerSecond : 0;
            };
            expect(rate(bound * looser)).toBeGreaterThanOrEqual(rate(bound));
          },
        ),
        { numRuns: 15 },
      );
    });
  });
});
