import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokens } from "../base/units.ts";
import { estimate } from "../capacity/estimate.ts";
import type { PerStepPart } from "../model/engine.ts";
import { stepTerms } from "./pooled-coefficients.ts";
import { replicaSpec } from "./replica-spec.ts";
import { decodeSeconds, promptSeconds, promptStepSeconds, withStepParts } from "./step-terms.ts";

describe("step model", () => {
  const terms = stepTerms(replicaSpec({ model: "llama-3.1-8b", gpu: "h100" }));
  interface Work {
    readonly decodes: number;
    readonly contextTokens: number;
    readonly prefillTokens: number;
    readonly prefillContext?: number;
  }
  const step = ({ decodes, contextTokens, prefillTokens, prefillContext = prefillTokens / 2 }: Work): number => {
    const decoding = decodeSeconds(terms, decodes, contextTokens);
    const prompts = promptSeconds(terms, prefillTokens, prefillContext);
    return prefillTokens === 0 ? decoding : promptStepSeconds(terms, decoding + prompts);
  };

  test("a lone sequence takes longer than reading the weights at full bandwidth", () => {
    const bytes = 2 * 7.5e9;
    expect(step({ decodes: 1, contextTokens: 1000, prefillTokens: 0 })).toBeGreaterThan(bytes / 3.35e12);
    expect(step({ decodes: 1, contextTokens: 1000, prefillTokens: 0 })).toBeLessThan((2.5 * bytes) / 3.35e12);
  });

  test("time rises with every part of the work", () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.nat(400_000),
        fc.nat(8192),
        fc.constantFrom("decodes", "contextTokens", "prefillTokens"),
        (decodes, contextTokens, prefillTokens, part) => {
          const work = { decodes, contextTokens, prefillTokens };
          expect(step({ ...work, [part]: work[part] + 1 })).toBeGreaterThan(step(work));
        },
      ),
    );
  });

  test("time is affine in the context", () => {
    const at = (contextTokens: number): number => step({ decodes: 32, contextTokens, prefillTokens: 0 });
    expect(at(20_000) - at(10_000)).toBeCloseTo(at(110_000) - at(100_000), 12);
  });

  test("a prompt that looks back further takes longer", () => {
    const work = { decodes: 0, contextTokens: 0, prefillTokens: 512 };
    expect(step({ ...work, prefillContext: 8000 })).toBeGreaterThan(step(work));
  });
});

describe("parts of a step", () => {
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
});
