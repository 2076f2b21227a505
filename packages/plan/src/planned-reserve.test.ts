import { reserveByCause, reserveCauses } from "@loadline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPlan } from "./check-plan.ts";
import { placementOf } from "./placement.ts";
import { plannedReserve } from "./planned-reserve.ts";

const pools = [
  { name: "bought", gpu: "h100", gpusPerNode: 8, nodes: 2, purchase: "reserved", failureDomain: "zone-a" },
  { name: "spot", gpu: "h100", gpusPerNode: 8, nodes: 2, purchase: "spot", failureDomain: "zone-b" },
];

const deployment = (name: string, pool: string, keys: object = {}) => ({
  name,
  pool,
  model: "llama-3.1-8b",
  slo: { timeToFirstTokenSeconds: 2 },
  replicas: { planned: 6, min: 1, max: 16 },
  expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 5 },
  ...keys,
});

const idle = { planned: 0, min: 0, max: 1 };

interface Written {
  readonly reserve?: object;
  readonly keys?: object;
  readonly spotPool?: object;
  readonly second?: object;
  readonly zones?: number;
}

/** Two deployments of one model, half of the replicas each, the first on reserved nodes. */
const planOf = ({ reserve, keys = {}, spotPool = {}, second = {}, zones = 1 }: Written) =>
  checkPlan({
    version: 1,
    cluster: "lab",
    pools: [
      { ...pools[0], zones },
      { ...pools[1], zones, ...spotPool },
    ],
    deployments: [
      deployment("chat", "bought", { ...(reserve === undefined ? {} : { reserve }), ...keys }),
      deployment("chat-spot", "spot", second),
    ],
  });

const reserveOf = (written: Written, needed = 6) => {
  const plan = planOf(written);
  const [first] = plan.deployments;
  if (first === undefined) throw new Error("no deployment");
  return plannedReserve(plan, first, { needed, gpusPerReplica: 1 });
};

describe("the reserve of a plan", () => {
  test("is the stated number where the plan names no causes", () => {
    expect(reserveOf({})).toBeNull();
  });

  test("is the stated number where it states one beside the causes", () => {
    expect(reserveOf({ reserve: { causes: ["spot-loss"] }, keys: { reserveReplicas: 0 } })).toBeNull();
  });

  test.each([
    {
      name: "half of the model's replicas lie in the spot pool: as many again",
      written: { reserve: { causes: ["spot-loss"] } },
      replicas: 6,
    },
    {
      name: "two markets of that pool are not lost at once: a quarter goes",
      written: { reserve: { causes: ["spot-loss"] }, spotPool: { spotMarkets: 2 } },
      replicas: 2,
    },
    {
      name: "notice that covers the lead time asks for nothing",
      written: { reserve: { causes: ["spot-loss"] }, spotPool: { spotNoticeSeconds: 300 } },
      replicas: 0,
    },
    {
      name: "another model's spot replicas are not this one's",
      written: { reserve: { causes: ["spot-loss"] }, second: { model: "qwen2.5-7b" } },
      replicas: 0,
    },
    {
      name: "an alias is the same model",
      written: { reserve: { causes: ["spot-loss"] }, second: { model: "meta-llama/Llama-3.1-8B-Instruct" } },
      replicas: 6,
    },
    {
      name: "one of two failure domains with half each may go",
      written: { reserve: { causes: ["zone-loss"] } },
      replicas: 6,
    },
    {
      name: "of failure domains with two thirds and a third the larger may go",
      written: { reserve: { causes: ["zone-loss"] }, keys: { replicas: { planned: 12, min: 1, max: 16 } } },
      replicas: 12,
    },
    {
      name: "pools over three zones each: a sixth may go",
      written: { reserve: { causes: ["zone-loss"] }, keys: { replicas: { planned: 6, min: 1, max: 16 } }, zones: 3 },
      replicas: 2,
    },
    {
      name: "half of a pool on spot nodes is a quarter of the model's replicas",
      written: { reserve: { causes: ["spot-loss"] }, spotPool: { purchase: "on-demand", spotShare: 0.5 } },
      replicas: 2,
    },
    {
      name: "a node of eight holds all six",
      written: { reserve: { causes: ["node-loss"] } },
      replicas: 6,
    },
    {
      name: "a rollout takes its surge",
      written: { reserve: { causes: ["rollout"] }, keys: { rollout: { surgeReplicas: 2 } } },
      replicas: 2,
    },
    {
      name: "a cold cache adds what it answered",
      written: { reserve: { causes: ["cold-cache"] }, keys: { responseCache: { hitRatio: 0.5 } } },
      replicas: 6,
    },
    {
      name: "no rollout and no cache ask for nothing",
      written: { reserve: { causes: ["rollout", "cold-cache"] } },
      replicas: 0,
    },
  ])("$name", ({ written, replicas }) => {
    expect(reserveOf(written)).toMatchObject({ replicas, notCovered: [] });
  });

  test.each([
    // 16 fit on the reserved nodes; of the x on two markets beyond them x/2 go: 16 + x/2 = 20, so 24 stand.
    { first: "bought", further: "spot", spotMarkets: 2, needed: 20, replicas: 4 },
    { first: "bought", further: "spot", spotMarkets: 2, needed: 16, replicas: 0 },
    // 16 fit on the one market, all of which go: 24 stand, of which 8 stay.
    { first: "spot", further: "bought", spotMarkets: 1, needed: 8, replicas: 16 },
    { first: "spot", further: "bought", spotMarkets: 1, needed: 12, replicas: 16 },
  ])(
    "$first before $further: what a market takes of as many as carry $needed is $replicas, however few are planned",
    ({ first, further, spotMarkets, needed, replicas }) => {
      const keys = { pool: first, furtherPools: [further] };
      const written = { reserve: { causes: ["spot-loss"] }, keys, spotPool: { spotMarkets } };
      expect(
        reserveOf({ ...written, second: { model: "qwen2.5-7b", pool: "bought", replicas: idle } }, needed),
      ).toMatchObject({
        replicas,
        notCovered: [],
      });
    },
  );

  test("after the largest market is gone, what is left carries the load, whatever the pools", () => {
    const markets = fc.record({
      spotShare: fc.constantFrom(0, 0.3, 0.5, 0.9, 1),
      spotMarkets: fc.constantFrom(1, 2, 3),
    });
    fc.assert(
      fc.property(markets, markets, fc.integer({ min: 1, max: 60 }), (first, second, needed) => {
        const deployments = [
          deployment("chat", "bought", { furtherPools: ["spot"], reserve: { causes: ["spot-loss"] } }),
        ];
        const keys = { purchase: "on-demand" };
        const chain = [
          { ...pools[0], ...keys, ...first },
          { ...pools[1], ...keys, ...second },
        ];
        const plan = checkPlan({ version: 1, cluster: "lab", pools: chain, deployments });
        const [chat] = plan.deployments;
        if (chat === undefined) throw new Error("no deployment");
        const reserve = plannedReserve(plan, chat, { needed, gpusPerReplica: 1 });
        if (reserve === null || reserve.notCovered.length > 0) return;
        const leftOf = (count: number): number => {
          const lost = placementOf(plan, chat, count).pools.map(
            ({ pool, replicas }) => ((pool.spotShare ?? 0) * replicas) / (pool.spotMarkets ?? 1),
          );
          return count - Math.max(0, ...lost);
        };
        expect(leftOf(needed + reserve.replicas)).toBeGreaterThanOrEqual(needed - 1e-6);
        if (reserve.replicas > 0) expect(leftOf(needed + reserve.replicas - 1)).toBeLessThan(needed);
      }),
      { numRuns: 300 },
    );
  });

  test("where the last pool is one market, what is beyond the others does not survive it", () => {
    const keys = { furtherPools: ["spot"] };
    const written = { reserve: { causes: ["spot-loss"] }, keys, second: { model: "qwen2.5-7b", replicas: idle } };
    expect(reserveOf(written, 16)).toMatchObject({ replicas: 0, notCovered: [] });
    expect(reserveOf(written, 17)?.notCovered).toMatchObject([{ cause: "spot-loss" }]);
  });

  test("GPU failures are counted as core counts them", () => {
    const own = reserveOf({ reserve: { causes: ["gpu-failure"], availability: 0.9999 } }, 12);
    expect(own?.needs).toEqual([expect.objectContaining({ cause: "gpu-failure" })]);
    expect(reserveByCause(12, 1, { failures: { availability: 0.9999 } })).toMatchObject({ replicas: own?.replicas });
  });

  test("a loss that no count survives is reported and not reserved for, the rest is", () => {
    const written = { reserve: { causes: ["gpu-failure", "zone-loss"] }, second: { model: "qwen2.5-7b" } };
    const reserve = reserveOf(written);
    expect(reserve?.notCovered).toEqual([{ cause: "zone-loss", because: expect.stringContaining("one zone") }]);
    expect(reserve?.needs.map(({ cause }) => cause)).toEqual(["gpu-failure"]);
  });

  test.each([{ causes: [] }, { causes: ["comets"] }, { causes: ["rollout"], availability: 1 }])(
    "causes that are none are refused: %j",
    (reserve) => {
      expect(() => planOf({ reserve })).toThrow(expect.objectContaining({ code: "LL_PLAN_INVALID" }));
    },
  );
});

test("the reserve never falls with the load and is never less with more causes", () => {
  const causes = fc.uniqueArray(fc.constantFrom(...reserveCauses), { minLength: 1 });
  fc.assert(
    fc.property(causes, fc.nat(200), fc.nat(50), (asked, needed, more) => {
      const written = { reserve: { causes: asked }, keys: { rollout: {}, responseCache: { hitRatio: 0.2 } } };
      const few = reserveOf(written, needed)?.replicas ?? Number.NaN;
      expect(reserveOf(written, needed + more)?.replicas).toBeGreaterThanOrEqual(few);
      const all = reserveOf({ ...written, reserve: { causes: reserveCauses } }, needed);
      expect(all?.replicas).toBeGreaterThanOrEqual(few);
    }),
    { numRuns: 60 },
  );
});
