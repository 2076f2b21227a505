import { checkPlan } from "@loadline/plan";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "../../../apps/cli/test/memory-context.ts";
import { Advisor } from "../../../apps/recommender/src/advise/advisor.ts";
import { Allotment, ownClaim } from "../../../apps/recommender/src/decide/allotment.ts";
import { decideDeployment } from "../../../apps/recommender/src/decide/decide-deployment.ts";
import { Fleet } from "../../../apps/recommender/src/fleet/fleet.ts";
import { HealthStore } from "../../../apps/recommender/src/fleet/health-store.ts";
import { createMetrics } from "../../../apps/recommender/src/publish/metrics.ts";
import { now, requestWith, viewOfNodes } from "../../../apps/recommender/test/decided.ts";
import { type SyntheticEngine, syntheticTelemetry } from "../../../apps/recommender/test/synthetic-node.ts";

import { chat, expecting, familyOf, fileOf, planned, planOf, recommended, removeFiles } from "./system.ts";

afterAll(removeFiles);

describe("7: versions", () => {
  const reporting = (rows: readonly Partial<SyntheticEngine>[]) => {
    const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 1, rememberSeconds: 600 });
    const engines = rows.map((row, index) => ({ id: `e${index}`, deployment: "chat", finished: 0, ...row }));
    for (const [seq, at] of [now - 60, now].entries())
      fleet.accept("n1", syntheticTelemetry({ seq, sampledAt: at, engines }), at);
    return viewOfNodes(fleet.nodes);
  };

  test("engines that report another model, format or memory share than the plan are named, and those that do not are not", () => {
    const view = reporting([
      { model: "meta-llama/Llama-3.1-8B-Instruct", configuration: { kvCache: "auto", gpuMemoryUtilization: "0.9" } },
      { model: "nvidia/Llama-3.1-8B-Instruct-FP8", configuration: { kvCache: "fp8", gpuMemoryUtilization: "0.4" } },
      { model: "meta-llama/Llama-3.1-70B-Instruct" },
      { model: "our-own-name" },
      // Far too long to be a name: nothing is concluded from it, and nothing of it is remembered.
      { model: `meta-llama/Llama-3.1-70B-Instruct${"-".repeat(300)}` },
    ]);
    // The plan has llama-3.1-8b on an H100: weights and cache in bf16, 0.9 of the memory.
    expect(view.differences).toEqual([
      { key: "weights", planned: "bf16", reported: "fp8", engines: ["e1 on node n1"] },
      { key: "kvCache", planned: "bf16", reported: "fp8", engines: ["e1 on node n1"] },
      { key: "gpuMemoryUtilization", planned: "0.9", reported: "0.4", engines: ["e1 on node n1"] },
      { key: "model", planned: "llama-3.1-8b", reported: "llama-3.1-70b", engines: ["e2 on node n1"] },
    ]);
    const { assessment } = decideDeployment(requestWith({ requestsPerSecond: 10, view }));
    const context = { now, plan: checkPlan(planOf(expecting(10))), nodes: [], inventories: new Map() };
    const advised = new Advisor().advise([assessment], { ...context, health: new HealthStore(), peaksOf: () => [] });
    const named = (advised[0]?.advice ?? []).filter(({ code }) => code === "engine-differs");
    expect(named).toHaveLength(4);
    expect(named[3]?.message).toContain("engine e2 on node n1 reports model llama-3.1-70b, the plan has llama-3.1-8b");
    const rows = assessment.decision.evidence.map(({ input, value }) => [input, value]);
    expect(Object.fromEntries(rows)["model of engines"]).toContain("reports model llama-3.1-70b");
    const metrics = createMetrics();
    metrics.expose([assessment], { cluster: "lab", epoch: 1 });
    return expect(familyOf(metrics, "loadline_engines_unlike_plan")).resolves.toContain(
      'loadline_engines_unlike_plan{cluster="lab",deployment="chat",key="model"} 1',
    );
  });
});

describe("8: roll-out", () => {
  test.each([
    // 8 GPUs − 7 replicas leave 1: one surge replica fits, two do not.
    { surgeReplicas: 1, fits: true },
    { surgeReplicas: 2, fits: false },
  ])("$surgeReplicas surge replicas beside 7 on 8 GPUs: plan, event and advice agree", async (one) => {
    const keys = {
      ...expecting(1),
      rollout: { surgeReplicas: one.surgeReplicas },
      replicas: { planned: 7, min: 1, max: 7 },
    };
    const whole = [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 1 }];
    const written = { ...planOf(keys), pools: whole };
    const { stdout } = await run(["plan", fileOf(written), "--json"]);
    expect((JSON.parse(stdout) as { pools: object[] }).pools[0]).toMatchObject({ surgeFits: one.fits });
    const plan = checkPlan(written);
    const [[deployment], [pool]] = [plan.deployments, plan.pools];
    if (deployment === undefined || pool === undefined) throw new Error("both are there");
    const request = requestWith({ requestsPerSecond: 1, keys: { ...chat, ...keys }, view: { ready: 7, working: 7 } });
    const observed = { deployment, pool, model: request.model, view: request.view };
    const claim = ownClaim({ ...observed, inPool: 7, supply: request.supply }, 7);
    const surgeAvailable = new Allotment(undefined, [claim]).surgeCapacity("chat");
    const { assessment } = decideDeployment({ ...request, surgeAvailable });
    const event = assessment.decision.evidence.find(({ input }) => input === "advice.rolloutFits");
    expect(event?.value === "yes").toBe(one.fits);
    const context = { now, plan, nodes: [], inventories: new Map(), health: new HealthStore(), peaksOf: () => [] };
    const advised = new Advisor().advise([assessment], context)[0]?.advice ?? [];
    expect(advised.find(({ code }) => code === "rollout")?.message.includes("does not fit")).toBe(!one.fits);
  });
});

describe("8: two versions", () => {
  const canaryOfShare = (share: number, keys: object) => ({
    rollout: { toVersion: "2", canary: { engines: "canary", share, ...keys } },
  });

  test("a quarter of the requests at a version of FP8: plan and recommender size the mean of both", async () => {
    const each = async (keys: object) => (await planned({ ...expecting(100), ...keys })).required;
    const [own, other] = [await each({ weights: "bf16" }), await each({ weights: "fp8" })];
    const keys = { ...expecting(100), weights: "bf16", version: "1", ...canaryOfShare(0.25, { weights: "fp8" }) };
    const mixed = await planned(keys);
    // 75 requests/s at a and 25 at b: 75 ÷ a + 25 ÷ b replicas, so one carries 100 ÷ (75 ÷ a + 25 ÷ b).
    const [a, b] = [own.requestsPerSecondPerReplica, other.requestsPerSecondPerReplica];
    expect(b).toBeGreaterThan(1.1 * a);
    const replicas = 75 / a + 25 / b;
    expect(mixed.required.requestsPerSecondPerReplica).toBeCloseTo(100 / replicas, 9);
    // Whole replicas of each version.
    expect(mixed.required.replicasAtMedian).toBe(Math.ceil(75 / a) + Math.ceil(25 / b));
    const { versions } = mixed as unknown as { versions: readonly { replicas: number }[] };
    const all = mixed.required.replicas;
    expect(versions).toMatchObject([
      { version: "1", share: 0.75, requestsPerSecondPerReplica: a, replicas: all - (versions[1]?.replicas ?? 0) },
      { version: "2", share: 0.25, requestsPerSecondPerReplica: b, replicas: expect.any(Number) },
    ]);
    for (const rate of [9, 41, 100, 333]) {
      const counts = Math.ceil((0.75 * rate) / a) + Math.ceil((0.25 * rate) / b);
      expect((await planned({ ...keys, ...expecting(rate) })).required.replicasAtMedian).toBe(counts);
      expect(recommended(keys, rate).decision.desired).toBe(counts);
    }
  });

  test.each([
    [{ share: 1 }, "rollout.canary.share"],
    [{ share: 0.1, model: "sdxl" }, "rollout.canary.slo.interTokenLatencySeconds"],
  ])("%j is refused at %s", async ({ share, ...keys }, place) => {
    const { code, stderr } = await run(["plan", fileOf(planOf({ ...expecting(1), ...canaryOfShare(share, keys) }))]);
    expect(code).toBe(2);
    expect(stderr).toContain(`deployments.0.${place}`);
  });
});
