import { type Random, seededRandom } from "@loadline/model";
import { standardExponential, standardNormal } from "@loadline/model/internal";

export { type Random, seededRandom };

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
export const exponential = (random: Random, rate: number): number => standardExponential(random) / rate;

/** Log-normal value with this mean; `sigma` is the standard deviation of its logarithm. */
export const logNormal = (random: Random, mean: number, sigma: number): number =>
  mean * Math.exp(sigma * standardNormal(random) - sigma ** 2 / 2);
