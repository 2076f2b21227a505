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

  const streams = [
    { kind: "gamma", cv: 3 },
    { kind: "weibull", shape: 0.7 },
  ] as const;
  test.each(streams.flatMap((process) => (["turn", "chance"] as const).map((by) => ({ process, by }))))(
    "one of five parts of a drawn $process.kind stream by $by has the same gaps",
    ({ process, by }) => {
      const parts = 5;
      const random = seededRandom(3);
      const stream = drawGaps(process, 200_000, { random: seededRandom(9), exact: false });
      const theirs: number[] = [];
      let since = 0;
      for (const [place, gap] of stream.entries()) {
        since += gap;
        if (by === "turn" ? place % parts > 0 : random() * parts > 1) continue;
        theirs.push(since / parts);
        since = 0;
      }
      const ours = stratifiedGaps({ process, parts, by }, theirs.length, seededRandom(2)).sort();
      for (const share of [0.1, 0.5, 0.9, 0.99]) {
        const gap = ours[Math.floor(share * ours.length)] as number;
        const below = theirs.filter((value) => value < gap).length / theirs.length;
        expect(Math.abs(below - share)).toBeLessThan(0.01);
      }
    },
  );
});
