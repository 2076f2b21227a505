import { describe, expect, test } from "vitest";
import { workloadAsking } from "../../test/workload.ts";
import { metricValue, type PresentCount, presentCount } from "./autoscaler-value.ts";

const now = 1_700_000_000;
const byHand: PresentCount = { replicas: 8, isRaised: false, isAutoscaled: false };
const count = { replicas: 5, ready: 5, most: 30, mayFall: false };

describe("what an autoscaler is given of a hold at 5", () => {
  test.each([
    { name: "of a workload that is not watched", present: null, value: 5 },
    { name: "while the workload has fewer", present: { ...byHand, replicas: 4 }, value: 5 },
    { name: "while somebody set more: a hold lowers nothing", present: byHand, value: 8 },
    {
      name: "while an autoscaler set more than it was ever given",
      present: { ...byHand, isAutoscaled: true },
      value: 8,
    },
  ])("is $value $name", ({ present, value }) => {
    expect(metricValue({ ...count, present }, 0)).toBe(value);
  });
});

describe("what it is given of a scale-down to 5", () => {
  test.each([
    { name: "while more are there", present: byHand, value: 5 },
    { name: "while somebody raised it lately", present: { ...byHand, isRaised: true }, value: 8 },
  ])("is $value $name", ({ present, value }) => {
    expect(metricValue({ ...count, mayFall: true, present }, 0)).toBe(value);
  });
});

test("an autoscaler takes back what it went too far because of its tolerance, and no more", () => {
  const twenty = { ...count, replicas: 20, ready: 20 };
  const given = (replicas: number) =>
    metricValue({ ...twenty, present: { replicas, isRaised: false, isAutoscaled: true } }, 0.1);
  expect([20, 21, 22].map(given)).toEqual([19.01, 19.01, 22]);
});

test("a rise whose writer is not known stands for the window where no tolerance explains it", () => {
  const given = (raisedAt: number, replicas: number) => {
    const present = presentCount(workloadAsking(replicas, { raisedAt }), { now, stabilisationSeconds: 300 });
    return metricValue({ ...count, replicas: 20, ready: 20, mayFall: true, present }, 0.1);
  };
  expect([given(now - 299, 21), given(now - 299, 30), given(now - 300, 30)]).toEqual([19.01, 30, 19.01]);
});

describe("a present count", () => {
  const written = (isAutoscaler: boolean, at: number | null) =>
    presentCount(workloadAsking(8, { writer: { name: "x", isAutoscaler, at } }), { now, stabilisationSeconds: 300 });

  test.each([
    { name: "was raised by hand within the window", present: written(false, now - 299), isRaised: true },
    { name: "was set by hand before it", present: written(false, now - 300), isRaised: false },
    { name: "was set at a time that is not known", present: written(false, null), isRaised: false },
    { name: "was set by an autoscaler", present: written(true, now), isRaised: false },
  ])("that $name", ({ present, isRaised }) => {
    expect(present).toMatchObject({ replicas: 8, isRaised });
  });

  test("is none where the workload names none", () => {
    expect(presentCount(workloadAsking(null), { now, stabilisationSeconds: 300 })).toBeNull();
  });
});
