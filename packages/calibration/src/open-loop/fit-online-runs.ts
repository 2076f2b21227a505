import {
  latenciesOf,
  meanLength,
  type PromptConstants,
  planLoad,
  promptConstants,
  quantileOf,
  servingLimitsOf,
  servingSteps,
  simulateServing,
} from "@loadline/core/internal";
import { nelderMead } from "./nelder-mead.ts";
import type { MeasuredRun, OnlineRun } from "./online-runs.ts";

/** The constants that the runs identify; the others stay at what is assumed of them. */
const free = ["requestSeconds", "streamStepSeconds", "streamTokenSeconds"] as const;

/** Where the search starts and what it is pulled towards. */
export const prior: PromptConstants = {
  promptSeconds: 1e-4,
  requestSeconds: 5e-3,
  streamStepSeconds: 1e-3,
  streamTokenSeconds: 2e-5,
};
/** Expected deviation of a constant from its prior, of the logarithm. */
const spread = 1;
const iterations = 150;
/** Errors up to here count by their square, beyond it by their size, so that a run that is off does not lead. */
const ordinaryError = 0.1;
/** First step of the search, of the logarithm. */
const searchStep = 0.25;

const metrics = ["timeToFirstToken", "interTokenLatency", "outputTokensPerSecond"] as const;
type PerMetric<T> = { readonly [M in keyof MeasuredRun]: T };
const perMetric = <T>(of: (metric: keyof MeasuredRun) => T): PerMetric<T> => ({
  timeToFirstToken: of("timeToFirstToken"),
  interTokenLatency: of("interTokenLatency"),
  outputTokensPerSecond: of("outputTokensPerSecond"),
});

/** The run as the model sees it: decode steps as calibrated, prompts by these constants. */
export const predictRun = (
  { spec, shape, requests, requestsPerSecond }: Omit<OnlineRun, "measured">,
  constants: PromptConstants,
): PerMetric<number> => {
  const { batch, measured } = planLoad(
    shape,
    requestsPerSecond === null ? { kind: "all-at-once", requests } : { kind: "run", requestsPerSecond, requests },
  );
  const steps = servingSteps(spec, meanLength(shape.input) + meanLength(shape.output) / 2, constants);
  const limits = { ...servingLimitsOf(spec), requestSeconds: constants.requestSeconds };
  const served = simulateServing({ steps, limits }, batch);
  const { timeToFirstToken, interTokenLatency } = latenciesOf(served, measured);
  return {
    timeToFirstToken: timeToFirstToken.mean,
    interTokenLatency: interTokenLatency.mean,
    outputTokensPerSecond: batch.outputTokens.reduce((sum, tokens) => sum + tokens, 0) / served.endsAt,
  };
};

/** Relative errors, predicted ÷ measured − 1; null where nothing was measured. */
export const runErrors = (run: OnlineRun, constants: PromptConstants): MeasuredRun => {
  const predicted = predictRun(run, constants);
  return perMetric((metric) => {
    const measured = run.measured[metric];
    return measured === null ? null : predicted[metric] / measured - 1;
  });
};

const robust = (error: number | null): number => {
  if (error === null) return 0;
  const size = Math.abs(Math.log(1 + error)) / ordinaryError;
  return size < 1 ? size * size : 2 * size - 1;
};

/** The constants that fit the runs best, each kept above 0 and pulled towards its prior. Deterministic. */
export const fitConstants = (runs: readonly OnlineRun[]): PromptConstants => {
  const constantsAt = (shifts: readonly number[]): PromptConstants => ({
    ...prior,
    ...Object.fromEntries(free.map((name, index) => [name, prior[name] * Math.exp(shifts[index] ?? 0)])),
  });
  const loss = (shifts: readonly number[]): number => {
    const constants = constantsAt(shifts);
    const misfits = runs.flatMap((run) => {
      const errors = runErrors(run, constants);
      return metrics.map((metric) => robust(errors[metric]));
    });
    const pull = shifts.map((shift) => (shift / spread) ** 2);
    return [...misfits, ...pull].reduce((sum, part) => sum + part, 0);
  };
  return constantsAt(nelderMead(loss, { start: free.map(() => 0), step: searchStep, iterations }).at);
};

/** Medians of the sizes of relative errors over runs; null where nothing was measured. */
const mediansOf = (runs: readonly OnlineRun[], constantsOf: (run: OnlineRun) => PromptConstants): MeasuredRun => {
  const errors = runs.map((run) => runErrors(run, constantsOf(run)));
  return perMetric((metric) =>
    quantileOf(
      errors.flatMap(({ [metric]: error }) => (error === null ? [] : [Math.abs(error)])),
      0.5,
    ),
  );
};

const groups = {
  gpu: ({ spec }: OnlineRun): string => spec.gpu.id,
  workload: ({ shape }: OnlineRun): string => `${meanLength(shape.input)}/${meanLength(shape.output)}`,
} as const;

export interface OnlineFit {
  readonly constants: PromptConstants;
  /** At finite rates, in sample; with the constants of the repository; and each group predicted from the others. */
  readonly inSample: MeasuredRun;
  readonly committed: MeasuredRun;
  readonly leftOut: { readonly gpu: MeasuredRun; readonly workload: MeasuredRun };
}

/** Fits the open-loop constants to published runs, and measures how well each GPU and workload follows from the others. */
export const fitOnlineRuns = (runs: readonly OnlineRun[]): OnlineFit => {
  const finite = runs.filter(({ requestsPerSecond }) => requestsPerSecond !== null);
  const leftOutBy = (groupOf: (run: OnlineRun) => string): MeasuredRun => {
    const fits = new Map(
      [...new Set(finite.map(groupOf))].map((group) => [
        group,
        fitConstants(runs.filter((run) => groupOf(run) !== group)),
      ]),
    );
    return mediansOf(finite, (run) => fits.get(groupOf(run)) ?? prior);
  };
  const constants = fitConstants(runs);
  return {
    constants,
    inSample: mediansOf(finite, () => constants),
    committed: mediansOf(finite, ({ spec }) => promptConstants(spec)),
    leftOut: { gpu: leftOutBy(groups.gpu), workload: leftOutBy(groups.workload) },
  };
};
