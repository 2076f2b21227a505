import { describe, expect, test } from "vitest";
import { analyzeBaselineScaling, simulateBaselineAutoscaling } from "./autoscaling.ts";
import autoscalingJson from "./testdata/baseline-autoscaling.json" with { type: "json" };

type Json = { readonly [key: string]: Json } | string | number | boolean;

const camel = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Numbers agree to a relative 1e-12, everything else exactly. */
const expectSame = (actual: unknown, expected: Json | undefined, path: string): void => {
  if (typeof expected === "number") {
    expect(typeof actual, path).toBe("number");
    expect(Math.abs(Number(actual) - expected), path).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
  } else if (typeof expected === "object") {
    for (const [key, value] of Object.entries(expected)) {
      expectSame((actual as Record<string, unknown>)[camel(key)], value, `${path}.${key}`);
    }
  } else {
    expect(actual, path).toBe(expected);
  }
};

describe("second listing", () => {
  const expected = autoscalingJson;
  const timeline = simulateBaselineAutoscaling();

  test("its day has the document's minutes, replicas and cost", () => {
    expect(timeline).toHaveLength(expected.minutes);
    expect(timeline.at(-1)?.replicas).toBe(expected.final_replicas);
    expect(timeline.reduce((sum, { replicas }) => sum + replicas, 0)).toBe(expected.replica_minutes);
    const cost = timeline.reduce((sum, { hourlyCost }) => sum + hourlyCost, 0) / 60;
    expectSame(cost, expected.sum_hourly_cost_over_60, "cost");
  });

  test("its efficiency analysis is the document's", () => {
    expectSame(analyzeBaselineScaling(timeline), expected.analysis, "analysis");
  });

  test("its scaling events are the document's", () => {
    const events = timeline
      .filter(({ scalingAction }) => scalingAction !== "none")
      .map(({ minute, scalingAction, replicas, utilization, currentRps }) => ({
        minute,
        action: scalingAction,
        replicas,
        utilization,
        rps: currentRps,
      }));
    expect(events).toHaveLength(expected.events.length);
    for (const [index, event] of events.entries()) expectSame(event, expected.events[index], `event ${index}`);
  });
});

test("daily cost is 24 times the cost of the day", () => {
  const timeline = simulateBaselineAutoscaling();
  const day = timeline.reduce((sum, { hourlyCost }) => sum + hourlyCost / 60, 0);
  expect(analyzeBaselineScaling(timeline).totalDailyCost / day).toBeCloseTo(24, 9);
});

test.each([
  { name: "a day without traffic", run: () => simulateBaselineAutoscaling([]), message: "traffic is []" },
  { name: "an empty timeline", run: () => analyzeBaselineScaling([]), message: "timeline is []" },
])("$name is refused with a sentence", ({ run, message }) => {
  expect(run).toThrow(message);
});
