import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  dcgmNode,
  engineOf,
  overloadedEngine,
  type RecordedPrometheus,
  type RecordedSeries,
  startRecordedPrometheus,
  vllmEngine,
} from "@loadline/servers/testing/recorded-prometheus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runLine } from "../../test/memory-context.ts";
import { renderLeague } from "../advise/render-advice.ts";
import { viewOf } from "../terminal/view.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-from-prometheus-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hour = 3600;
const place = (job: string, index: number) => ({
  namespace: "serving",
  job,
  pod: `${job}-${index}`,
  instance: `10.0.0.${index}:8000`,
});

const llama = { model_name: "meta-llama/Llama-3.1-8B-Instruct" };
const week = [
  ...vllmEngine({ labels: { ...llama, ...place("chat", 1) }, peak: 6, inputTokens: 900, outputTokens: 180 }),
  ...vllmEngine({ labels: { ...llama, ...place("chat", 2) }, peak: 6, inputTokens: 900, outputTokens: 180 }),
  ...vllmEngine({
    labels: { ...llama, ...place("chat", 3) },
    peak: 6,
    inputTokens: 900,
    outputTokens: 180,
    until: hour / 2,
  }),
  ...dcgmNode({ host: "gpu-1", type: "NVIDIA H100 80GB HBM3", gpus: 8, used: 3 }),
];

interface Environment {
  readonly name: string;
  readonly series: readonly RecordedSeries[];
  readonly flags: string;
  readonly deployments: readonly Readonly<Record<string, unknown>>[];
  readonly pools: readonly Readonly<Record<string, unknown>>[];
}

const h200 = "NVIDIA H200";
const environments: readonly Environment[] = [
  {
    name: "vLLM for a week, GPUs without pods",
    series: week,
    flags: "",
    deployments: [
      {
        name: "llama-3-1-8b-instruct",
        model: "llama-3.1-8b",
        pool: "h100-sxm-80gb",
        engine: "vllm",
        weights: "bf16",
        parallel: { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 },
        engineConfig: { gpuMemoryUtilization: 0.9, prefixHitRatio: 0.25 },
        replicas: { planned: 2, min: 1, max: 8 },
        expected: { inputTokens: 900, outputTokens: 180, requestsPerSecond: 18 },
      },
    ],
    pools: [{ gpu: "h100-sxm-80gb", gpusPerNode: 8, nodes: 1 }],
  },
  {
    name: "SGLang in pods that hold four GPUs each",
    series: [1, 2].flatMap((index) => [
      ...engineOf("sglang", { model_name: "Qwen/Qwen2.5-72B-Instruct-AWQ", ...place("qwen", index) }),
      ...dcgmNode({
        host: `gpu-${index}`,
        type: h200,
        gpus: 8,
        used: 4,
        pods: Object.fromEntries([0, 1, 2, 3].map((gpu) => [gpu, `qwen-${index}`])),
      }),
    ]),
    flags: "",
    deployments: [
      {
        model: "qwen2.5-72b",
        engine: "sglang",
        weights: "int4",
        pool: "h200-sxm-141gb",
        parallel: { tensor: 4, pipeline: 1, expert: 1, attentionData: 1 },
        replicas: { planned: 2, min: 1, max: 4 },
        expected: { inputTokens: 500, outputTokens: 100, requestsPerSecond: 4 },
      },
    ],
    pools: [{ gpu: "h200-sxm-141gb", gpusPerNode: 8, nodes: 2 }],
  },
  {
    name: "NVIDIA NIM, whose series have no prefix",
    series: [
      ...engineOf("nim", { model_name: "meta/llama-3.1-8b-instruct", ...place("nim", 1) }),
      ...dcgmNode({ host: "gpu-1", type: "NVIDIA H100 80GB HBM3", gpus: 8, used: 1, pods: { 0: "nim-1" } }),
    ],
    flags: "",
    deployments: [
      {
        model: "llama-3.1-8b",
        engine: "vllm",
        pool: "h100-sxm-80gb",
        parallel: { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 },
        expected: { inputTokens: 500, outputTokens: 100, requestsPerSecond: 2 },
      },
    ],
    pools: [{ gpu: "h100-sxm-80gb", gpusPerNode: 8 }],
  },
  {
    name: "TGI, whose series name no model and no GPU",
    series: engineOf("tgi", place("tgi", 1)),
    flags: " --model mistral-7b --gpu l40s",
    deployments: [
      {
        name: "tgi",
        model: "mistral-7b",
        engine: "tgi",
        pool: "l40s",
        expected: { inputTokens: 500, outputTokens: 100, requestsPerSecond: 2 },
      },
    ],
    pools: [{ gpu: "l40s" }],
  },
  {
    name: "Triton, which counts no tokens",
    series: [
      ...engineOf("triton", { model: "llama-3.1-8b", ...place("triton", 1) }),
      ...dcgmNode({ host: "gpu-1", type: "NVIDIA L40S", gpus: 4, used: 1 }),
    ],
    flags: "",
    deployments: [
      {
        model: "llama-3.1-8b",
        engine: "tensorrt-llm",
        expected: { inputTokens: 1024, outputTokens: 256, requestsPerSecond: 2 },
      },
    ],
    pools: [{ gpu: "l40s", gpusPerNode: 4 }],
  },
  {
    name: "two models on two types of GPU",
    series: [
      ...engineOf("vllm", { model_name: "openai/gpt-oss-120b", ...place("oss", 1) }),
      ...engineOf("vllm", { ...llama, ...place("chat", 2) }),
      ...dcgmNode({ host: "gpu-1", type: "NVIDIA H100 80GB HBM3", gpus: 8, used: 2, pods: { 0: "oss-1", 1: "oss-1" } }),
      ...dcgmNode({ host: "gpu-2", type: "NVIDIA A100-SXM4-80GB", gpus: 4, used: 1, pods: { 3: "chat-2" } }),
    ],
    flags: "",
    deployments: [
      {
        model: "llama-3.1-8b",
        pool: "a100-sxm-80gb",
        parallel: { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 },
      },
      {
        model: "gpt-oss-120b",
        pool: "h100-sxm-80gb",
        weights: "mxfp4",
        parallel: { tensor: 2, pipeline: 1, expert: 1, attentionData: 1 },
      },
    ],
    pools: [{ gpu: "a100-sxm-80gb" }, { gpu: "h100-sxm-80gb" }],
  },
];

const started = new Map<readonly RecordedSeries[], Promise<RecordedPrometheus>>();
/** One server for all tests of the same series. */
const serverOf = (series: readonly RecordedSeries[]): Promise<RecordedPrometheus> => {
  const server = started.get(series) ?? startRecordedPrometheus(series);
  started.set(series, server);
  return server;
};
afterAll(async () => {
  for (const server of started.values()) await (await server).stop();
});

describe.each(environments)("$name", ({ series, flags, deployments, pools }) => {
  let prometheus: RecordedPrometheus;
  beforeAll(async () => {
    prometheus = await serverOf(series);
  });

  test("init writes a plan that plan accepts as it is", async () => {
    const { code, stdout } = await runLine(`init --from-prometheus ${prometheus.url}${flags}`);
    expect(code).toBe(0);
    expect(parse(stdout)).toMatchObject({ deployments, pools });
    const file = join(folder, `plan-${prometheus.url.split(":").at(-1)}.yaml`);
    writeFileSync(file, stdout);
    const checked = await runLine(`plan ${file} --verify --json`);
    expect(checked.stderr).toBe("");
    const sizes = JSON.parse(checked.stdout).deployments;
    expect(sizes).toHaveLength(deployments.length);
    for (const { verification } of sizes) expect(verification).not.toBeUndefined();
  });

  // Advice over the week is below.
  if (series === week) return;
  test("advise answers with what runs and what it carries", async () => {
    const { code, stdout } = await runLine(`advise --from-prometheus ${prometheus.url}${flags} --json`);
    const answer = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(answer.deployments).toHaveLength(deployments.length);
    for (const { engines, capacityRequestsPerSecond } of answer.deployments) {
      expect(engines.running).toBeGreaterThan(0);
      expect(capacityRequestsPerSecond).toBeGreaterThan(0);
    }
  });
});

test("league tries what peers would have done on the last days, as far as they are recorded", async () => {
  const labels = { ...llama, ...place("chat", 1) };
  const prometheus = await serverOf([
    ...vllmEngine({ labels, peak: 6, inputTokens: 900, outputTokens: 180, from: 2 * 86_400 }),
    ...dcgmNode({ host: "gpu-1", type: "NVIDIA H100 80GB HBM3", gpus: 8, used: 1 }),
  ]);
  const { code, stdout } = await runLine(`league chat --from-prometheus ${prometheus.url} --json`);
  expect(code).toBe(0);
  const league = JSON.parse(stdout);
  const { name, periods, notices } = league;
  expect(notices).toEqual([]);
  expect(name).toMatch(/llama/);
  expect(periods.map(({ days }: { days: number }) => days)).toEqual([1, 7]);
  for (const { rows, seconds } of periods) {
    expect(seconds).toBeGreaterThan(0.9 * 86_400);
    const hoursOf = (policy: string): number =>
      rows.find((row: { policy: string }) => row.policy === policy).replicaHours;
    for (const policy of ["hpa:0.7", "keda", "llmd-v2", "dynamo", "loadline"])
      expect(hoursOf(policy)).toBeGreaterThan(0.8 * hoursOf("clairvoyant"));
  }
  const text = renderLeague(league, viewOf({ columns: 80, colour: false }));
  expect(text).toMatch(/llama.*: the last .* of 7 days/);
  expect(text).toMatch(/clairvoyant .*\$\d+/);
  const refused = await runLine(`league other --from-prometheus ${prometheus.url}`);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/"other".*llama/);
});

describe("league where no plan can be made of what runs", () => {
  const own = { model_name: "our-own", ...place("own", 1) };
  let url = "";
  beforeAll(async () => {
    const from = 2 * 86_400;
    ({ url } = await serverOf(vllmEngine({ labels: own, peak: 6, inputTokens: 900, outputTokens: 180, from })));
  });

  test("neither model nor GPU are known: the load is enough, and what a replica is taken to carry is stated", async () => {
    const { code, stdout } = await runLine(`league --from-prometheus ${url} --policies hpa:0.7,clairvoyant --json`);
    expect(code).toBe(0);
    const { replicaCapacityRps, notices, periods } = JSON.parse(stdout);
    expect(replicaCapacityRps).toBeCloseTo(6, 0);
    expect(notices.join()).toMatch(/no model gives the capacity.*1 engine has in the highest 5 minutes/);
    expect(periods.map(({ days }: { days: number }) => days)).toEqual([1, 7]);
    for (const { rows } of periods)
      expect(rows.map(({ policy }: { policy: string }) => policy)).toEqual([
        "1 at all times",
        "hpa:0.7",
        "clairvoyant",
      ]);
  });

  test("bounds, lead time and price are those that are given", async () => {
    const terms = "--replica-capacity 2rps --min-replicas 4 --lead-time 10m --price-per-hour 3";
    const { stdout } = await runLine(`league our-own --from-prometheus ${url} --policies hpa:0.7 ${terms} --json`);
    const { leadTimeSeconds, notices, periods } = JSON.parse(stdout);
    expect([leadTimeSeconds, notices]).toEqual([600, []]);
    for (const { rows, seconds } of periods) {
      expect(rows[1].replicaHours).toBeGreaterThanOrEqual((4 * seconds) / 3600);
      expect(rows[1].costUsd).toBeCloseTo(3 * rows[1].replicaHours, 6);
    }
    const refused = await runLine(`league --from-prometheus ${url} --min-replicas 4 --max-replicas 2`);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("--max-replicas") });
  });
});

test("league over a recording: the same rows as a backtest of its last day", async () => {
  const windows = Array.from({ length: 3 * 144 + 1 }, (_, at) => `${at * 600},${50 + (at % 144) / 4},3`);
  const file = join(folder, "load.csv");
  writeFileSync(file, `timestamp_s,rate_rps,active_clients\n${windows.join("\n")}\n`);
  const shared = `--trace ${file} --policies hpa:0.7,loadline --replica-capacity 8rps --json`;
  const league = JSON.parse((await runLine(`league ${shared}`)).stdout);
  const backtest = JSON.parse((await runLine(`backtest ${shared}`)).stdout);
  expect(league.periods.map(({ days }: { days: number }) => days)).toEqual([1, 7]);
  const [day, all] = league.periods;
  expect(day.seconds).toBe(86_400);
  expect(all.seconds).toBe(backtest.loadSeconds);
  for (const [index, row] of all.rows.entries()) {
    const { policy, replicaHours, unservedShare, actions } = backtest.policies[index];
    expect(row).toMatchObject({ policy, replicaHours, unservedShare, actions });
  }
  for (const more of [`--from-prometheus http://127.0.0.1:1`, "chat"])
    expect((await runLine(`league ${more} ${shared}`)).stderr).toContain("exclude each other");
  expect((await runLine("league")).stderr).toContain("--from-prometheus");
});

describe("advise over a recorded week", () => {
  let prometheus: RecordedPrometheus;
  beforeAll(async () => {
    prometheus = await serverOf(week);
  });

  test("the week's load, other policies, the engine that is gone, each with its sentence", async () => {
    const { stdout } = await runLine(`advise --from-prometheus ${prometheus.url} --json`);
    const [chat] = JSON.parse(stdout).deployments;
    expect(chat.engines).toMatchObject({ running: 2, gone: ["chat-3"] });
    expect(chat.demand.peakOfWeek).toBeCloseTo(18, 0);
    expect(chat.week.seconds).toBeGreaterThan(6.9 * 86_400);
    const [fixed, hpa, loadline] = chat.week.rows;
    expect(fixed).toMatchObject({ policy: "2 at all times", actions: 0 });
    expect(fixed.replicaHours).toBeCloseTo(2 * 7 * 24, -1);
    expect(hpa.replicaHours).toBeLessThan(fixed.replicaHours);
    expect(loadline.replicaHours).toBeLessThan(fixed.replicaHours);
    expect(loadline.actions).toBeLessThan(hpa.actions);
    expect([hpa.unservedShare, loadline.unservedShare]).toEqual([0, 0]);
    expect(chat.changes.join(" ")).toMatch(/chat-3.*fewer replica-hours/);
  });

  test("backtest takes the week as its load, with the lengths of its requests", async () => {
    const { code, stdout } = await runLine(
      `backtest --from-prometheus ${prometheus.url} --deployment chat --model llama-3.1-8b --gpu h100 --policies hpa:0.7 --json`,
    );
    const { trace, loadSeconds, meanLoadRps, replicaCapacityRps } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(trace).toBe("meta-llama/Llama-3.1-8B-Instruct of serving of chat");
    expect(loadSeconds).toBeGreaterThan(6.9 * 86_400);
    expect(meanLoadRps).toBeCloseTo(9, 0);
    expect(replicaCapacityRps).toBeGreaterThan(1);
    const { code: refused, stderr } = await runLine(`backtest --from-prometheus ${prometheus.url} --deployment other`);
    expect(refused).toBe(2);
    expect(stderr).toMatch(/--deployment is "other"; expected a model.*Llama-3.1-8B-Instruct of serving of chat/);
  });

  test("calibrate takes hours of the week as rows, and plan is corrected by them", async () => {
    const rows = join(folder, "rows.jsonl");
    const { code } = await runLine(`calibrate --from-prometheus ${prometheus.url} --rows ${rows}`);
    expect(code).toBe(0);
    const [first] = readFileSync(rows, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ model: "llama-3.1-8b", gpu: "h100-sxm-80gb", engine: "vllm", weights: "bf16" });
    expect(first.inputTokens).toBeCloseTo(900, 0);
    expect(first.measured.interTokenLatencySeconds).toBeCloseTo(0.02, 4);
    expect(first.measured.timeToFirstTokenSeconds).toBeCloseTo(0.12, 4);
    const plan = join(folder, "measured.yaml");
    writeFileSync(plan, (await runLine(`init --from-prometheus ${prometheus.url}`)).stdout);
    const { stdout } = await runLine(`plan ${plan} --observations ${rows}`);
    expect(stdout.replace(/\s+/g, " ")).toContain("corrected by 24 of your own measurements of this replica");
  });

  test("advise engine takes the lengths that engines report in place of the expected ones", async () => {
    const plan = parse((await runLine(`init --from-prometheus ${prometheus.url}`)).stdout);
    const [first] = plan.deployments;
    const written = (inputTokens: number, outputTokens: number): string => {
      const file = join(folder, "engine.yaml");
      const expected = { ...first.expected, inputTokens, outputTokens };
      const deployment = { ...first, name: "chat", engineConfig: { maxSequences: 8 }, expected };
      writeFileSync(file, JSON.stringify({ ...plan, deployments: [deployment] }));
      return file;
    };
    const advised = async (file: string, more = "") => {
      const { stdout } = await runLine(`advise engine chat ${file}${more} --json`);
      return JSON.parse(stdout) as { now: number };
    };
    // Half of the tokens of the engines: by the plan a replica carries more than by what they report.
    const observed = await advised(written(450, 90), ` --from-prometheus ${prometheus.url}`);
    expect(observed.now).toBeLessThan(0.8 * (await advised(written(450, 90))).now);
    expect(observed.now / (await advised(written(900, 180))).now).toBeCloseTo(1, 1);
  });

  test("a plan is compared with what runs; a deployment that nothing serves is named and the exit code is 1", async () => {
    const { stdout: written } = await runLine(`init --from-prometheus ${prometheus.url}`);
    const plan = parse(written);
    const [first] = plan.deployments;
    const more = { ...first, name: "absent", model: "qwen2.5-7b" };
    const file = join(folder, "both.yaml");
    writeFileSync(
      file,
      JSON.stringify({
        ...plan,
        deployments: [{ ...first, name: "chat", replicas: { planned: 4, min: 1, max: 8 } }, more],
      }),
    );
    const { code, stdout, stderr } = await runLine(`advise ${file} --from-prometheus ${prometheus.url} --json`);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).deployments).toMatchObject([
      { name: "chat", planned: { replicas: 4 }, engines: { running: 2 } },
    ]);
    expect(stderr).toBe("left out: absent: no engine that serves qwen2.5-7b is scraped\n");
  });
});

describe("an hour of engines whose GPUs no series names", () => {
  let prometheus: RecordedPrometheus;
  beforeAll(async () => {
    prometheus = await startRecordedPrometheus(
      [1, 2].flatMap((index) =>
        vllmEngine({
          labels: { ...llama, ...place("chat", index) },
          peak: 6,
          inputTokens: 900,
          outputTokens: 180,
          from: hour,
        }),
      ),
    );
  });
  afterAll(() => prometheus.stop());

  test("league takes GPU, capacity and lead time from the plan, and each minute of what is recorded", async () => {
    const file = join(folder, "hour.yaml");
    writeFileSync(file, readFileSync(new URL("../../../../deploy/demo/plan.yaml", import.meta.url), "utf8"));
    const { stdout } = await runLine(`league assist-8b ${file} --from-prometheus ${prometheus.url}`);
    expect(stdout).toMatch(
      /requests\/s per replica, lead time 15 s\n\nassist-8b: the last (?:5\d min|1(?:\.0\d)? h) of 1 day/,
    );
  });
});

describe("engines that show what they carry", () => {
  let prometheus: RecordedPrometheus;
  beforeAll(async () => {
    prometheus = await startRecordedPrometheus([
      ...[1, 2].flatMap((index) => overloadedEngine({ ...llama, ...place("chat", index) })),
      // Its queue began within the window.
      ...overloadedEngine({ model_name: "our-own-7b", ...place("own", 3) }, 200),
      ...engineOf("vllm", { model_name: "our-quiet-7b", ...place("quiet", 4) }),
      ...dcgmNode({ host: "gpu-1", type: "NVIDIA H100 80GB HBM3", gpus: 8, used: 4 }),
    ]);
  });
  afterAll(() => prometheus.stop());

  test("with a queue they carry what they finish, whatever the model says; what queues is demand", async () => {
    const { stdout } = await runLine(`advise --from-prometheus ${prometheus.url} --json`);
    const chat = JSON.parse(stdout).deployments.find(({ model }: { model: string }) => model === "llama-3.1-8b");
    expect(chat.capacityBasis).toBe("measured-at-most");
    // Two engines finish 2 requests/s each while each queue grows by 3 a second: 10 requests/s arrive.
    expect(chat.capacityRequestsPerSecond).toBeCloseTo(4, 0);
    expect(chat.demand.now).toBeCloseTo(10, 0);
    expect(chat.replicasForPeak).toBeGreaterThanOrEqual(5);
    expect(chat.changes[0]).toMatch(/measured to carry no more than 2 requests\/s, 0\.\d+ × the model/);
    expect(chat.changes).toContainEqual(expect.stringMatching(/^h100-sxm-80gb has 4 GPUs free, for [34] replicas/));
    expect(chat.week.notices).toContainEqual(expect.stringMatching(/^cost: [\d.]+ \$ a GPU-hour \(on-demand\), \w+/));
  });

  test("a model that the catalogue lacks is advised on by them alone, and init writes it as it is served", async () => {
    const { stdout } = await runLine(`advise --from-prometheus ${prometheus.url} --json`);
    const own = JSON.parse(stdout).deployments.find(({ model }: { model: string }) => model === "our-own-7b");
    expect(own).toMatchObject({ capacityBasis: "measured-at-most", undecided: null });
    expect(own.replicasForPeak).toBeGreaterThanOrEqual(3);
    expect(own.week.rows).toHaveLength(3);
    const written = (await runLine(`init --from-prometheus ${prometheus.url}`)).stdout;
    expect(parse(written).deployments.map(({ model }: { model: string }) => model)).toContain("our-own-7b");
    expect(written).toContain("the catalogue lacks it");
    const file = join(folder, "own.yaml");
    writeFileSync(file, written);
    expect((await runLine(`plan ${file} --json`)).stderr).toBe("");
  });

  test("a rate that no count holds the objectives at is no capacity", async () => {
    const { code, stdout } = await runLine(`advise --from-prometheus ${prometheus.url} --itl 1ms`);
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, " ")).toContain("no advice: no count holds the objectives");
  });

  test("one that shows nothing yet has no count, and it is stated what is missing", async () => {
    const { code, stdout } = await runLine(`advise --from-prometheus ${prometheus.url}`);
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, " ")).toMatch(
      /no advice: unknown model "our-quiet-7b".* have not shown what they carry/,
    );
  });
});

describe("an engine whose series stopped", () => {
  let prometheus: RecordedPrometheus;
  beforeAll(async () => {
    prometheus = await startRecordedPrometheus([
      ...vllmEngine({
        labels: { ...llama, ...place("chat", 1) },
        peak: 6,
        inputTokens: 900,
        outputTokens: 180,
        until: hour / 3,
      }),
      ...dcgmNode({ host: "gpu-1", type: "NVIDIA H100 80GB HBM3", gpus: 8, used: 1 }),
      ...vllmEngine({ labels: { model_name: "tiny", ...place("other", 1) }, peak: 1, inputTokens: 9, outputTokens: 9 }),
    ]);
  });
  afterAll(() => prometheus.stop());

  test("gives no advice and exit code 1", async () => {
    const { code, stdout } = await runLine(`advise --from-prometheus ${prometheus.url}`);
    expect(code).toBe(1);
    expect(stdout).toContain("no advice: no engine reports; gone within the hour: chat-1");
  });

  test("has no GPUs: those that no pod holds are not its own", async () => {
    const { stdout } = await runLine(`init --from-prometheus ${prometheus.url}`);
    expect(parse(stdout).deployments).toMatchObject([
      { model: "llama-3.1-8b", parallel: { tensor: 1 } },
      { model: "tiny", parallel: { tensor: 1 } },
    ]);
    expect(stdout).not.toContain("by dcgm-exporter");
  });

  test("is left out with its reason where its layout is none that its model can have; the others are planned", async () => {
    const { code, stdout, stderr } = await runLine(
      `init --from-prometheus ${prometheus.url} --model qwen2.5-0.5b --tensor 8`,
    );
    expect(code).toBe(0);
    expect(parse(stdout).deployments).toMatchObject([{ model: "llama-3.1-8b", parallel: { tensor: 8 } }]);
    expect(stderr).toMatch(
      /left out: tiny: parallelism is not possible: .*14 attention heads, which 8 tensor ranks do not divide.*give --tensor/,
    );
  });
});

describe("what is no Prometheus", () => {
  const answering = async (status: number, body: string, use: (url: string) => Promise<void>): Promise<void> => {
    const server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    try {
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.close();
    }
  };

  test.each([
    { name: "a page of another server", status: 200, body: "<html>", detail: /not one of Prometheus' HTTP API/ },
    { name: "a refusal", status: 400, body: '{"status":"error","error":"bad"}', detail: /refuses the query: bad/ },
    { name: "a login", status: 401, body: "", detail: /HTTP status 401.*LOADLINE_PROMETHEUS_TOKEN/ },
    {
      name: "one whose invalid points would fill the memory",
      status: 200,
      body: `{"status":"success","data":{"result":[{"metric":{},"values":[${"1,".repeat(70_000)}1]}]}}`,
      detail: /more than 65536 items in one array/,
    },
    {
      name: "an empty one",
      status: 200,
      body: '{"status":"success","data":{"result":[]}}',
      detail: /no engine's series at/,
    },
  ])("$name is one line, and no stack trace", async ({ status, body, detail }) => {
    await answering(status, body, async (url) => {
      const { code, stderr } = await runLine(`advise --from-prometheus ${url}`);
      expect(code).toBeGreaterThan(0);
      expect(stderr).toMatch(detail);
      expect(stderr.trim().split("\n")).toHaveLength(1);
    });
  });

  test("no address is named with its value", async () => {
    const { code, stderr } = await runLine("init --from-prometheus prometheus:9090");
    expect(code).toBe(2);
    expect(stderr).toContain('--from-prometheus is "prometheus:9090"; expected an address such as');
  });
});
