import { parsePlan, parsePlanText } from "@loadline/plan";
import { sizePlan } from "@loadline/planner/size-plan";
import fc from "fast-check";
import { expect, test } from "vitest";

interface Change {
  readonly deployment?: object;
  readonly pool?: object;
  readonly budgets?: object;
}

const sizeWith = ({ deployment = {}, pool = {}, budgets = {} }: Change) =>
  sizePlan(
    parsePlan({
      version: 1,
      cluster: "demo",
      budgets,
      pools: [{ name: "main", gpu: "h100", gpusPerNode: 8, nodes: 100, ...pool }],
      deployments: [
        {
          name: "chat",
          model: "llama-3.1-8b",
          pool: "main",
          slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
          replicas: { planned: 100, min: 0, max: 100 },
          reserveReplicas: 2,
          expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 50 },
          ...deployment,
        },
      ],
    }),
  );

const required = (change: Change) => {
  const [size] = sizeWith(change).deployments;
  if (size?.required === null || size === undefined) throw new Error("the deployment is infeasible");
  return size.required;
};

test("a cache format that the plan leaves open and a length that the model was not made for are noted", () => {
  const assumptions = (deployment: object) => sizeWith({ deployment }).deployments[0]?.assumptions.join();
  expect(assumptions({})).toBe("");
  expect(assumptions({ weights: "fp8" })).toContain("kvCache is taken as fp8");
  expect(assumptions({ weights: "fp8", kvCache: "fp8" })).toBe("");
  const expected = { inputTokens: 200_000, outputTokens: 200, requestsPerSecond: 1 };
  expect(assumptions({ expected })).toContain("longer than the 131072");
});

test("objectives too large for seconds are noted", () => {
  const notes = (slo: object) => sizeWith({ deployment: { slo } }).deployments[0]?.assumptions;
  expect(notes({ timeToFirstTokenSeconds: 500, interTokenLatencySeconds: 50 })).toEqual([
    "slo.timeToFirstTokenSeconds is 500 s and is rarely a limit; for milliseconds write 0.5",
    "slo.interTokenLatencySeconds is 50 s and is rarely a limit; for milliseconds write 0.05",
  ]);
  expect(notes({ timeToFirstTokenSeconds: 60, endToEndSeconds: 600 })).toEqual([]);
});

test("at the median the replicas less the reserve carry the load, and one fewer does not", () => {
  const { replicas, replicasAtMedian, requestsPerSecondPerReplica: each } = required({});
  expect((replicasAtMedian - 2) * each).toBeGreaterThanOrEqual(50);
  expect((replicasAtMedian - 3) * each).toBeLessThan(50);
  expect(replicas).toBeGreaterThanOrEqual(replicasAtMedian);
});

test("more load never takes fewer replicas, and the end of the error band never fewer than the middle", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), (a, b) => {
      const at = (requestsPerSecond: number) =>
        required({ deployment: { expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond } } });
      const [less, more] = [at(Math.min(a, b)), at(Math.max(a, b))];
      expect(more.replicas).toBeGreaterThanOrEqual(less.replicas);
      expect(less.replicasAtWorst ?? Number.NaN).toBeGreaterThanOrEqual(less.replicas);
    }),
    { numRuns: 25 },
  ));

const huge = { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 1e5 };

test.each([
  { name: "a large plan is enough", change: {}, verdict: "enough", enough: true },
  {
    name: "too few planned",
    change: { deployment: { replicas: { planned: 1, min: 0, max: 100 } } },
    verdict: "too-small",
    enough: false,
  },
  {
    name: "more needed than allowed",
    change: { deployment: { expected: huge } },
    verdict: "above-maximum",
    enough: false,
  },
  {
    name: "an objective that no count meets",
    change: { deployment: { slo: { interTokenLatencySeconds: 1e-6 } } },
    verdict: "infeasible",
    enough: false,
  },
  {
    name: "a model that does not fit",
    change: { deployment: { model: "llama-3.1-70b", weights: "bf16" } },
    verdict: "infeasible",
    enough: false,
  },
  { name: "a pool that is too small", change: { pool: { nodes: 1 } }, verdict: "enough", enough: false },
])("$name", ({ change, verdict, enough }) => {
  const size = sizeWith(change);
  expect(size.deployments[0]?.verdict).toBe(verdict);
  expect(size.enough).toBe(enough);
});

test("a purchase class without a price costs an unknown amount, not nothing", () => {
  const size = sizeWith({ pool: { purchase: "spot", gpu: "h100-nvl" } });
  expect(size.deployments[0]?.planned?.usdPerHour).toBeNull();
  expect(size.pools[0]?.usdPerHour).toBeNull();
});

test("the plan's minimum is never undercut", () => {
  const deployment = { replicas: { planned: 100, min: 90, max: 100 } };
  expect(required({ deployment }).replicas).toBe(90);
});

test.each([
  { name: "text that is neither YAML nor JSON", text: "a: b: c", message: "neither YAML nor JSON" },
  { name: "an empty file", text: "", message: "the top" },
  { name: "a list", text: "[]", message: "the top" },
])("$name is LL_PLAN_INVALID", ({ text, message }) => {
  expect(() => parsePlanText(text)).toThrow(expect.objectContaining({ code: "LL_PLAN_INVALID" }));
  expect(() => parsePlanText(text)).toThrow(message);
});

const chatOnly = {
  replicas: { planned: 13, min: 0, max: 100 },
  expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 100 },
};

test.each([
  { name: "GPUs", budgets: { gpus: 9 } },
  { name: "money", budgets: { usdPerHour: 30 } },
  { name: "watts", budgets: { watts: 6000 } },
  { name: "money that holds the replicas and not their whole nodes", budgets: { usdPerHour: 2.69 * 12 } },
])("a budget of $name that is short is over, with what would fit", ({ budgets }) => {
  const [needed] = sizeWith({ deployment: chatOnly }).deployments;
  const { enough, budgets: uses, fitting } = sizeWith({ deployment: chatOnly, budgets });
  expect(enough).toBe(false);
  expect(uses).toMatchObject([{ enough: false }]);
  const [chat] = fitting ?? [];
  expect(chat?.replicas).toBeLessThan(needed?.required?.replicas ?? 0);
  expect(chat?.replicas).toBeGreaterThan(2);
});

test("no more fits than the plan's maximum", () => {
  const replicas = { planned: 4, min: 0, max: 5 };
  const { fitting } = sizeWith({ deployment: { ...chatOnly, replicas }, budgets: { gpus: 9 } });
  expect(fitting).toMatchObject([{ replicas: 5 }]);
});

test("what fits is stated at the front: with the cache's answers, with the reserve and without", () => {
  const { deployments, fitting } = sizeWith({
    deployment: { ...chatOnly, responseCache: { hitRatio: 0.5 } },
    pool: { gpusPerNode: 1 },
    budgets: { gpus: 3 },
  });
  const each = deployments[0]?.required?.requestsPerSecondPerReplica ?? 0;
  expect(fitting).toMatchObject([{ replicas: 3 }]);
  // 100 are offered and the cache answers 50. Three replicas fit, two of them are reserve.
  expect(fitting?.[0]?.requestsPerSecond).toBeCloseTo(50 + each);
  expect(fitting?.[0]?.requestsPerSecondWithReserve).toBeCloseTo(50 + 3 * each);
});

test("a budget that holds the whole nodes is kept, and the total says so", () => {
  const { enough, total, fitting } = sizeWith({ deployment: chatOnly, budgets: { gpus: 16, watts: 16 * 700 } });
  expect(enough).toBe(true);
  expect(total).toMatchObject({ replicas: { gpus: 13 }, nodes: { count: 2, gpus: 16, watts: 16 * 700 } });
  expect(fitting).toEqual([]);
});

test("with every market of a pool that is all spot gone, what is unserved is stated and no cost", () => {
  const replicas = { planned: 4, min: 0, max: 100 };
  const [allSpot] = sizeWith({ deployment: { replicas }, pool: { purchase: "spot" } }).deployments;
  expect(allSpot?.marketLoss).toMatchObject({ unfilled: 4, unfilledWithoutSpot: 4, usdPerHourWithoutSpot: null });
});

test("the surge of all deployments is asked of every pool that they may take", () => {
  const named = (name: string) => ({
    name,
    model: "llama-3.1-8b",
    pool: "main",
    furtherPools: ["rest"],
    reserveReplicas: 0,
    rollout: { surgeReplicas: 8 },
    slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
    replicas: { planned: 4, min: 0, max: 100 },
    expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 1 },
  });
  const pools = ["main", "rest"].map((name) => ({ name, gpu: "h100", gpusPerNode: 8, nodes: 1 }));
  // 2 × (4 + 8) = 24 replicas of one GPU on 2 × 8 GPUs
  const plan = parsePlan({ version: 1, cluster: "demo", pools, deployments: [named("chat"), named("draft")] });
  expect(sizePlan(plan).pools.map(({ surgeFits }) => surgeFits)).toEqual([true, false]);
});
