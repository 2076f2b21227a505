import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode, type Inventory, type Telemetry } from "@loadline/protocol";
import { telemetryExample } from "@loadline/protocol/testing";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { run } from "../../test/memory-context.ts";

let files = 0;
const folder = mkdtempSync(join(tmpdir(), "loadline-init-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The written plan; `plan` takes it without an edit. */
const planned = async (...args: readonly string[]) => {
  files += 1;
  const file = join(folder, `plan-${files}.yaml`);
  const { code, stderr } = await run(["init", ...args, "--write", file]);
  expect(code).toBe(0);
  const checked = await run(["plan", file, "--verify", "--json"]);
  expect(checked.stderr).toBe("");
  const text = readFileSync(file, "utf8");
  const plan = parse(text) as {
    readonly deployments: readonly { readonly name: string }[];
    readonly pools: readonly object[];
  };
  expect(JSON.parse(checked.stdout).deployments).toHaveLength(plan.deployments.length);
  return { plan, text, stderr };
};

interface Item {
  readonly kind?: string;
  readonly metadata: object;
  readonly spec?: { readonly nodeName?: string };
  readonly status?: object;
}

const recorded = new URL("../../../agent/src/sources/engines/pods/testdata/pod-lists.json", import.meta.url);
const lists = JSON.parse(readFileSync(recorded, "utf8")) as Readonly<Record<string, { items: readonly Item[] }>>;
const podsOf = (name: string): readonly Item[] => {
  const list = lists[name];
  if (list === undefined) throw new Error(`no list of pods is named ${name}`);
  return list.items;
};

const nodeWith = (name: string, labels: Readonly<Record<string, string>>, gpus = "8"): Item => ({
  kind: "Node",
  metadata: { name, labels },
  status: { capacity: { "nvidia.com/gpu": gpus } },
});

const h100 = { "nvidia.com/gpu.product": "NVIDIA-H100-80GB-HBM3" };

/** As `kubectl get pods,nodes -A -o json` prints pods that run on nodes with these labels. */
const listWith = (pods: readonly Item[], labels: Readonly<Record<string, string>>): string => {
  const names = new Set(pods.map(({ spec }) => spec?.nodeName ?? "node-a"));
  const items = [...pods, ...[...names].map((name) => nodeWith(name, labels))];
  files += 1;
  const file = join(folder, `pods-${files}.json`);
  writeFileSync(file, JSON.stringify({ kind: "List", items }));
  return file;
};

describe("from Kubernetes", () => {
  test.each([
    { name: "plain-deployments", deployments: [{ name: "chat", model: "mistral-7b", engine: "vllm" }] },
    {
      name: "production-stack",
      deployments: [
        { name: "llama3", model: "llama-3.1-8b", engineConfig: { maxModelLen: 16_384 } },
        { name: "qwen3", parallel: { tensor: 2 } },
      ],
    },
    {
      name: "llm-d",
      deployments: [
        {
          name: "qwen3-32b",
          parallel: { tensor: 4 },
          replicas: { planned: 1 },
          engineConfig: { prefixHitRatio: 0.95 },
          slo: { interTokenLatencySeconds: 0.1 },
          expected: { outputTokens: 256 },
        },
        {
          name: "qwen3-32b-prefill",
          parallel: { tensor: 1 },
          replicas: { planned: 1 },
          expected: { outputTokens: 1 },
        },
      ],
    },
    {
      name: "leader-worker-set",
      deployments: [{ name: "vllm-405b", model: "llama-3.1-405b", parallel: { tensor: 8, pipeline: 2 } }],
    },
    { name: "other-engines", deployments: [{ name: "my-nim", model: "llama-3.1-8b" }] },
  ])("the pods of $name are a plan", async ({ name, deployments }) => {
    const { plan } = await planned("--pods", listWith(podsOf(name), h100));
    expect(plan.pools).toMatchObject([{ gpu: "h100-sxm-80gb", gpusPerNode: 8 }]);
    // Those whose model the catalogue lacks are planned beside them, by measured capacity.
    const named = new Map(plan.deployments.map((one) => [one.name, one]));
    for (const deployment of deployments) expect(named.get(deployment.name)).toMatchObject(deployment);
  });

  test("GPUs that are given count where no pod names its own", async () => {
    const { plan } = await planned("--pods", listWith(podsOf("production-stack"), h100), "--tensor", "1");
    expect(plan.deployments.find(({ name }) => name === "qwen3")).toMatchObject({ parallel: { tensor: 2 } });
  });

  test("each deployment names the workload that made its pods, where that has a count of its own", async () => {
    const named = async (...lists: readonly string[]) => {
      const { plan } = await planned("--pods", listWith(lists.flatMap(podsOf), h100));
      const entries = plan.deployments as readonly { readonly name: string; readonly kubernetes?: object }[];
      return Object.fromEntries(entries.map(({ name, kubernetes }) => [name, kubernetes]));
    };
    expect(await named("plain-deployments", "leader-worker-set")).toMatchObject({
      chat: { kind: "Deployment", name: "chat" },
      coder: { kind: "StatefulSet", name: "coder" },
      "vllm-405b": { apiVersion: "leaderworkerset.x-k8s.io/v1", kind: "LeaderWorkerSet", name: "vllm-405b" },
    });
    expect(new Set(Object.values(await named("two-engines-in-a-pod")))).toEqual(new Set([undefined]));
  });

  test("the values of prefill and decode pools have remarks; decode workers without a prefill pool compute their prompts", async () => {
    const pods = podsOf("llm-d");
    const { plan, text } = await planned("--pods", listWith(pods, h100));
    expect(plan.deployments.find(({ name }) => name === "qwen3-32b-prefill")).not.toHaveProperty(
      "slo.interTokenLatencySeconds",
    );
    expect(text).toContain("outputTokens: 1 # prefill workers generate the first token");
    expect(text).toContain("prefixHitRatio: 0.95 # prefill workers computed its prompts");
    const decode = pods.filter(({ metadata }) => !JSON.stringify(metadata).includes("prefill"));
    expect((await planned("--pods", listWith(decode, h100))).text).not.toContain("prefixHitRatio");
  });

  const pod = (changes: { readonly args: readonly string[]; readonly resource?: string }): Item => ({
    metadata: { name: "a-1", labels: { "loadline.io/deployment": "chat" }, creationTimestamp: "2026-11-01T10:00:00Z" },
    spec: {
      nodeName: "n",
      containers: [
        {
          name: "engine",
          image: "vllm/vllm-openai:v0.32.0",
          args: changes.args,
          env: [{ name: "MODEL", value: "Qwen/Qwen2.5-7B-Instruct" }],
          resources: { limits: { [changes.resource ?? "nvidia.com/gpu"]: "1" } },
        },
      ],
    } as Item["spec"] & object,
    status: {
      phase: "Running",
      podIP: "10.0.0.1",
      conditions: [{ type: "Ready", status: "True", lastTransitionTime: "2026-11-01T10:03:20Z" }],
    },
  });

  test("flags, a variable, a local path, the GPU's label by another operator and the start-up time count", async () => {
    const args = ["--model", "/models/$(MODEL)", "--served-model-name", "$(MODEL)", "--max-num-seqs=128"];
    const more = ["--gpu-memory-utilization=0.85", "--kv-cache-dtype", "fp8_e4m3", "--quantization=fp8"];
    const labels = { "cloud.google.com/gke-accelerator": "nvidia-l4" };
    const { plan, text } = await planned("--pods", listWith([pod({ args: [...args, ...more] })], labels));
    expect(plan.deployments).toMatchObject([
      {
        name: "chat",
        model: "qwen2.5-7b",
        weights: "fp8",
        kvCache: "fp8",
        engineConfig: { maxSequences: 128, gpuMemoryUtilization: 0.85 },
        leadTimeSeconds: 200,
      },
    ]);
    expect(plan.pools).toMatchObject([{ gpu: "l4" }]);
    expect(text).toContain("leadTimeSeconds: 200 # median of the pods, from creation to ready");
  });

  test.each([
    { name: "no list", text: "[]", code: 2, message: /pods.*expected a list as kubectl/ },
    { name: "no engine", text: '{"items":[]}', code: 1, message: /no engine at .*--list-engines/ },
  ])("$name is one line with what to do", async ({ text, code, message }) => {
    writeFileSync(join(folder, "none.json"), text);
    const answer = await run(["init", "--pods", join(folder, "none.json")]);
    expect(answer.code).toBe(code);
    expect(answer.stderr).toMatch(message);
    expect(answer.stderr.trim().split("\n")).toHaveLength(1);
  });

  test("kubectl that fails is named with its reason", async () => {
    const { code, stderr } = await run(["init", "--from", "kubernetes"], { env: { PATH: folder } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^LL_KUBERNETES_UNREADABLE: .*kubectl get pods,nodes.*--pods FILE/);
  });
});

describe("from telemetry", () => {
  let server: TestNatsServer;
  let connection: NatsConnection;
  beforeAll(async () => {
    server = await startTestNatsServer();
    connection = await connectNats({ server: server.url, name: "test", wait: false });
    await ensureStreams(connection);
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  const sampleAt = (sampledAt: number, finished: number): Telemetry => {
    const { engines } = telemetryExample;
    const column = <T>(value: T): T[] => engines.id.map(() => value);
    return {
      ...telemetryExample,
      sampledAt,
      seq: sampledAt,
      engines: {
        ...engines,
        deployment: column("chat"),
        engine: column("vllm"),
        model: column("meta-llama/Llama-3.1-8B-Instruct"),
        reachable: column(true),
        startedAt: column(1000),
        gpuUuids: column(["GPU-0"]),
        finishedRequestsTotal: column(finished),
        promptTokensTotal: column(finished * 700),
        generationTokensTotal: column(finished * 90),
      },
    };
  };

  test("what agents report is a plan: names, GPUs, lengths and the rate of the stored samples", async () => {
    const gpus = [0, 1].map((index) => ({
      uuid: `GPU-${index}`,
      index,
      name: "NVIDIA L40S",
      pciBusId: null,
      serial: null,
      memoryTotalBytes: null,
      powerLimitDefaultWatts: null,
      migEnabled: null,
      eccEnabled: null,
      vbiosVersion: null,
    }));
    const inventory: Inventory = {
      v: 1,
      hash: "0123456789",
      observedAt: 2000,
      agentVersion: "0",
      host: "node-1",
      driverVersion: null,
      cudaVersion: null,
      expectedGpus: null,
      gpus,
    };
    const publish = (kind: string, message: object) =>
      jetstream(connection).publish(`loadline.v1.${kind}.eu.node-1`, encode(message));
    await publish("inventory", inventory);
    for (const at of [0, 100]) await publish("telemetry", sampleAt(2000 + at, 50 + 3 * at));
    const { plan, text } = await planned("--from", "telemetry", "--server", server.url, "--cluster", "eu");
    const engines = telemetryExample.engines.id.length;
    expect(plan).toMatchObject({
      cluster: "eu",
      pools: [{ gpu: "l40s", gpusPerNode: 2, nodes: 1 }],
      deployments: [
        {
          name: "chat",
          model: "llama-3.1-8b",
          replicas: { planned: engines },
          expected: { inputTokens: 700, outputTokens: 90, requestsPerSecond: 3 * engines },
        },
      ],
    });
    expect(text).toContain("mean of the stored samples; state your highest rate");
  });

  test("a cluster without agents is one line with what to do", async () => {
    const { code, stderr } = await run(["init", "--from", "telemetry", "--server", server.url, "--cluster", "none"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/no engine at the agents of none.*start loadline-agent/);
  });
});

test("without a source the choice is named", async () => {
  const { code, stderr } = await run(["init"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/--from.*prometheus, kubernetes or telemetry/);
});
