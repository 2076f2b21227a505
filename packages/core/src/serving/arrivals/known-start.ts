import { lazily } from "../../catalogue/data.ts";
import { fillExponentials, fillNormals, type Random } from "./random.ts";

/** Values that are kept of each distribution: two estimates of the usual length. */
const knownValues = 4096;

type Fill = (values: Float64Array, random: Random) => void;

/**
 * A sequence that starts anew for many simulations: what its first values are as normal and exponential ones is worked
 * out once. The same to the last bit as a source without it, whatever is drawn in whatever order.
 * @param start the sequence from its beginning
 */
export const knownStart = (start: () => Random): (() => Random) => {
  const known = (fill: Fill) =>
    lazily(() => {
      const values = new Float64Array(knownValues);
      fill(values, start());
      return values;
    });
  const first = { normals: known(fillNormals), exponentials: known(fillExponentials) };
  return () => fromStart(start, first);
};

interface FirstValues {
  readonly normals: () => Float64Array;
  readonly exponentials: () => Float64Array;
}

const fromStart = (start: () => Random, first: FirstValues): Random => {
  let source: Random | null = null;
  // Draws what was taken from the known values before, so that the sequence goes on behind them.
  let catchUp = (_random: Random): void => {};
  const drawn = (): Random => {
    if (source === null) {
      source = start();
      catchUp(source);
    }
    return source;
  };
  let isAtStart = true;
  const filling =
    (known: () => Float64Array, fill: Fill) =>
    (values: Float64Array): void => {
      const isKnown = isAtStart && values.length <= known().length;
      isAtStart = false;
      if (!isKnown) {
        fill(values, drawn());
        return;
      }
      values.set(known().subarray(0, values.length));
      catchUp = (random) => fill(new Float64Array(values.length), random);
    };
  const next = (): number => {
    isAtStart = false;
    return drawn()();
  };
  return Object.assign(next, {
    filling: {
      normals: filling(first.normals, fillNormals),
      exponentials: filling(first.exponentials, fillExponentials),
    },
  });
};
