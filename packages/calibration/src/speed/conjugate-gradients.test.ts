import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveRidge } from "./conjugate-gradients.ts";

const entry = fc.double({ min: -3, max: 3, noNaN: true });

describe("a ridge system", () => {
  test("its solution, put back, gives the right side", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }).chain((size) =>
          fc.record({
            rows: fc.array(fc.array(entry, { minLength: size, maxLength: size }), { minLength: 1, maxLength: 12 }),
            right: fc.array(entry, { minLength: size, maxLength: size }),
          }),
        ),
        ({ rows, right }) => {
          const size = right.length;
          const system = {
            rows: {
              starts: Int32Array.from({ length: rows.length + 1 }, (_, row) => row * size),
              columns: Int32Array.from({ length: rows.length * size }, (_, at) => at % size),
              values: Float64Array.from(rows.flat()),
            },
            weights: new Float64Array(rows.length).fill(0.7),
            diagonal: new Float64Array(size).fill(0.5),
          };
          const x = solveRidge(system, Float64Array.from(right), { tolerance: 1e-12, mostRounds: 200 });
          for (const [column, expected] of right.entries()) {
            let sum = 0.5 * (x[column] ?? 0);
            for (const row of rows) {
              const along = row.reduce((total, value, at) => total + value * (x[at] ?? 0), 0);
              sum += 0.7 * (row[column] ?? 0) * along;
            }
            expect(sum).toBeCloseTo(expected, 6);
          }
        },
      ),
    );
  });
});
