import { seededRandom } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivedSeed, exponential, logNormal } from "./random.ts";

const draws = 20_000;
const meanOf = (draw: () => number): number =>
  Array.from({ length: draws }, draw).reduce((sum, x) => sum + x, 0) / draws;

describe("random numbers", () => {
  test("the same seed gives the same numbers, all in [0, 1)", () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const [first, second] = [seededRandom(seed), seededRandom(seed)];
        for (let index = 0; index < 50; index += 1) {
          const value = first();
          expect(value).toBe(second());
          expect(value >= 0 && value < 1).toBe(true);
        }
      }),
    ));

  test("labels lead to different sequences of one seed", () => {
    const labels = ["chat", "code", "chat/lengths", "node-1"];
    expect(new Set(labels.map((label) => derivedSeed(1, label))).size).toBe(labels.length);
    expect(derivedSeed(1, "chat")).not.toBe(derivedSeed(2, "chat"));
  });

  test("waiting times and lengths have the mean that was asked for", () => {
    const random = seededRandom(7);
    expect(meanOf(() => exponential(random, 4))).toBeCloseTo(0.25, 2);
    expect(meanOf(() => logNormal(random, 500, 0.6)) / 500).toBeCloseTo(1, 1);
  });
});
