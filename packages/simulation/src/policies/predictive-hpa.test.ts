import { describe, expect, test } from "vitest";
import { hpaPolicy } from "./hpa.ts";
import { applyHpaBehavior, defaultHpaBehavior, emptyHpaMemory, type HpaBehavior } from "./hpa-behavior.ts";
import { linearPrediction, predictiveHpaPolicy } from "./predictive-hpa.ts";
import type { ScalingPolicy } from "./scaling-policy.ts";

/** Counts while every wish comes true at the next sample; a replica carries 10. */
const drive = <S>(policy: ScalingPolicy<S>, start: number, demand: readonly (number | null)[]): number[] => {
  let state = policy.start;
  let ready = start;
  return demand.map((load, index) => {
    const input = { at: index * 15, demand: load, ready, pending: 0, capacity: 10, leadTimeSeconds: 60 };
    const step = policy.step(state, input);
    state = step.state;
    ready = step.desired;
    return ready;
  });
};

const rising = Array.from({ length: 40 }, (_, index) => 40 + 10 * index);

/** https://predictive-horizontal-pod-autoscaler.readthedocs.io/en/latest/user-guide/models/ */
describe("predictive horizontal pod autoscaler", () => {
  test("linear model: the line through the stored values, at the time ahead", () => {
    const evaluations = [0, 15, 30].map((at) => ({ at, replicas: 2 + at / 15 }));
    expect(linearPrediction(evaluations, 90)).toBeCloseTo(8, 12);
  });

  test("one stored value predicts itself", () => {
    expect(linearPrediction([{ at: 0, replicas: 7 }], 600)).toBe(7);
  });

  test("in a rise it runs ahead of the plain autoscaler", () => {
    const plain = drive(hpaPolicy(1), 4, rising).at(-1) ?? 0;
    expect(drive(predictiveHpaPolicy(1), 4, rising).at(-1)).toBeGreaterThanOrEqual(plain + 2);
  });

  test("in a fall the calculation holds against the lower line", () => {
    const falling = rising.toReversed();
    const plain = drive(hpaPolicy(1), 50, falling);
    for (const [index, count] of drive(predictiveHpaPolicy(1), 50, falling).entries()) {
      expect(count).toBeGreaterThanOrEqual(plain[index] ?? 0);
    }
  });

  test("storedValues: what is older than they reach back is forgotten", () => {
    const policy = predictiveHpaPolicy(1);
    let state = policy.start;
    for (let step = 0; step < 50; step++) {
      const input = { at: step * 15, demand: 50, ready: 5, pending: 0, capacity: 10, leadTimeSeconds: 60 };
      state = policy.step(state, input).state;
    }
    expect(state.evaluations).toHaveLength(40);
  });

  test("without a metric it neither acts nor stores", () => {
    const policy = predictiveHpaPolicy(1);
    const input = { at: 0, demand: null, ready: 5, pending: 0, capacity: 10, leadTimeSeconds: 60 };
    expect(policy.step(policy.start, input)).toEqual({ state: policy.start, desired: 5 });
  });
});

describe("behaviour of the pod autoscaler", () => {
  /** https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#scaling-policies */
  test("80 replicas lose 10 % a minute, rounded up, until four pods are more (the document's example)", () => {
    const behavior: HpaBehavior = {
      ...defaultHpaBehavior,
      down: {
        stabilizationSeconds: 0,
        select: "max",
        rules: [
          { kind: "pods", value: 4, periodSeconds: 60 },
          { kind: "percent", value: 10, periodSeconds: 60 },
        ],
      },
    };
    let memory = emptyHpaMemory;
    const counts = [80];
    for (let minute = 0; minute < 14; minute++) {
      const step = applyHpaBehavior(memory, behavior, { at: minute * 60, current: counts.at(-1) ?? 0, wanted: 10 });
      memory = step.memory;
      counts.push(step.desired);
    }
    expect(counts.slice(1, 3)).toEqual([72, 64]);
    expect(counts.slice(-3)).toEqual([16, 12, 10]);
    const steps = counts.slice(2).map((count, index) => (counts[index + 1] ?? 0) - count);
    expect(Math.min(...steps.slice(0, -1))).toBe(4);
  });
});
