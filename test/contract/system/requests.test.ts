import { checkPlan } from "@loadline/plan";
import { afterAll, describe, expect, test } from "vitest";
import { run, runLine } from "../../../apps/cli/test/memory-context.ts";
import { Advisor } from "../../../apps/recommender/src/advise/advisor.ts";
import { decideDeployment } from "../../../apps/recommender/src/decide/decide-deployment.ts";
import { Fleet } from "../../../apps/recommender/src/fleet/fleet.ts";
import { HealthStore } from "../../../apps/recommender/src/fleet/health-store.ts";
import { now, requestWith, viewOfNodes } from "../../../apps/recommender/test/decided.ts";
import { syntheticTelemetry } from "../../../apps/recommender/test/synthetic-node.ts";

import {
  advised,
  chat,
  expecting,
  explained,
  fileOf,
  firstOf,
  lengths,
  messageOf,
  placeOf,
  planned,
  planOf,
  recommended,
  removeFiles,
  type Sized,
  searched,
  simulated,
  simulation,
} from "./system.ts";

afterAll(removeFiles);

describe("0: models that answer in one piece", () => {
  const alone = (keys: object): object => ({
    reserveReplicas: 0,
    pool: "h100",
    replicas: { planned: 1, min: 1, max: 1_000 },
    router: "least-requests",
    ...keys,
  });

  test("pictures: half the steps take half the time, and as many of one second as a GPU makes need no second one", async () => {
    // SDXL, FP8, offline on an H100: 2.2 pictures/s of 20 steps are what MLPerf v4.1 measured (17.6 of 8 GPUs); random
    // arrivals leave 0.8 of it: 1.76/s within no objective.
    const expected = { requestsPerSecond: 3 };
    const sdxl = { model: "sdxl", weights: "fp8", slo: {}, expected, router: "random" };
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
    const path = placeOf(`${model}.yaml`);
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
      verdict: "gateway-limited",
      way,
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
    const written = placeOf("written.yaml");
    const line = `--requests-per-second 100 --reserve failures=off,cache=0.85 --tensor 1 --weights bf16 --write ${written}`;
    const best = await searched(line);
    const read = JSON.parse((await run(["plan", written, "--json"])).stdout) as { deployments: Sized[] };
    expect(file.way.toReplicas).toBeCloseTo(15, 9);
    expect(options.way.toReplicas).toBeCloseTo(15, 9);
    expect(read.deployments[0]?.required.replicas).toBe(best.replicas);
    expect(file.required.replicasAtMedian).toBe(Math.ceil(100 / file.required.requestsPerSecondPerReplica));
  });
});

describe("1: the way of a request, live", () => {
  test("a gateway of 21,600 tokens/s before one replica: advice and explain name what it carries", async () => {
    const gateway = { tokensPerSecond: 21_600 };
    const keys = { ...expecting(30), gateway };
    const { required } = await planned(keys);
    const each = required.requestsPerSecondPerReplica;
    // 18 of 30 requests/s pass: ⌈18 ÷ c⌉ replicas. One carries c requests/s of 1,200 tokens, less than the 21,600.
    expect(each).toBeLessThan(18);
    const assessment = advised(keys, { reaching: 18, ready: 1 });
    const event = await explained(assessment);
    expect(event.replicas).toMatchObject({ ready: 1, desired: Math.ceil(18 / each) });
    expect(event.demand?.requestsPerSecond).toBe(18);
    const message = messageOf(assessment, "gateway-limit") ?? "";
    const most = Number(/at most ([\d.]+) tokens/.exec(message)?.[1]);
    expect(most / (1_200 * each)).toBeCloseTo(1, 2);
    expect(message).toContain("it lets through 21600 at present");
    expect(event.text).toContain(`gateway-limit: ${message}`);
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

  test("that never warms takes all that is offered, by simulation as by plan", async () => {
    const load = { requestsPerSecond: 10, duration: "6m" };
    const replica = { model: "llama-3.1-8b", gpu: "h100", requestsPerSecond: 0.7 };
    const fixed = { replica, step: 60, leadTime: 60, scoreFrom: "2m", fleet: { minimum: 0, maximum: 99 } };
    // Steps at 2, 3, 4 and 5 min: 4 min are paid.
    const countWith = async (cache?: object) => (await simulation(load, { ...fixed, cache })).replicaHours / (4 / 60);
    // 85 % ask what was asked before, but never twice the same: ⌈10 ÷ 0.7⌉ = 15 as without a cache.
    expect(await countWith({ repeats: 0.85, distinct: 1e9 })).toBeCloseTo(15, 6);
    expect(await countWith()).toBeCloseTo(15, 6);
  });

  test("misses each question once more after it was lost", async () => {
    // 3,600 requests of 10 questions, of which each is asked within seconds: 2 × 10 misses.
    const cache = { repeats: 1, distinct: 10, lostAt: ["3m"] };
    const { answeredByCache, requests } = await simulation({ requestsPerSecond: 10, duration: "6m" }, { cache });
    expect(requests).toBe(3_600);
    expect(answeredByCache).toBe(3_600 - 2 * 10);
  });

  test("is advice of its own, which explain prints", async () => {
    const { required } = await planned(expecting(100));
    const assessment = advised({ ...expecting(100), responseCache: keys.responseCache }, { reaching: 15, ready: 3 });
    // All 100 arrive instead of 15: ⌈100 ÷ c⌉ − 3 more.
    const missing = Math.ceil(100 / required.requestsPerSecondPerReplica) - 3;
    const message = messageOf(assessment, "cold-cache");
    expect(message).toContain("with a cold cache 100 requests/s arrive instead of 15");
    expect(message).toContain(`${missing} more would be needed`);
    expect((await explained(assessment)).text).toContain(`cold-cache: ${message}`);
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

  test("a replica that is asked for at t serves after its phases, by simulation", async () => {
    const seconds = { node: 30, driver: 10, image: 40, weights: 50, warmUp: 20 };
    const phases = Object.entries(seconds).map(([name, time]) => [name, { p10: `${time}s`, p90: `${time}s` }]);
    const leadTime = Object.fromEntries(phases);
    // 30 + 10 + 40 + 50 + 20 = 150 s; asked for at the first step, after 15 s; who waits longer than 10 s goes:
    // those of the first 15 + 150 − 10 = 155 s, 10 a second.
    const bounds = { fleet: { minimum: 0, maximum: 9, initial: 0 }, patience: "10s", policies: ["loadline"] };
    const load = { requestsPerSecond: 10, duration: "6m" };
    const answer = await simulation(load, { ...bounds, leadTime });
    expect(answer.leadTimeSeconds).toBe(150);
    expect(Math.abs(answer.unserved - 1_550)).toBeLessThanOrEqual(1);
    // Weights from a store of twice the speed: 25 s, 10 × 25 requests fewer.
    const faster = await simulation(load, {
      ...bounds,
      leadTime: { ...leadTime, weights: { p10: "25s", p90: "25s" } },
    });
    expect(answer.unserved - faster.unserved).toBe(250);
  });

  test.each([
    // The decision is at 22:13:20: a window from 22:20 on is 400 s ahead.
    { leadTimeSeconds: 600, wanted: 200 },
    { leadTimeSeconds: 300, wanted: 100 },
  ])("400 s before a window, $leadTimeSeconds s of lead time: $wanted requests/s, in explain too", async (one) => {
    const windows = [{ days: ["tue"], from: "22:20", to: "23:00", requestsPerSecond: 200 }];
    const keys = { ...expecting(100), schedule: { timeZone: "UTC", windows }, leadTimeSeconds: one.leadTimeSeconds };
    const each = (await planned(keys)).required.requestsPerSecondPerReplica;
    const event = await explained(advised(keys, { reaching: 100, ready: 7 }));
    expect(event.replicas.desired).toBe(Math.ceil(one.wanted / each));
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
