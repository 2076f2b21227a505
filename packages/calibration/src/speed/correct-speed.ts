import type { PerStepPart, SpeedCorrection } from "@loadline/core/internal";
import { stepParts } from "@loadline/core/internal";
import { solveRidge } from "./conjugate-gradients.ts";

/** One quantity as it was measured and as the model had it, in the same unit. */
export interface Observation {
  readonly measured: number;
  readonly predicted: number;
}

/** A time between tokens, and what the model spends it on. */
export interface StepObservation extends Observation {
  /** As `closedLoopParts` returns it; left out: unknown, and the step is corrected as a whole. */
  readonly parts?: PerStepPart | undefined;
}

export interface ObservedSpeed {
  readonly interTokenLatency: readonly StepObservation[];
  readonly timeToFirstToken: readonly Observation[];
}

/** How the logarithms of the errors of one replica scatter, and those between whole replicas. */
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

/** How far each part of a step is off from replica to replica, as standard deviations of the logarithm. */
const partScatter: PerStepPart = { fixed: 0.2, weights: 0.1, sequences: 0.2, cache: 0.2, prompts: 0.2 };
const partNoise = 0.05;

const logOf = ({ measured, predicted }: Observation): number => Math.log(measured / predicted);

interface PartedObservation extends Observation {
  readonly parts: PerStepPart;
}

const isParted = (observation: StepObservation): observation is PartedObservation => observation.parts !== undefined;

/** Sum over the parts of a step: the logarithm by which it is off when its parts are off by these. */
const sumOver = (parts: PerStepPart, logarithms: Float64Array): number =>
  stepParts.reduce((sum, part, at) => sum + parts[part] * (logarithms[at] ?? 0), 0);

/**
 * Logarithms of factors on the parts: to first order a step is off by the sum of its shares times what their parts
 * are off by, so that operating points with other shares separate the parts. Robust like `centreOf`.
 */
const partLogarithms = (observations: readonly PartedObservation[]): Float64Array => {
  const count = stepParts.length;
  const rows = {
    starts: Int32Array.from({ length: observations.length + 1 }, (_, at) => at * count),
    columns: Int32Array.from({ length: observations.length * count }, (_, at) => at % count),
    values: Float64Array.from(observations.flatMap(({ parts }) => stepParts.map((part) => parts[part]))),
  };
  const diagonal = Float64Array.from(stepParts, (part) => (partNoise / partScatter[part]) ** 2);
  let found = new Float64Array(count);
  for (let round = 0; round < rounds; round++) {
    const weights = new Float64Array(observations.length);
    const pull = new Float64Array(count);
    for (const [at, observation] of observations.entries()) {
      const log = logOf(observation);
      const off = log - sumOver(observation.parts, found);
      const weight = 1 / (1 + off ** 2 / (degreesOfFreedom * partNoise ** 2));
      weights[at] = weight;
      for (const [index, part] of stepParts.entries())
        pull[index] = (pull[index] ?? 0) + weight * log * observation.parts[part];
    }
    found = Float64Array.from(solveRidge({ rows, weights, diagonal }, pull, { tolerance: 1e-10, mostRounds: 50 }));
  }
  return found;
};

/** The step as a whole by what it is off at the observations on average, its parts beside that. */
const partedCorrection = (
  observations: readonly PartedObservation[],
): Pick<SpeedCorrection, "interTokenLatency" | "parts"> => {
  const logarithms = partLogarithms(observations);
  const whole =
    observations.reduce((sum, { parts }) => sum + sumOver(parts, logarithms), 0) / Math.max(1, observations.length);
  const factorOfPart = (part: (typeof stepParts)[number]): number =>
    Math.exp((logarithms[stepParts.indexOf(part)] ?? 0) - whole);
  return {
    interTokenLatency: Math.exp(whole),
    parts: {
      fixed: factorOfPart("fixed"),
      weights: factorOfPart("weights"),
      sequences: factorOfPart("sequences"),
      cache: factorOfPart("cache"),
      prompts: factorOfPart("prompts"),
    },
  };
};

const factorOf = (observations: readonly Observation[], scatter: Scatter): number =>
  Math.exp(centreOf(observations.map(logOf), scatter));

// Scatter of left-out errors over the rows behind the coefficients: within groups of one replica, and between them.
const interTokenScatter: Scatter = { within: 0.07, between: 0.15 };
const firstTokenScatter: Scatter = { within: 0.25, between: 0.25 };

/**
 * Factors on the model's answers that a replica's own observations ask for; 1 without observations. Few or
 * contradictory ones move it little. Where every observation of a time between tokens has what the model spends it
 * on, the parts of a step are corrected each by itself. For `ReplicaSpec.correction`.
 */
export const correctSpeed = ({ interTokenLatency, timeToFirstToken }: ObservedSpeed): SpeedCorrection => {
  const parted = interTokenLatency.filter(isParted);
  const isWhole = parted.length === 0 || parted.length < interTokenLatency.length;
  return {
    ...(isWhole ? { interTokenLatency: factorOf(interTokenLatency, interTokenScatter) } : partedCorrection(parted)),
    timeToFirstToken: factorOf(timeToFirstToken, firstTokenScatter),
  };
};
