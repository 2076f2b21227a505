import type { ArrivalProcess, Random } from "@loadline/model";
import { standardExponential, standardGamma } from "@loadline/model/internal";

/** Gaps between the requests of one client, by their shape; the mean follows the client's rate. */
export type ClientProcess = Exclude<ArrivalProcess, { kind: "constant" }>;

/** Stirling's series is exact to 12 digits from here on. @source https://dlmf.nist.gov/5.11 */
const leastOfSeries = 12;

/** The gamma function for x ≥ 1. */
const gammaOf = (x: number): number => {
  if (x < leastOfSeries) return gammaOf(x + 1) / x;
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7);
  return Math.sqrt((2 * Math.PI) / x) * Math.exp(x * Math.log(x) - x + series);
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
