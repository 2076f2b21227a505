import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replicaSpec } from "./replica-spec.ts";
import { stepModel } from "./step-model.ts";

describe("step model", () => {
  const { step } = stepModel(replicaSpec({ model: "llama-3.1-8b", gpu: "h100" }));

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
