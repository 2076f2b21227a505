import type { LengthDistribution } from "@loadline/core";
import { type PromptConstants, promptConstants, servingLimitsOf, servingSteps } from "@loadline/core/internal";
import { type FitOpenLoopOptions, fitOpenLoop, type OpenLoopObservation, runErrors } from "./fit-open-loop.ts";
import type { OnlineRun } from "./parse-online-runs.ts";

/** What a run's table leaves out and its reader must supply. */
export interface RunSettings {
  /** Spread of the answers; left out: all of the published length. */
  readonly outputOf?: ((run: OnlineRun) => LengthDistribution) | undefined;
  /** Gaps that the client counts beyond those between tokens, see `OpenLoopObservation`. */
  readonly closingGaps?: number | undefined;
}

/** A published run as the fit sees it: decode steps as calibrated, prompts by the constants that are sought. */
export const observationOf = (run: OnlineRun, { outputOf, closingGaps = 0 }: RunSettings = {}): OpenLoopObservation => {
  const { spec, inputTokens, outputTokens, requests, requestsPerSecond, measured } = run;
  const { requestSeconds: _, ...limits } = servingLimitsOf(spec);
  return {
    stepsWith: (constants) => servingSteps(spec, inputTokens + outputTokens / 2, constants),
    limits,
    shape: {
      input: { kind: "fixed", tokens: inputTokens },
      output: outputOf?.(run) ?? { kind: "fixed", tokens: outputTokens },
    },
    load: requestsPerSecond === null ? { kind: "all-at-once", requests } : { kind: "run", requestsPerSecond, requests },
    closingGaps,
    measured,
  };
};

/** Medians of the sizes of relative errors over runs; null where nothing was measured. */
export interface MedianErrors {
  readonly timeToFirstToken: number | null;
  readonly interTokenLatency: number | null;
  readonly outputTokensPerSecond: number | null;
}

const medianSize = (errors: readonly (number | null)[]): number | null => {
  const sizes = errors.flatMap((error) => (error === null ? [] : [Math.abs(error)])).toSorted((a, b) => a - b);
  return sizes[Math.floor((sizes.length - 1) / 2)] ?? null;
};

interface Predicted {
  readonly run: OnlineRun;
  readonly constants: PromptConstants;
}

const mediansOf = (predicted: readonly Predicted[], settings: RunSettings): MedianErrors => {
  const errors = predicted.map(({ run, constants }) => runErrors(observationOf(run, settings), constants));
  return {
    timeToFirstToken: medianSize(errors.map(({ meanTimeToFirstToken }) => meanTimeToFirstToken)),
    interTokenLatency: medianSize(errors.map(({ meanInterTokenLatency }) => meanInterTokenLatency)),
    outputTokensPerSecond: medianSize(errors.map(({ outputTokensPerSecond }) => outputTokensPerSecond)),
  };
};

export interface OnlineFit {
  readonly constants: PromptConstants;
  /** At finite rates, in sample; with the constants of the repository; and each group predicted from the others. */
  readonly inSample: MedianErrors;
  readonly committed: MedianErrors;
  readonly leftOut: { readonly gpu: MedianErrors; readonly workload: MedianErrors };
}

const groups = {
  gpu: ({ spec }: OnlineRun): string => spec.gpu.id,
  workload: ({ inputTokens, outputTokens }: OnlineRun): string => `${inputTokens}/${outputTokens}`,
} as const;

/** The constants that the runs identify; the others stay at what is assumed of them. */
export const onlineFree: FitOpenLoopOptions["free"] = ["requestSeconds", "streamStepSeconds", "streamTokenSeconds"];

/** Where the search starts and what it is pulled towards. */
export const onlinePrior: PromptConstants = {
  promptSeconds: 1e-4,
  requestSeconds: 5e-3,
  streamStepSeconds: 1e-3,
  streamTokenSeconds: 2e-5,
};

const fitOptions: FitOpenLoopOptions = { free: onlineFree, prior: onlinePrior, spread: 1, iterations: 150 };

/** Fits the open-loop constants to published runs, and measures how well each GPU and workload follows from the others. */
export const fitOnlineRuns = (runs: readonly OnlineRun[], settings: RunSettings = {}): OnlineFit => {
  const fitTo = (some: readonly OnlineRun[]): PromptConstants =>
    fitOpenLoop(
      some.map((run) => observationOf(run, settings)),
      fitOptions,
    );
  const finite = runs.filter(({ requestsPerSecond }) => requestsPerSecond !== null);
  const leftOutBy = (groupOf: (run: OnlineRun) => string): MedianErrors => {
    const predicted = [...new Set(finite.map(groupOf))].flatMap((group) => {
      const constants = fitTo(runs.filter((run) => groupOf(run) !== group));
      return finite.filter((run) => groupOf(run) === group).map((run) => ({ run, constants }));
    });
    return mediansOf(predicted, settings);
  };
  const constants = fitTo(runs);
  const mediansWith = (constantsOf: (run: OnlineRun) => PromptConstants): MedianErrors =>
    mediansOf(
      finite.map((run) => ({ run, constants: constantsOf(run) })),
      settings,
    );
  return {
    constants,
    inSample: mediansWith(() => constants),
    committed: mediansWith(({ spec }) => promptConstants(spec)),
    leftOut: { gpu: leftOutBy(groups.gpu), workload: leftOutBy(groups.workload) },
  };
};
