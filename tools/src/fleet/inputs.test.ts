import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parsePlanText } from "@loadline/plan";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deploymentModel } from "./engine/deployment-model.ts";
import { virtualNodes } from "./node/virtual-node.ts";
import { type FleetArguments, readPlanText, readTraffic } from "./read-inputs.ts";

const planWith = (lines = ""): string => `
version: 1
cluster: demo
pools: [{ name: pool, gpu: h100-sxm-80gb, nodes: 2, gpusPerNode: 2 }]
deployments:
  - name: chat
    pool: pool
    slo: { timeToFirstTokenSeconds: 2 }
    replicas: { planned: 2, min: 1, max: 4 }
    expected: { inputTokens: 500, outputTokens: 50, requestsPerSecond: 20 }
    ${lines === "" ? "model: llama-3.1-8b" : lines}
`;

const modelOf = (text: string) => {
  const plan = parsePlanText(text);
  const [deployment] = plan.deployments;
  if (deployment === undefined) throw new RangeError("the plan has one deployment");
  return deploymentModel(plan, deployment);
};

describe("the plan of the fleet", () => {
  test("each step of a slow engine takes as many times as long", () => {
    const finishedAt = (slowness: number): number => {
      const engine = modelOf(planWith()).createSimulator(() => slowness);
      engine.submit({ id: 1, at: 0, inputTokens: 500, outputTokens: 50 });
      return engine.advanceTo(100)[0]?.finishedAt ?? Number.NaN;
    };
    expect(finishedAt(3) / finishedAt(1)).toBeGreaterThan(2.8);
    expect(finishedAt(3) / finishedAt(1)).toBeLessThanOrEqual(3);
  });

  test("a deployment takes its limits from the capacity model", () => {
    const model = modelOf(planWith());
    expect(model).toMatchObject({ modelName: "llama-3.1-8b", gpus: 1, maxSequences: 1024 });
    expect(model.kvCacheTokens).toBeGreaterThan(300_000);
    expect(model.contextTokens).toBe(131_072);
    expect(modelOf(planWith("model: llama-3.1-8b\n    parallel: { tensor: 2 }")).gpus).toBe(2);
  });

  test("a model that answers in one piece computes in batches, each of its GPUs for itself", () => {
    const model = modelOf(planWith("model: bert-large\n    parallel: { tensor: 2 }"));
    expect(model).toMatchObject({ gpus: 2, kvCacheTokens: 0 });
    const engine = model.createSimulator();
    const request = { inputTokens: 500, outputTokens: 0 };
    for (const [id, at] of [0, 0, 0.0001, 0.0002].entries()) engine.submit({ id, at, ...request });
    expect(engine.snapshot()).toMatchObject({ running: 0, waiting: 4 });
    const finished = engine.advanceTo(60);
    // Each GPU takes the first of its two at once; the second came later and waits for the batch.
    const [first, second] = [finished[0]?.finishedAt ?? Number.NaN, finished[2]?.finishedAt ?? Number.NaN];
    expect(finished.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
    expect(finished[1]?.finishedAt).toBe(first);
    expect(second).toBeCloseTo(2 * first, 9);
    expect(finished[3]).toMatchObject({ arrivedAt: 0.0002, finishedAt: second, firstTokenAt: second });
    expect(finished[3]?.queueSeconds).toBeCloseTo(first - 0.0002, 9);
    expect(engine.snapshot()).toMatchObject({ running: 0, waiting: 0, finishedRequests: 4, promptTokens: 2000 });
  });

  test.each([
    { name: "text that is no YAML", text: "a: [1", code: "LL_PLAN_INVALID" },
    {
      name: "a plan of another version",
      text: planWith().replace("version: 1", "version: 2"),
      code: "LL_PLAN_INVALID",
    },
    { name: "an unknown model", text: planWith("model: llama-9"), code: "LL_UNKNOWN_MODEL" },
    { name: "an unknown GPU", text: planWith().replace("h100-sxm-80gb", "h900"), code: "LL_UNKNOWN_GPU" },
    { name: "a model that does not fit", text: planWith("model: gpt-3.5-turbo"), code: "LL_MODEL_DOES_NOT_FIT" },
    {
      name: "an engine that is not simulated",
      text: planWith("model: llama-3.1-8b\n    engine: sglang"),
      code: "LL_PLAN_INVALID",
    },
    {
      name: "a replica larger than a node",
      text: planWith("model: llama-3.1-8b\n    parallel: { tensor: 4 }"),
      code: "LL_PLAN_INVALID",
    },
  ])("$name is refused as $code", ({ text, code }) => {
    expect(() => modelOf(text)).toThrow(expect.objectContaining({ code }));
  });
});

describe("the files of the fleet", () => {
  let dir = "";
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "fleet-inputs-"));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const given = (path: string): FleetArguments => ({
    plan: "",
    server: "",
    dir,
    seed: 1,
    trace: path,
    speedUp: 2,
    loadFactor: 1,
    startReplicas: "min",
  });

  test.each([
    {
      name: "a broken line",
      text: "2023-11-16 18:15:46.68,374,44\nbroken\n",
      code: "LL_TRACE_INVALID",
      answer: /line 2 .*"broken"/,
    },
    { name: "an empty trace", text: "", code: "LL_TRACE_EMPTY", answer: /holds no request/ },
  ])("$name is refused with $code", async ({ text, code, answer }) => {
    const path = join(dir, "trace.csv");
    await writeFile(path, text);
    await expect(readTraffic(parsePlanText(planWith()), given(path))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(answer),
    });
  });

  test("a trace is read and replayed at its speed-up", async () => {
    const path = join(dir, "trace.csv");
    await writeFile(path, "2023-11-16 18:15:46.0000000,374,44\n2023-11-16 18:15:50.0000000,396,109\n");
    const arrivals = await readTraffic(parsePlanText(planWith()), given(path));
    expect(arrivals.next().value).toEqual({ at: 0, deployment: "chat", inputTokens: 374, outputTokens: 44 });
    expect(arrivals.next().value).toEqual({ at: 2, deployment: "chat", inputTokens: 396, outputTokens: 109 });
  });

  test("a missing plan is named by its path", () => {
    const code = "LL_FILE_UNREADABLE";
    expect(() => readPlanText(join(dir, "none.yaml"))).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining("none.yaml") }),
    );
  });

  test("a plan with files of its own beside it, and nodes of a device of its own", async () => {
    const device = {
      name: "our-gpu",
      source: { kind: "datasheet", ref: "ours", accessed: "2026-11-01" },
      power: 450,
      memoryCapacity: 9.6e10,
      memoryBandwidth: 1.2e12,
      denseFlops: { bf16: 2.5e14 },
      link: { kind: "other", bandwidthPerDirection: 1e11, gpusPerNode: 8, gpusPerDomain: 8 },
    };
    await writeFile(join(dir, "ours.yaml"), JSON.stringify(device));
    const path = join(dir, "plan.yaml");
    await writeFile(path, `devices: [{ file: ours.yaml }]\n${planWith().replace("h100-sxm-80gb", "our-gpu")}`);
    const plan = parsePlanText(readPlanText(path));
    expect(virtualNodes(plan, 1, dir)[0]?.gpuType).toBe(plan.pools[0]?.device?.gpu);
  });
});
