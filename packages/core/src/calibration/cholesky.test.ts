import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solvePositiveDefinite } from "./cholesky.ts";

/** B·Bᵀ + I: positive definite whatever B is. */
const positiveDefinite = (size: number, entries: readonly number[]): Float64Array => {
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < size; k++) sum += (entries[i * size + k] ?? 0) * (entries[j * size + k] ?? 0);
      values[i * size + j] = sum;
    }
  }
  return values;
};

const product = (size: number, values: Float64Array, x: ArrayLike<number>): readonly number[] =>
  Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_unused, j) => (values[i * size + j] ?? 0) * (x[j] ?? 0)).reduce((a, b) => a + b, 0),
  );

describe("positive definite systems", () => {
  test("the solution reproduces the right-hand side, in one block of columns and in several", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 110 }), fc.integer({ min: 1, max: 1e6 }), (size, seed) => {
        const entries = Array.from({ length: size * size }, (_, at) => Math.sin(seed + at * at));
        const values = positiveDefinite(size, entries);
        const right = Array.from({ length: size }, (_, at) => Math.cos(seed * at));
        const x = solvePositiveDefinite({ size, values }, right);
        if (x === null) throw new Error("a solution");
        for (const [at, value] of product(size, values, x).entries()) expect(value).toBeCloseTo(right[at] ?? 0, 6);
      }),
      { numRuns: 20 },
    );
  });

  test("a matrix that is not positive definite has none", () => {
    expect(solvePositiveDefinite({ size: 2, values: Float64Array.from([1, 2, 2, 1]) }, [1, 1])).toBeNull();
  });
});
