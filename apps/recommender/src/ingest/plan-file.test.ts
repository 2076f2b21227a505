import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gpuHourPrice, gpuWatts, parsePlanText, poolOf, replicaOf } from "@loadline/plan";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { openPlanFile } from "./plan-source.ts";

const planText = ({ max = 8, model = "llama-3.1-8b", cluster = "lab" } = {}): string => `
version: 1
cluster: ${cluster}
pools: [{ name: h100, gpu: h100, gpusPerNode: 8, nodes: 2 }]
deployments:
  - name: chat
    model: ${model}
    pool: h100
    slo: { timeToFirstTokenSeconds: 2 }
    replicas: { planned: 2, min: 1, max: ${max} }
    expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 }
`;

test.each([
  { name: "text that is no YAML", text: "pools: [", code: "LL_PLAN_INVALID" },
  {
    name: "an undeclared pool",
    text: planText().replace("pool: h100", "pool: a100"),
    code: "LL_PLAN_INVALID",
  },
  {
    name: "a model of its own that names another's file, where the plan has no folder",
    text: `${planText()}models: [{ file: my-model/config.json }]`,
    code: "LL_PLAN_INVALID",
    message: 'at models.0: file "my-model/config.json" is not beside a stored plan',
  },
])("$name is refused", ({ text, code, message = "the plan is not valid" }) => {
  expect(() => parsePlanText(text)).toThrow(expect.objectContaining({ code }));
  expect(() => parsePlanText(text)).toThrow(message);
});

test("1,000 deployments with their workloads and limits are a plan", () => {
  const one = (index: number): string => `
  - name: chat-${index}
    model: llama-3.1-8b
    pool: h100
    parallel: { tensor: 1 }
    kubernetes: { namespace: serving, apiVersion: apps/v1, kind: Deployment, name: chat-${index} }
    slo: { percentile: 0.95, timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.06 }
    replicas: { planned: 2, min: 1, max: 8, initial: 2 }
    leadTimeSeconds: 60
    expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 }`;
  const head = planText().replace("nodes: 2", "nodes: 500").split("deployments:")[0];
  const text = `${head}deployments:${Array.from({ length: 1_000 }, (_, index) => one(index)).join("")}`;
  expect(parsePlanText(text).deployments).toHaveLength(1_000);
});

describe("on disk", () => {
  let folder: string;
  let path: string;
  let lines: { msg: string; code?: string }[];

  const logger = () => pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const write = async (text: string): Promise<void> => {
    await writeFile(path, text);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "loadline-plan-"));
    path = join(folder, "plan.yaml");
    lines = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test("a changed plan is taken over", async () => {
    await write(planText());
    const file = await openPlanFile(path, logger());
    await write(planText({ max: 5 }));
    expect((await file.refresh()).deployments[0]?.replicas.max).toBe(5);
  });

  test.each([
    { name: "a broken plan", text: "pools: [", code: "LL_PLAN_INVALID" },
    { name: "a maximum of no replica", text: planText({ max: 0 }), code: "LL_PLAN_INVALID" },
    { name: "another cluster", text: planText({ cluster: "prod" }), code: "LL_PLAN_INVALID" },
  ])("$name is reported once and the last good plan stays", async ({ text, code }) => {
    await write(planText());
    const file = await openPlanFile(path, logger());
    await write(text);
    for (const _ of [1, 2, 3]) expect((await file.refresh()).deployments[0]?.model).toBe("llama-3.1-8b");
    expect(lines.filter((line) => line.code === code).length).toBe(1);
    expect(file.fault).toContain(code);
    await write(planText({ max: 6 }));
    expect((await file.refresh()).deployments[0]?.replicas.max).toBe(6);
    expect(file.fault).toBeNull();
  });

  test("a plan that goes away is reported and the last good one stays", async () => {
    await write(planText());
    const file = await openPlanFile(path, logger());
    await rm(path);
    expect((await file.refresh()).cluster).toBe("lab");
    expect(file.fault).toContain("LL_FILE_UNREADABLE");
  });

  test("a plan that was never there is an error at start", async () => {
    await expect(openPlanFile(path, logger())).rejects.toMatchObject({ code: "LL_FILE_UNREADABLE" });
  });
});

test.each([
  { name: "model", text: planText({ model: "llama-3.1-9b" }), because: 'unknown model "llama-3.1-9b"; nearest known' },
  { name: "GPU", text: planText().replace("gpu: h100", "gpu: h1000"), because: 'unknown GPU "h1000"; nearest known' },
  { name: "engine", text: planText().replace("slo:", "engine: llama.cpp\n    slo:"), because: "unknown engine" },
  {
    name: "model, as none is named",
    text: planText().replace("    model: llama-3.1-8b\n", ""),
    because: "names no model",
  },
])("a plan with an unknown $name is taken: its replicas have no model, and it is known why", ({ text, because }) => {
  const plan = parsePlanText(text);
  const [deployment] = plan.deployments;
  if (deployment === undefined) throw new Error("no deployment");
  const { spec, because: reason } = replicaOf(deployment, poolOf(plan, deployment));
  expect(spec).toBeNull();
  expect(reason).toContain(because);
});

const config = {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  hidden_size: 1024,
  intermediate_size: 2816,
  num_hidden_layers: 12,
  num_attention_heads: 16,
  num_key_value_heads: 4,
  vocab_size: 8192,
  max_position_embeddings: 4096,
  tie_word_embeddings: true,
  torch_dtype: "bfloat16",
};
const device = {
  name: "cpu",
  memoryCapacity: 6.4e10,
  memoryBandwidth: 1e11,
  denseFlops: { bf16: 2e12 },
  power: 200,
  usdPerGpuHour: 0.1,
};

test("models and devices of the plan's own, written into it or in files beside it, have a model", async () => {
  const folder = await mkdtemp(join(tmpdir(), "loadline-own-"));
  await writeFile(join(folder, "tiny.json"), JSON.stringify(config));
  await writeFile(join(folder, "cpu.yaml"), stringify(device));
  const own = planText({ model: "Tiny" }).replace("gpu: h100", "gpu: CPU");
  const texts = [
    `${own}models: [{ name: tiny, config: ${JSON.stringify(config)} }]\ndevices: [${JSON.stringify(device)}]`,
    `${own}models: [{ file: tiny.json }]\ndevices: [{ file: cpu.yaml }]`,
  ];
  for (const text of texts) {
    await writeFile(join(folder, "plan.yaml"), text);
    const { current } = await openPlanFile(join(folder, "plan.yaml"), pino({ level: "silent" }));
    const [deployment] = current.deployments;
    if (deployment === undefined) throw new Error("no deployment");
    const pool = poolOf(current, deployment);
    expect(replicaOf(deployment, pool).spec).toMatchObject({ model: { id: "tiny" }, gpu: { id: "cpu" } });
    expect([gpuHourPrice(pool), gpuWatts(pool)]).toEqual([0.1, 200]);
  }
  await rm(folder, { recursive: true });
});
