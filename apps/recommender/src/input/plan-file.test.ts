import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openPlanFile, parsePlanText } from "./plan-source.ts";

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
    name: "an unknown model",
    text: planText({ model: "llama-3.1-9b" }),
    code: "LL_PLAN_INVALID",
    message: 'at deployments.0: unknown model "llama-3.1-9b"; nearest known: llama-3.1-8b',
  },
  {
    name: "an unknown GPU",
    text: planText().replace("gpu: h100", "gpu: h1000"),
    code: "LL_PLAN_INVALID",
    message: 'at pools.0.gpu: unknown GPU "h1000"; nearest known: h100-sxm-80gb',
  },
])("$name is refused", ({ text, code, message = "the plan is not valid" }) => {
  expect(() => parsePlanText(text)).toThrow(expect.objectContaining({ code }));
  expect(() => parsePlanText(text)).toThrow(message);
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
    { name: "an unknown model", text: planText({ model: "llama-9" }), code: "LL_PLAN_INVALID" },
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
