import type { ServingShape } from "@loadline/core";
import type { OpenLoad, PromptConstants, ServingLimits, StepTimes } from "@loadline/core/internal";
import { latenciesOf, planLoad, simulateServing } from "@loadline/core/internal";
import { nelderMead } from "./nelder-mead.ts";

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
