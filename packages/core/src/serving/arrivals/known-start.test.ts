import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownStart } from "./known-start.ts";
import { fillExponentials, fillNormals, type Random, seededRandom } from "./random.ts";

type Draw = (random: Random) => readonly number[];

const filled =
  (fill: (values: Float64Array, random: Random) => void, count: number): Draw =>
  (random) => {
    const values = new Float64Array(count);
    fill(values, random);
    return [...values];
  };

const count = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(4095, 4096, 4097, 5000));
const draw: fc.Arbitrary<Draw> = fc.oneof(
  count.map((many) => filled(fillNormals, many)),
  count.map((many) => filled(fillExponentials, many)),
  fc.constant<Draw>((random) => [random()]),
);

describe("a sequence whose start is known", () => {
  const known = knownStart(() => seededRandom(7));

  test("gives the same values as one whose start is not, whatever is drawn in whatever order", () => {
    fc.assert(
      fc.property(fc.array(draw, { maxLength: 6 }), (draws) => {
        const [plain, quick] = [seededRandom(7), known()];
        expect(draws.map((next) => next(quick))).toEqual(draws.map((next) => next(plain)));
      }),
    );
  });

  test("keeps its values whatever becomes of the arrays that they were written to", () => {
    const values = new Float64Array(10);
    fillNormals(values, known());
    values.fill(0);
    expect(filled(fillNormals, 10)(known())).toEqual(filled(fillNormals, 10)(seededRandom(7)));
  });
});
