import type { SpeedCorrection } from "../performance/types.ts";

/** One quantity as it was measured and as the model had it, in the same unit. */
export interface Observation {
  readonly measured: number;
  readonly predicted: number;
}

export interface ObservedSpeed {
  readonly interTokenLatency: readonly Observation[];
  readonly timeToFirstToken: readonly Observation[];
}

/** How the logarithms of the errors of one replica scatter, and how far those of whole replicas lie apart. */
interface Scatter {
  readonly within: number;
  readonly between: number;
}

const degreesOfFreedom = 3;
const rounds = 8;

/** Posterior centre of a replica's log error: a mean that far-off observations barely pull, drawn towards 0. */
const centreOf = (logs: readonly number[], { within, between }: Scatter): number => {
  let centre = 0;
  for (let round = 0; round < rounds; round++) {
    let weights = (within / between) ** 2;
    let sum = 0;
    for (const value of logs) {
      const weight = 1 / (1 + (value - centre) ** 2 / (degreesOfFreedom * within ** 2));
      weights += weight;
      sum += weight * value;
    }
    centre = sum / weights;
  }
  return centre;
};

const factorOf = (observations: readonly Observation[], scatter: Scatter): number =>
  Math.exp(
    centreOf(
      observations.map(({ measured, predicted }) => Math.log(measured / predicted)),
      scatter,
    ),
  );

// Scatter of left-out errors over the rows behind the coefficients: within groups of one replica, and between them.
const interTokenScatter: Scatter = { within: 0.07, between: 0.15 };
const firstTokenScatter: Scatter = { within: 0.25, between: 0.25 };

/**
 * Factors on the model's answers that a replica's own observations ask for; 1 without observations. Few or
 * contradictory ones move it little. For `ReplicaSpec.correction`.
 */
export const correctSpeed = ({ interTokenLatency, timeToFirstToken }: ObservedSpeed): SpeedCorrection => ({
  interTokenLatency: factorOf(interTokenLatency, interTokenScatter),
  timeToFirstToken: factorOf(timeToFirstToken, firstTokenScatter),
});
