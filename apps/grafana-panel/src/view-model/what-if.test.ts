import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capacityViewModel, frame } from "../../test/frame-fixtures.ts";
import type { DeploymentView } from "./deployment-view.ts";
import { whatIf } from "./what-if.ts";

const rate = (name: string, value: number, labels = {}) =>
  frame({ metric: `loadline_${name}_tokens_per_second`, labels: { phase: "decode", ...labels }, values: [value] });

const viewOf = (changed: { demand?: number; ready?: number } = {}): DeploymentView => {
  const { demand = 250, ready = 4 } = changed;
  const model = capacityViewModel(
    [
      frame({ metric: "loadline_ready_replicas", values: [ready] }),
      rate("capacity", ready * 100),
      rate("load_line", (ready - 1) * 100),
      rate("demand", demand),
      rate("demand_forecast", demand, { quantile: "0.1" }),
      rate("demand_forecast", demand, { quantile: "0.9" }),
    ],
    { asOfMs: 0, staleAfterMs: 1000, phase: "auto", deployments: [], forecastSeconds: 60 },
  );
  const view = model.kind === "deployments" ? model.deployments[0] : undefined;
  if (view === undefined) throw new Error("expected a deployment");
  return view;
};

describe("what if", () => {
  test.each([
    { name: "nothing changes", change: { replicas: 0, traffic: 1 }, headroom: 1 - 250 / 300, needed: 4 },
    { name: "traffic doubles", change: { replicas: 0, traffic: 2 }, headroom: 1 - 500 / 300, needed: 6 },
    { name: "two replicas are added", change: { replicas: 2, traffic: 1 }, headroom: 1 / 2, needed: 4 },
    { name: "traffic ends", change: { replicas: 0, traffic: 0 }, headroom: 1, needed: 1 },
  ])("$name", ({ change, headroom, needed }) => {
    const answer = whatIf(viewOf(), change);
    expect(answer?.headroomRatio).toBeCloseTo(headroom, 12);
    expect(answer?.neededReplicas).toBe(needed);
  });

  test("without any loadable replica headroom is unknown, not minus infinity", () => {
    expect(whatIf(viewOf(), { replicas: -4, traffic: 1 })?.headroomRatio).toBeNull();
  });

  test("without a capacity there is no answer", () => {
    const model = capacityViewModel([frame({ metric: "loadline_ready_replicas", values: [2] })], {
      asOfMs: 0,
      staleAfterMs: 1000,
      phase: "auto" as const,
      deployments: [],
      forecastSeconds: 60,
    });
    const view = model.kind === "deployments" ? model.deployments[0] : undefined;
    expect(view && whatIf(view, { replicas: 1, traffic: 1 })).toBeNull();
  });

  test("more traffic never raises headroom and never needs fewer replicas", () =>
    fc.assert(
      fc.property(fc.double({ min: 0, max: 20, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true }), (a, b) => {
        const less = whatIf(viewOf(), { replicas: 0, traffic: Math.min(a, b) });
        const more = whatIf(viewOf(), { replicas: 0, traffic: Math.max(a, b) });
        expect(more?.headroomRatio).toBeLessThanOrEqual(less?.headroomRatio ?? 0);
        expect(more?.neededReplicas).toBeGreaterThanOrEqual(less?.neededReplicas ?? 0);
      }),
    ));
});
