import { expect, test } from "vitest";
import { frame } from "../../test/frame-fixtures.ts";
import { decisionMarks, inputAges, markText } from "./decision.ts";
import { readFrames } from "./read-series.ts";

const verdict = (name: string, reason: string, timesMs: readonly number[], values?: readonly number[]) =>
  frame({
    metric: "loadline_verdict",
    labels: { verdict: name, reason },
    timesMs,
    values: values ?? timesMs.map(() => 1),
  });

const marks = (...frames: readonly ReturnType<typeof verdict>[]) => decisionMarks(readFrames(frames).series);

test("a change to scale up or down is marked at its first sample, a hold is not", () => {
  const found = marks(
    verdict("hold", "within-load-line", [0, 1000, 4000]),
    verdict("scale-up", "demand-above-load-line", [2000, 3000]),
    verdict("scale-down", "demand-below-load-line", [5000]),
  );
  expect(found.map(({ timeMs, verdict: to }) => [timeMs, to])).toEqual([
    [2000, "scale-up"],
    [5000, "scale-down"],
  ]);
  expect(found.map(markText)).toEqual([
    "Scale up: forecast demand is above the load line",
    "Scale down: fewer replicas carry the forecast demand",
  ]);
});

test("another reason for the same verdict is no change", () => {
  expect(
    marks(verdict("scale-up", "demand-above-load-line", [0]), verdict("scale-up", "below-minimum", [1000])),
  ).toHaveLength(1);
});

test("only samples of value 1 count", () => {
  expect(marks(verdict("scale-up", "demand-above-load-line", [0, 1000], [0, Number.NaN]))).toEqual([]);
});

test("where the series of the old verdict ends late, the new verdict counts and is marked once", () => {
  const found = marks(
    verdict("hold", "within-load-line", [0, 1000, 2000]),
    verdict("scale-up", "demand-above-load-line", [1000, 2000, 3000]),
  );
  expect(found.map(({ timeMs }) => timeMs)).toEqual([1000]);
});

test("the oldest input is a measured one: without load the calibration ages and nothing is wrong", () => {
  const age = (input: string, seconds: number) =>
    frame({ metric: "loadline_input_age_seconds", labels: { input }, values: [seconds] });
  const { series } = readFrames([
    age("demand.requests", 2),
    age("model.calibration", 7200),
    age("capacity.measuredAtMost", 86_000),
    age("replicas.ready", 3),
  ]);
  expect(inputAges(series, { asOfMs: 0, staleAfterMs: 1000, newestMs: 0 })).toEqual([
    { input: "replicas.ready", seconds: 3 },
    { input: "demand.requests", seconds: 2 },
  ]);
});
