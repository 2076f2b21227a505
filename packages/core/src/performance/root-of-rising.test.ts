import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rootOfRising } from "./root-of-rising.ts";

describe("the root of a rising function", () => {
  test("is found whether the function is straight, bent or nearly a corner", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.constantFrom<(x: number) => number>(
          (x) => x,
          (x) => x ** 3,
          Math.sqrt,
          (x) => Math.max(x / 1000, x - 0.5),
          (x) => Math.expm1(20 * x),
        ),
        (root, law) => {
          expect(rootOfRising((x) => law(x) - law(root), 0, 1)).toBeCloseTo(root, 9);
        },
      ),
    );
  });

  test("takes far fewer steps than halving would", () => {
    let calls = 0;
    const root = rootOfRising(
      (x) => {
        calls += 1;
        return x + 0.1 * x ** 2 - 300;
      },
      0,
      500,
    );
    expect(root + 0.1 * root ** 2).toBeCloseTo(300, 8);
    expect(calls).toBeLessThan(20);
  });

  test.each([
    { name: "the high end where it stays below", shift: -5, expected: 1 },
    { name: "the low end where it starts above", shift: 5, expected: 0 },
  ])("is $name", ({ shift, expected }) => {
    expect(rootOfRising((x) => x + shift, 0, 1)).toBe(expected);
  });
});
