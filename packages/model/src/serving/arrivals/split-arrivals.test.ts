import { describe, expect, test } from "vitest";
import type { ArrivalProcess } from "../../model/load.ts";
import { drawGaps } from "./draw-requests.ts";
import { seededRandom } from "./random.ts";
import { splitVariation, stratifiedGaps } from "./split-arrivals.ts";

const variationOf = (gaps: Float64Array): number => {
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length / mean ** 2;
};

const processes: readonly ArrivalProcess[] = [
  { kind: "poisson" },
  { kind: "constant" },
  { kind: "gamma", cv: 0.5 },
  { kind: "gamma", cv: 3 },
  { kind: "weibull", shape: 0.7 },
];

describe("split arrivals", () => {
  const cases = processes.flatMap((process) =>
    [1, 2, 5, 40].flatMap((parts) => (["turn", "chance"] as const).map((by) => ({ process, parts, by }))),
  );

  test.each(cases)("$process.kind among $parts by $by have the variation of renewal thinning", (split) => {
    const gaps = stratifiedGaps(split, 12_000, seededRandom(4));
    const exact = splitVariation(split);
    expect(Math.abs(variationOf(gaps) - exact)).toBeLessThan(0.1 * exact + 1e-9);
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeCloseTo(1, 9);
  });

  test("every n-th request of a drawn stream has the same gaps", () => {
    const stream = drawGaps({ kind: "gamma", cv: 3 }, 200_000, { random: seededRandom(9), exact: false });
    const sums = Float64Array.from({ length: 40_000 }, (_, part) =>
      stream.subarray(5 * part, 5 * part + 5).reduce((sum, gap) => sum + gap, 0),
    );
    const split = { process: { kind: "gamma", cv: 3 }, parts: 5, by: "turn" } as const;
    const [ours, theirs] = [stratifiedGaps(split, 40_000, seededRandom(2)).sort(), sums.sort()];
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const place = Math.floor(share * 40_000);
      expect((ours[place] as number) / ((theirs[place] as number) / 5)).toBeCloseTo(1, 1);
    }
  });
});
