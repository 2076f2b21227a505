import { expect, test } from "vitest";
import { frame } from "../../test/frame-fixtures.ts";
import { lostSpans } from "./decision.ts";
import { latencyLines } from "./latency-lines.ts";
import { readFrames } from "./read-series.ts";

const objective = { objective: "time_to_first_token" };

test("latencies are shares of their objective", () => {
  const { series } = readFrames([
    frame({ metric: "loadline_objective_latency_seconds", labels: objective, values: [0.5, Number.NaN, 3] }),
    frame({ metric: "loadline_objective_seconds", labels: objective, values: [2, 2, 2] }),
  ]);
  const found = latencyLines(series);
  expect(found?.lines.firstToken).toEqual([0.25, null, 1.5]);
  expect(found?.lines.gap).toEqual([null, null, null]);
});

test("without an objective in the data there is no such chart", () => {
  const measured = frame({ metric: "loadline_objective_latency_seconds", labels: objective, values: [1] });
  expect(latencyLines(readFrames([measured]).series)).toBe(null);
});

test("telemetry was missing in the spans in which the verdict said so", () => {
  const labels = { verdict: "hold", reason: "telemetry-missing" };
  const values = [1, 1, Number.NaN, Number.NaN, Number.NaN, 1, 1];
  const { series } = readFrames([frame({ metric: "loadline_verdict", labels, values })]);
  expect(lostSpans(series)).toEqual([
    { fromMs: 0, toMs: 1000 },
    { fromMs: 5000, toMs: 6000 },
  ]);
});
