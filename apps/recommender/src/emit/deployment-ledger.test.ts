import { describe, expect, test } from "vitest";
import { decided } from "../../test/decided.ts";
import { deploymentLedger } from "./deployment-ledger.ts";

const causes = (of: Parameters<typeof decided>[0]): readonly string[] =>
  deploymentLedger(decided(of)).rows.flatMap((row) => row.causes.map(({ cause, replicas }) => `${cause} ${replicas}`));

describe("the ledger of a deployment", () => {
  test("has the planned count, the reserve, and what is needed by load, forecast and plan", () => {
    const { rows, needed } = deploymentLedger(decided({ requestsPerSecond: 5 }));
    expect(rows[0]).toMatchObject({ step: "planned", replicas: 3 });
    expect(rows.at(-1)).toMatchObject({ step: "effective", replicas: 2 });
    expect(needed.now).toBe(5);
    expect(needed.atLeadTime).toBeGreaterThan(5);
    expect(needed.atPlannedPeak).toBeGreaterThan(0);
  });

  test("needs at the lead time what a surge may bring, where that is more than the quantile", () => {
    const assessment = decided({ requestsPerSecond: 5 });
    if (assessment.forecast === null) throw new Error("no forecast");
    const surged = { ...assessment, forecast: { ...assessment.forecast, surgeRequestsPerSecond: 50 } };
    expect(deploymentLedger(surged).needed.atLeadTime).toBe(50);
  });

  test("names replicas of a node that stopped reporting, and knows no demand then", () => {
    const replicasBy = { serving: 2, notAnswering: 0, stale: 1 };
    const blind = { ready: null, complete: false, replicasBy, missing: [{ input: "node b", ageSeconds: 31 }] };
    const given = { requestsPerSecond: 5, view: blind };
    expect(causes(given)).toContain("stale -1");
    expect(deploymentLedger(decided(given)).needed.now).toBeNull();
  });

  test.each([
    ["a budget", { budgetCapacity: { available: 0, detail: "44 of 44 GPUs" } }, "over-budget -1"],
    ["the pool", { poolAvailable: 0 }, "no-capacity -1"],
  ])("a count that %s keeps below the plan is no count that the load does not need", (_, rest, cause) => {
    const given = { requestsPerSecond: 500, view: { ready: 2 }, rest: { currentTarget: 2, ...rest } };
    expect(causes(given)).toContain(cause);
    expect(causes({ ...given, requestsPerSecond: 1 })).toContain("scaled-in -1");
  });

  test("names requests that are longer than planned", () => {
    const longer = { inputTokens: 4000, outputTokens: 800, basis: "telemetry" } as const;
    const { rows } = deploymentLedger(decided({ requestsPerSecond: 1, view: { shape: longer } }));
    const shape = rows.flatMap((row) => row.causes).find(({ cause }) => cause === "request-shape");
    expect(shape?.requestsPerSecond).toBeLessThan(0);
  });
});
