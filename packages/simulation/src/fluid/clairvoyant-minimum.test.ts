import fc from "fast-check";
import { expect, test } from "vitest";
import { minimumGpusForTrace } from "./clairvoyant-minimum.ts";

const at = (seconds: readonly number[]) => seconds.map((value) => ({ at: value, inputTokens: 1, outputTokens: 1 }));
const capacity = { requestsPerSecondPerReplica: 0.2, gpusPerReplica: 2, intervalSeconds: 10 };

test("each interval takes the replicas of its own rate", () => {
  const minimum = minimumGpusForTrace(at([0, 1, 2, 15, 25, 26, 27, 28, 29]), capacity);
  expect(minimum.replicasByInterval).toEqual([2, 1, 3]);
  expect(minimum).toMatchObject({ peakReplicas: 3, meanReplicas: 2, peakGpus: 6 });
  expect(minimum.gpuHours).toBeCloseTo((6 * 10 * 2) / 3600, 12);
});

test("an empty trace and a capacity of zero are refused", () => {
  expect(() => minimumGpusForTrace([], capacity)).toThrow("no request");
  expect(() => minimumGpusForTrace(at([0]), { ...capacity, requestsPerSecondPerReplica: 0 })).toThrow("above 0");
});

test("the minimum carries every interval, and more requests never lower it", () =>
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 60 }), (times) => {
      const sorted = [0, ...times].toSorted((a, b) => a - b);
      const all = minimumGpusForTrace(at(sorted), capacity);
      const fewer = minimumGpusForTrace(at(sorted.slice(0, -1)), capacity);
      expect(all.replicasByInterval.reduce((sum, replicas) => sum + replicas, 0) * 2).toBeGreaterThanOrEqual(
        sorted.length,
      );
      expect(all.gpuHours).toBeGreaterThanOrEqual(fewer.gpuHours);
    }),
  ));
