import type { ServingShape } from "@loadline/core";
import type { OpenLoad, PromptConstants, ServingLimits, StepTimes } from "@loadline/core/internal";
import { latenciesOf, planLoad, simulateServing } from "@loadline/core/internal";

/** A point and the value of the function there. */
interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
}

interface NelderMeadOptions {
  readonly start: readonly number[];
  /** Size of the first simplex in every direction. */
  readonly step: number;
  readonly iterations: number;
}

const between = (from: readonly number[], to: readonly number[], share: number): readonly number[] =>
  from.map((value, index) => value + share * ((to[index] ?? value) - value));

const centreOf = (points: readonly Minimum[]): readonly number[] => {
  const [first] = points;
  return (first?.at ?? []).map((_, index) => points.reduce((sum, { at }) => sum + (at[index] ?? 0), 0) / points.length);
};

/** One move of the simplex, whose points come sorted by value. */
const moved = (simplex: readonly Minimum[], evaluate: (at: readonly number[]) => Minimum): readonly Minimum[] => {
  const [best] = simplex;
  const worst = simplex.at(-1);
  const retained = simplex.slice(0, -1);
  const secondWorst = retained.at(-1);
  if (best === undefined || worst === undefined || secondWorst === undefined) return simplex;
  const centre = centreOf(retained);
  const reflected = evaluate(between(centre, worst.at, -1));
  if (reflected.value < best.value) {
    const expanded = evaluate(between(centre, worst.at, -2));
    return [...retained, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < secondWorst.value) return [...retained, reflected];
  const contracted = evaluate(between(centre, reflected.value < worst.value ? reflected.at : worst.at, 1 / 2));
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...retained, contracted];
  return [best, ...simplex.slice(1).map(({ at }) => evaluate(between(best.at, at, 1 / 2)))];
};

/**
 * The lowest point found by the simplex of Nelder and Mead. For few variables and functions without derivatives.
 * @source https://doi.org/10.1093/comjnl/7.4.308
 */
const nelderMead = (
  objective: (at: readonly number[]) => number,
  { start, step, iterations }: NelderMeadOptions,
): Minimum => {
  const evaluate = (at: readonly number[]): Minimum => ({ at, value: objective(at) });
  const sorted = (points: readonly Minimum[]) => points.toSorted((a, b) => a.value - b.value);
  let simplex = sorted([
    evaluate(start),
    ...start.map((_, moving) => evaluate(start.map((value, index) => value + (index === moving ? step : 0)))),
  ]);
  for (let iteration = 0; iteration < iterations; iteration++) simplex = sorted(moved(simplex, evaluate));
  return simplex[0] ?? evaluate(start);
};

/** What a benchmark client reported for a run, in seconds and tokens per second; null where it did not. */
export interface MeasuredRun {
  readonly meanTimeToFirstToken: number | null;
  readonly meanInterTokenLatency: number | null;
  readonly outputTokensPerSecond: number | null;
}

/** One measured run: the replica, what was asked of it, and what was seen. */
export interface OpenLoopObservation {
  /** The step times of its replica under these constants. */
  readonly stepsWith: (constants: PromptConstants) => StepTimes;
  readonly limits: Omit<ServingLimits, "requestSeconds">;
  readonly shape: ServingShape;
  readonly load: Extract<OpenLoad, { kind: "run" | "all-at-once" }>;
  /**
   * Gaps that the client counts beyond those between tokens: 1 when it also times the closing message of a stream,
   * which follows the last token at once.
   */
  readonly closingGaps: number;
  readonly measured: MeasuredRun;
}

/** The run as the model sees it, in the client's own terms. */
export const predictRun = (
  { stepsWith, limits, shape, load, closingGaps }: Omit<OpenLoopObservation, "measured">,
  constants: PromptConstants,
): { readonly [K in keyof MeasuredRun]: number } => {
  const { batch, measured } = planLoad(shape, load);
  const replica = { steps: stepsWith(constants), limits: { ...limits, requestSeconds: constants.requestSeconds } };
  const served = simulateServing(replica, batch);
  const { timeToFirstToken, interTokenLatency } = latenciesOf(served, measured);
  const outputTokens = batch.outputTokens.reduce((sum, tokens) => sum + tokens, 0);
  const gaps = outputTokens - batch.outputTokens.length;
  const counted = gaps / (gaps + closingGaps * batch.outputTokens.length);
  return {
    meanTimeToFirstToken: timeToFirstToken.mean,
    meanInterTokenLatency: interTokenLatency.mean * counted,
    outputTokensPerSecond: outputTokens / served.endsAt,
  };
};

/** Relative errors of a prediction, predicted ÷ measured − 1; null where nothing was measured. */
export type RunErrors = MeasuredRun;

const relative = (predicted: number, measured: number | null): number | null =>
  measured === null ? null : predicted / measured - 1;

export const runErrors = (observation: OpenLoopObservation, constants: PromptConstants): RunErrors => {
  const { measured } = observation;
  const predicted = predictRun(observation, constants);
  return {
    meanTimeToFirstToken: relative(predicted.meanTimeToFirstToken, measured.meanTimeToFirstToken),
    meanInterTokenLatency: relative(predicted.meanInterTokenLatency, measured.meanInterTokenLatency),
    outputTokensPerSecond: relative(predicted.outputTokensPerSecond, measured.outputTokensPerSecond),
  };
};

export interface FitOpenLoopOptions {
  /** The constants to move; the others stay as they are in `prior`. */
  readonly free: readonly (keyof PromptConstants)[];
  readonly prior: PromptConstants;
  /** Expected deviation of a constant from its prior, of the logarithm. */
  readonly spread: number;
  readonly iterations: number;
}

/** Errors up to here count by their square, beyond it by their size, so that a run that is off does not lead. */
const ordinaryError = 0.1;
/** First step of the search, of the logarithm. */
const searchStep = 0.25;

const robust = (error: number | null): number => {
  if (error === null) return 0;
  const size = Math.abs(Math.log(1 + error)) / ordinaryError;
  return size < 1 ? size * size : 2 * size - 1;
};

const weightOf = ({ meanTimeToFirstToken, meanInterTokenLatency, outputTokensPerSecond }: RunErrors): number =>
  robust(meanTimeToFirstToken) + robust(meanInterTokenLatency) + robust(outputTokensPerSecond);

/** The constants that fit the runs best, each kept above 0 and pulled towards its prior. Deterministic. */
export const fitOpenLoop = (
  observations: readonly OpenLoopObservation[],
  { free, prior, spread, iterations }: FitOpenLoopOptions,
): PromptConstants => {
  const constantsAt = (shifts: readonly number[]): PromptConstants => ({
    ...prior,
    ...Object.fromEntries(free.map((name, index) => [name, prior[name] * Math.exp(shifts[index] ?? 0)])),
  });
  const loss = (shifts: readonly number[]): number => {
    const constants = constantsAt(shifts);
    const misfit = observations.reduce((sum, observation) => sum + weightOf(runErrors(observation, constants)), 0);
    return shifts.reduce((sum, shift) => sum + (shift / spread) ** 2, misfit);
  };
  return constantsAt(nelderMead(loss, { start: free.map(() => 0), step: searchStep, iterations }).at);
};
