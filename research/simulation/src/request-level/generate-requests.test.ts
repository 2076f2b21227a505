import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClientProcess } from "../load/client-gaps.ts";
import { type GeneratedRequests, generateRequests } from "./generate-requests.ts";

const load: GeneratedRequests = {
  rates: new Array<number>(400).fill(5),
  stepSeconds: 15,
  process: { kind: "poisson" },
  clients: 1,
  shape: { input: { kind: "fixed", tokens: 100 }, output: { kind: "log-normal", mean: 50, stdev: 30 } },
  seed: 3,
};

const variationOfGaps = (changes: Partial<GeneratedRequests>): number => {
  const trace = generateRequests({ ...load, ...changes });
  const gaps = trace.slice(1).map(({ at }, index) => at - (trace[index]?.at ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length) / mean;
};

const processes: readonly ClientProcess[] = [
  { kind: "poisson" },
  { kind: "gamma", cv: 2 },
  { kind: "gamma", cv: 0.5 },
  { kind: "weibull", shape: 0.6 },
];

describe("generated requests", () => {
  test.each(processes)("come at the rate that is asked for: $kind", (process) => {
    const { length } = generateRequests({ ...load, process });
    expect(length / (400 * 15)).toBeGreaterThan(4.7);
    expect(length / (400 * 15)).toBeLessThan(5.3);
  });

  test.each([
    { process: { kind: "poisson" } as const, cv: 1 },
    { process: { kind: "gamma", cv: 2 } as const, cv: 2 },
    { process: { kind: "gamma", cv: 0.5 } as const, cv: 0.5 },
    // cv² = Γ(1 + 2/k) ÷ Γ(1 + 1/k)² − 1.
    { process: { kind: "weibull", shape: 0.5 } as const, cv: Math.sqrt(5) },
  ])("have the gaps of their process: $process.kind of cv $cv", ({ process, cv }) => {
    expect(variationOfGaps({ process }) / cv).toBeCloseTo(1, 1);
  });

  test("follow the rate from step to step, and none comes while it is zero", () => {
    const rates = [10, 0, 20, 0].flatMap((rate) => new Array<number>(100).fill(rate));
    const trace = generateRequests({ ...load, rates, clients: 4, process: { kind: "gamma", cv: 1.5 } });
    const inQuarter = (quarter: number): number => trace.filter(({ at }) => Math.floor(at / 1500) === quarter).length;
    expect(inQuarter(1) + inQuarter(3)).toBe(0);
    expect(inQuarter(2) / inQuarter(0)).toBeGreaterThan(1.8);
    expect(inQuarter(2) / inQuarter(0)).toBeLessThan(2.2);
  });

  test("are in order, within the load, and the same for the same seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 9 }), (seed, clients) => {
        const settings = { ...load, rates: [3, 0, 8, 1], seed, clients };
        const trace = generateRequests(settings);
        expect(trace).toEqual(generateRequests(settings));
        for (const [index, { at, inputTokens, outputTokens }] of trace.entries()) {
          expect(at).toBeGreaterThanOrEqual(trace[index - 1]?.at ?? 0);
          expect(at).toBeLessThanOrEqual(60);
          expect(inputTokens).toBe(100);
          expect(outputTokens).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    { name: "no client", changes: { clients: 0 }, message: "clients is 0" },
    { name: "a variation of nothing", changes: { process: { kind: "gamma", cv: 0 } as const }, message: "gamma is 0" },
    {
      name: "a negative shape",
      changes: { process: { kind: "weibull", shape: -1 } as const },
      message: "weibull is -1",
    },
  ])("refuse $name", ({ changes, message }) => {
    expect(() => generateRequests({ ...load, ...changes })).toThrow(message);
  });
});
