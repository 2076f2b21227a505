import { describe, expect, test } from "vitest";
import {
  applyHpaBehavior,
  defaultHpaBehavior,
  emptyHpaMemory,
  type HpaBehavior,
  type HpaRateRule,
} from "./hpa-behavior.ts";

/** Rows cite https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior */
const tenPercent: HpaRateRule = { kind: "percent", value: 10, periodSeconds: 60 };
const fourPods: HpaRateRule = { kind: "pods", value: 4, periodSeconds: 60 };
const downWith = (rules: readonly HpaRateRule[], select: "max" | "min" | "disabled" = "max"): HpaBehavior => ({
  ...defaultHpaBehavior,
  down: { stabilizationSeconds: 0, select, rules },
});

const countsOf = (behavior: HpaBehavior, start: number, wanted: readonly number[], period: number): number[] => {
  let memory = emptyHpaMemory;
  let current = start;
  return wanted.map((count, index) => {
    const step = applyHpaBehavior(memory, behavior, { at: index * period, current, wanted: count });
    memory = step.memory;
    current = step.desired;
    return current;
  });
};

const repeated = (value: number, times: number): number[] => new Array<number>(times).fill(value);

describe("scaling policies", () => {
  test("80 replicas lose 10 % a minute, rounded up, until four pods are more (the document's example)", () => {
    const counts = countsOf(downWith([fourPods, tenPercent]), 80, repeated(10, 14), 60);
    expect(counts.slice(0, 2)).toEqual([72, 64]);
    expect(counts.slice(-3)).toEqual([16, 12, 10]);
    const steps = counts.slice(1).map((count, index) => (counts[index] ?? 0) - count);
    expect(Math.min(...steps.slice(0, -1))).toBe(4);
  });

  test.each([
    { name: "the policy of the largest change is chosen by default", select: "max" as const, expected: 72 },
    { name: "Min chooses the policy of the smallest change", select: "min" as const, expected: 76 },
    { name: "Disabled turns the direction off", select: "disabled" as const, expected: 80 },
  ])("$name", ({ select, expected }) => {
    expect(countsOf(downWith([fourPods, tenPercent], select), 80, [10], 15)).toEqual([expected]);
  });

  test("changes within a policy's period count against it", () => {
    expect(countsOf(downWith([fourPods]), 20, [18, 5, 5, 5, 5], 15)).toEqual([18, 16, 16, 16, 14]);
  });
});

describe("default behaviour", () => {
  test.each([
    { name: "up: 4 pods every 15 s while that is the most", start: 1, wanted: 100, expected: [5, 10, 20, 40] },
    { name: "up: 100 % every 15 s from there on", start: 30, wanted: 400, expected: [60, 120, 240, 400] },
  ])("$name", ({ start, wanted, expected }) => {
    expect(countsOf(defaultHpaBehavior, start, repeated(wanted, 4), 15)).toEqual(expected);
  });

  test("down: the highest recommendation of the last 300 s", () => {
    const counts = countsOf(defaultHpaBehavior, 10, [10, ...repeated(4, 22)], 15);
    expect(counts.slice(0, 20)).toEqual(repeated(10, 20));
    expect(counts[20]).toBe(4);
  });

  test("up: no stabilisation, the count is raised at once", () => {
    expect(countsOf(defaultHpaBehavior, 10, [4, 12], 15)).toEqual([10, 12]);
  });
});

test("an up window takes the lowest recommendation within it", () => {
  const slow: HpaBehavior = { ...defaultHpaBehavior, up: { ...defaultHpaBehavior.up, stabilizationSeconds: 60 } };
  expect(countsOf(slow, 10, [10, 14, 14, 14, 13], 15)).toEqual([10, 10, 10, 10, 13]);
});
