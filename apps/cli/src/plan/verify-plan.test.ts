import { parsePlan } from "@loadline/plan";
import { sizePlan } from "@loadline/planner/size-plan";
import { describe, expect, test } from "vitest";
import { plainView } from "../../test/golden.ts";
import { renderPlan } from "./render-plan.ts";
import { verifyPlan } from "./verify-plan.ts";

const planWith = (deployment: object) =>
  parsePlan({
    version: 1,
    cluster: "demo",
    pools: [{ name: "main", gpu: "h100", gpusPerNode: 8, nodes: 100 }],
    deployments: [
      {
        name: "chat",
        model: "llama-3.1-8b",
        pool: "main",
        slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
        replicas: { planned: 4, min: 0, max: 100 },
        reserveReplicas: 0,
        expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 20 },
        ...deployment,
      },
    ],
  });

const verified = (deployment: object) => {
  const plan = planWith(deployment);
  const size = verifyPlan(plan, sizePlan(plan));
  const [{ required, verification } = { required: null, verification: null }] = size.deployments;
  return { each: required?.requestsPerSecondPerReplica ?? 0, verification, text: renderPlan(size, plainView(80)) };
};

const offered = (requestsPerSecond: number) => ({
  expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond },
});

describe("the planned replicas in their busiest minute", () => {
  test("each has its share, and each of four carries more than of as few as the load takes", () => {
    const { each, verification } = verified({});
    expect(verification).toMatchObject({ replicas: 4, requestsPerSecondPerReplica: 5, holds: true, queue: "stable" });
    expect(verification?.breaksAbove).toBeGreaterThan(4 * each);
    expect(verification?.breaksAbove).toBeLessThan(4.4 * each);
    expect(verification?.objectives.map(({ objective }) => objective)).toEqual([
      "timeToFirstToken",
      "interTokenLatency",
    ]);
  });

  test("hold below the load line, and not a third above it", () => {
    const { verification } = verified({});
    const line = verification?.breaksAbove ?? 0;
    expect(verified(offered(0.95 * line)).verification?.holds).toBe(true);
    expect(verified(offered(1.33 * line)).verification?.holds).toBe(false);
  });

  test("have what gateway and cache let through", () => {
    // The gateway admits 60 of 100 and the cache answers half of them: 30 for four replicas.
    const front = { gateway: { requestsPerSecond: 60 }, responseCache: { hitRatio: 0.5 } };
    expect(verified({ ...offered(100), ...front }).verification?.requestsPerSecondPerReplica).toBeCloseTo(7.5);
  });

  test("have the load of the highest window of the schedule", () => {
    const window = { days: ["mon"], from: "09:00", to: "18:00", requestsPerSecond: 36 };
    const { verification } = verified({ schedule: { timeZone: "Europe/Berlin", windows: [window] } });
    expect(verification?.requestsPerSecondPerReplica).toBe(9);
  });

  test("break first where the tightest objective is", () => {
    const tight = { slo: { timeToFirstTokenSeconds: 30, interTokenLatencySeconds: 0.012 } };
    expect(verified(tight).verification?.breaksFirst).toBe("interTokenLatency");
    expect(verified(tight).text).toMatch(/load line .*time per output token\s+breaks first/s);
  });

  test.each([
    { name: "nothing is planned", deployment: { replicas: { planned: 0, min: 0, max: 4 } } },
    { name: "no replica meets the objectives", deployment: { slo: { interTokenLatencySeconds: 1e-5 } } },
    { name: "the model is not known", deployment: { model: "my-own" } },
  ])("are not verified where $name", ({ deployment }) => {
    const { verification, text } = verified(deployment);
    expect(verification).toBeNull();
    expect(text).toContain("verified  ");
  });
});
