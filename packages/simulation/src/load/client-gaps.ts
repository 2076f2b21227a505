import type { Random } from "@loadline/core";
import { standardExponential, standardGamma } from "@loadline/core/internal";

/** Gaps between the requests of one client, by their shape; the mean follows the client's rate. */
export type ClientProcess =
  | { readonly kind: "poisson" }
  /** Coefficient of variation of the gaps; above 1: bursts. */
  | { readonly kind: "gamma"; readonly cv: number }
  /** Shape of the gaps; below 1: bursts. */
  | { readonly kind: "weibull"; readonly shape: number };

/** Coefficients of Lanczos' series for g = 7. @source https://en.wikipedia.org/wiki/Lanczos_approximation */
const lanczos: readonly number[] = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const lanczosG = 7;

/** The gamma function for x ≥ 1. */
const gammaOf = (x: number): number => {
  const shifted = x - 1;
  const series = lanczos.reduce((sum, term, index) => (index === 0 ? term : sum + term / (shifted + index)), 0);
  const base = shifted + lanczosG + 1 / 2;
  return Math.sqrt(2 * Math.PI) * base ** (shifted + 1 / 2) * Math.exp(-base) * series;
};

/** Draws gaps of mean 1. */
export const gapOf = (process: ClientProcess): ((random: Random) => number) => {
  switch (process.kind) {
    case "poisson":
      return standardExponential;
    case "gamma": {
      const shape = 1 / process.cv ** 2;
      return (random) => standardGamma(random, shape);
    }
    case "weibull": {
      const mean = gammaOf(1 + 1 / process.shape);
      return (random) => standardExponential(random) ** (1 / process.shape) / mean;
    }
  }
};

/** Variance of the gaps over their squared mean. */
export const squaredVariation = (process: ClientProcess): number => {
  switch (process.kind) {
    case "poisson":
      return 1;
    case "gamma":
      return process.cv ** 2;
    case "weibull":
      return gammaOf(1 + 2 / process.shape) / gammaOf(1 + 1 / process.shape) ** 2 - 1;
  }
};
