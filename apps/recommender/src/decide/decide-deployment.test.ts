import { carriedBy, type RouterLaw } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { decided, now, requestWith, speedAt } from "../../test/decided.ts";
import { bucketed } from "../observe/replica-model.ts";
import { decideDeployment } from "./decide-deployment.ts";

const stale = { input: "telemetry of node b", ageSeconds: 31 };
const blind = { ready: null, complete: false, missing: [stale] };

const capacity = (() => {
  const { capacity: result } = decided({ requestsPerSecond: 1 });
  return result.kind === "feasible" ? result.capacity.requestsPerSecond : 0;
})();

describe("the adapter asks core and adds what it knows", () => {
  test.each([
    {
      name: "load above the line of the present target asks for more",
      given: { requestsPerSecond: 3.5 * capacity },
      expected: { verdict: "scale-up", reason: { code: "demand-above-load-line" }, desired: 5 },
    },
    {
      name: "load within the line holds",
      given: { requestsPerSecond: 1.5 * capacity },
      expected: { verdict: "hold", reason: { code: "within-load-line" }, desired: 3 },
    },
    {
      name: "low load with a stale node holds and never drains",
      given: { requestsPerSecond: 0, view: blind },
      expected: { verdict: "hold", reason: { code: "telemetry-missing" }, desired: 3, missing: [stale] },
    },
    {
      name: "high load with a stale node still asks for more",
      given: { requestsPerSecond: 3.5 * capacity, view: blind },
      expected: { verdict: "scale-up", missing: [stale] },
    },
    {
      name: "an objective that no count reaches is infeasible",
      given: { requestsPerSecond: 5, keys: { slo: { interTokenLatencySeconds: 1e-6 } } },
      expected: { verdict: "infeasible", reason: { code: "slo-unreachable" }, desired: 3 },
    },
    {
      name: "while replicas are overdue the pool has no capacity, whatever the plan has",
      given: { requestsPerSecond: 3.5 * capacity, rest: { supply: { pending: 0, overdue: true } } },
      expected: { verdict: "hold", reason: { code: "pool-exhausted" }, desired: 3, bindingLimit: "pool" },
    },
    {
      name: "replicas that did not come are a pool without capacity where agents report no free GPU, and the count stays",
      given: {
        requestsPerSecond: 1.5 * capacity,
        view: { ready: 2, lastKnownReplicas: 2 },
        rest: { supply: { pending: 0, overdue: true }, poolAvailable: 0 },
      },
      expected: { verdict: "hold", reason: { code: "pool-exhausted" }, desired: 3, bindingLimit: "pool" },
    },
    {
      name: "replicas that did not come into a pool with free GPUs are no shortage, and the count stays",
      given: {
        requestsPerSecond: 1.5 * capacity,
        view: { ready: 2, lastKnownReplicas: 2 },
        rest: { supply: { pending: 0, overdue: true } },
      },
      expected: { verdict: "hold", reason: { code: "replicas-pending" }, desired: 3 },
    },
    {
      name: "a process that has not seen a whole window does not drain",
      given: { requestsPerSecond: 0, view: { countedSince: now - 30 } },
      expected: { verdict: "hold", reason: { code: "observing" } },
    },
  ])("$name", ({ given, expected }) => {
    expect(decided(given).decision).toMatchObject(expected);
  });

  test("fewer replicas go once the stabilisation window has been seen", () => {
    const first = requestWith({ requestsPerSecond: 0 });
    const { memory } = decideDeployment(first);
    const later = {
      ...first,
      now: now + 301,
      memory,
      view: { ...first.view, demandAt: now + 300, countedUntil: now + 300 },
    };
    expect(decideDeployment(later).assessment.decision).toMatchObject({ verdict: "scale-down", desired: 2 });
  });

  test("the shape the capacity rests on is evidence", () => {
    const inputs = decided({ requestsPerSecond: 5 }).decision.evidence.map(({ input }) => input);
    expect(inputs).toEqual(expect.arrayContaining(["shape.inputTokens", "shape.outputTokens", "shape.basis"]));
  });
});

test("the middle of a bucket is within half a bucket of the value, and zero stays zero", () => {
  for (const value of [0.3, 1, 17, 998, 1_024, 123_456]) {
    expect(Math.abs(bucketed(value) / value - 1)).toBeLessThan(0.025);
  }
  expect(bucketed(0)).toBe(0);
});

describe("what Kubernetes places", () => {
  const detail = "2 of 5 pods wait, the longest for 400 s: 3 Insufficient nvidia.com/gpu.";

  test("replicas that will go are asked for elsewhere, and no fewer are kept meanwhile", () => {
    const { desired } = decided({ requestsPerSecond: 60 }).decision;
    expect(decided({ requestsPerSecond: 60, view: { leavingReplicas: 2 } }).decision.desired).toBe((desired ?? 0) + 2);
  });

  test("what it does not place is not asked for, with its reason", () => {
    const rest = { supply: { pending: 2, overdue: false } };
    const given = { requestsPerSecond: 200, view: { placeable: { replicas: 0, detail } }, rest };
    expect(decided({ ...given, rest: { ...rest, currentTarget: 5 } }).decision).toMatchObject({
      reason: { code: "pool-exhausted" },
      desired: 5,
      message: expect.stringContaining(detail),
    });
    expect(decided({ ...given, requestsPerSecond: 5 }).decision.desired).toBe(3);
  });

  test("the rest that is on its way is late for a reason", () => {
    const rest = { currentTarget: 5, supply: { pending: 2, overdue: false } };
    const { reason, message } = decided({
      requestsPerSecond: 40,
      keys: { reserveReplicas: 2 },
      view: { placeable: { replicas: 0, detail } },
      rest,
    }).decision;
    expect({ code: reason.code, message }).toEqual({
      code: "replicas-pending",
      message: expect.stringContaining(`the rest is on its way (${detail})`),
    });
  });
});

describe("a reserve that the plan derives", () => {
  const reserve = { causes: ["gpu-failure", "zone-loss"], availability: 0.999 };
  const reserveRows = (keys: Readonly<Record<string, unknown>>) =>
    decided({ requestsPerSecond: 60, keys }).decision.evidence.filter(({ input }) => input.startsWith("reserve."));

  test("is held and named by cause, with what no count survives", () => {
    const assessment = decided({ requestsPerSecond: 60, keys: { reserve } });
    expect(assessment.deployment.reserveReplicas).toBe(1);
    const rows = reserveRows({ reserve });
    expect(rows.find(({ input }) => input === "reserve.replicas")?.value).toBe(1);
    expect(rows.find(({ input }) => input === "reserve.gpu-failure")?.value).toMatch(
      /^1 replica: a replica of 1 GPU is down/,
    );
    expect(rows.find(({ input }) => input === "reserve.zone-loss")?.value).toMatch(
      /^not covered: every replica is in one zone/,
    );
  });

  test("a rarer failure is survived with more: the count rises with the availability that is asked for", () => {
    const desiredAt = (availability: number) =>
      decided({ requestsPerSecond: 60, keys: { reserve: { causes: ["gpu-failure"], availability } } }).decision
        .desired ?? Number.NaN;
    expect(desiredAt(0.999_999)).toBeGreaterThan(desiredAt(0.5));
  });

  test.each([{ keys: {} }, { keys: { reserveReplicas: 1, reserve } }])(
    "is none where the plan states a number or nothing: %j",
    ({ keys }) => {
      expect(reserveRows(keys)).toEqual([]);
      expect(decided({ requestsPerSecond: 60, keys }).decision.desired).toBe(
        decided({ requestsPerSecond: 60 }).decision.desired,
      );
    },
  );
});

describe("engines that are slower than the model has them", () => {
  /** Decisions minute by minute for 20 replicas, whose tokens take `slower` times as long as the model has it. */
  const minutes = (slower: number) => {
    const given = { requestsPerSecond: 1.5 * capacity, keys: { replicas: { planned: 20, min: 1, max: 48 } } };
    const base = requestWith({ ...given, view: { ready: 20, lastKnownReplicas: 20 }, rest: { currentTarget: 20 } });
    const requestsPerSecond = given.requestsPerSecond / 20;
    const latency = base.model.interTokenLatency(base.view.shape, requestsPerSecond) ?? Number.NaN;
    const speed = speedAt(slower * latency, requestsPerSecond);
    let { memory, calibration } = base;
    return Array.from({ length: 12 }, (_, minute) => {
      const at = now + minute * 60;
      const view = { ...base.view, now: at, demandAt: at - 1, countedUntil: at - 1, speed };
      const step = decideDeployment({ ...base, now: at, view, memory, calibration });
      ({ memory, calibration } = step);
      return step.assessment.decision;
    });
  };

  test("no replica goes while the model is being corrected, and the reason is named", () => {
    expect(minutes(1).map(({ desired }) => desired)).toContain(15);
    const slow = minutes(10);
    expect(slow.map(({ desired }) => desired)).not.toContain(15);
    expect(slow[5]).toMatchObject({ reason: { code: "observing" }, missing: [] });
    expect(slow[5]?.message).toMatch(/^fewer would be enough by the model, but tokens take [\d.]+ times as long/);
    expect(slow.at(-1)?.reason.code).not.toBe("observing");
  });
});

describe("the curve of the service", () => {
  const saturated = {
    node: null,
    at: now,
    seconds: 60,
    samples: 30,
    saturated: true,
    withinObjectives: false,
    missedLatency: false,
    finishedRequests: 300,
    promptTokens: null,
    generatedTokens: null,
  };
  const curveOf = (given: Parameters<typeof decided>[0]) => {
    const { inputs } = decided(given);
    if (inputs.capacity.kind !== "feasible") throw new Error("no capacity");
    return inputs.capacity;
  };

  test("is that of the plan's counts, and of three replicas what three carry", () => {
    const rate = curveOf({ requestsPerSecond: 5 });
    expect(rate.curve?.map(([count]) => count)).toEqual([1, 2, 3, 4, 6, 8]);
    expect(carriedBy(rate, 3) / 3).toBeCloseTo(rate.requestsPerSecond, 9);
    expect(carriedBy(rate, 1)).toBeLessThan(rate.requestsPerSecond);
    expect(carriedBy(rate, 8) / 8).toBeGreaterThan(rate.requestsPerSecond);
  });

  test("passes through what engines with a queue were measured to carry at the present count, and rises no further", () => {
    const rate = curveOf({ requestsPerSecond: 5, view: { stretches: [saturated] } });
    const modelled = curveOf({ requestsPerSecond: 5 });
    expect(rate.requestsPerSecond).toBeCloseTo(5, 9);
    expect(carriedBy(rate, 3)).toBeCloseTo(15, 9);
    expect(carriedBy(rate, 1)).toBeCloseTo((5 * carriedBy(modelled, 1)) / modelled.requestsPerSecond, 9);
    expect(carriedBy(rate, 8)).toBeCloseTo(40, 9);
  });
});

test("prefill and decode pools keep their ratio when twice as many requests come", () => {
  const keys = {
    replicas: { planned: 3, min: 1, max: 16 },
    slo: { timeToFirstTokenSeconds: 4, interTokenLatencySeconds: 0.05 },
  };
  const prompts = { inputTokens: 8000, outputTokens: 1, basis: "telemetry" } as const;
  // Prefill workers computed the prompts of decode workers.
  const answers = { inputTokens: 8000, outputTokens: 400, basis: "telemetry" } as const;
  const moved = { ...keys, engineConfig: { prefixHitRatio: 0.95 } };
  const loaded = (shape: typeof prompts | typeof answers, requestsPerSecond: number): number => {
    const of = shape === answers ? moved : keys;
    const { decision, deployment } = decided({ requestsPerSecond, keys: of, view: { shape } });
    return (decision.desired ?? Number.NaN) - deployment.reserveReplicas;
  };
  const [once = [], twice = []] = [8, 16].map((rate) => [loaded(prompts, rate), loaded(answers, rate)]);
  expect(once).toEqual([3, 3]);
  // Of each pool one replica less than twice as many may do: counts are whole.
  for (const [pool, count] of twice.entries()) expect(Math.abs(count - 2 * (once[pool] ?? 0))).toBeLessThanOrEqual(1);
});

test("a law that telemetry shows raises no count, as one engine can report it; it bounds how far one falls", () => {
  const capacityBehind = (law: RouterLaw, keys = {}) => {
    const { capacity } = decided({ requestsPerSecond: 60, keys, view: { router: { law, spreadRatio: 1 } } }).inputs;
    const { atRandom, ...carried } = capacity.kind === "feasible" ? capacity : expect.fail(capacity.kind);
    return { carried, mayBeRandom: atRandom !== undefined };
  };
  const even = capacityBehind("even");
  expect(even.mayBeRandom).toBe(false);
  for (const law of ["random", "unknown"] as const) {
    expect(capacityBehind(law)).toEqual({ ...even, mayBeRandom: true });
    expect(capacityBehind(law, { router: "least-requests" })).toEqual(even);
  }
  expect(carriedBy(capacityBehind("even", { router: "random" }).carried, 3)).toBeLessThan(carriedBy(even.carried, 3));
});
