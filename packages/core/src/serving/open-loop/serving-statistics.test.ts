import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { selectRanks } from "./serving-statistics.ts";

describe("values by rank", () => {
  const some = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(1, 2)), { minLength: 1, maxLength: 300 });

  test("they are those that a sort puts there", () => {
    fc.assert(
      fc.property(some, fc.array(fc.nat(), { maxLength: 5 }), (values, picks) => {
        const ranks = picks.map((pick) => pick % values.length).toSorted((a, b) => a - b);
        // A sort puts -0 before 0; as a rank they are one value, which adding 0 makes them.
        const sorted = Float64Array.from(values, (value) => value + 0).sort();
        expect(
          selectRanks(
            Float64Array.from(values, (value) => value + 0),
            ranks,
          ),
        ).toEqual(ranks.map((rank) => sorted[rank]));
      }),
    );
  });

  test("equal values do not hold it up", () => {
    expect(selectRanks(new Float64Array(200_000).fill(3), [100, 199_999])).toEqual([3, 3]);
  });
});
