import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seconds } from "../../units.ts";
import { longPrompts, servingCases, variedLengths, wholePrompts } from "../testdata/serving-cases.ts";
import { openLoopCapacity } from "./open-loop-capacity.ts";
import { openLoopConstants } from "./open-loop-constants.ts";

describe("capacity under objectives", () => {
  test("without objectives it ends where the load stops being stable", () => {
    const capacity = openLoopCapacity(variedLengths.replica, variedLengths.shape, { percentile: 0.95 });
    if (capacity.kind !== "feasible") throw new Error("expected a capacity");
    const share = capacity.requestsPerSecond / capacity.saturatedRate;
    expect(share).toBeCloseTo(openLoopConstants().stableUtilisation.value, 9);
    expect({ limit: capacity.bindingLimit, by: capacity.limitedBy }).toEqual({ limit: "queue", by: null });
  });

  test("the objective that ends the search is named, and holds at the answer", () => {
    const slo = { percentile: 0.95, interTokenLatency: seconds(0.02) } as const;
    const capacity = openLoopCapacity(wholePrompts.replica, wholePrompts.shape, slo);
    if (capacity.kind !== "feasible") throw new Error("expected a capacity");
    expect(capacity.limitedBy).toBe("interTokenLatency");
    expect(capacity.bindingLimit).toBe("decode-bandwidth");
    expect(capacity.at.timePerOutputToken.p95).toBeLessThanOrEqual(slo.interTokenLatency);
    expect(capacity.at.timePerOutputToken.p95).toBeGreaterThan(0.93 * slo.interTokenLatency);
  });

  test("a first-token objective on long prompts is bound by prefill", () => {
    const slo = { percentile: 0.9, timeToFirstToken: seconds(0.4) } as const;
    const capacity = openLoopCapacity(longPrompts.replica, longPrompts.shape, slo);
    expect(capacity.kind === "feasible" && capacity.bindingLimit).toBe("prefill-compute");
  });

  test("what an idle replica misses no rate meets: the figure reached is reported", () => {
    const slo = { percentile: 0.5, timeToFirstToken: seconds(0.001) } as const;
    const capacity = openLoopCapacity(wholePrompts.replica, wholePrompts.shape, slo);
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
            const capacity = openLoopCapacity(replica, shape, slo);
            return capacity.kind === "feasible" ? capacity.requestsPerSecond : 0;
          };
          expect(rate(bound * looser)).toBeGreaterThanOrEqual(rate(bound));
        },
      ),
      { numRuns: 15 },
    );
  });
});
