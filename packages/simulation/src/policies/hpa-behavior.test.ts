import { expect, test } from "vitest";
import { applyHpaBehavior, defaultHpaBehavior, emptyHpaMemory, type HpaBehavior } from "./hpa-behavior.ts";

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
