import type { PromptConstants } from "@loadline/core/internal";
import { type StepTimes, stepTimes } from "@loadline/core/internal";
import { expect, test } from "vitest";
import { variedLengths, wholePrompts } from "../../../core/src/serving/testdata/serving-cases.ts";
import { fitOpenLoop, type OpenLoopObservation, predictRun, runErrors } from "./fit-open-loop.ts";

const prior: PromptConstants = {
  promptSeconds: 0.001,
  requestSeconds: 0.005,
  streamStepSeconds: 0,
  streamTokenSeconds: 0.00001,
};

const stepsWith = ({ streamTokenSeconds, promptSeconds }: PromptConstants): StepTimes =>
  stepTimes({
    fixed: 0.0025,
    weightRead: 0.005,
    perToken: 0.000025,
    linkPerToken: 0,
    perAttendedPair: 1e-9,
    perContextToken: 5e-8,
    perSequence: 0.00001 + streamTokenSeconds,
    perPrompt: promptSeconds,
  });

const observed = (truth: PromptConstants, closingGaps = 0): readonly OpenLoopObservation[] =>
  [wholePrompts, variedLengths].flatMap(({ replica, shape }) =>
    [2, 8, 20].map((requestsPerSecond) => {
      const run = {
        stepsWith,
        limits: replica.limits,
        shape,
        load: { kind: "run", requestsPerSecond, requests: 200 },
        closingGaps,
      } as const;
      return { ...run, measured: predictRun(run, truth) };
    }),
  );

const truth = { ...prior, streamTokenSeconds: 0.00003, requestSeconds: 0.012 };
const options = { free: ["streamTokenSeconds", "requestSeconds"], prior, spread: 3, iterations: 120 } as const;

test("constants that made the runs are found again", () => {
  const found = fitOpenLoop(observed(truth), options);
  for (const name of options.free) expect(found[name] / truth[name]).toBeCloseTo(1, 1);
  expect(found.promptSeconds).toBe(prior.promptSeconds);
});

test("one run that is off by far moves them little", () => {
  const runs = observed(truth).map((run, index) =>
    index === 1 ? { ...run, measured: { ...run.measured, meanTimeToFirstToken: 1 } } : run,
  );
  expect(Math.abs(fitOpenLoop(runs, options).requestSeconds / truth.requestSeconds - 1)).toBeLessThan(0.15);
});

test("without runs they stay at the prior", () => {
  const found = fitOpenLoop([], options);
  for (const name of options.free) expect(found[name] / prior[name]).toBeCloseTo(1, 3);
});

test("what was not measured has no error, what was is predicted ÷ measured − 1", () => {
  const [run] = observed(prior);
  if (run === undefined) throw new Error("expected a run");
  const { meanInterTokenLatency } = run.measured;
  const measured = {
    meanTimeToFirstToken: null,
    meanInterTokenLatency: (meanInterTokenLatency ?? Number.NaN) / 2,
    outputTokensPerSecond: null,
  };
  const errors = runErrors({ ...run, measured }, prior);
  expect(errors.meanTimeToFirstToken).toBeNull();
  expect(errors.meanInterTokenLatency).toBeCloseTo(1, 9);
});

test("a client that also times the closing message sees smaller gaps, by one in as many as there are tokens", () => {
  const [plain] = observed(prior);
  const [closing] = observed(prior, 1);
  const ratio = (closing?.measured.meanInterTokenLatency ?? 0) / (plain?.measured.meanInterTokenLatency ?? 1);
  expect(ratio).toBeCloseTo(255 / 256, 9);
});
