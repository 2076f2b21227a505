import { carriedBy, ratio } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide, emptyDecisionMemory } from "./decide.ts";
import type {
  CapacityInput,
  DecisionInputs,
  DecisionMemory,
  DecisionSettings,
  Demand,
  DemandForecast,
} from "./types.ts";

const now = 10_000;
const settings: DecisionSettings = {
  minReplicas: 2,
  maxReplicas: 20,
  reserveReplicas: 1,
  demandQuantile: 0.95,
  scaleDownStabilisation: 300,
  scaleDownMargin: 0.1,
  maxScaleDownShare: 0.25,
};

const demandOf = (requestsPerSecond: number): Demand => ({
  requestsPerSecond,
  prefillTokensPerSecond: requestsPerSecond * 1000,
  decodeTokensPerSecond: requestsPerSecond * 200,
});

/** Median, 95 % and 99 % at 1, 1.2 and 1.4 times the given rate. */
const forecastOf = (requestsPerSecond: number): DemandForecast => ({
  horizonSeconds: 300,
  basis: "history",
  quantiles: [
    { quantile: 0.5, ...demandOf(requestsPerSecond) },
    { quantile: 0.95, ...demandOf(requestsPerSecond * 1.2) },
    { quantile: 0.99, ...demandOf(requestsPerSecond * 1.4) },
  ],
});

const tenPerReplica: CapacityInput & { kind: "feasible" } = {
  kind: "feasible",
  requestsPerSecond: 10,
  bindingLimit: "kv-cache",
  errorBand: { relative: ratio(0.1), basis: "calibrated" },
};

/** Ten ready replicas that are asked for `rate` requests/s. */
const tenReplicas = (rate: number, changes: Partial<DecisionInputs> = {}): DecisionInputs => ({
  now,
  replicas: { ready: 10, pending: 0, draining: 0, currentTarget: 10 },
  demand: demandOf(rate),
  forecast: forecastOf(rate),
  capacity: tenPerReplica,
  missing: [],
  poolAvailable: 100,
  observing: false,
  ...changes,
});

/** A window during which `replicas` were always enough. */
const settledAt = (replicas: number): DecisionMemory => ({
  wanted: [
    { at: now - 400, replicas },
    { at: now - 10, replicas },
  ],
});

describe("desired replicas", () => {
  test.each<{ name: string; changes: Partial<DecisionInputs>; own?: Partial<DecisionSettings>; desired: number }>([
    { name: "one more of forty is a step of five percent", changes: {}, desired: 42 },
    { name: "without a margin of scale-downs it is one", changes: {}, own: { scaleDownMargin: 0 }, desired: 41 },
    { name: "where the pool has one left it takes that", changes: { poolAvailable: 1 }, desired: 41 },
    {
      name: "where a budget has one left it takes that",
      changes: { budget: { available: 1, detail: "" } },
      desired: 41,
    },
    {
      name: "beyond what a lower bound of the capacity shows it asks for no more",
      changes: { capacity: { ...tenPerReplica, mostReplicas: 41 } },
      desired: 41,
    },
    { name: "a minimum is met and no more", changes: { demand: demandOf(5) }, own: { minReplicas: 41 }, desired: 41 },
  ])("$name", ({ changes, own, desired }) => {
    const rate = changes.demand?.requestsPerSecond ?? 325.1;
    const forty = { replicas: { ready: 40, pending: 0, draining: 0, currentTarget: 40 }, ...changes };
    const decided = decide(tenReplicas(rate, forty), { ...settings, maxReplicas: 60, ...own }, settledAt(40));
    expect(decided.decision).toMatchObject({ verdict: "scale-up", desired });
  });

  test.each([
    { name: "a load that fills them exactly keeps them", rate: 75, verdict: "hold", desired: 10 },
    { name: "any excess over the load line adds one", rate: 75.1, verdict: "scale-up", desired: 11 },
    { name: "one step covers the whole forecast", rate: 150, verdict: "scale-up", desired: 19 },
    { name: "the plan's maximum caps the step", rate: 500, verdict: "scale-up", desired: 20 },
  ])("$name", ({ rate, verdict, desired }) => {
    expect(decide(tenReplicas(rate), settings, settledAt(10)).decision).toMatchObject({ verdict, desired });
  });

  test("present demand above the forecast counts", () => {
    const inputs = tenReplicas(50, { demand: demandOf(120) });
    expect(decide(inputs, settings, settledAt(10)).decision.desired).toBe(13);
  });

  test("a surge above the quantiles counts, and the message names it", () => {
    const forecast = { ...forecastOf(75), surgeRequestsPerSecond: 130 };
    const { decision } = decide(tenReplicas(75, { forecast }), settings, settledAt(10));
    expect(decision).toMatchObject({ verdict: "scale-up", desired: 14, lower: 9, upper: 14 });
    expect(decision.message).toContain("demand may reach 130 requests/s within 300 s (a surge)");
    expect(decision.evidence).toContainEqual(expect.objectContaining({ input: "forecast.surge", value: 130 }));
  });

  test.each([
    { load: 0, covered: 0, count: 2 },
    { load: 75, covered: 90, count: 10 },
  ])("a surge that is no more than the quantile of $covered requests/s is not named", ({ load, covered, count }) => {
    const forecast = { ...forecastOf(load), surgeRequestsPerSecond: covered };
    const replicas = { ready: count, pending: 0, draining: 0, currentTarget: count };
    const { decision } = decide(tenReplicas(load, { forecast, replicas }), settings, settledAt(count));
    expect(decision.message).toContain(`demand may reach ${covered} requests/s within 300 s (95 % quantile)`);
  });

  test("pending replicas count as supply: nothing is asked twice", () => {
    const replicas = { ready: 6, pending: 4, draining: 0, currentTarget: 10 };
    const { decision } = decide(tenReplicas(75, { replicas }), settings, settledAt(10));
    expect(decision).toMatchObject({ verdict: "hold", reason: { code: "replicas-pending" }, desired: 10 });
  });

  test("before the first decision what is there stands", () => {
    const replicas = { ready: 3, pending: 2, draining: 0, currentTarget: null };
    const { decision } = decide(tenReplicas(30, { replicas }), settings, emptyDecisionMemory);
    expect(decision).toMatchObject({ verdict: "hold", desired: 5 });
  });

  test("lower covers the median and upper the highest quantile", () => {
    expect(decide(tenReplicas(75), settings, settledAt(10)).decision).toMatchObject({ lower: 9, upper: 12 });
  });
});

describe("counts go within a window", () => {
  const at = (target: number, changes: Partial<DecisionInputs> = {}): DecisionInputs =>
    tenReplicas(1, { replicas: { ready: target, pending: 0, draining: 0, currentTarget: target }, ...changes });
  /** The counts of decisions every ten seconds that are followed at once. */
  const followed = (first: number, seconds: number, start: DecisionMemory): readonly number[] => {
    let [memory, target] = [start, first];
    return Array.from({ length: seconds / 10 }, (_, tick) => {
      const step = decide(at(target, { now: now + 10 * tick }), settings, memory);
      memory = step.memory;
      target = step.decision.desired ?? target;
      return target;
    });
  };

  test("above the plan's maximum too: after the window, in steps of the allowed share", () => {
    expect(decide(at(30), settings, emptyDecisionMemory).decision).toMatchObject({
      verdict: "hold",
      reason: { code: "stabilising" },
      desired: 30,
    });
    expect(decide(at(30), settings, settledAt(20)).decision).toMatchObject({
      verdict: "scale-down",
      reason: { code: "above-maximum" },
      desired: 23,
    });
  });

  test("one window takes no more than the share of what stood in it, in however many steps", () => {
    const counts = followed(20, 2 * settings.scaleDownStabilisation + 20, settledAt(2));
    const inOne = counts.slice(0, settings.scaleDownStabilisation / 10);
    expect(Math.min(...inOne)).toBe(15);
    expect(counts.at(-1)).toBeLessThanOrEqual(12);
    expect(counts.at(-1)).toBeGreaterThanOrEqual(9);
  });
});

describe("replicas behind one router", () => {
  const pool = { ...tenPerReplica, curve: [[1, 5] as const, [2, 8] as const, [4, 9] as const, [16, 10] as const] };
  const loose = { ...settings, minReplicas: 1, scaleDownMargin: 0 };
  const holding = (ready: number, load: number) =>
    decide(
      tenReplicas(load, {
        replicas: { ready, pending: 0, draining: 0, currentTarget: ready },
        forecast: { ...forecastOf(load), quantiles: [{ quantile: 0.95, ...demandOf(load) }] },
        capacity: pool,
      }),
      loose,
      {
        wanted: [
          { at: now - 400, replicas: 1 },
          { at: now - 10, replicas: 1 },
        ],
      },
    ).decision;

  test("a smaller count is checked at what each of fewer carries", () => {
    // Two beside one in reserve carry 16 and not twice what each of sixteen does.
    expect(holding(4, 17).desired).toBe(4);
    expect(holding(4, 16).desired).toBe(3);
    expect(holding(3, 16).counterfactual).toBe(
      "would scale down to 2 at or below 5 requests/s; would scale up above 16 requests/s",
    );
  });

  test("what the count carries without its reserve is named", () => {
    expect(holding(4, 17).message).toContain("4 replicas carry 26 requests/s with 1 in reserve");
  });

  test("more load asks for no fewer, and each count that is asked for carries it", () => {
    let before = 0;
    for (let load = 1; load < 180; load += 1) {
      const desired = holding(1, load).desired ?? 0;
      expect(desired).toBeGreaterThanOrEqual(before);
      expect(carriedBy(pool, desired - 1)).toBeGreaterThanOrEqual(load - 1e-9);
      before = desired;
    }
  });
});

describe("requests that wait", () => {
  const waiting = (backlogRequestsPerSecond: number, quantile: number): DecisionInputs =>
    tenReplicas(14, {
      forecast: { ...forecastOf(14), quantiles: [{ quantile: 0.95, ...demandOf(quantile) }] },
      backlogRequestsPerSecond,
      replicas: { ready: 1, pending: 0, draining: 0, currentTarget: 1 },
      capacity: { ...tenPerReplica, requestsPerSecond: 9.6 },
    });
  const loose = { ...settings, minReplicas: 1, reserveReplicas: 0 };

  test.each([
    { name: "what is held for a rise clears them", backlog: 4.9, quantile: 18, desired: 2 },
    { name: "more than that asks for more", backlog: 6, quantile: 18, desired: 3 },
    { name: "none wait", backlog: 0, quantile: 14, desired: 2 },
  ])("14 requests/s of which a replica carries 9.6: $name", ({ backlog, quantile, desired }) => {
    expect(decide(waiting(backlog, quantile), loose, emptyDecisionMemory).decision.desired).toBe(desired);
  });
});

describe("reasons to hold or to be bounded", () => {
  test.each([
    {
      name: "below the plan's minimum",
      inputs: tenReplicas(1, { replicas: { ready: 1, pending: 0, draining: 0, currentTarget: 1 } }),
      expected: { verdict: "scale-up", reason: { code: "below-minimum" }, desired: 2 },
    },
    {
      name: "at the plan's maximum with more needed",
      inputs: tenReplicas(500, { replicas: { ready: 20, pending: 0, draining: 0, currentTarget: 20 } }),
      expected: { verdict: "hold", reason: { code: "at-maximum" }, desired: 20 },
    },
    {
      name: "at the plan's minimum with less needed",
      inputs: tenReplicas(0, { replicas: { ready: 2, pending: 0, draining: 0, currentTarget: 2 } }),
      expected: { verdict: "hold", reason: { code: "at-minimum" }, desired: 2 },
    },
    {
      name: "at the plan's maximum, which is just enough",
      inputs: tenReplicas(158, { replicas: { ready: 20, pending: 0, draining: 0, currentTarget: 20 } }),
      expected: { verdict: "hold", reason: { code: "within-load-line" }, desired: 20, bindingLimit: "kv-cache" },
    },
    {
      name: "a capacity that is not known",
      inputs: tenReplicas(150, { capacity: { kind: "unknown", detail: "no request seen yet" } }),
      expected: {
        verdict: "hold",
        reason: { code: "telemetry-missing" },
        lower: null,
        upper: null,
        bindingLimit: null,
      },
    },
    {
      name: "a pool without free capacity",
      inputs: tenReplicas(150, { poolAvailable: 0 }),
      expected: { verdict: "hold", reason: { code: "pool-exhausted" }, desired: 10, bindingLimit: "pool" },
    },
    {
      name: "a pool with capacity for a part",
      inputs: tenReplicas(150, { poolAvailable: 3 }),
      expected: { verdict: "scale-up", reason: { code: "demand-above-load-line" }, desired: 13, bindingLimit: "pool" },
    },
    {
      name: "a budget that allows no more",
      inputs: tenReplicas(150, { budget: { available: 0, detail: "80 of 80 GPUs" } }),
      expected: { verdict: "hold", reason: { code: "budget-exhausted" }, desired: 10, bindingLimit: "budget" },
    },
    {
      name: "a budget that allows a part, tighter than the pool",
      inputs: tenReplicas(150, { poolAvailable: 4, budget: { available: 2.9, detail: "64 of 80 GPUs" } }),
      expected: {
        verdict: "scale-up",
        reason: { code: "demand-above-load-line" },
        desired: 12,
        bindingLimit: "budget",
      },
    },
    {
      name: "a budget that is overdrawn: it drains nobody",
      inputs: tenReplicas(150, { budget: { available: -3, detail: "104 of 80 GPUs" } }),
      expected: { verdict: "hold", reason: { code: "budget-exhausted" }, desired: 10 },
    },
    {
      name: "an objective that no count meets",
      inputs: tenReplicas(150, {
        capacity: { kind: "infeasible", because: "slo-unreachable", detail: "time to first token is 900 ms" },
      }),
      expected: { verdict: "infeasible", reason: { code: "slo-unreachable" }, desired: 10, bindingLimit: null },
    },
    {
      name: "a capacity of which is known that fewer replicas are enough",
      inputs: tenReplicas(150, { capacity: { ...tenPerReplica, mostReplicas: 12 } }),
      expected: { verdict: "scale-up", desired: 12, upper: 12 },
    },
    {
      name: "a model that does not fit",
      inputs: tenReplicas(1, { capacity: { kind: "infeasible", because: "does-not-fit", detail: "lacks 50 GiB" } }),
      expected: { verdict: "infeasible", reason: { code: "model-does-not-fit" }, desired: 10, bindingLimit: "memory" },
    },
  ])("$name", ({ inputs, expected }) => {
    expect(decide(inputs, settings, settledAt(2)).decision).toMatchObject(expected);
  });
});

describe("scale-down", () => {
  const idle = tenReplicas(10);

  test("takes at most the allowed share at once", () => {
    const { decision } = decide(idle, settings, settledAt(3));
    expect(decision).toMatchObject({ verdict: "scale-down", reason: { code: "demand-below-load-line" }, desired: 8 });
  });

  test("stops at the highest count wanted during the window", () => {
    const memory = {
      wanted: [
        { at: now - 400, replicas: 3 },
        { at: now - 100, replicas: 9 },
      ],
    };
    expect(decide(idle, settings, memory).decision).toMatchObject({ verdict: "scale-down", desired: 9 });
  });

  test.each([
    {
      name: "the window has not been seen yet",
      inputs: idle,
      memory: emptyDecisionMemory,
      reason: { code: "stabilising" },
    },
    {
      name: "the last step is still draining",
      inputs: tenReplicas(10, { replicas: { ready: 10, pending: 0, draining: 1, currentTarget: 10 } }),
      memory: settledAt(3),
      reason: { code: "stabilising" },
    },
    {
      name: "the fleet has not followed the last step",
      inputs: tenReplicas(10, { replicas: { ready: 10, pending: 0, draining: 0, currentTarget: 8 } }),
      memory: settledAt(3),
      reason: { code: "stabilising" },
    },
    {
      name: "the start is still observed",
      inputs: tenReplicas(10, { observing: true }),
      memory: settledAt(3),
      reason: { code: "observing" },
    },
  ])("waits while $name", ({ inputs, memory, reason }) => {
    const { decision } = decide(inputs, settings, memory);
    expect(decision).toMatchObject({ verdict: "hold", reason, desired: inputs.replicas.currentTarget });
  });

  test("no count falls below what a random split takes while that may be so; a rise takes no notice of it", () => {
    const perhapsRandom = { capacity: { ...tenPerReplica, atRandom: { requestsPerSecond: 5 } } };
    const desired = (rate: number, changes: Partial<DecisionInputs>) =>
      decide(tenReplicas(rate, changes), settings, settledAt(3)).decision.desired;
    expect(desired(30, {})).toBe(8);
    expect(desired(30, perhapsRandom)).toBe(9);
    expect(desired(120, perhapsRandom)).toBe(desired(120, {}));
  });

  test("a maximum that was lowered counts while the model is being corrected, which holds any other scale-down", () => {
    const slow = { slowness: 3 };
    expect(decide(tenReplicas(10, slow), settings, settledAt(3)).decision).toMatchObject({
      verdict: "hold",
      reason: { code: "observing" },
      message: "fewer would be enough by the model, but tokens take 3 times as long, to which it is being corrected",
    });
    const lowered = { ...settings, maxReplicas: 8 };
    expect(decide(tenReplicas(10, slow), lowered, settledAt(3)).decision.verdict).toBe("scale-down");
  });

  test("after a day in which counts carried the load too rarely none falls, but for a maximum that was lowered", () => {
    const failed = { carried: [-5, -4, -3, -2, -1, 0].map((hour) => ({ hour: hour + 2, graded: 50, carried: 41 })) };
    expect(decide(tenReplicas(10, failed), settings, settledAt(3)).decision).toMatchObject({
      verdict: "hold",
      reason: { code: "observing" },
      desired: 10,
      message: "fewer would be enough, but counts carried the load in only 82 % of the last day's lead times",
      counterfactual: expect.stringContaining("once counts carried the load often enough for a day"),
    });
    expect(decide(tenReplicas(10, failed), { ...settings, maxReplicas: 9 }, settledAt(3)).decision.desired).toBe(9);
    expect(decide(tenReplicas(150, failed), settings, settledAt(3)).decision.verdict).toBe("scale-up");
  });

  test("what an autoscaler leaves by its tolerance of a tenth does not have to drain first", () => {
    const replicas = { ready: 10, pending: 0, draining: 0, currentTarget: 9 };
    const { decision } = decide(tenReplicas(10, { replicas }), settings, settledAt(3));
    expect(decision).toMatchObject({ verdict: "scale-down", desired: 7 });
  });

  test("a gap in the telemetry restarts the window", () => {
    const missing = [{ input: "telemetry of node-3", ageSeconds: 42 }];
    const { memory } = decide({ ...idle, now: now - 50, missing }, settings, settledAt(3));
    expect(decide(idle, settings, memory).decision).toMatchObject({ verdict: "hold", reason: { code: "stabilising" } });
  });

  test("at constant load it goes down once and never back up", () => {
    let memory = emptyDecisionMemory;
    let target = 10;
    const targets: number[] = [];
    for (let tick = 0; tick < 200; tick++) {
      const replicas = { ready: target, pending: 0, draining: 0, currentTarget: target };
      const step = decide(tenReplicas(30, { now: now + 10 * tick, replicas }), settings, memory);
      memory = step.memory;
      target = step.decision.desired ?? target;
      targets.push(target);
    }
    expect(targets).toEqual(targets.toSorted((a, b) => b - a));
    expect(target).toBe(5);
    expect(memory.wanted.length).toBeLessThan(10);
  });
});

test("no count falls sooner than a replica takes to come", () => {
  const slow = { ...forecastOf(40), horizonSeconds: 900 };
  expect(decide(tenReplicas(40), settings, settledAt(6)).decision.verdict).toBe("scale-down");
  const { decision } = decide(tenReplicas(40, { forecast: slow }), settings, settledAt(6));
  expect(decision).toMatchObject({ verdict: "hold", reason: { code: "stabilising" }, desired: 10 });
  expect(decision.message).toContain("until that has held for 900 s");
});

describe("scale-downs that are reversed", () => {
  const cycleSeconds = 420;
  /** A load that falls for seven minutes and then asks for more, again and again; every count is there at once. */
  const course = (cycles: number, more: number) => {
    let memory = emptyDecisionMemory;
    let target = 10;
    let lowered = 0;
    const decideAt = (at: number, rate: number) => {
      const replicas = { ready: target, pending: 0, draining: 0, currentTarget: target };
      const step = decide(tenReplicas(rate, { now: at, replicas }), settings, memory);
      lowered += step.decision.verdict === "scale-down" ? 1 : 0;
      memory = step.memory;
      target = step.decision.desired ?? target;
      return step.decision;
    };
    for (let cycle = 0; cycle < cycles; cycle++) {
      const start = now + cycle * cycleSeconds;
      for (let at = start; at < start + cycleSeconds - 20; at += 20) decideAt(at, 60);
      decideAt(start + cycleSeconds - 20, more);
    }
    return { lowered, memory, decideAt, end: now + cycles * cycleSeconds };
  };
  const aDay = Math.floor(86_400 / cycleSeconds);

  test("become rare: a load that goes to and fro by one replica lowers its count a few times a day", () => {
    expect(course(aDay, 72).lowered).toBeLessThanOrEqual(12);
  });

  test("are none where a surge follows: it asks for far more than stood", () => {
    const { lowered, memory } = course(1, 150);
    expect(lowered).toBe(1);
    expect(memory.leastStep).toBeUndefined();
    expect(course(1, 72).memory.leastStep?.share).toBeGreaterThan(0);
  });

  test("are forgotten within days, so that what became too much goes in the end", () => {
    const { decideAt, end } = course(6, 72);
    const decisions = Array.from({ length: 72 }, (_, hour) => decideAt(end + 3600 * hour, 60));
    expect(decisions[1]).toMatchObject({ reason: { code: "stabilising" }, desired: 10 });
    expect(decisions[1]?.message).toBe(
      "fewer would do; the last scale-downs had to be reversed, so draining waits until 8 replicas would do",
    );
    expect(decisions[1]?.counterfactual).toContain("would scale down to 8 at or below");
    expect(decisions.at(-1)?.desired).toBe(9);
  });

  test("do not keep a count from the plan's minimum, nor above its maximum", () => {
    const memory = { ...settledAt(3), leastStep: { at: now, share: 0.3 } };
    const standing = (target: number) =>
      tenReplicas(10, { replicas: { ready: target, pending: 0, draining: 0, currentTarget: target } });
    expect(decide(standing(4), { ...settings, minReplicas: 3 }, memory).decision.desired).toBe(3);
    expect(decide(standing(21), settings, { ...settledAt(20), leastStep: memory.leastStep }).decision.desired).toBe(20);
  });
});

describe("with something missing", () => {
  test("it holds, names the input and its age, and shows no zero", () => {
    const missing = [{ input: "telemetry of node-3", ageSeconds: 42 }];
    const inputs = tenReplicas(10, { missing, demand: null, forecast: null });
    const { decision } = decide(inputs, settings, settledAt(3));
    expect(decision).toMatchObject({ verdict: "hold", reason: { code: "telemetry-missing" }, desired: 10, missing });
    expect(decision.message).toBe(
      "stays at 10, no scale-down while this is missing: telemetry of node-3 (last seen 42 s ago)",
    );
    expect(decision.evidence).toContainEqual({
      input: "demand.requests",
      value: null,
      unit: "requests/s",
      ageSeconds: null,
    });
  });

  test("known demand still scales up from the current target", () => {
    const missing = [{ input: "telemetry of node-3", ageSeconds: 42 }];
    const replicas = { ready: null, pending: 0, draining: 0, currentTarget: 10 };
    const { decision } = decide(tenReplicas(150, { missing, replicas }), settings, settledAt(10));
    expect(decision).toMatchObject({ verdict: "scale-up", reason: { code: "demand-above-load-line" }, desired: 19 });
    expect(decision.message).toContain("node-3");
  });

  test("without any count it decides nothing", () => {
    const replicas = { ready: null, pending: 0, draining: 0, currentTarget: null };
    const { decision } = decide(tenReplicas(150, { replicas }), settings, emptyDecisionMemory);
    expect(decision).toMatchObject({ verdict: "hold", reason: { code: "telemetry-missing" }, desired: null });
    expect(decision.missing).toEqual([{ input: "ready replicas", ageSeconds: null }]);
  });
});

describe("a size quantile above the demand quantile", () => {
  const sized = { ...settings, sizeQuantile: 0.99 };
  const decided = (rate: number, past = settledAt(8)) => decide(tenReplicas(rate), sized, past).decision;

  test.each([
    {
      name: "what covers the demand quantile stays, though it does not cover the size quantile",
      rate: 75,
      desired: 10,
    },
    { name: "what no longer does is raised to cover the size quantile", rate: 75.1, desired: 12 },
    { name: "a smaller count covers the size quantile with the margin", rate: 51, desired: 9 },
    { name: "one that would not is left standing", rate: 59, desired: 10 },
  ])("$name", ({ rate, desired }) => {
    expect(decided(rate).desired).toBe(desired);
  });

  test("is named where it made the step larger, and is evidence", () => {
    expect(decided(75.1).message).toMatch(/raise to 12, sized for the 99 % quantile$/);
    expect(decided(75.1).evidence).toContainEqual({
      input: "settings.sizeQuantile",
      value: 0.99,
      unit: "ratio",
      ageSeconds: 0,
    });
  });

  test("below the demand quantile it changes nothing", () => {
    const lower = { ...settings, sizeQuantile: 0.5 };
    for (const rate of [20, 70, 75.1, 150]) {
      expect(decide(tenReplicas(rate), lower, settledAt(8)).decision.desired).toBe(
        decide(tenReplicas(rate), settings, settledAt(8)).decision.desired,
      );
    }
  });
});

describe("words", () => {
  test("a full pool says why, and what would come once it has capacity", () => {
    const inputs = tenReplicas(150, { poolAvailable: 0, poolDetail: "8 GPUs are free, at most 1 on one node" });
    const { message, counterfactual } = decide(inputs, settings, settledAt(10)).decision;
    expect(message).toMatch(/the pool has no free capacity \(8 GPUs are free, at most 1 on one node\): add nodes$/);
    expect(counterfactual).toMatch(/would scale up to 19 replicas once the pool has free capacity$/);
  });

  test.each([10, 11])(
    "%i replicas in reserve of ten do not carry 0 requests/s: none is left for the load",
    (reserve) => {
      const { message } = decide(tenReplicas(150), { ...settings, reserveReplicas: reserve }, settledAt(10)).decision;
      expect(message).toContain(`, of 10 replicas none is left for load beside ${reserve} in reserve: raise to `);
    },
  );

  test("a scale-up says the demand, what stands carries, and the new count", () => {
    expect(decide(tenReplicas(150), settings, settledAt(10)).decision.message).toBe(
      "demand may reach 180 requests/s within 300 s (95 % quantile), 10 replicas carry 90 requests/s with 1 in reserve: raise to 19",
    );
  });

  test.each<{ name: string; changes: Partial<DecisionInputs>; expected: string }>([
    { name: "time", changes: {}, expected: "would scale down to 2 once fewer have been enough for 300 s" },
    {
      name: "a complete window",
      changes: { observing: true },
      expected: "would scale down to 2 once one complete window was observed",
    },
    {
      name: "draining replicas",
      changes: { replicas: { ready: 10, pending: 0, draining: 1, currentTarget: 10 } },
      expected: "would scale down to 2 once the last step has drained",
    },
    {
      name: "a missing input",
      changes: { missing: [{ input: "node n1", ageSeconds: 60 }] },
      expected: "would scale down to 9 at or below 72.7 requests/s once nothing is missing",
    },
  ])("the counterfactual without load names what is missing: $name", ({ changes, expected }) => {
    const { counterfactual } = decide(tenReplicas(0, changes), settings, emptyDecisionMemory).decision;
    expect(counterfactual.split("; ")[0]).toBe(expected);
  });

  test("the counterfactual names the next count in both directions", () => {
    expect(decide(tenReplicas(70), settings, settledAt(10)).decision.counterfactual).toBe(
      "would scale down to 9 at or below 72.7 requests/s; would scale up above 90 requests/s",
    );
  });

  const counts = (ready: number, changes: Partial<DecisionInputs["replicas"]> = {}) => ({
    replicas: { ready, pending: 0, draining: 0, currentTarget: ready, ...changes },
  });
  const may = (rate: number, more = "") => `demand may reach ${rate} requests/s within 300 s (95 % quantile${more})`;
  const unknown = { kind: "unknown", detail: "no request seen yet" } as const;
  const unreachable = { kind: "infeasible", because: "slo-unreachable", detail: "the first token takes 9 s" } as const;

  test.each<[string, DecisionInputs, Partial<DecisionSettings>, string, string | null]>([
    [
      "a capacity that was measured, without a model",
      tenReplicas(70, { capacity: { ...tenPerReplica, measuredAgainst: null } }),
      {},
      `${may(84)}, 10 replicas carry 90 requests/s (measured; no model) with 1 in reserve: nothing to change`,
      null,
    ],
    [
      "a capacity that was measured beside a model",
      tenReplicas(70, { capacity: { ...tenPerReplica, measuredAgainst: 85.72 } }),
      { reserveReplicas: 0 },
      `${may(84)}, 10 replicas carry 100 requests/s (measured; the model predicts 85.7 requests/s a replica): nothing to change`,
      "would scale down to 9 at or below 81.8 requests/s; would scale up above 100 requests/s",
    ],
    [
      "requests that wait",
      tenReplicas(150, { forecast: null, backlogRequestsPerSecond: 5 }),
      {},
      "demand is 155 requests/s, 5 requests/s of it to clear waiting requests, 10 replicas carry 90 requests/s with 1 in reserve: raise to 17; missing: demand forecast (never seen)",
      null,
    ],
    [
      "neither demand nor capacity, below the minimum and with a full pool",
      tenReplicas(1, { ...counts(1), demand: null, forecast: null, capacity: unknown, poolAvailable: 0 }),
      {},
      "demand is unknown, what 1 replica carries is unknown, and the pool has no free capacity: add nodes",
      "would decide once known: demand (never seen), demand forecast (never seen), capacity (no request seen yet) (never seen)",
    ],
    [
      "one replica",
      tenReplicas(1, counts(1)),
      { minReplicas: 1, reserveReplicas: 0 },
      `${may(1.2)}, 1 replica carries 10 requests/s: nothing to change`,
      "would scale up above 10 requests/s",
    ],
    [
      "a count below the minimum",
      tenReplicas(1, counts(1)),
      {},
      "1 replica asked for, the plan's minimum is 2: raise to 2",
      null,
    ],
    [
      "a count above the maximum",
      tenReplicas(1, counts(30)),
      {},
      "30 replicas asked for, the plan's maximum is 20: drain to 23",
      null,
    ],
    [
      "a pool with capacity for a part",
      tenReplicas(150, { poolAvailable: 3, poolDetail: "3 GPUs are free" }),
      {},
      `${may(180)}, 10 replicas carry 90 requests/s with 1 in reserve: raise to 13; the pool has no capacity for more (3 GPUs are free)`,
      null,
    ],
    [
      "a budget for a part",
      tenReplicas(150, { budget: { available: 2.9, detail: "64 of 80 GPUs" } }),
      {},
      `${may(180)}, 10 replicas carry 90 requests/s with 1 in reserve: raise to 12; the budget allows no more (64 of 80 GPUs)`,
      null,
    ],
    [
      "a budget that is used up",
      tenReplicas(150, { budget: { available: 0, detail: "80 of 80 GPUs" } }),
      {},
      `${may(180)}, 10 replicas carry 90 requests/s with 1 in reserve, and the budget allows no more (80 of 80 GPUs)`,
      "would scale down to 9 at or below 72.7 requests/s; would scale up to 19 replicas once the budget allows it",
    ],
    [
      "more than the maximum",
      tenReplicas(5_000, counts(20)),
      {},
      `${may(6_000)} and needs 601, the plan's maximum is 20: raise replicas.max in the plan`,
      "would scale down to 18 at or below 155 requests/s",
    ],
    [
      "replicas on their way",
      tenReplicas(75, counts(6, { pending: 4, currentTarget: 10 })),
      {},
      `6 of 10 replicas are ready, the rest is on its way; ${may(90)}`,
      null,
    ],
    [
      "the minimum",
      tenReplicas(0, counts(3)),
      { minReplicas: 3, maxReplicas: 3 },
      `${may(0)}; the plan's minimum of 3 stands`,
      "the bounds of the plan leave no other count",
    ],
    [
      "a step that drains",
      tenReplicas(10, counts(10, { draining: 1 })),
      {},
      "fewer would do; still draining from the last step: 1 replica",
      null,
    ],
    ["a scale-down", tenReplicas(10), {}, `${may(12)}, fewer have been enough for 300 s: drain to 8`, null],
    [
      "a start that is observed",
      tenReplicas(10, { observing: true }),
      {},
      "fewer would be enough; draining waits until one complete window was observed",
      "would scale down to 3 once one complete window was observed; would scale up above 90 requests/s",
    ],
    [
      "a model that is being corrected",
      tenReplicas(10, { slowness: 3 }),
      {},
      "fewer would be enough by the model, but tokens take 3 times as long, to which it is being corrected",
      "would scale down to 3 once the model is corrected to the speed of the engines; would scale up above 90 requests/s",
    ],
    [
      "no step at all where none is allowed",
      tenReplicas(10),
      { maxScaleDownShare: 0 },
      "fewer would do; draining waits until that has held for 300 s",
      null,
    ],
    [
      "no count at all",
      tenReplicas(150, { replicas: { ready: null, pending: 0, draining: 0, currentTarget: null } }),
      {},
      "nothing decided, missing: ready replicas (never seen)",
      "would decide once known: ready replicas (never seen)",
    ],
    [
      "an objective that no count meets",
      tenReplicas(150, { capacity: unreachable }),
      {},
      "the first token takes 9 s",
      "would size again with a looser SLO, a faster GPU or more GPUs per replica",
    ],
  ])("of %s", (_, inputs, changed, message, counterfactual) => {
    const { decision } = decide(inputs, { ...settings, ...changed }, settledAt(2));
    expect(decision.message).toBe(message);
    if (counterfactual !== null) expect(decision.counterfactual).toBe(counterfactual);
  });

  test("evidence lists every input with unit and age", () => {
    const inputs = tenReplicas(70, {
      forecast: { ...forecastOf(70), surgeRequestsPerSecond: 80 },
      missing: [{ input: "node n1", ageSeconds: 60, message: "restart its agent" }],
      budget: { available: 4, detail: "64 of 80 GPUs" },
      ages: { demand: 3, replicas: 5, forecast: 7, capacity: 9, pool: 11 },
    });
    const { evidence } = decide(inputs, { ...settings, sizeQuantile: 0.98 }, settledAt(10)).decision;
    expect(evidence.map(({ input, value, unit, ageSeconds }) => [input, value, unit, ageSeconds])).toEqual([
      ["replicas.ready", 10, "replicas", 5],
      ["replicas.pending", 0, "replicas", 5],
      ["replicas.draining", 0, "replicas", 5],
      ["replicas.currentTarget", 10, "replicas", 0],
      ["demand.requests", 70, "requests/s", 3],
      ["demand.prefill", 70_000, "tokens/s", 3],
      ["demand.decode", 14_000, "tokens/s", 3],
      ["forecast.horizon", 300, "s", 7],
      ["forecast.basis", "history", null, 7],
      ["forecast.p50", 70, "requests/s", 7],
      ["forecast.p95", 84, "requests/s", 7],
      ["forecast.p99", 98, "requests/s", 7],
      ["forecast.surge", 80, "requests/s", 7],
      ["capacity.perReplica", 10, "requests/s", 9],
      ["pool.available", 100, "replicas", 11],
      ["budget.available", 4, "replicas", 11],
      ["settings.demandQuantile", 0.95, "ratio", 0],
      ["settings.sizeQuantile", 0.98, "ratio", 0],
      ["missing: node n1", "restart its agent", null, 60],
    ]);
  });
});

test.each([
  { name: "a demand that is no number", inputs: tenReplicas(1, { demand: demandOf(Number.NaN) }) },
  { name: "a negative forecast", inputs: tenReplicas(1, { forecast: forecastOf(-1) }) },
  { name: "a capacity of zero", inputs: tenReplicas(1, { capacity: { ...tenPerReplica, requestsPerSecond: 0 } }) },
])("$name is refused, not decided on", ({ inputs }) => {
  expect(() => decide(inputs, settings, emptyDecisionMemory)).toThrow("unknown is null");
});

describe("laws", () => {
  const count = fc.integer({ min: 0, max: 30 });
  const rate = fc.double({ min: 0, max: 400, noNaN: true });
  const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
  const capacity: fc.Arbitrary<CapacityInput> = fc.oneof(
    fc.double({ min: 0.1, max: 50, noNaN: true }).map((requestsPerSecond) => ({ ...tenPerReplica, requestsPerSecond })),
    fc.constant<CapacityInput>({ kind: "unknown", detail: "no request seen yet" }),
  );
  const past = fc.integer({ min: now - 9_000, max: now - 1 });
  const memory: fc.Arbitrary<DecisionMemory> = fc.record({
    wanted: fc
      .array(fc.record({ at: fc.integer({ min: now - 900, max: now - 1 }), replicas: count }), { maxLength: 10 })
      .map((wanted) => wanted.toSorted((a, b) => a.at - b.at)),
    lowered: fc.option(fc.record({ at: past, from: count }), { nil: undefined }),
    leastStep: fc.option(fc.record({ at: past, share: fc.double({ min: 0, max: 0.3, noNaN: true }) }), {
      nil: undefined,
    }),
  });
  const inputs: fc.Arbitrary<DecisionInputs> = fc.record({
    now: fc.constant(now),
    replicas: fc.record({ ready: orNull(count), pending: count, draining: count, currentTarget: orNull(count) }),
    demand: orNull(rate.map(demandOf)),
    forecast: orNull(rate.map(forecastOf)),
    capacity,
    missing: fc.constantFrom([], [{ input: "telemetry of node-1", ageSeconds: 60 }]),
    poolAvailable: orNull(count),
    observing: fc.boolean(),
  });
  const standing = ({ replicas: { currentTarget, ready, pending } }: DecisionInputs): number | null =>
    currentTarget ?? (ready === null ? null : ready + pending);

  test("with anything unknown the count never falls", () => {
    fc.assert(
      fc.property(inputs, memory, (some, past) => {
        const { decision } = decide(some, settings, past);
        const unknown =
          some.missing.length > 0 ||
          some.demand === null ||
          some.forecast === null ||
          some.replicas.ready === null ||
          some.capacity.kind === "unknown";
        fc.pre(unknown);
        expect(decision.verdict).not.toBe("scale-down");
        const before = standing(some);
        if (before !== null) expect(decision.desired).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test.each([undefined, 0.99])("more demand never lowers the count, sized by the quantile %s", (sizeQuantile) => {
    const sized = { ...settings, sizeQuantile };
    fc.assert(
      fc.property(inputs, memory, rate, rate, (some, past, a, b) => {
        const desiredAt = (demand: number): number =>
          decide({ ...some, demand: demandOf(demand), forecast: forecastOf(demand) }, sized, past).decision.desired ??
          0;
        expect(desiredAt(Math.max(a, b))).toBeGreaterThanOrEqual(desiredAt(Math.min(a, b)));
      }),
    );
  });

  test("what a demand lifted stays while the demand is within the margin below it", () => {
    const demand = fc.double({ min: 1, max: 200, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(demand, share, (risen, fallen) => {
        const stationary = (rate: number, target: number): DecisionInputs =>
          tenReplicas(rate, { replicas: { ready: target, pending: 0, draining: 0, currentTarget: target } });
        const bounds = { ...settings, minReplicas: 0, maxReplicas: 1_000 };
        const up = decide(stationary(risen, 1), bounds, emptyDecisionMemory).decision.desired ?? 0;
        const lower = risen / (1 + fallen * settings.scaleDownMargin);
        const { desired } = decide(stationary(lower, up), bounds, settledAt(0)).decision;
        expect(desired).toBe(up);
      }),
    );
  });

  test("the same inputs give the same decision and memory again", () => {
    fc.assert(
      fc.property(inputs, memory, (some, past) => {
        const first = decide(some, settings, past);
        expect(decide(some, settings, first.memory)).toEqual(first);
      }),
    );
  });

  test("the verdict states the direction, and the plan's bounds hold for every move", () => {
    fc.assert(
      fc.property(inputs, memory, (some, past) => {
        const { verdict, desired } = decide(some, settings, past).decision;
        const before = standing(some);
        fc.pre(before !== null && desired !== null);
        const direction = { "scale-up": 1, "scale-down": -1, hold: 0, infeasible: 0 }[verdict];
        expect(Math.sign(Number(desired) - Number(before))).toBe(direction);
        expect(desired).toBeLessThanOrEqual(Math.max(Number(before), settings.maxReplicas));
        expect(desired).toBeGreaterThanOrEqual(Math.min(Number(before), settings.minReplicas));
      }),
    );
  });
});

describe("a deployment of which no replica can be counted and no count was published", () => {
  const uncounted = tenReplicas(0, {
    replicas: { ready: null, pending: 0, draining: 0, currentTarget: null },
    demand: null,
    forecast: null,
    missing: [{ input: "telemetry of any engine of chat", ageSeconds: null }],
  });

  test("gets none where the plan names no initial count", () => {
    const { decision } = decide(uncounted, settings, emptyDecisionMemory);
    expect(decision).toMatchObject({ verdict: "hold", reason: { code: "telemetry-missing" }, desired: null });
  });

  test("gets the initial count of the plan, within its bounds", () => {
    const { decision } = decide(uncounted, { ...settings, initialReplicas: 40 }, emptyDecisionMemory);
    expect(decision).toMatchObject({
      verdict: "scale-up",
      reason: { code: "below-minimum" },
      desired: settings.maxReplicas,
    });
    expect(decision.message).toBe(
      "no count was published yet and no replica can be counted: start with 20 replicas, the plan's replicas.initial; missing: telemetry of any engine of chat (never seen)",
    );
  });
});

test("replicas that nothing starts are not called on their way", () => {
  const replicas = { ready: 8, pending: 1, draining: 0, currentTarget: 10 };
  const { decision } = decide(tenReplicas(75, { replicas }), settings, emptyDecisionMemory);
  expect(decision).toMatchObject({ verdict: "hold", reason: { code: "replicas-pending" }, desired: 10 });
  expect(decision.message).toMatch(
    /^8 of 10 replicas are ready, 1 is on its way and the other 1 is not: check what sets the count, and the engines; /,
  );
});

test("replicas that did not come in time are no shortage while nothing shows one: perhaps nobody set the count", () => {
  const replicas = { ready: 8, pending: 0, draining: 0, currentTarget: 10 };
  for (const rate of [75, 200]) {
    const late = tenReplicas(rate, { replicas, overdue: true, poolAvailable: 0 });
    const { decision } = decide(late, settings, emptyDecisionMemory);
    expect(decision).toMatchObject({ verdict: "hold", reason: { code: "replicas-pending" }, desired: 10 });
    expect(decision.bindingLimit).not.toBe("pool");
    expect(decision.message).toMatch(
      /^8 of 10 replicas are ready, and the other 2 are not on the way: check what sets the count, and the engines; /,
    );
  }
});

test("replicas that did not come in time are a pool without free capacity where that is known", () => {
  const replicas = { ready: 8, pending: 0, draining: 0, currentTarget: 10 };
  const { decision } = decide(
    tenReplicas(75, { replicas, overdue: true, poolAvailable: 0, poolDetail: "2 of 10 pods wait" }),
    settings,
    emptyDecisionMemory,
  );
  expect(decision).toMatchObject({
    verdict: "hold",
    reason: { code: "pool-exhausted" },
    bindingLimit: "pool",
    desired: 10,
  });
  expect(decision.message).toContain("8 of 10 replicas are ready");
});
