import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PerStepPart, stepParts } from "../model/engine.ts";
import { tokens } from "../units.ts";
import { estimate } from "./estimate.ts";
import { replicaSpec } from "./replica-spec.ts";
import { closedLoopParts } from "./step-parts.ts";
import { decodeSeconds, promptSeconds, promptStepSeconds, stepTerms, withStepParts } from "./step-terms.ts";

const specs = [
  replicaSpec({ model: "llama-3.1-8b", gpu: "h100" }),
  replicaSpec({ model: "llama-3.1-70b", gpu: "h200", weights: "fp8", parallel: { tensor: 4 } }),
  replicaSpec({ model: "deepseek-v3", gpu: "b200", weights: "fp8", parallel: { tensor: 8 } }),
];
const alike = (factor: number): PerStepPart => ({
  fixed: factor,
  weights: factor,
  sequences: factor,
  cache: factor,
  prompts: factor,
});

describe("parts of a step", () => {
  test("shares are at least 0 and add up to 1", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...specs),
        fc.double({ min: 1, max: 500, noNaN: true }),
        fc.integer({ min: 1, max: 4000 }),
        (spec, concurrency, inputTokens) => {
          const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(300) };
          const shares = closedLoopParts(spec, shape, concurrency);
          expect(Math.min(...stepParts.map((part) => shares[part]))).toBeGreaterThanOrEqual(-1e-9);
          expect(stepParts.reduce((sum, part) => sum + shares[part], 0)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test("a step whose parts are all off by one factor is off by it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...specs),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 8192 }),
        (spec, factor, decodes, promptTokens) => {
          const terms = stepTerms(spec);
          const stepOf = (of: typeof terms): number =>
            promptStepSeconds(of, decodeSeconds(of, decodes, 500 * decodes) + promptSeconds(of, promptTokens, 400));
          expect(stepOf(withStepParts(terms, alike(factor))) / stepOf(terms)).toBeCloseTo(factor, 9);
        },
      ),
    );
  });

  test("slower prompts slow requests with long prompts more than those with long answers", () => {
    const [spec] = specs;
    if (spec === undefined) throw new Error("no replica");
    const correction = { interTokenLatency: 1, timeToFirstToken: 1, parts: { ...alike(1), prompts: 1.5 } };
    const slower = (inputTokens: number, outputTokens: number): number => {
      const gap = (asked: typeof spec): number =>
        estimate(
          asked,
          { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) },
          { kind: "concurrency", concurrency: 64 },
        ).interTokenLatency.mean;
      return gap({ ...spec, correction }) / gap(spec);
    };
    expect(slower(4000, 100)).toBeGreaterThan(slower(100, 1000) + 0.1);
  });
});
