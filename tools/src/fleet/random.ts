/** A source of uniform numbers in [0, 1). The same seed gives the same sequence on every machine. */
export type Random = () => number;

const wordSize = 2 ** 32;

/**
 * The mulberry32 generator: 32 bits of state, period 2^32, enough for traffic and identifiers, not for secrets.
 * @source https://gist.github.com/tommyettinger/46a874533244883189143505d203312c (public domain)
 */
export const mulberry32 = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / wordSize;
  };
};

/**
 * A seed of its own for one named purpose, so that drawing more numbers for one never shifts another.
 * FNV-1a over "seed/label".
 */
export const derivedSeed = (seed: number, label: string): number => {
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${label}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
};

/** Exponentially distributed waiting time of a Poisson process; `rate` per unit of time, above 0. */
export const exponential = (random: Random, rate: number): number => -Math.log(1 - random()) / rate;

/** Standard normal value (Box–Muller, the cosine half). */
export const standardNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Log-normal value with this mean; `sigma` is the standard deviation of its logarithm. */
export const logNormal = (random: Random, mean: number, sigma: number): number =>
  mean * Math.exp(sigma * standardNormal(random) - sigma ** 2 / 2);
