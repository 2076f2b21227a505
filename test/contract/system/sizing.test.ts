import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkPlan } from "@loadline/plan";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { run } from "../../../apps/cli/test/memory-context.ts";
import { createMetrics } from "../../../apps/recommender/src/publish/metrics.ts";

import {
  advised,
  chat,
  expecting,
  explained,
  familyOf,
  fileOf,
  firstOf,
  lengths,
  messageOf,
  placeOf,
  planned,
  planOf,
  pools,
  recommended,
  removeFiles,
  type Sized,
  simulation,
  slo,
} from "./system.ts";

afterAll(removeFiles);

describe("4: right-sizing", () => {
  test("the best batch, step and memory share are one change, no more memory than the gain takes", async () => {
    const engineConfig = { maxSequences: 8, gpuMemoryUtilization: 0.25 };
    const path = fileOf(planOf({ ...expecting(10), engineConfig, kvCache: "fp8" }));
    const { code, stdout } = await run(["advise", "engine", "chat", path, "--json"]);
    const advised = JSON.parse(stdout) as {
      changes: { key: string; from: number; to: number }[];
      now: number;
      then: number;
      restarts: number;
    };
    expect(code).toBe(0);
    expect(advised.restarts).toBe(20);
    const [sequences, step, share] = advised.changes;
    expect(advised.changes.map(({ key }) => key)).toEqual(["maxSequences", "maxBatchedTokens", "gpuMemoryUtilization"]);
    // By the model an H100 decodes 8 in 8.7 ms: 8 ÷ (200 × 0.0087) = 4.6 requests/s at most; it carries more with these.
    expect(advised.now).toBeLessThan(4.6);
    // All at once: what those settings carry is what `plan` has for them, and half the batch carries less.
    const carried = async (config: object) =>
      (await planned({ ...expecting(10), engineConfig: config, kvCache: "fp8" })).required.requestsPerSecondPerReplica;
    const [maxSequences = 0, maxBatchedTokens = 0, gpuMemoryUtilization = 0] = [sequences?.to, step?.to, share?.to];
    expect(await carried({ maxSequences, maxBatchedTokens, gpuMemoryUtilization })).toBeCloseTo(advised.then, 6);
    // Not one of them is there for nothing.
    expect(await carried({ maxSequences, gpuMemoryUtilization })).toBeLessThan(0.98 * advised.then);
    const most = await carried({ maxSequences: 1024, maxBatchedTokens, gpuMemoryUtilization: 0.95 });
    expect(advised.then).toBeGreaterThan(0.95 * most);
    expect(gpuMemoryUtilization).toBeLessThan(0.95);
    expect(maxSequences).toBeLessThanOrEqual(1024);
    const fewer = { maxSequences: maxSequences / 4, maxBatchedTokens, gpuMemoryUtilization };
    expect(await carried(fewer)).toBeLessThan(0.95 * most);
    // 16.1 GB of weights and 2.0 GB of activations are 18.4 of 80 GB at 0.25: its cache is what 0.25 is short of.
    const small = { maxSequences, maxBatchedTokens, gpuMemoryUtilization: 0.25 };
    expect(await carried(small)).toBeLessThan(0.95 * most);
  });

  test("settings that are enough are left, memory with them", async () => {
    const engineConfig = { maxSequences: 512, gpuMemoryUtilization: 0.8 };
    const path = fileOf(planOf({ ...expecting(10), engineConfig, kvCache: "fp8" }));
    expect(JSON.parse((await run(["advise", "engine", "chat", path, "--json"])).stdout)).toMatchObject({
      changes: [],
      restarts: 0,
    });
  });
});

describe("4: right-sizing of what misses its objectives", () => {
  const advisedAt = async (interTokenLatencySeconds: number, engineConfig: object) => {
    const keys = { ...expecting(10), engineConfig, replicas: { planned: 1, min: 0, max: 9 } };
    const path = fileOf(planOf({ ...keys, slo: { ...slo, interTokenLatencySeconds } }));
    const json = JSON.parse((await run(["advise", "engine", "chat", path, "--json"])).stdout) as object;
    return { json, text: (await run(["advise", "engine", "chat", path])).stdout };
  };

  test("settings that meet the objectives are named where the present ones do not", async () => {
    // 16.1 GB of weights are more than 0.2 of 80 GB: no replica starts.
    const { json, text } = await advisedAt(0.05, { maxSequences: 64, gpuMemoryUtilization: 0.2 });
    expect(json).toMatchObject({ now: 0, gain: null, restarts: 1 });
    expect((json as { then: number }).then).toBeGreaterThan(1);
    expect(text).toContain("gpuMemoryUtilization");
    expect(text).toContain("one change, 1 restart\n");
    expect(text.replaceAll(/\s+/g, " ")).toContain("none with the present settings");
  });

  test("objectives that no settings meet are said to be that", async () => {
    const { json, text } = await advisedAt(0.0001, {});
    expect(json).toMatchObject({ changes: [], now: 0, gain: 0, restarts: 0 });
    expect(text).toContain("no settings of the engine meet the objectives");
  });
});

describe("4: right-sizing, live", () => {
  test("a recommender advises the change of `advise engine`, in one advice", async () => {
    const keys = { engineConfig: { maxSequences: 8, gpuMemoryUtilization: 0.25 }, kvCache: "fp8" };
    const path = fileOf(planOf({ ...expecting(3), ...keys }));
    const { changes } = JSON.parse((await run(["advise", "engine", "chat", path, "--json"])).stdout) as {
      changes: { key: string; from: number; to: number }[];
    };
    const assessment = advised(keys, { reaching: 3, ready: 3, basis: "telemetry" });
    const all = (assessment.advice ?? []).filter(({ code }) => code === "engine-flags");
    expect(all).toHaveLength(1);
    const message = all[0]?.message ?? "";
    for (const { key, from } of changes) expect(message).toContain(`${key} ${from} → `);
    expect(message).toContain("one restart of each");
    const metrics = createMetrics();
    metrics.expose([assessment], { cluster: "lab", epoch: 1 });
    const text = await familyOf(metrics, "loadline_advice");
    expect(text).toContain('code="engine-flags"} 1');
    expect((await explained(assessment)).text).toContain("engine-flags: maxSequences 8 → ");
  });
});

describe("5: whole nodes, simulated and live", () => {
  const replica = { model: "llama-3.1-8b", gpu: "h100", tensor: 4, requestsPerSecond: 2.5 };

  test("4 replicas of 4 GPUs on nodes of 6: simulate has 4 nodes, 8 GPUs left and the price of nodes", async () => {
    // ⌈10 ÷ 2.5⌉ = 4 replicas, one on a node: 4 × (6 − 4) = 8 GPUs; 4 nodes × 12 $ × 5 min = 4 $
    const nodes = { groups: [{ name: "six", replicasPerNode: 1, gpusPerNode: 6, pricePerHour: 12 }] };
    const fleet = { minimum: 4, maximum: 4, initial: 4, nodes };
    const answer = await simulation(
      { requestsPerSecond: 10, duration: "5m" },
      { replica, fleet, step: 60, leadTime: 60 },
    );
    expect(answer.nodes).toEqual({ most: 4, strandedGpus: 8, usd: expect.closeTo(4, 6) });
  });

  test("3 more that have no place lack 3 nodes, not ⌈3 × 4 ÷ 6⌉ = 2, in advice and explain", async () => {
    const keys = { parallel: { tensor: 4 }, replicas: { planned: 4, min: 4, max: 9 } };
    const pool = { gpusPerNode: 6 };
    const assessment = advised(keys, { reaching: 1, ready: 1, pool }, { poolAvailable: 0 });
    const message = messageOf(assessment, "node-pool");
    expect(message).toContain("pool h100 lacks 3 nodes of 6 GPUs");
    const event = await explained(assessment);
    expect(event.text).toContain(`node-pool: ${message}`);
    expect(event.bindingLimit).toBe("pool");
  });
});

describe("5: whole nodes", () => {
  test("replicas of 4 GPUs on nodes of 6 leave 2 GPUs on each, and 4 replicas take 4 nodes", async () => {
    // ⌊6 ÷ 4⌋ = 1 replica a node: 4 nodes, not ⌈4 × 4 ÷ 6⌉ = 3; 6 − 4 = 2 GPUs are left on each.
    const keys = { ...expecting(1), parallel: { tensor: 4 }, replicas: { planned: 4, min: 4, max: 9 } };
    const sixes = [{ name: "h100", gpu: "h100", gpusPerNode: 6, nodes: 4 }];
    const { stdout } = await run(["plan", fileOf({ ...planOf(keys), pools: sixes }), "--json"]);
    expect((JSON.parse(stdout) as { pools: object[] }).pools[0]).toMatchObject({
      nodesPlanned: 4,
      enough: true,
      stranded: [{ gpus: 2, nodes: 4 }],
    });
  });
});

describe("6: pools of one deployment", () => {
  const three = [
    { name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 1, purchase: "reserved", usdPerGpuHour: 2 },
    {
      name: "spot",
      gpu: "h100",
      gpusPerNode: 4,
      nodes: 2,
      purchase: "spot",
      usdPerGpuHour: 1,
      spotMarkets: 2,
      spotNoticeSeconds: 30,
    },
    { name: "fallback", gpu: "h100", gpusPerNode: 8, nodes: 2, usdPerGpuHour: 4 },
  ];
  const mixed = async (keys: object) => {
    const pooled = { ...planOf({ furtherPools: ["spot", "fallback"], leadTimeSeconds: 300, ...keys }), pools: three };
    const { stdout, stderr } = await run(["plan", fileOf(pooled), "--json"]);
    if (stdout === "") throw new Error(stderr);
    return firstOf(stdout) as Sized & { readonly marketLoss: { readonly shortageChance: number } };
  };

  test("reserved first, then spot, the rest on demand; a market takes half of the spot replicas", async () => {
    const answer = await mixed({ ...expecting(1), replicas: { planned: 18, min: 0, max: 24 } });
    expect(answer).toMatchObject({
      // 8 + 8 + 2 GPUs at 2, 1 and 4 $: 16 + 8 + 8 = 32 $/h
      planned: { usdPerHour: 32 },
      pools: [
        { pool: "h100", replicas: 8, spotReplicas: 0, usdPerHour: 16 },
        { pool: "spot", replicas: 8, spotReplicas: 8, usdPerHour: 8 },
        { pool: "fallback", replicas: 2, spotReplicas: 0, usdPerHour: 8 },
      ],
      // 8 ÷ 2 = 4 go; a free node of the fallback takes 8; 300 − 30 s; 16 + 8 + 8 × 4 = 56 $/h with no spot at all
      marketLoss: {
        lost: 4,
        left: 14,
        shortSeconds: 270,
        usdPerHourWithoutSpot: 56,
        filledBy: [{ pool: "fallback", replicas: 4 }],
        unfilled: 0,
      },
    });
  });

  test("the same order of pools by simulation, as groups of nodes with a priority", async () => {
    // 8 on the reserved node, 8 on two of spot, 2 on a whole one on demand: 16 + 2 × 4 + 32 = 56 $/h, for 5 min.
    const group = (name: string, priority: number, keys: object) => ({ name, priority, ...keys });
    const nodes = {
      expander: "priority",
      groups: [
        group("reserved", 3, { replicasPerNode: 8, maximumNodes: 1, pricePerHour: 16 }),
        group("spot", 2, { replicasPerNode: 4, maximumNodes: 2, pricePerHour: 4 }),
        group("fallback", 1, { replicasPerNode: 8, maximumNodes: 2, pricePerHour: 32 }),
      ],
    };
    const answer = await simulation(
      { requestsPerSecond: 9, duration: "5m" },
      {
        replica: { model: "llama-3.1-8b", gpu: "h100", requestsPerSecond: 0.5 },
        fleet: { minimum: 18, maximum: 18, initial: 18, nodes },
        step: 60,
        leadTime: 60,
      },
    );
    expect(answer.nodes).toEqual({ most: 4, strandedGpus: 0, usd: expect.closeTo((56 * 5) / 60, 6) });
  });

  test("what is left is too little with the chance that a replica is that much slower", async () => {
    const replicas = { planned: 16, min: 0, max: 24 };
    const { required } = await mixed({ ...expecting(1), replicas });
    const chanceAt = async (rate: number) => (await mixed({ ...expecting(rate), replicas })).marketLoss.shortageChance;
    // 8 reserved ones and 4 on spot are left: half of all replicas carry more than the median.
    const carried = 12 * required.requestsPerSecondPerReplica;
    expect(await chanceAt(carried)).toBeCloseTo(0.5, 6);
    // Slower by the whole band, of which the end is the 95th percentile on one side.
    expect(await chanceAt(carried / (1 + required.errorBand.relative))).toBeCloseTo(0.05, 3);
  });

  test("a market takes none of what is reserved, and reserve is held for what it takes", async () => {
    const reserve = { reserve: { causes: ["spot-loss"] }, reserveReplicas: undefined };
    const replicas = { planned: 16, min: 0, max: 24 };
    const few = await mixed({ ...expecting(1), ...reserve, replicas });
    // One replica carries it, on a reserved node, which no market takes.
    expect(few.reserveReplicas).toBe(0);
    const rate = 7 * few.required.requestsPerSecondPerReplica;
    const { required, reserveReplicas } = await mixed({ ...expecting(rate), ...reserve, replicas });
    // n replicas carry it: 8 are reserved, and of x on two markets x/2 go: 8 + x/2 = n, so x − (n − 8) = n − 8.
    const carrying = required.replicas - reserveReplicas;
    expect(carrying).toBeGreaterThan(8);
    expect(reserveReplicas).toBe(carrying - 8);
  });

  test("nodes that may go are counted over all pools of the chain", async () => {
    // One reserved node and two on spot are left with two when one goes: no pool needs a node more than it has.
    const reserve = { reserve: { causes: ["node-loss"] }, reserveReplicas: undefined };
    const keys = { ...expecting(1), ...reserve, replicas: { planned: 10, min: 0, max: 24 } };
    const written = { ...planOf({ furtherPools: ["spot", "fallback"], ...keys }), pools: three };
    const { pools: sized } = JSON.parse((await run(["plan", fileOf(written), "--json"])).stdout) as {
      pools: { nodesPlanned: number; enough: boolean }[];
    };
    expect(sized.map(({ nodesPlanned }) => nodesPlanned)).toEqual([1, 2, 0]);
    expect(sized.every(({ enough }) => enough)).toBe(true);
  });

  test("the cost of a recommender is that of the plan: pool by pool", async () => {
    const written = { ...planOf({ furtherPools: ["spot", "fallback"], ...expecting(1) }), pools: three };
    const plan = checkPlan(written);
    const [[deployment], [pool]] = [plan.deployments, plan.pools];
    if (deployment === undefined || pool === undefined) throw new Error("both are there");
    const assessment = recommended({}, 1, lengths, { plan, deployment, pool });
    // 8 reserved at 2 $, 8 on spot at 1 $, 2 on demand at 4 $.
    expect([8, 16, 18].map(assessment.usdPerHour)).toEqual([16, 24, 32]);
    const metrics = createMetrics();
    const view = { ...assessment.view, ready: 18 };
    metrics.expose([{ ...assessment, view }], { cluster: "lab", epoch: 1 });
    expect(await familyOf(metrics, "loadline_cost_usd_per_hour")).toContain('kind="ready"} 32');
  });

  test("a standby with nothing expected is its reserve, and of two GPUs there are two deployments", async () => {
    const standby = await planned({ ...expecting(0), reserveReplicas: 3, replicas: { planned: 3, min: 0, max: 9 } });
    expect(standby).toMatchObject({ verdict: "enough", required: { replicas: 3 }, reserveReplicas: 3 });
    const other = [...pools, { name: "a100", gpu: "a100", gpusPerNode: 8, nodes: 1 }];
    const keys = { ...expecting(1), furtherPools: ["a100"] };
    const { stderr } = await run(["plan", fileOf({ ...planOf(keys), pools: other })]);
    expect(stderr).toContain("deployments.0.furtherPools.0: its GPU is a100, that of pool h100 h100");
  });
});

describe("11: several clusters", () => {
  test("what us carries when eu goes: at once by what stands, all after the lead time", async () => {
    const pathOf = (cluster: string, keys: object): string => {
      const path = placeOf(`${cluster}.yaml`);
      writeFileSync(path, stringify({ ...planOf(keys), cluster }));
      return path;
    };
    const { required } = await planned(expecting(1));
    const each = required.requestsPerSecondPerReplica;
    // us: 10 replicas, of which 4 carry its own load, so 6 are left: 6 of the 8 that eu's load takes; with 20 all of it.
    const bounds = { planned: 10, min: 0, max: 20 };
    const eu = pathOf("eu", { ...expecting(8 * each), replicas: { ...bounds, planned: 12 } });
    const us = pathOf("us", { ...expecting(4 * each), replicas: bounds, leadTimeSeconds: 540 });
    const { stdout } = await run(["plan", eu, us, "--json"]);
    const answer = JSON.parse(stdout) as { total: { replicas: object }; takeOver: { deployments: object[] }[] };
    expect(answer).toMatchObject({ cluster: "eu, us", total: { replicas: { gpus: 23 } } });
    const [lost] = answer.takeOver[0]?.deployments ?? [];
    expect(lost).toMatchObject({ name: "chat", takenBy: ["us"], shareLater: 1, laterSeconds: 540 });
    expect((lost as { shareAtOnce: number }).shareAtOnce).toBeCloseTo(6 / 8, 2);
    const text = await run(["plan", eu, us]);
    expect(text.stdout).toMatch(/us carries 7[45](\.\d)? % at once, all in 9 min/);
    expect((await run(["plan", eu, eu])).stderr).toContain('cluster is "eu"; expected a name that one plan alone has');
  });

  const answerOf = async (plans: Readonly<Record<string, readonly object[]>>) => {
    const paths = Object.entries(plans).map(([cluster, deployments]) => {
      const path = placeOf(`${cluster}.yaml`);
      const all = deployments.map((keys) => ({ ...chat, ...keys }));
      writeFileSync(path, stringify({ ...planOf({}), cluster, deployments: all, pools: [{ ...pools[0], nodes: 1 }] }));
      return path;
    });
    const { stdout, stderr } = await run(["plan", ...paths, "--json"]);
    if (stdout === "") throw new Error(stderr);
    type Taken = { name: string; takenBy: string[]; shareAtOnce: number | null; shareLater: number | null };
    const text = (await run(["plan", ...paths])).stdout;
    return {
      text,
      taken: (JSON.parse(stdout) as { takeOver: { deployments: Taken[] }[] }).takeOver[0]?.deployments ?? [],
    };
  };
  const bounds = { planned: 0, min: 0, max: 8 };

  test("free nodes are counted once: what one deployment grows into is no longer there for the next", async () => {
    const each = (await planned(expecting(1))).required.requestsPerSecondPerReplica;
    // Six replicas' worth of each is lost, and the backup has places for eight.
    const lost = [{ ...expecting(5.9 * each) }, { ...expecting(5.9 * each), name: "draft" }].map((one) => ({
      ...one,
      replicas: { ...bounds, planned: 6 },
    }));
    const idle = lost.map((one) => ({ ...one, ...expecting(0.001), replicas: bounds }));
    const { taken } = await answerOf({ east: lost, west: idle });
    expect(taken.map(({ name }) => name)).toEqual(["chat", "draft"]);
    expect(taken[0]?.shareLater).toBe(1);
    expect(taken[1]?.shareLater).toBeCloseTo(2 / 5.9, 2);
  });

  test("a replica that is not modelled carries an unknown share, and another model of the same name none", async () => {
    const lost = { ...expecting(5), replicas: { ...bounds, planned: 2 } };
    const unknown = { ...lost, model: "our-own-model" };
    const { taken, text } = await answerOf({ east: [unknown], west: [unknown] });
    expect(taken).toMatchObject([{ takenBy: ["west"], shareAtOnce: null, shareLater: null }]);
    expect(text).toContain("how much is unknown");
    const other = await answerOf({ east: [lost], west: [{ ...lost, model: "qwen3-8b" }] });
    expect(other.taken).toMatchObject([{ takenBy: [], shareAtOnce: 0, shareLater: 0 }]);
    expect(other.text).toContain("nothing else serves it");
  });
});

test("the whole system of the example is one table within 80 columns", async () => {
  const { code, stdout } = await run(["plan", join(repositoryRoot, "deploy/examples/document.yaml")]);
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  const cells = lines.slice(0, 8).map((line) => line.split(/ {2,}/));
  // 120/s in the window × (1 − 0.85) = 18; 18 × 4 = 72 GPUs; 72 + 2 + 6 = 80; (2 + 6) × 1.9 $ = 15.20 $ of 8 reserved GPUs
  expect(cells[1]).toMatchObject({ 0: "chat", 1: "120", 2: "85 %", 3: "18", 4: "18", 6: "72" });
  expect(cells[2]).toMatchObject({ 0: "search", 1: "1000", 2: "1000", 5: "2", 6: "3.80" });
  expect(cells[3]).toMatchObject({ 0: "images", 1: "0.5", 2: "0.5", 5: "6", 6: "11.40" });
  const [spent, all] = [cells[1], cells[4]].map((row) => Number(row?.at(-1)));
  expect(cells[4]).toMatchObject({ 0: "total", 1: "26", 3: "80" });
  expect(all).toBeCloseTo((spent ?? 0) + 15.2, 2);
});
