import { describe, expect, test } from "vitest";
import { decided } from "../../test/decided.ts";
import { demandOf } from "../observe/demand.ts";
import { deploymentLedger } from "./deployment-ledger.ts";

const causes = (of: Parameters<typeof decided>[0]): readonly string[] =>
  deploymentLedger(decided(of)).rows.flatMap((row) => row.causes.map(({ cause, replicas }) => `${cause} ${replicas}`));

const shape = { inputTokens: 1000, outputTokens: 200, basis: "telemetry" } as const;

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

  test.each([
    {
      name: "the pool, which has place for one that is not there yet",
      ready: 2,
      target: 3,
      pool: 1,
      cause: "no-capacity -2",
    },
    { name: "a budget, though the pool has no place either", ready: 3, target: 2, pool: 0, cause: "over-budget -3" },
  ])("a count below the plan is held there by what the decision names: $name", ({ ready, target, pool, cause }) => {
    const given = {
      requestsPerSecond: 500,
      keys: { replicas: { planned: 5, min: 1, max: 8 } },
      view: { ready },
      rest: { currentTarget: target, poolAvailable: pool, budgetCapacity: { available: 0, detail: "44 of 44 GPUs" } },
    };
    expect(decided(given).decision.reason.code).toBe(cause.startsWith("over") ? "budget-exhausted" : "pool-exhausted");
    expect(causes(given)).toContain(cause);
  });

  test("needs at the lead time what the demand quantile of the settings covers", () => {
    const assessment = decided({ requestsPerSecond: 5 });
    const quantiles = [0.5, 0.9, 0.95].map((quantile) => ({ quantile, ...demandOf(10 * quantile, shape) }));
    const forecast = { horizonSeconds: 60, basis: "history", quantiles } as const;
    const settings = { ...assessment.settings, demandQuantile: 0.9 };
    expect(deploymentLedger({ ...assessment, forecast, settings }).needed.atLeadTime).toBe(9);
  });

  test("names requests that are longer than planned", () => {
    const longer = { inputTokens: 4000, outputTokens: 800, basis: "telemetry" } as const;
    const { rows } = deploymentLedger(decided({ requestsPerSecond: 1, view: { shape: longer } }));
    const cause = rows.flatMap((row) => row.causes).find((one) => one.cause === "request-shape");
    expect(cause?.requestsPerSecond).toBeLessThan(0);
  });
});
