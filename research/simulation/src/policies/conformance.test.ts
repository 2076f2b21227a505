import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulateFluid } from "../fluid/fluid.ts";
import { createPolicy, parsePolicyName, policyEntries, policyRegistry } from "./registry.ts";
import type { PolicyInput, ScalingPolicy } from "./scaling-policy.ts";
import { ceilingEntry } from "./testdata/ceiling.ts";

const settings = { minimumReplicas: 2, maximumReplicas: 60, stepSeconds: 15, demandAhead: null };

// A policy that follows the recipe of CONTRIBUTING.md runs the same suite as those that ship.
const entries = [...policyEntries, ceilingEntry];
const registry = policyRegistry(entries);

const policyNamed = (name: string, demandAhead: readonly number[]): ScalingPolicy =>
  registry.createPolicy(name, { ...settings, demandAhead });

/** Demand with gaps, zeros, jumps and tiny values; replicas come and go as they like. */
const inputs = fc
  .record({
    leadTimeSeconds: fc.constantFrom(0, 60, 300, 900),
    capacity: fc.constantFrom(0.5, 8, 1000),
    samples: fc.array(
      fc.record({
        demand: fc.oneof(
          { weight: 5, arbitrary: fc.double({ min: 0, max: 2000, noNaN: true }) },
          { weight: 2, arbitrary: fc.constant(null) },
          { weight: 2, arbitrary: fc.constantFrom(0, 1e-9, 1e6) },
        ),
        ready: fc.integer({ min: 0, max: 60 }),
        pending: fc.integer({ min: 0, max: 20 }),
        steps: fc.constantFrom(1, 1, 1, 2, 40),
      }),
      { minLength: 1, maxLength: 60 },
    ),
  })
  .map(({ leadTimeSeconds, capacity, samples }): readonly PolicyInput[] => {
    let at = 0;
    return samples.map(({ demand, ready, pending, steps }) => {
      at += steps * settings.stepSeconds;
      return { at, demand, ready, pending, capacity, leadTimeSeconds };
    });
  });

const aheadOf = (given: readonly PolicyInput[]): number[] => given.map(({ demand }) => demand ?? 0);

const trace = (policy: ScalingPolicy, given: readonly PolicyInput[], restart = false) => {
  let state = policy.start;
  return given.map((input) => {
    const step = policy.step(restart ? JSON.parse(JSON.stringify(state)) : state, input);
    state = step.state;
    return step;
  });
};

describe.each(entries.map(({ name }) => name))("%s", (name) => {
  test("always asks for a whole number within the bounds", () =>
    fc.assert(
      fc.property(inputs, (given) => {
        for (const { desired } of trace(policyNamed(name, aheadOf(given)), given)) {
          expect(Number.isInteger(desired)).toBe(true);
          expect(desired).toBeGreaterThanOrEqual(settings.minimumReplicas);
          expect(desired).toBeLessThanOrEqual(settings.maximumReplicas);
        }
      }),
    ));

  test("never scales down on unknown demand, when it promises so", () => {
    const { holdsOnUnknown } = policyNamed(name, []);
    const loses = (given: readonly PolicyInput[]): boolean =>
      trace(policyNamed(name, aheadOf(given)), given).some(({ desired }, index) => {
        const input = given[index];
        const current = Math.min(settings.maximumReplicas, (input?.ready ?? 0) + (input?.pending ?? 0));
        return input?.demand === null && desired < current;
      });
    if (holdsOnUnknown) {
      fc.assert(fc.property(inputs, (given) => !loses(given)));
    } else {
      const unknown = Array.from({ length: 30 }, (_, index) => ({
        at: index * 15,
        demand: null,
        ready: 20,
        pending: 0,
        capacity: 8,
        leadTimeSeconds: 300,
      }));
      expect(loses(unknown)).toBe(true);
    }
  });

  test("gives equal steps for equal input", () =>
    fc.assert(
      fc.property(inputs, (given) => {
        const ahead = aheadOf(given);
        expect(trace(policyNamed(name, ahead), given)).toEqual(trace(policyNamed(name, ahead), given));
      }),
      { numRuns: 30 },
    ));

  test("goes on after a restart as if there had been none: its state is plain JSON", () =>
    fc.assert(
      fc.property(inputs, (given) => {
        const policy = policyNamed(name, aheadOf(given));
        const counts = (restart: boolean): number[] => trace(policy, given, restart).map(({ desired }) => desired);
        expect(counts(true)).toEqual(counts(false));
      }),
    ));

  test("gives the same state and count again for the same sample until it no longer rests", () =>
    fc.assert(
      fc.property(inputs, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (given, way) => {
        const policy = policyNamed(name, aheadOf(given));
        for (const [index, { state, desired, restsUntil }] of trace(policy, given).entries()) {
          const input = given[index];
          if (restsUntil === undefined || input === undefined || input.ready + input.pending !== desired) continue;
          expect(restsUntil).toBeGreaterThan(input.at);
          const at = input.at + way * Math.min(restsUntil - input.at, 1e6);
          expect(policy.step(state, { ...input, at })).toEqual({ state, desired, restsUntil });
        }
      }),
    ));

  test("does not change the state it was given", () => {
    const policy = policyNamed(name, [80, 160, 20]);
    const input = { at: 15, demand: 160, ready: 12, pending: 0, capacity: 8, leadTimeSeconds: 300 };
    const { state } = policy.step(policy.start, { ...input, at: 0, demand: 80 });
    const before = JSON.stringify(state);
    policy.step(state, input);
    expect(JSON.stringify(state)).toBe(before);
  });

  test("reaches the demand that stays", () => {
    const policy = policyNamed(name, new Array<number>(400).fill(200));
    let state = policy.start;
    let ready = 5;
    for (let step = 0; step < 400; step++) {
      const input = { at: step * 15, demand: 200, ready, pending: 0, capacity: 8, leadTimeSeconds: 0 };
      const next = policy.step(state, input);
      state = next.state;
      ready = next.desired;
    }
    expect(ready * 8).toBeGreaterThanOrEqual(200);
  });
});

test("a policy that was added is found by its name and simulated like the others", () => {
  const policy = registry.createPolicy("ceiling", settings);
  const { score, replicas } = simulateFluid([80, 160, 160, 80], policy, {
    initialReplicas: 10,
    capacity: 8,
    leadTimeSeconds: 0,
    stepSeconds: 15,
  });
  expect([...replicas]).toEqual([10, 20, 20, 10]);
  expect(score.reversals).toBe(1);
  expect(() => registry.createPolicy("ceilings", settings)).toThrow("clairvoyant, ceiling");
});

test("a policy goes by the name that was typed", () => {
  expect(createPolicy("hpa:0.8", settings).name).toBe("hpa:0.8");
  expect(parsePolicyName("loadline").parameter).toBe(1);
});

test.each([
  { name: "an unknown policy", text: "hpb:0.7", message: "expected one of hpa, keda, dynamo" },
  { name: "a number where none belongs", text: "seed:2", message: '"seed" without a number' },
  { name: "a word for a number", text: "hpa:high", message: "such as hpa:0.7" },
  { name: "a target of zero", text: "keda:0", message: "N above 0" },
  { name: "a share in percent", text: "hpa:70", message: "at most 5 (wanted load of a replica as a share" },
  { name: "a number that is left out after the colon", text: "hpa:", message: "N above 0" },
  { name: "the clairvoyant without the load ahead", text: "clairvoyant", message: "recorded load only" },
])("$name is refused with a sentence", ({ text, message }) => {
  expect(() => createPolicy(text, settings)).toThrow(message);
});
