import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyLoadForecast } from "@loadline/core";
import { acceleratedPlan, expectedAndCame, reportLines, type SizedDeployment } from "@loadline/tools/demo/hour-report";
import { HourScript } from "@loadline/tools/fleet/hour/hour-script";
import type { FleetArguments } from "@loadline/tools/fleet/options";
import { parsePlanText } from "@loadline/tools/fleet/read-inputs";
import { createFleet, startReplicas } from "@loadline/tools/fleet/run-fleet";
import { repositoryRoot } from "@loadline/tools/repository";
import { checkPlan, type PlanDeployment, plannedLoad } from "@loadline/wire";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { sizePlan } from "../../apps/cli/src/plan/size-plan.ts";
import { run, runLine } from "../../apps/cli/test/memory-context.ts";
import { Advisor } from "../../apps/recommender/src/advise/advisor.ts";
import { comparedVersions } from "../../apps/recommender/src/calibrate/rollout-verdict.ts";
import { type Comparison, rolloutKey, withWindow } from "../../apps/recommender/src/calibrate/versions.ts";
import { Allotment, ownClaim } from "../../apps/recommender/src/decide/allotment.ts";
import type { DecisionRequest } from "../../apps/recommender/src/decide/assessment.ts";
import { decideDeployment } from "../../apps/recommender/src/decide/decide-deployment.ts";
import { ReplicaModel } from "../../apps/recommender/src/decide/replica-model.ts";
import { createMetrics } from "../../apps/recommender/src/metrics.ts";
import { Fleet } from "../../apps/recommender/src/state/fleet.ts";
import { HealthStore } from "../../apps/recommender/src/state/health-store.ts";
import { measuredLatency, noLatencies } from "../../apps/recommender/src/state/latencies.ts";
import { now, requestWith, viewOfNodes } from "../../apps/recommender/test/decided.ts";
import { type SyntheticEngine, syntheticTelemetry } from "../../apps/recommender/test/synthetic-node.ts";

// The whole serving system through every command that can answer: each figure is worked out beside its assertion.

const folder = mkdtempSync(join(tmpdir(), "loadline-system-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (value: unknown): string => {
  const path = join(folder, "file.yaml");
  writeFileSync(path, stringify(value));
  return path;
};

const slo = { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 };
const chat = {
  name: "chat",
  model: "llama-3.1-8b",
  pool: "h100",
  slo,
  replicas: { planned: 20, min: 0, max: 1_000 },
  reserveReplicas: 0,
};
const pools = [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 200 }];
const planOf = (keys: object) => ({ version: 1, cluster: "lab", pools, deployments: [{ ...chat, ...keys }] });

const lengths = { inputTokens: 1000, outputTokens: 200 };
const expecting = (requestsPerSecond: number) => ({ expected: { ...lengths, requestsPerSecond } });
const asked = "--model llama-3.1-8b --gpu h100 --input-tokens 1000 --output-tokens 200 --ttft 2 --tpot 0.05 --json";

interface Way {
  readonly turnedAwayShare: number;
  readonly toReplicas: number;
  readonly limit: string | null;
}
interface Sized {
  readonly verdict: string;
  readonly way: Way;
  readonly peak: { readonly askedFrom: string } | null;
  readonly reserveReplicas: number;
  readonly required: {
    readonly requestsPerSecondPerReplica: number;
    readonly replicas: number;
    readonly replicasAtMedian: number;
    readonly errorBand: { readonly relative: number };
  };
}

const firstOf = (json: string): Sized => {
  const [first] = (JSON.parse(json) as { deployments: Sized[] }).deployments;
  if (first === undefined) throw new Error(json);
  return first;
};

/** The first deployment of a plan file, as `loadline plan` sizes it. */
const planned = async (keys: object): Promise<Sized & { readonly code: number }> => {
  const { code, stdout, stderr } = await run(["plan", fileOf(planOf(keys)), "--json"]);
  if (stdout === "") throw new Error(stderr);
  return { ...firstOf(stdout), code };
};

/** The best configuration of the option form. */
const searched = async (line: string) => {
  const { code, stdout, stderr } = await runLine(`plan ${asked} ${line}`);
  if (stdout === "") throw new Error(stderr);
  const answer = JSON.parse(stdout) as {
    verdict: string;
    best: Sized["required"] & { way: Way; loadReplicas: number };
  };
  return { ...answer.best, verdict: answer.verdict, code };
};

/** Share of the requests that the gateway of a simulation refuses, and that its cache answers. */
const simulated = async ({ requestsPerSecond, ...front }: { readonly requestsPerSecond: number; gateway: object }) => {
  const scenario = {
    load: {
      ...{ shape: "constant", requestsPerSecond, duration: "2m", arrivals: { kind: "gamma", cv: 0.01 } },
      ...{ inputTokens: { mean: 100 }, outputTokens: { mean: 20 } },
    },
    replica: { model: "llama-3.1-8b", gpu: "h100" },
    objectives: { timeToFirstToken: "2s", interTokenLatency: "50ms" },
    fleet: { minimum: 2, maximum: 2 },
    policies: ["hpa:0.7"],
    ...front,
  };
  const { stdout, stderr } = await run(["simulate", "--scenario", fileOf(scenario), "--json"]);
  if (stdout === "") throw new Error(stderr);
  const answer = JSON.parse(stdout) as { requests: number; policies: { refusedByGateway: number }[] };
  return (answer.policies[0]?.refusedByGateway ?? Number.NaN) / answer.requests;
};

/** What a recommender asks for that sees `reaching` requests/s at the replicas, of the plan's shape. */
const recommended = (keys: object, reaching: number, shape = lengths, planOfIt: Partial<DecisionRequest> = {}) => {
  const { assessment } = decideDeployment(
    requestWith({
      requestsPerSecond: reaching,
      keys: { ...chat, ...keys },
      view: { shape: { ...shape, basis: "plan" }, ready: 0, working: 0, lastKnownReplicas: 0 },
      rest: {
        ...{ currentTarget: 0, forecast: emptyLoadForecast, poolAvailable: null },
        ...planOfIt,
        ...(planOfIt.deployment && planOfIt.pool
          ? { model: new ReplicaModel(planOfIt.deployment, planOfIt.pool) }
          : {}),
      },
    }),
  );
  return assessment;
};

describe("0: models that answer in one piece", () => {
  const alone = (keys: object): object => ({
    ...{ reserveReplicas: 0, pool: "h100", replicas: { planned: 1, min: 1, max: 1_000 }, ...keys },
  });

  test("pictures: half the steps take half the time, and as many of one second as a GPU makes need no second one", async () => {
    // SDXL, FP8, offline on an H100: 2.2 pictures/s of 20 steps are what MLPerf v4.1 measured (17.6 of 8 GPUs); random
    // arrivals leave 0.8 of it: 1.76/s within no objective.
    const sdxl = { model: "sdxl", weights: "fp8", slo: {}, expected: { requestsPerSecond: 3 } };
    const at = (picture?: object) => planned(alone({ ...sdxl, expected: { ...sdxl.expected, picture } }));
    const twenty = await at({ steps: 20 });
    const each = twenty.required.requestsPerSecondPerReplica;
    expect(each).toBeGreaterThan(0.9 * 1.76);
    expect(each).toBeLessThan(1.1 * 1.76);
    expect(twenty.required.replicasAtMedian).toBe(Math.ceil(3 / each));
    const forty = await at({ steps: 40 });
    expect(each / forty.required.requestsPerSecondPerReplica).toBeCloseTo(2, 6);
  });

  test.each([
    { model: "bert-large", lengths: { inputTokens: 128 }, line: "--input-tokens 128", rate: 20_000, seconds: 0.1 },
    { model: "sdxl", lengths: { picture: { steps: 20 } }, line: "--steps 20", rate: 20, seconds: 5 },
    { model: "whisper-large-v3", lengths: { outputTokens: 100 }, line: "--output-tokens 100", rate: 50, seconds: 20 },
  ])("$model: file, options and recommender count alike", async ({ model, lengths: own, line, rate, seconds }) => {
    const keys = { model, slo: { endToEndSeconds: seconds }, expected: { ...own, requestsPerSecond: rate } };
    const file = await planned(alone(keys));
    const asked = `plan --model ${model} --gpu h100 ${line} --requests-per-second ${rate} --end-to-end ${seconds}s`;
    const path = join(folder, `${model}.yaml`);
    const { stdout, stderr } = await runLine(`${asked} --reserve failures=off --json --write ${path}`);
    if (stdout === "") throw new Error(stderr);
    const { best } = JSON.parse(stdout) as { best: Sized["required"] };
    const { requestsPerSecondPerReplica: each, replicas, replicasAtMedian } = file.required;
    expect(best).toMatchObject({ requestsPerSecondPerReplica: each, replicas, replicasAtMedian });
    expect(replicasAtMedian).toBe(Math.ceil(rate / each));
    const read = firstOf((await run(["plan", path, "--verify", "--json"])).stdout);
    expect(read).toMatchObject({ verdict: "enough", required: { replicas }, verification: { holds: true } });
    const shape = { inputTokens: 0, outputTokens: 0, ...own };
    expect(recommended(alone(keys), rate, shape).decision.desired).toBe(replicasAtMedian);
  });

  test.each([
    [{ model: "sdxl", slo: { interTokenLatencySeconds: 0.05 } }, "slo.interTokenLatencySeconds"],
    [{ model: "llama-3.1-8b", expected: { inputTokens: 10, requestsPerSecond: 1 } }, "expected.outputTokens"],
    [{ model: "llama-3.1-8b", expected: { ...lengths, picture: {}, requestsPerSecond: 1 } }, "expected.picture"],
    [{ model: "bert-large", expected: { requestsPerSecond: 1 } }, "expected.inputTokens"],
  ])("%j is refused at %s", async (keys, place) => {
    const { code, stderr } = await run(["plan", fileOf(planOf({ ...expecting(1), ...keys }))]);
    expect(code).toBe(2);
    expect(stderr).toContain(`deployments.0.${place}`);
  });
});

describe("1: the way of a request", () => {
  test("10,000 requests/s behind a gateway of 1,000: 9,000 are turned away, which is an answer", async () => {
    // (10,000 − 1,000) ÷ 10,000 = 0.9
    const file = await planned({ ...expecting(10_000), gateway: { requestsPerSecond: 1_000 } });
    expect(file).toMatchObject({
      code: 1,
      way: { turnedAwayShare: 0.9, toReplicas: 1_000, limit: "requestsPerSecond" },
    });
    expect(file.required.replicasAtMedian).toBe(Math.ceil(1_000 / file.required.requestsPerSecondPerReplica));
    const options = await searched("--requests-per-second 10000 --gateway 1000 --reserve failures=off");
    expect(options).toMatchObject({ code: 1, verdict: "gateway-limited", way: { turnedAwayShare: 0.9 } });
  });

  test("30 requests/s of 1,200 tokens behind 21,600 tokens/s: 18 pass", async () => {
    // 21,600 ÷ (1,000 + 200) = 18 requests/s; (30 − 18) ÷ 30 = 0.4
    const way = { turnedAwayShare: 0.4, toReplicas: 18, limit: "tokensPerSecond" };
    expect(await planned({ ...expecting(30), gateway: { tokensPerSecond: 21_600 } })).toMatchObject({
      ...{ verdict: "gateway-limited", way },
    });
    expect(await searched("--requests-per-second 30 --gateway-tokens 21600")).toMatchObject({ way });
    // 30 × 120 tokens behind 2,160 tokens/s: the same share, but for the 18 requests of one second that may come at once.
    const gateway = { tokensPerSecond: 2_160 };
    expect(await simulated({ requestsPerSecond: 30, gateway })).toBeCloseTo(0.4 - 18 / 3_600, 3);
  });

  test.each([
    // 100 offered, 60 pass, of which half are answered by the cache: 30.
    { counts: "offered", turnedAwayShare: 0.4, toReplicas: 30 },
    // 100 offered, 50 are not answered by the cache, all of them are below 60.
    { counts: "cache-misses", turnedAwayShare: 0, toReplicas: 50 },
  ])("a gateway of 60 that counts $counts, with a cache that answers half of 100", async ({ counts, ...way }) => {
    const front = { gateway: { requestsPerSecond: 60, counts }, responseCache: { hitRatio: 0.5 } };
    expect(await planned({ ...expecting(100), ...front })).toMatchObject({ way });
    const line = `--requests-per-second 100 --gateway 60 --gateway-counts ${counts} --response-cache 0.5`;
    expect(await searched(line)).toMatchObject({ way });
  });

  test("file and options answer alike: 100 requests/s at the front, 85 of them from the cache", async () => {
    // 15 reach the replicas; while the cache is cold all 100 do: ⌈100 ÷ c⌉ replicas in all.
    const reserve = { causes: ["cold-cache"] };
    const { reserveReplicas: _, ...rest } = chat;
    const keys = { ...expecting(100), responseCache: { hitRatio: 0.85 }, reserve };
    const path = fileOf({ ...planOf({}), deployments: [{ ...rest, ...keys }] });
    const { stdout } = await run(["plan", path, "--json"]);
    const file = firstOf(stdout);
    const options = await searched("--requests-per-second 100 --reserve failures=off,cache=0.85 --confidence 90");
    const written = join(folder, "written.yaml");
    const line = `--requests-per-second 100 --reserve failures=off,cache=0.85 --tensor 1 --weights bf16 --write ${written}`;
    const best = await searched(line);
    const read = JSON.parse((await run(["plan", written, "--json"])).stdout) as { deployments: Sized[] };
    expect(file.way.toReplicas).toBeCloseTo(15, 9);
    expect(options.way.toReplicas).toBeCloseTo(15, 9);
    expect(read.deployments[0]?.required.replicas).toBe(best.replicas);
    expect(file.required.replicasAtMedian).toBe(Math.ceil(100 / file.required.requestsPerSecondPerReplica));
  });
});

describe("2: a cold cache", () => {
  const keys = {
    ...expecting(100),
    responseCache: { hitRatio: 0.85 },
    reserveReplicas: undefined,
    reserve: { causes: ["cold-cache"] },
  };

  test("takes what the offered load takes, warm or cold", () => {
    const warm = recommended(keys, 15).decision.desired ?? Number.NaN;
    const cold = recommended(keys, 100).decision.desired ?? Number.NaN;
    const each = recommended(keys, 100).capacity;
    const rate = each.kind === "feasible" ? each.capacity.requestsPerSecond : Number.NaN;
    // 100 requests/s are all that is offered: ⌈100 ÷ c⌉, not ⌈100 ÷ 0.15 ÷ c⌉.
    expect(cold).toBe(Math.ceil(100 / rate));
    expect(warm).toBe(cold);
  });
});

describe("3: loading", () => {
  const schedule = {
    timeZone: "UTC",
    windows: [{ days: ["mon"], from: "09:00", to: "10:00", requestsPerSecond: 200 }],
  };

  test("a window of 200 requests/s beside 100 is what the plan is sized for, asked for a lead time before", async () => {
    const keys = { ...expecting(100), schedule, leadTimeSeconds: 600 };
    const few = await planned({ ...keys, replicas: { planned: 6, min: 1, max: 1_000 } });
    // 09:00 − 600 s = 08:50; ⌈200 ÷ c⌉ replicas
    expect(few).toMatchObject({ verdict: "too-small", peak: { askedFrom: "08:50" }, way: { offered: 200 } });
    expect(few.required.replicasAtMedian).toBe(Math.ceil(200 / few.required.requestsPerSecondPerReplica));
  });
});

describe("4: right-sizing", () => {
  test("the best batch, memory share and cache format are one change, no more memory than the gain takes", async () => {
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
    const [sequences, share] = advised.changes;
    expect(advised.changes.map(({ key }) => key)).toEqual(["maxSequences", "gpuMemoryUtilization"]);
    // By the model an H100 decodes 8 in 8.7 ms: 8 ÷ (200 × 0.0087) = 4.6 requests/s at most; it carries more with these.
    expect(advised.now).toBeLessThan(4.6);
    // All at once: what those two settings carry is what `plan` has for them, and half the batch carries less.
    const carried = async (config: object) =>
      (await planned({ ...expecting(10), engineConfig: config, kvCache: "fp8" })).required.requestsPerSecondPerReplica;
    const [maxSequences = 0, gpuMemoryUtilization = 0] = [sequences?.to, share?.to];
    expect(await carried({ maxSequences, gpuMemoryUtilization })).toBeCloseTo(advised.then, 6);
    const most = await carried({ maxSequences: 1024, gpuMemoryUtilization: 0.95 });
    expect(advised.then).toBeGreaterThan(0.95 * most);
    expect(gpuMemoryUtilization).toBeLessThan(0.95);
    expect(maxSequences).toBeLessThanOrEqual(1024);
    expect(await carried({ maxSequences: maxSequences / 4, gpuMemoryUtilization })).toBeLessThan(0.95 * most);
    // 16.1 GB of weights and 2.0 GB of activations are 18.4 of 80 GB at 0.25: its cache is what 0.25 is short of.
    expect(await carried({ maxSequences, gpuMemoryUtilization: 0.25 })).toBeLessThan(0.95 * most);
  });

  test("settings that are enough are left, memory with them", async () => {
    const engineConfig = { maxSequences: 512, gpuMemoryUtilization: 0.8 };
    const path = fileOf(planOf({ ...expecting(10), engineConfig, kvCache: "fp8" }));
    expect(JSON.parse((await run(["advise", "engine", "chat", path, "--json"])).stdout)).toMatchObject({
      ...{ changes: [], restarts: 0 },
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

describe("5: whole nodes", () => {
  test("replicas of 4 GPUs on nodes of 6 leave 2 GPUs on each, and 4 replicas take 4 nodes", async () => {
    // ⌊6 ÷ 4⌋ = 1 replica a node: 4 nodes, not ⌈4 × 4 ÷ 6⌉ = 3; 6 − 4 = 2 GPUs are left on each.
    const keys = { ...expecting(1), parallel: { tensor: 4 }, replicas: { planned: 4, min: 4, max: 9 } };
    const sixes = [{ name: "h100", gpu: "h100", gpusPerNode: 6, nodes: 4 }];
    const { stdout } = await run(["plan", fileOf({ ...planOf(keys), pools: sixes }), "--json"]);
    expect((JSON.parse(stdout) as { pools: object[] }).pools[0]).toMatchObject({
      ...{ nodesPlanned: 4, enough: true, stranded: [{ gpus: 2, nodes: 4 }] },
    });
  });
});

describe("6: pools of one deployment", () => {
  const three = [
    { name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 1, purchase: "reserved", usdPerGpuHour: 2 },
    {
      ...{ name: "spot", gpu: "h100", gpusPerNode: 4, nodes: 2, purchase: "spot", usdPerGpuHour: 1 },
      ...{ spotMarkets: 2, spotNoticeSeconds: 30 },
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
        ...{ lost: 4, left: 14, shortSeconds: 270, usdPerHourWithoutSpot: 56 },
        ...{ filledBy: [{ pool: "fallback", replicas: 4 }], unfilled: 0 },
      },
    });
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
    const answer = await mixed({ ...expecting(1), ...reserve, replicas: { planned: 16, min: 0, max: 24 } });
    // A market holds 4 of 16: one replica of the load needs ⌈1 ÷ (1 − 4/16)⌉ − 1 = 1 beside it.
    expect(answer.reserveReplicas).toBe(1);
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
    expect(await metrics.registry.getSingleMetricAsString("loadline_cost_usd_per_hour")).toContain('kind="ready"} 32');
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
    return expect(metrics.registry.getSingleMetricAsString("loadline_engines_unlike_plan")).resolves.toContain(
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
      ...{ ...expecting(1), rollout: { surgeReplicas: one.surgeReplicas } },
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
    [{ share: 0.1, tolerance: 0 }, "rollout.canary.tolerance"],
    [{ share: 0.1, model: "sdxl" }, "rollout.canary.slo.interTokenLatencySeconds"],
  ])("%j is refused at %s", async ({ share, ...keys }, place) => {
    const { code, stderr } = await run(["plan", fileOf(planOf({ ...expecting(1), ...canaryOfShare(share, keys) }))]);
    expect(code).toBe(2);
    expect(stderr).toContain(`deployments.0.${place}`);
  });
});

describe("8: two versions, live", () => {
  /** Minutes of two engines of each version; each ends 100 requests a minute, of which some fail, and its tokens take as long. */
  const compared = (
    minutes: number,
    canary: { readonly failed: number; readonly gap: number; readonly load?: number },
  ) => {
    const keys = { ...expecting(10), rollout: { toVersion: "2", canary: { engines: "canary", share: 0.5 } } };
    const plan = checkPlan(planOf({ ...keys, slo: { interTokenLatencySeconds: 0.05 } }));
    const [deployment] = plan.deployments;
    if (deployment === undefined) throw new Error("the plan has one");
    const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 1, rememberSeconds: 600 });
    let [comparison, latency]: [Comparison | null, ReturnType<typeof measuredLatency> | null] = [null, null];
    for (let minute = 0; minute <= minutes; minute += 1) {
      const at = now - 60 * (minutes - minute);
      const rows = ["a", "b", "canary-a", "canary-b"].map((id) => {
        const own = id.startsWith("canary") ? { load: 1, ...canary } : { load: 1, failed: 0, gap: 0.02 };
        const finished = 100 * own.load * minute;
        const gaps = { interTokenSeconds: finished * 199 * own.gap, interTokenCount: finished * 199 };
        const reasons = { stop: finished - own.failed * minute, error: own.failed * minute };
        return { row: { id, deployment: "chat", finished, ...gaps }, reasons, gap: own.gap, load: own.load };
      });
      const sample = syntheticTelemetry({ seq: minute, sampledAt: at, engines: rows.map(({ row }) => row) });
      const buckets = rows.map(({ gap, load }): [number, number][] => (minute === 0 ? [] : [[gap, 19_900 * load]]));
      const more = { finishReasons: rows.map(({ reasons }) => reasons), interTokenLatencyBuckets: buckets };
      fleet.accept("n1", { ...sample, engines: { ...sample.engines, ...more } }, at);
      latency = measuredLatency(fleet.latenciesOf("chat"), { now: at, seconds: 60, deployment });
      const engines = { canary: 2, stable: 2 };
      if (latency.versions !== null) comparison = withWindow(comparison, latency.versions, { deployment, engines });
    }
    const rollout = comparedVersions(comparison, deployment, 60);
    return { rollout, plan, view: viewOfNodes(fleet.nodes) };
  };

  test("nothing differs: held until failures of 1 % more are excluded, then promoted", () => {
    // No failure of n requests of each: ±r, r = √(2 × 1/n × 1/(n + 2) …) × the factor of the interval, 1 % within 10 min.
    const few = compared(3, { failed: 0, gap: 0.02 }).rollout;
    expect(few).toMatchObject({ verdict: "hold", windows: 2 });
    expect(few?.message).toContain("3 more min of both are needed at least");
    expect(compared(21, { failed: 0, gap: 0.02 }).rollout).toMatchObject({ verdict: "promote", windows: 20 });
  });
  // 5 of 100 fail: 5 % more, of which 1 % is tolerated. A twentieth slower: 5 % more of the time. 0.08 s miss 0.05 s all.
  test.each([
    { name: "failures", failed: 5, gap: 0.02, verdict: "roll-back", text: "failed requests +5 %" },
    { name: "time", failed: 0, gap: 0.021, verdict: "roll-back", text: "time between tokens +5 %" },
    { name: "objectives", failed: 0, gap: 0.08, verdict: "roll-back", text: "missed gaps between tokens +100 %" },
    { name: "a faster one", failed: 0, gap: 0.01, verdict: "promote", text: "time between tokens -50 %" },
    { name: "a load of its own", failed: 0, gap: 0.03, load: 2, verdict: "hold", text: "get 2 times the requests" },
  ])("$name: $verdict", async ({ verdict, text: part, ...canary }) => {
    const { rollout, plan, view } = compared(31, canary);
    expect(rollout).toMatchObject({ verdict, windows: 30 });
    expect(rollout?.message).toContain(part);
    const { assessment } = decideDeployment({ ...requestWith({ requestsPerSecond: 10, view }), rollout });
    const rows = Object.fromEntries(assessment.decision.evidence.map(({ input, value }) => [input, value]));
    expect(rows["rollout.verdict"]).toBe(rollout?.message);
    expect(rows["rollout.gap"]).toBeCloseTo(canary.gap / 0.02 - 1, 9);
    const context = { now, plan, nodes: [], inventories: new Map(), health: new HealthStore(), peaksOf: () => [] };
    const advised = new Advisor().advise([assessment], context)[0]?.advice ?? [];
    expect(advised.find(({ code }) => code === "canary")?.message).toBe(rollout?.message);
    const metrics = createMetrics();
    metrics.expose([assessment], { cluster: "lab", epoch: 1 });
    const text = await metrics.registry.metrics();
    expect(text).toContain(`loadline_rollout_verdict{cluster="lab",deployment="chat",verdict="${verdict}"} 1`);
  });
});

describe("8: two versions, by chance", () => {
  const rolloutOf = (tolerance: number) => ({ toVersion: "2", canary: { engines: "new", share: 0.5, tolerance } });
  const [deployment] = checkPlan(
    planOf({ ...expecting(1), slo: { endToEndSeconds: 9 }, rollout: rolloutOf(0.01) }),
  ).deployments;

  /** The first verdict that is not to hold, looked at after each of 90 minutes; each version ends 100 requests a minute. */
  const verdictOf = (random: () => number, { fails, slower }: { readonly fails: number; readonly slower: number }) => {
    if (deployment === undefined) throw new Error("the plan has one");
    const failed = (chance: number): number =>
      Array.from({ length: 100 }, random).filter((value) => value < chance).length;
    const totals = (chance: number, time: number) => {
      const answer = { sum: 100 * time * (1 + 0.2 * (random() - 0.5)), count: 100 };
      return { ...noLatencies, sums: { ...noLatencies.sums, failed: { sum: failed(chance), count: 100 }, answer } };
    };
    let comparison: Comparison | null = null;
    for (let minute = 0; minute < 90; minute += 1) {
      const versions = { canary: totals(0.02 + fails, 1 + slower), stable: totals(0.02, 1) };
      comparison = withWindow(comparison, versions, { deployment, engines: { canary: 1, stable: 1 } });
      const verdict = comparedVersions(comparison, deployment, 60)?.verdict;
      if (verdict !== "hold") return verdict;
    }
    return "hold";
  };
  const shares = (given: Parameters<typeof verdictOf>[1]) => {
    let state = 7;
    const random = (): number => {
      // Park and Miller 1988.
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const all = Array.from({ length: 200 }, () => verdictOf(random, given));
    return (verdict: string): number => all.filter((one) => one === verdict).length / all.length;
  };

  test("one that fails as much more as is tolerated is hardly ever called either, however often it is looked at", () => {
    const share = shares({ fails: 0.01, slower: 0 });
    expect(share("roll-back") + share("promote")).toBeLessThanOrEqual(0.05);
  });
  test("one that fails 4 % more is rolled back, and one that is 10 % faster and fails less is promoted", () => {
    expect(shares({ fails: 0.04, slower: 0 })("roll-back")).toBeGreaterThan(0.95);
    expect(shares({ fails: -0.015, slower: -0.1 })("promote")).toBeGreaterThan(0.95);
  });
});

describe("9: latency", () => {
  /** A minute of 100 requests at one engine, after a sample without any. */
  const minute = () => {
    const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 1, rememberSeconds: 600 });
    fleet.latenciesOf("chat");
    for (const [seq, share] of [0, 1].entries()) {
      const at = now - 60 + 60 * share;
      const finished = 100 * share;
      const row = {
        id: "e0",
        deployment: "chat",
        finished,
        promptTokens: finished * 1000,
        generatedTokens: finished * 200,
      };
      const gaps = { interTokenSeconds: 398 * share, interTokenCount: 19_900 * share };
      const sample = syntheticTelemetry({ seq, sampledAt: at, engines: [{ ...row, ...gaps }] });
      const sums = {
        ...{ queueSecondsSum: [20 * share], queueSecondsCount: [finished] },
        ...{ timeToFirstTokenSecondsSum: [50 * share], timeToFirstTokenSecondsCount: [finished] },
        ...{ endToEndSecondsSum: [448 * share], endToEndSecondsCount: [finished] },
      };
      const first: [number, number][] = [
        [0.25, 20],
        [0.5, 40],
        [2.5, 30],
        [5, 10],
      ];
      const buckets = { timeToFirstTokenBuckets: [share === 0 ? [] : first] };
      fleet.accept("n1", { ...sample, engines: { ...sample.engines, ...sums, ...buckets } }, at);
    }
    return fleet;
  };

  test("where the time of a request goes, beside the model, and the share that met the objective", async () => {
    const fleet = minute();
    const [deployment] = checkPlan(planOf(expecting(10))).deployments;
    const latencies = fleet.latenciesOf("chat");
    if (deployment === undefined) throw new Error("the plan has one");
    const latency = measuredLatency(latencies, { now, seconds: 60, deployment });
    // 20 ÷ 100 s wait, (50 − 20) ÷ 100 s prompt, (448 − 50) ÷ 100 s decode, 398 ÷ 19,900 s a gap.
    expect(latency.parts).toEqual({
      ...{ queue: 0.2, prefill: 0.3, decode: expect.closeTo(3.98, 9), "first-token": 0.5, gap: 0.02, answer: 4.48 },
    });
    // 60 in at most 0.5 s, and 30 between 1 and 2.5 s, which are not known to have missed 2 s: 90 of 100.
    expect(latency.attained).toMatchObject([{ name: "timeToFirstToken", observations: 100 }]);
    expect(latency.attained[0]?.met).toBe(90);
    const { assessment } = decideDeployment({ ...requestWith({ requestsPerSecond: 6 }), latency });
    const rows = Object.fromEntries(assessment.decision.evidence.map(({ input, value }) => [input, value]));
    expect(rows).toMatchObject({ "latency.queue": 0.2, "latency.prefill": 0.3, "latency.gap": 0.02 });
    expect(rows["attained.timeToFirstToken"]).toBeCloseTo(0.9, 9);
    // The first token of the model is what it waits and its prompt, as measured ones are.
    const planned = (part: string): number => Number(rows[`latency.${part}.planned`]);
    expect(planned("queue") + planned("prefill")).toBeCloseTo(planned("first-token"), 9);
    expect(planned("first-token") + planned("decode")).toBeCloseTo(planned("answer"), 2);
    const metrics = createMetrics();
    const exposed = (share: number) => {
      const { attained } = latency;
      const { buckets } = latency.totals;
      const more = { ...buckets, timeToFirstToken: buckets.timeToFirstToken.map((count) => count * share) };
      const totals = { ...latency.totals, buckets: more };
      metrics.expose([{ ...assessment, latency: { ...latency, attained, totals } }], { cluster: "lab", epoch: 1 });
    };
    // What was observed before the first tick is in the histogram, not in what met the objective since.
    exposed(1);
    exposed(2);
    const text = await metrics.registry.metrics();
    const own = 'cluster="lab",deployment="chat"';
    for (const line of [
      `loadline_time_to_first_token_seconds_bucket{${own},le="0.5"} 120`,
      `gen_ai_server_time_to_first_token_seconds_bucket{${own},le="+Inf"} 200`,
      `loadline_time_to_first_token_seconds_count{${own}} 200`,
      `loadline_latency_seconds{${own},part="queue",basis="measured"} 0.2`,
      `loadline_objective_seconds{${own},objective="time_to_first_token"} 2`,
      `loadline_objective_observations_total{${own},objective="time_to_first_token",result="missed"} 10`,
    ])
      expect(text).toContain(line);
  });
});

describe("9: latency, planned", () => {
  test.each([0.1, 14])(
    "at %d requests/s the first token is its own prompt and what it waits for others",
    async (rate) => {
      const line = `estimate --model llama-3.1-8b --gpu h100 --input-tokens 1000 --output-tokens 200`;
      const answer = async (load: string) =>
        JSON.parse((await runLine(`${line} ${load} --json`)).stdout) as {
          timeToFirstTokenSeconds: { mean: number };
          openLoop?: { firstTokenWaitSeconds: number };
        };
      const { timeToFirstTokenSeconds: first, openLoop } = await answer(`--requests-per-second ${rate}`);
      const alone = (await answer("--concurrency 1 --endless")).timeToFirstTokenSeconds.mean;
      const wait = openLoop?.firstTokenWaitSeconds ?? Number.NaN;
      // A request alone waits for nobody: what is above its first token is waiting.
      expect(wait).toBeCloseTo(Math.max(0, first.mean - alone), 9);
      expect(wait / first.mean > 0.2).toBe(rate > 1);
    },
  );
});

describe("11: several clusters", () => {
  test("what us carries when eu goes: at once by what stands, all after the lead time", async () => {
    const pathOf = (cluster: string, keys: object): string => {
      const path = join(folder, `${cluster}.yaml`);
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
    expect(answer).toMatchObject({ cluster: "eu, us", total: { replicas: { gpus: 22 } } });
    const [lost] = answer.takeOver[0]?.deployments ?? [];
    expect(lost).toMatchObject({ name: "chat", takenBy: ["us"], shareLater: 1, laterSeconds: 540 });
    expect((lost as { shareAtOnce: number }).shareAtOnce).toBeCloseTo(6 / 8, 2);
    const text = await run(["plan", eu, us]);
    expect(text.stdout).toMatch(/us carries 7[45](\.\d)? % at once, all in 9 min/);
    expect((await run(["plan", eu, eu])).stderr).toContain('cluster is "eu"; expected a name that one plan alone has');
  });

  const answerOf = async (plans: Readonly<Record<string, readonly object[]>>) => {
    const paths = Object.entries(plans).map(([cluster, deployments]) => {
      const path = join(folder, `${cluster}.yaml`);
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

describe("12: the load balancer", () => {
  /** A minute of engines that decode `batch` sequences at `latency` seconds a token, one on each node. */
  const minuteOf = (engines: readonly { readonly batch: number; readonly latency: number }[]) => {
    const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 1, rememberSeconds: 600 });
    for (const [index, { batch, latency }] of engines.entries()) {
      for (const [seq, seconds] of [0, 30, 60].entries()) {
        const [finished, interTokenSeconds] = [seconds * 10, batch * seconds];
        const tokens = { promptTokens: finished * 1000, generatedTokens: finished * 200 };
        const counters = { finished, ...tokens, interTokenSeconds, interTokenCount: interTokenSeconds / latency };
        const row = { id: "e", deployment: "chat", running: batch, startedAt: now - 3_600, ...counters };
        const sample = syntheticTelemetry({ seq, sampledAt: now - 60 + seconds, engines: [row] });
        fleet.accept(`n${index}`, sample, now - 60 + seconds);
      }
    }
    return fleet.nodes;
  };
  const drained = (nodes: Fleet["nodes"]): readonly string[] => {
    const view = viewOfNodes(nodes);
    const context = { now, plan: checkPlan(planOf(expecting(10))), nodes, inventories: new Map() };
    const { assessment } = decideDeployment(requestWith({ requestsPerSecond: 10, view }));
    const advised = new Advisor().advise([assessment], { ...context, health: new HealthStore(), peaksOf: () => [] });
    return (advised[0]?.advice ?? []).filter(({ code }) => code === "drain-node").map(({ message }) => message);
  };
  // An H100 decodes 8 sequences of this model in 8.7 ms and 200 in 57.7 ms, by the model.
  const [starting, overloaded] = [
    { batch: 8, latency: 0.0087 },
    { batch: 200, latency: 0.0577 },
  ];

  test("two replicas that are overloaded while others start are not advised to be drained", () => {
    // 57.7 ÷ 8.7 = 6.6 times as slow as the others, all of it the batch: 57.7 ÷ 57.7 beside 8.7 ÷ 8.7.
    expect(drained(minuteOf([overloaded, overloaded, ...new Array(8).fill(starting)]))).toEqual([]);
  });

  test("one that is three times slower at the load of the others is", () => {
    const sick = { batch: 8, latency: 3 * 0.0087 };
    expect(drained(minuteOf([overloaded, sick, ...new Array(8).fill(starting)]))).toEqual([
      expect.stringContaining("engine n1/e is far slower than its peers"),
    ]);
  });
});

test("the whole system of the example is one table within 80 columns", async () => {
  const { code, stdout } = await run(["plan", join(repositoryRoot, "deploy/examples/document.yaml")]);
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  const cells = lines.slice(0, 8).map((line) => line.split(/ {2,}/));
  // 120/s in the window × (1 − 0.85) = 18; 17 × 4 = 68 GPUs; 68 + 2 + 6 = 76; (2 + 6) × 1.9 $ = 15.20 $ of 8 reserved GPUs
  expect(cells[1]).toMatchObject({ 0: "chat", 1: "120", 2: "85 %", 3: "18", 4: "17", 6: "68" });
  expect(cells[2]).toMatchObject({ 0: "search", 1: "1000", 2: "1000", 5: "2", 6: "3.80" });
  expect(cells[3]).toMatchObject({ 0: "images", 1: "0.5", 2: "0.5", 5: "6", 6: "11.40" });
  const [spent, all] = [cells[1], cells[4]].map((row) => Number(row?.at(-1)));
  expect(cells[4]).toMatchObject({ 0: "total", 1: "25", 3: "76" });
  expect(all).toBeCloseTo((spent ?? 0) + 15.2, 2);
});

describe("the demo's hour of the example", () => {
  const path = join(repositoryRoot, "deploy/examples/document.yaml");
  const text = readFileSync(path, "utf8");
  const plan = parsePlanText(text);

  test("goes as its plan has it, without a recommender: the planned replicas carry it", async () => {
    const speedUp = 30;
    const fast = parsePlanText(acceleratedPlan(text, plan, speedUp));
    const options: FleetArguments = {
      ...{ plan: path, server: "", dir: "/nowhere", seed: 1, speedUp, loadFactor: 1 },
      ...({ traffic: "hour", startReplicas: "planned" } as const),
    };
    const hour = new HourScript(fast, speedUp);
    const fleet = await createFleet(fast, options, hour);
    const logger = { info: () => {}, warn: () => {}, error: () => {} };
    startReplicas(fleet, fast, { arguments: options, logger });
    fleet.advanceTo(3_600 / speedUp + 1);
    expect(hour.status).toMatchObject({ isOver: true, phase: "evening" });
    const { stdout } = await run(["plan", path, "--json"]);
    const { deployments } = JSON.parse(stdout) as { deployments: SizedDeployment[] };
    const rows = expectedAndCame(plan, deployments, hour.status.records);
    const lines = reportLines(rows);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(rows.filter(({ line }) => !line[3])).toEqual([]);
    const expected = (phase: string, what: string) =>
      rows.find((row) => row.phase === phase && row.line[0].startsWith(what))?.line[1];
    // 120/s × (1 − 0.85); all 120/s while the cache is cold; 150 of 200/s pass the gateway; 150 × 0.15.
    expect(expected("full load", "requests/s")).toBe("18");
    expect(expected("cold cache", "requests/s")).toBe("120");
    expect(expected("gateway limit", "turned away")).toBe("25 %");
    expect(expected("gateway limit", "requests/s")).toBe("22.5");
    // 10 of 17 replicas are on two spot markets; 300 s of lead time; 12 minutes are 2 rounds of 5.
    expect(expected("spot loss", "of 17")).toBe("5 or less");
    expect(expected("spot loss", "minutes")).toBe("5 or less");
    expect(expected("roll-out", "replicas of the next version")).toBe("2");
  });

  test("runs a plan whose lead times and notices are shorter by as much, with the busiest window", () => {
    const fast = parse(acceleratedPlan(text, plan, 10)) as { pools: object[]; deployments: object[] };
    expect(fast.pools).toMatchObject([{ name: "reserved" }, { spotNoticeSeconds: 12 }]);
    expect(fast.deployments[0]).toMatchObject({
      ...{ name: "chat", leadTimeSeconds: 30 },
      schedule: { windows: [{ from: "00:00", to: "24:00", requestsPerSecond: 120 }] },
    });
    expect(fast.deployments[1]).not.toHaveProperty("schedule");
  });
});

describe("one arithmetic", () => {
  const whole = (min: number, max: number) => fc.integer({ min, max });
  const share = fc.constantFrom(0.1, 0.25, 0.5, 0.8);
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const causes = fc.uniqueArray(fc.constantFrom("gpu-failure", "rollout", "cold-cache", "node-loss"), { minLength: 1 });
  const plans = fc.record({
    rate: whole(1, 2_000),
    // Few tokens to answer: what a replica carries is found at once.
    shape: fc.constantFrom(
      { inputTokens: 100, outputTokens: 1 },
      { inputTokens: 2500, outputTokens: 5 },
      { inputTokens: 3000, outputTokens: 2 },
    ),
    gateway: optional(
      fc.record({
        requestsPerSecond: optional(whole(1, 1_500)),
        tokensPerSecond: optional(whole(1_000, 2_000_000)),
        counts: fc.constantFrom("offered", "cache-misses"),
      }),
    ),
    responseCache: optional(fc.record({ hitRatio: share })),
    reserveReplicas: whole(0, 3),
    causes: optional(causes),
    min: whole(0, 4),
    leadTimeSeconds: whole(20, 900),
    isChained: fc.boolean(),
  });
  type Drawn = typeof plans extends fc.Arbitrary<infer T> ? T : never;

  interface Answered {
    readonly leadTimeSeconds: number;
    readonly planned: { readonly usdPerHour: number };
    readonly required: Sized["required"] & { readonly usdPerHour: number };
  }

  /** One replica at a rate, as `estimate` has it: whether the objective holds. */
  const carries = async ({ inputTokens, outputTokens }: typeof lengths, rate: number): Promise<boolean> => {
    const shape = `--input-tokens ${inputTokens} --output-tokens ${outputTokens} --requests-per-second ${rate}`;
    const { stdout, stderr } = await runLine(`estimate --model llama-3.1-8b --gpu h100 ${shape} --json`);
    if (stdout === "") throw new Error(stderr);
    const answer = JSON.parse(stdout) as { verdict: string; timeToFirstTokenSeconds: { p95: number } };
    return answer.verdict === "stable" && answer.timeToFirstTokenSeconds.p95 <= 2;
  };

  interface Question {
    readonly rate: number;
    readonly shape: typeof lengths;
    readonly each: number;
    readonly usdPerReplicaHour: number;
    readonly leadTimeSeconds: number;
    readonly front: Pick<PlanDeployment, "gateway" | "responseCache">;
  }

  // As many requests a second as are simulated soon; the shares are the same. Steps of a minute count whole requests.
  const simulatedRate = 20;
  const stepSeconds = 60;

  /** The same load in even gaps: the share that the gateway refuses, the least count, and what that costs. */
  const withoutNoise = async ({ rate, shape, each, front: { gateway, responseCache }, ...question }: Question) => {
    const scale = Math.min(1, simulatedRate / rate);
    const limit = (name: "requestsPerSecond" | "tokensPerSecond") =>
      gateway?.[name] === undefined ? {} : { [name]: gateway[name] * scale };
    const limits = {
      counts: gateway?.counts,
      ...limit("requestsPerSecond"),
      ...limit("tokensPerSecond"),
    };
    const scenario = {
      load: {
        ...{
          shape: "constant",
          requestsPerSecond: rate * scale,
          duration: "5m",
          arrivals: { kind: "gamma", cv: 0.001 },
        },
        ...{ inputTokens: { mean: shape.inputTokens }, outputTokens: { mean: shape.outputTokens } },
      },
      replica: { model: "llama-3.1-8b", gpu: "h100", requestsPerSecond: each * scale },
      ...{ objectives: { timeToFirstToken: "2s", interTokenLatency: "1s" }, fleet: { minimum: 0, maximum: 5_000 } },
      ...{ policies: ["clairvoyant"], step: stepSeconds, scoreFrom: "3m", leadTime: question.leadTimeSeconds },
      pricePerReplicaHour: question.usdPerReplicaHour,
      ...(gateway === undefined ? {} : { gateway: limits }),
      ...(responseCache === undefined ? {} : { cache: { repeats: responseCache.hitRatio, distinct: 1 } }),
    };
    const { stdout, stderr } = await run(["simulate", "--scenario", fileOf(scenario), "--json"]);
    if (stdout === "") throw new Error(stderr);
    const answer = JSON.parse(stdout) as {
      leadTimeSeconds: number;
      seconds: number;
      policies: { requests: number; refusedByGateway: number; replicaHours: number; costUsd: number }[];
    };
    const [policy] = answer.policies;
    if (policy === undefined) throw new Error(stdout);
    const hours = (stepSeconds * (Math.floor(answer.seconds / stepSeconds) + 1) - 180) / 3_600;
    return {
      leadTimeSeconds: answer.leadTimeSeconds,
      turnedAwayShare: policy.refusedByGateway / policy.requests,
      count: policy.replicaHours / hours,
      usdPerHour: policy.costUsd / hours,
    };
  };

  const chain = [
    { name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 1, purchase: "reserved", usdPerGpuHour: 2 },
    { name: "spot", gpu: "h100", gpusPerNode: 4, nodes: 5, spotShare: 0.5, spotMarkets: 2 },
    { name: "rest", gpu: "h100", gpusPerNode: 8, nodes: 700, usdPerGpuHour: 4 },
  ];

  const writtenOf = ({ rate, min, shape, causes: covered, isChained, reserveReplicas, ...keys }: Drawn) => {
    const stated = covered === undefined ? { reserveReplicas } : { reserve: { causes: covered } };
    const written = {
      ...{ ...chat, ...keys, reserveReplicas: undefined, slo: { timeToFirstTokenSeconds: 2 } },
      ...{ expected: { ...shape, requestsPerSecond: rate }, replicas: { planned: min, min, max: 5_000 } },
      ...stated,
      ...(covered?.includes("rollout") ? { rollout: { surgeReplicas: 2 } } : {}),
    };
    return isChained
      ? { ...planOf({}), pools: chain, deployments: [{ ...written, furtherPools: ["spot", "rest"] }] }
      : { ...planOf({}), deployments: [written] };
  };

  const checked = async (drawn: Drawn) => {
    const { rate, min, shape, leadTimeSeconds, gateway, responseCache } = drawn;
    const written = writtenOf(drawn);
    const { stdout, stderr } = await run(["plan", fileOf(written), "--json"]);
    if (stdout === "") throw new Error(stderr);
    const file = firstOf(stdout) as Sized & Answered;
    const plan = checkPlan(JSON.parse(JSON.stringify(written)));
    const [[deployment], [pool]] = [plan.deployments, plan.pools];
    if (deployment === undefined || pool === undefined) throw new Error("both are there");
    const { way } = plannedLoad(deployment);
    expect(file.way).toEqual(way);
    expect(way.turnedAway + way.answeredByCache + way.toReplicas).toBeCloseTo(rate, 6);

    // A recommender that sees what reaches the replicas.
    const assessment = recommended({}, way.toReplicas, shape, { plan, deployment, pool });
    const { replicas, replicasAtMedian, requestsPerSecondPerReplica: each } = file.required;
    expect(assessment.decision.desired).toBe(replicasAtMedian);
    expect(assessment.deployment.leadTimeSeconds).toBe(file.leadTimeSeconds);
    expect(assessment.usdPerHour(replicas)).toBeCloseTo(file.required.usdPerHour, 9);
    expect(assessment.usdPerHour(min)).toBeCloseTo(file.planned.usdPerHour, 9);

    // One replica by estimate: as many as carry the load hold the objective, one fewer does not.
    const carrying = Math.max(1, Math.ceil(way.toReplicas / each));
    expect(await carries(shape, way.toReplicas / carrying)).toBe(true);
    const tight = way.toReplicas / (carrying - 1);
    if (tight > 1.05 * each && carrying > 1) expect(await carries(shape, tight)).toBe(false);

    const usdPerReplicaHour = file.required.usdPerHour / replicas;
    const noiseless = await withoutNoise({
      rate,
      shape,
      each,
      usdPerReplicaHour,
      leadTimeSeconds,
      front: { gateway, responseCache },
    });
    expect(noiseless.leadTimeSeconds).toBe(file.leadTimeSeconds);
    // What a cache answers is drawn, and may be what the gateway counts.
    const noise = responseCache === undefined ? 0.01 : 0.04;
    expect(Math.abs(noiseless.turnedAwayShare - way.turnedAwayShare)).toBeLessThan(noise);
    // A step counts one request more or fewer: where that moves the count, and where a cache draws, there is noise.
    const error = way.toReplicas / each / (stepSeconds * Math.min(rate, simulatedRate) * (way.toReplicas / rate));
    const [fewest, most] = [-error, error].map((part) => Math.max(1, Math.ceil(way.toReplicas / each + part)));
    if (responseCache !== undefined || fewest !== most) return;
    expect(noiseless.count).toBeCloseTo(carrying, 6);
    expect(noiseless.usdPerHour).toBeCloseTo(carrying * usdPerReplicaHour, 6);
  };

  test("random plans: plan, estimate, simulation without noise and recommender give the same shares, counts, costs and lead times", {
    timeout: 3_600_000,
  }, async () => {
    const numRuns = Number(process.env["LOADLINE_PLANS"] ?? 60);
    await fc.assert(fc.asyncProperty(plans, checked), { numRuns });
  });
});

describe("every key of a plan", () => {
  type Way = readonly (string | number)[];
  type Json = Readonly<Record<string | number, unknown>>;

  const leavesOf = (value: unknown, way: Way = []): readonly Way[] =>
    typeof value !== "object" || value === null || (Array.isArray(value) && typeof value[0] !== "object")
      ? [way]
      : Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...way, Array.isArray(value) ? +key : key]));
  const valueAt = (root: unknown, way: Way): unknown => way.reduce<unknown>((value, key) => (value as Json)[key], root);
  const withValue = (root: unknown, way: Way, value: unknown): unknown => {
    const [key, ...rest] = way;
    if (key === undefined) return value;
    const inner = withValue((root as Json)[key], rest, value);
    return Array.isArray(root) ? Object.assign([...root], { [key]: inner }) : { ...(root as Json), [key]: inner };
  };

  /** The example of the reference, which has every key, with requests whose capacity is found at once. */
  const example = (): unknown => {
    const text = readFileSync(join(repositoryRoot, "tools/src/generate/example-plan.yaml"), "utf8");
    const quick = { inputTokens: 2500, outputTokens: 5 };
    return [0, 1].reduce<unknown>(
      (root, index) => withValue(root, ["deployments", index, "expected"], { ...quick, requestsPerSecond: 50 }),
      parse(text),
    );
  };

  /** What a plan and a recommender answer, on a weekday at half past eight, UTC. */
  const answersTo = (value: unknown): string => {
    const plan = checkPlan(value);
    const [deployment] = plan.deployments;
    const pool = plan.pools.find(({ name }) => name === deployment?.pool);
    if (deployment === undefined || pool === undefined) throw new Error("the example has both");
    const at = now - (now % 604_800) + 4 * 86_400 + 8.5 * 3_600;
    const request = requestWith({ requestsPerSecond: 20 });
    const { expected } = deployment;
    const view = { ...request.view, now: at, demandAt: at - 1, shape: { ...expected, basis: "plan" as const } };
    const model = new ReplicaModel(deployment, pool);
    const parts = { plan, deployment, pool, model, view, cluster: plan.cluster, forecast: emptyLoadForecast };
    // Of 6,000 requests of each version within an hour none failed: 1 % more is excluded, a thousandth is not.
    const shares = { canary: { of: 6_000, bad: 0 }, stable: { of: 6_000, bad: 0 } };
    const [errors, load] = [
      { count: 60, mean: 0, squares: 0, shares },
      { requests: 6_000, engines: 120 },
    ];
    const measures = { errors, timeToFirstToken: errors, interTokenLatency: errors, answer: errors };
    const of = rolloutKey(deployment.rollout);
    const comparison = { of, windows: 60, measures, loads: { canary: load, stable: load } };
    const rollout = comparedVersions(comparison, deployment, 60);
    const decideWith = (seen: object) =>
      decideDeployment({ ...request, ...parts, rollout, now: at, ...seen }).assessment;
    // Before any engine reported, and with three replicas that serve.
    const first = decideWith({ currentTarget: null, view: { ...view, ready: null, demand: null, engines: [] } });
    const peaks = Array.from({ length: 20 }, (_, day) => ({
      day: Math.floor(at / 86_400) - 20 + day,
      requestsPerSecond: 100 + day,
    }));
    const context = { now: at, plan, nodes: [], inventories: new Map(), health: new HealthStore() };
    const advised = new Advisor().advise([{ ...decideWith({}), surgeAvailable: 1 }], {
      ...context,
      peaksOf: () => peaks,
    });
    const [{ decision, advice, exhaustion } = {}] = advised;
    const ofCanary = model.differences({ engine: null, model: null, configuration: { kvCache: "bf16" } }, "canary-a");
    return JSON.stringify([sizePlan(plan), first.decision, decision, advice, exhaustion, ofCanary]);
  };

  const other: Readonly<Record<string, readonly unknown[]>> = {
    number: [2, 0.5, 0.99, 1, 8, 0.001],
    string: [
      ...["a100-sxm-80gb", "llama-3.1-8b", "reserved", "zone-b", "sglang", "bf16", "int8", "cache-misses", "UTC"],
      ...["10:00", "23:00", "2026-13", "other"],
    ],
  };
  const alternativesOf = (value: unknown): readonly unknown[] => {
    if (Array.isArray(value)) return [value.slice(0, 1), value.slice(1)];
    const own = typeof value === "number" ? [value * 2, value / 2, value + 1] : [];
    return [...own, ...(other[typeof value] ?? [])].filter((one) => one !== value);
  };

  /** What has to be so for a key to count. */
  const beside: Readonly<Record<string, readonly (readonly [Way, unknown])[]>> = {
    "pools.0.failureDomain": [
      [["deployments", 0, "reserve", "causes"], ["zone-loss"]],
      [["pools", 0, "zones"], 1],
      [["pools", 1], { name: "b", gpu: "h100", gpusPerNode: 8, nodes: 2, failureDomain: "zone-b" }],
      [["deployments", 0, "furtherPools"], undefined],
      [["deployments", 1, "model"], "llama-3.1-70b"],
      [["deployments", 1, "pool"], "b"],
      [["deployments", 1, "parallel"], { tensor: 4 }],
    ],
    "deployments.0.gateway.counts": [[["deployments", 0, "gateway", "requestsPerSecond"], 30]],
    "deployments.0.priority": [
      [["deployments", 0, "furtherPools"], undefined],
      [["pools", 0, "nodes"], 5],
      [["deployments", 1, "priority"], 5],
      [["deployments", 1, "expected", "requestsPerSecond"], 2_000],
      [["deployments", 1, "replicas", "max"], 100],
    ],
  };

  // Addresses of objects that a recommender scales: test/kubernetes/scale.test.ts.
  const addresses = new Set(
    ["namespace", "apiVersion", "kind", "name"].map((key) => `deployments.0.kubernetes.${key}`),
  );

  /** Refused for what the value means, not for its type. */
  const isRefused = (error: unknown): boolean => {
    expect(error).toMatchObject({ code: "LL_PLAN_INVALID" });
    return !String(error).includes("is given; expected");
  };

  let ofExample: string | undefined;

  const matters = (way: Way): boolean => {
    const changes = beside[way.join(".")] ?? [];
    const base = changes.reduce((root, [at, value]) => withValue(root, at, value), example());
    ofExample ??= answersTo(example());
    const was = changes.length === 0 ? ofExample : answersTo(base);
    const differs = (value: unknown): boolean => {
      try {
        return answersTo(withValue(base, way, value)) !== was;
      } catch (error) {
        return isRefused(error);
      }
    };
    return alternativesOf(valueAt(base, way)).some(differs);
  };

  const names = leavesOf(example())
    .map((way) => ({ way, name: way.join(".") }))
    .filter(({ name }) => name !== "version" && !addresses.has(name));
  test.each(names)("$name changes an answer or is refused", ({ way }) => expect(matters(way)).toBe(true));
});
