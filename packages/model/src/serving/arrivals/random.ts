/** A source of uniform numbers in [0, 1). Equal seeds give equal sequences. */
export type Random = () => number;

const wordSize = 2 ** 32;

/** The generator mulberry32: 32 bits of state, fast, enough for simulated load. @source https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / wordSize;
  };
};

/** Standard normal value (Box–Muller, the cosine half). */
export const standardNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Sets standard normal values, both halves of each Box–Muller pair in turn. */
export const fillNormals = (values: Float64Array, random: Random): void => {
  for (let index = 0; index < values.length; index += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    values[index] = radius * Math.cos(angle);
    // Past the end of an odd number it is dropped.
    values[index + 1] = radius * Math.sin(angle);
  }
};

/** Exponential value of mean 1. */
export const standardExponential = (random: Random): number => -Math.log(1 - random());

/** Sets exponential values of mean 1. */
export const fillExponentials = (values: Float64Array, random: Random): void => {
  for (let index = 0; index < values.length; index++) values[index] = standardExponential(random);
};

/**
 * Gamma value of mean 1 with this shape (1 ÷ cv²), by Marsaglia and Tsang's squeeze.
 * @source https://doi.org/10.1145/358407.358414
 */
export const standardGamma = (random: Random, shape: number): number => {
  if (shape < 1) {
    const boost = random() ** (1 / shape);
    return (standardGamma(random, shape + 1) * (shape + 1) * boost) / shape;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = standardNormal(random);
    const v = (1 + c * normal) ** 3;
    const accepted = v > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d * (1 - v + Math.log(v));
    if (accepted) return (d * v) / shape;
  }
};
