import { describe, expect, test } from "vitest";
import { hpaOverMetrics, hpaReplicas } from "./hpa-replicas.ts";

/** Each row cites the sentence of https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details that it shows. */
const target = { perPod: 100, tolerance: 0.1 };

describe("algorithm details", () => {
  test.each([
    {
      name: "a value of 200m against 100m doubles the replicas",
      says: "the number of replicas will be doubled, since 200.0 / 100.0 == 2.0",
      pods: { total: 800, measured: 4, missing: 0, unready: 0 },
      current: 4,
      expected: 8,
    },
    {
      name: "a value of 50m against 100m halves them",
      says: "you'll halve the number of replicas, since 50.0 / 100.0 == 0.5",
      pods: { total: 200, measured: 4, missing: 0, unready: 0 },
      current: 4,
      expected: 2,
    },
    {
      name: "a fraction of a replica is rounded up",
      says: "ceil[currentReplicas * ( currentMetricValue / desiredMetricValue )]",
      pods: { total: 601, measured: 5, missing: 0, unready: 0 },
      current: 5,
      expected: 7,
    },
    {
      name: "a ratio of 1.09 is left alone",
      says: "skips any scaling action if the ratio is sufficiently close to 1.0 (tolerance, 0.1 by default)",
      pods: { total: 1090, measured: 10, missing: 0, unready: 0 },
      current: 10,
      expected: 10,
    },
    {
      name: "a ratio of 1.11 is not",
      says: "skips any scaling action if the ratio is sufficiently close to 1.0",
      pods: { total: 1110, measured: 10, missing: 0, unready: 0 },
      current: 10,
      expected: 12,
    },
    {
      name: "on the way up, a pod without a metric counts as idle",
      says: "assuming those pods were consuming ... 0% in case of a scale up",
      pods: { total: 1600, measured: 8, missing: 2, unready: 0 },
      current: 10,
      expected: 16,
    },
    {
      name: "on the way down, a pod without a metric counts as fully used",
      says: "assuming those pods were consuming 100% of the desired value in case of a scale down",
      pods: { total: 400, measured: 8, missing: 2, unready: 0 },
      current: 10,
      expected: 6,
    },
    {
      name: "on the way up, a pod that is not ready yet counts as idle",
      says: "conservatively assumes that the not-yet-ready pods are consuming 0% of the desired metric",
      pods: { total: 1200, measured: 4, missing: 0, unready: 4 },
      current: 8,
      expected: 12,
    },
    {
      name: "when those pods bring the ratio within the tolerance, nothing is done",
      says: "or is within the tolerance, the controller doesn't take any scaling action",
      pods: { total: 820, measured: 4, missing: 0, unready: 4 },
      current: 8,
      expected: 8,
    },
    {
      name: "when those pods turn the direction round, nothing is done",
      says: "If the new ratio reverses the scale direction ... the controller doesn't take any scaling action",
      pods: { total: 480, measured: 4, missing: 0, unready: 4 },
      current: 8,
      expected: 8,
    },
    {
      name: "on the way down, pods that are not ready yet play no part",
      says: "the base scale ratio is then calculated using the remaining pods not set aside",
      pods: { total: 200, measured: 4, missing: 0, unready: 4 },
      current: 8,
      expected: 2,
    },
  ])("$name ($says)", ({ pods, current, expected }) => {
    expect(hpaReplicas(pods, target, current)).toBe(expected);
  });

  test("a metric that no pod reports is an error, not a count", () => {
    expect(hpaReplicas({ total: 0, measured: 0, missing: 3, unready: 0 }, target, 3)).toBeNull();
  });
});

describe("several metrics", () => {
  test.each([
    { name: "the largest of the desired counts is chosen", wanted: [3, 7, 5], expected: 7 },
    { name: "with one metric in error, a scale down is skipped", wanted: [2, null], expected: 4 },
    { name: "with one metric in error, a scale up still happens", wanted: [6, null], expected: 6 },
    { name: "with every metric in error, nothing is done", wanted: [null, null], expected: 4 },
  ])("$name", ({ wanted, expected }) => {
    expect(hpaOverMetrics(wanted, 4)).toBe(expected);
  });
});
