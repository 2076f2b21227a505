import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPlan, type Plan } from "@loadline/plan";
import { afterAll, expect, test } from "vitest";
import { parse } from "yaml";
import { runLine } from "../../test/memory-context.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;
const fileWith = (text: string): string => {
  const path = join(folder, `input-${written++}`);
  writeFileSync(path, text);
  return path;
};
const imported = (text: string, options = "--gpu h200") => runLine(`import ${fileWith(text)} ${options}`.trim());
const deploymentsOf = async (text: string, options?: string): Promise<Plan["deployments"]> => {
  const { code, stdout, stderr } = await imported(text, options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return checkPlan(parse(stdout)).deployments;
};

test.each([
  [
    "vllm serve Qwen/Qwen3-235B-A22B-FP8 --tensor-parallel-size 2 -dp 4 --enable-expert-parallel --max-num-seqs 128",
    {
      engine: "vllm",
      model: "Qwen/Qwen3-235B-A22B-FP8",
      parallel: { tensor: 2, pipeline: 1, expert: 8, attentionData: 4 },
      // Each of the four ranks takes as many.
      engineConfig: { maxSequences: 512 },
    },
  ],
  [
    'python3 -m vllm.entrypoints.openai.api_server --enforce-eager --model "meta-llama/Llama-3.1-70B" --tensor_parallel_size=4 --kv-cache-dtype fp8_e4m3 --quantization fp8',
    {
      engine: "vllm",
      model: "meta-llama/Llama-3.1-70B",
      kvCache: "fp8",
      weights: "fp8",
      parallel: { tensor: 4, pipeline: 1, expert: 1, attentionData: 1 },
    },
  ],
  [
    "python -m sglang.launch_server --model-path deepseek-ai/DeepSeek-R1 --tp 8 --dp 8 --enable-dp-attention --ep 8 --context-length 8192 --mem-fraction-static 0.85",
    {
      engine: "sglang",
      parallel: { tensor: 1, pipeline: 1, expert: 8, attentionData: 8 },
      engineConfig: { maxModelLen: 8192, gpuMemoryUtilization: 0.85 },
    },
  ],
  [
    "trtllm-serve meta-llama/Llama-3.1-8B-Instruct --tp_size 2 --max_batch_size 64 --max_num_tokens 2048",
    {
      engine: "tensorrt-llm",
      parallel: { tensor: 2, pipeline: 1, expert: 1, attentionData: 1 },
      engineConfig: { maxSequences: 64, maxBatchedTokens: 2048 },
    },
  ],
])("a launch is read: %s", async (line, expected) => {
  const [deployment] = await deploymentsOf(`#!/bin/sh\nexport A=1\nCUDA_VISIBLE_DEVICES=0 ${line} --port 9 &\n`);
  expect(deployment).toMatchObject(expected);
});

test("data-parallel ranks of a dense model are replicas of their own", async () => {
  const [deployment] = await deploymentsOf("vllm serve meta-llama/Llama-3.1-8B-Instruct --data-parallel-size 4");
  expect(deployment).toMatchObject({ replicas: { planned: 4 }, parallel: { attentionData: 1 } });
});

test("flags that a plan has no key for are named, and an unknown model stays one of measured capacity", async () => {
  const { stdout } = await imported("vllm serve acme/own-model \\\n  --enable-lora --max-loras 8 --port 1\n");
  expect(stdout).toContain("check their effect: --enable-lora, --max-loras 8");
  expect(stdout).toContain("not in the catalogue");
});

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: { name: chat, namespace: serving }
spec:
  replicas: 3
  template:
    spec:
      nodeSelector: { nvidia.com/gpu.product: NVIDIA-H100-80GB-HBM3 }
      containers:
        - name: side
          image: nginx
        - name: engine
          image: vllm/vllm-openai:v0.19.0
          env: [{ name: TP, value: "2" }]
          args: ["--model", "meta-llama/Llama-3.1-8B-Instruct", "--tensor-parallel-size", "$(TP)"]
          resources: { limits: { nvidia.com/gpu: "4" } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: chat }
spec: { scaleTargetRef: { name: chat }, minReplicas: 2, maxReplicas: 9 }
---
kind: {{ .Values.broken }}
`;

test("a manifest gives counts, bounds, GPU and workload; GPUs that the flags leave idle are said", async () => {
  const { stdout } = await imported(manifest, "--requests-per-second 5");
  const { pools, deployments } = checkPlan(parse(stdout));
  expect(pools).toMatchObject([{ gpu: "h100-sxm-80gb" }]);
  expect(deployments).toMatchObject([
    {
      name: "chat",
      parallel: { tensor: 2 },
      replicas: { planned: 3, min: 2, max: 9 },
      kubernetes: { namespace: "serving", kind: "Deployment", name: "chat" },
      expected: { requestsPerSecond: 5 },
    },
  ]);
  expect(stdout).toContain("the manifest holds 4 GPUs for it, the flags use 2");
});

const container = (changes: object): string =>
  JSON.stringify({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "chat" },
    spec: { template: { spec: { containers: [{ name: "engine", image: "vllm/vllm-openai:v0.19.0", ...changes }] } } },
  });

test.each([
  ["a shell behind an init", { command: ["tini", "--", "bash", "-c", "exec vllm serve acme/m -tp $TP"] }],
  ["JSON in an argument", { args: ["--model", "acme/m", "--hf-overrides", '{"a": "b c"}', "-tp", "$(TP)"] }],
  ["numbers without quotes", { args: ["--model", "acme/m", "-tp", 2] }],
  ["a command line for an entry point that is a shell", { image: "acme/own:1", args: ["vllm serve acme/m -tp 2"] }],
  ["one behind a program of its own", { command: ["/opt/entrypoint.sh", "vllm serve acme/m -tp 2"] }],
  ["another shell", { command: ["/bin/ash", "-c", "vllm serve acme/m -tp 2"] }],
  ["a script in lines", { image: "acme/own:1", command: ["bash", "-c"], args: ["vllm \\\n  serve acme/m -tp 2"] }],
  [
    "an engine in an image named like a router's",
    { image: "acme/vllm-gateway", command: ["vllm", "serve", "acme/m", "-tp", 2] },
  ],
  ["a command of one's own in an engine's image", { command: ["bash", "-c", "python serve.py --model acme/m -tp 2"] }],
])("a container is read: %s", async (_, changes) => {
  const resources = { limits: { "habana.ai/gaudi": 2 } };
  const { stdout } = await imported(container({ ...changes, env: [{ name: "TP", value: 2 }], resources }));
  expect(parse(stdout)).toMatchObject({ deployments: [{ model: "acme/m", parallel: { tensor: 2 } }] });
  expect(stdout).not.toMatch(/check their effect|the manifest holds/);
});

test.each([
  ["a served name", { args: ["--model", "acme/m", "--served-model-name", "llama-3.1-8b"] }],
  ["a variable", { args: ["--model=acme/m"], env: [{ name: "MODEL_NAME", value: "llama-3.1-8b" }] }],
  [
    "unknown behind a flag whose value is a shell",
    {
      command: [
        "python3",
        "-m",
        "vllm.entrypoints.openai.api_server",
        "--model",
        "acme/m",
        "--entry",
        "/bin/bash",
        "-tp",
        2,
      ],
    },
  ],
  ["a program's name", { command: ["python3", "serve.py"], env: [{ name: "MODEL", value: "acme/m" }] }],
])("the checkpoint is the model, not %s", async (_, changes) => {
  const { stdout } = await imported(container({ ...changes, resources: { limits: { "nvidia.com/gpu": 1 } } }));
  expect(parse(stdout)).toMatchObject({ deployments: [{ model: "acme/m" }] });
});

test("a container that may be an engine and cannot be read is named", async () => {
  const own = container({ command: ["/start.sh", "--model", "acme/m"] });
  const { code, stderr } = await imported(`${workload("chat", ["--model", model])}\n---\n${own}`);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: "left out: chat: container engine starts no engine that is known\n",
  });
});

test.each([
  [
    "a variable",
    { image: "ghcr.io/huggingface/text-generation-inference:3", env: [{ name: "MODEL_ID", value: "acme/m" }] },
  ],
  ["the image", { image: "nvcr.io/nim/acme/m:1.3" }],
  [
    "the served name, where the catalogue has that",
    { args: ["--model", "/mnt/m", "--served-model-name", "llama-3.1-8b"] },
  ],
])("of a pod, the model is named by %s", async (name, changes) => {
  const spec = { containers: [{ name: "engine", image: "vllm/vllm-openai", ...changes }] };
  const [found] = await deploymentsOf(JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec }));
  expect(found).toMatchObject({ name: "p", model: name.startsWith("the served") ? "llama-3.1-8b" : "acme/m" });
  expect(found).not.toHaveProperty("kubernetes");
});

test.each([
  ["a router", { image: "lmcache/vllm-router:1", args: ["--port", "80"] }],
  ["a download in an engine's image", { command: ["huggingface-cli", "download", "acme/m"] }],
])("%s is no engine", async (_, changes) => {
  expect(await imported(container(changes))).toMatchObject({ code: 2, stdout: "" });
});

test("a variable is one of the container's own", async () => {
  const { stdout } = await imported(container({ args: ["--model", "acme/m", "--seed-of", "$(constructor)"] }));
  expect(stdout).toContain("--seed-of $(constructor)");
});

test.each(["vllm", "sglang", "trtllm", "kubernetes"])(
  "what --emit %s prints is read as it was planned",
  async (emit) => {
    const engine = emit === "kubernetes" ? "sglang" : emit === "trtllm" ? "tensorrt-llm" : emit;
    const planned = {
      name: "chat",
      model: "deepseek-ai/DeepSeek-V3",
      pool: "h200-sxm-141gb",
      engine,
      kvCache: "fp8",
      parallel: { tensor: 1, pipeline: 1, expert: 8, attentionData: 8 },
      engineConfig: { maxModelLen: 9000, maxSequences: 96, maxBatchedTokens: 4000, gpuMemoryUtilization: 0.8 },
      slo: {},
      replicas: { planned: 2, min: 1, max: 5 },
      expected: { inputTokens: 900, outputTokens: 100, requestsPerSecond: 1 },
    };
    const pools = [{ name: planned.pool, gpu: "h200", gpusPerNode: 8, nodes: 9 }];
    const file = fileWith(JSON.stringify({ version: 1, cluster: "c", pools, deployments: [planned] }));
    const { stdout } = await runLine(`plan ${file} --emit ${emit}`);
    const [found] = await deploymentsOf(stdout);
    const { kvCache, parallel, engineConfig, model } = planned;
    expect(found).toMatchObject({ engine, kvCache, parallel, engineConfig, model });
    if (emit === "kubernetes") expect(found?.replicas).toMatchObject(planned.replicas);
  },
);

const latency = (mean: number) => ({ successful: { mean } });
const results: Readonly<Record<string, object>> = {
  "vllm bench": {
    backend: "vllm",
    model_id: "meta-llama/Llama-3.1-8B-Instruct",
    completed: 10,
    request_rate: "inf",
    max_concurrency: 8,
    total_input_tokens: 10_240,
    total_output_tokens: 2560,
    itls: [[0.1]],
    mean_ttft_ms: 90,
    mean_tpot_ms: 7,
  },
  GuideLLM: {
    args: { target: "http://localhost", model: "meta-llama/Llama-3.1-8B-Instruct" },
    benchmarks: [
      {
        config: { strategy: { type_: "concurrent", streams: 8 } },
        metrics: {
          prompt_token_count: latency(1024),
          output_token_count: latency(256),
          time_to_first_token_ms: latency(90),
          inter_token_latency_ms: latency(7),
        },
      },
    ],
  },
  AIPerf: {
    time_to_first_token: { unit: "ms", avg: 90 },
    inter_token_latency: { unit: "ms", avg: 7 },
    input_sequence_length: { avg: 1024 },
    output_sequence_length: { avg: 256 },
    input_config: { endpoint: { model_names: ["meta-llama/Llama-3.1-8B-Instruct"] }, loadgen: { concurrency: 8 } },
  },
  "inference-perf": {
    load_summary: { count: 10, concurrency: 8 },
    successes: {
      latency: { time_to_first_token: { mean: 0.09 }, inter_token_latency: { mean: 0.007 } },
      prompt_len: { mean: 1024 },
      output_len: { mean: 256 },
    },
  },
};

test.each(Object.entries(results))("a result of %s is a measurement that corrects the answer", async (_, result) => {
  const rows = join(folder, `rows-${written++}.jsonl`);
  const to = `--gpu h100 --model meta-llama/Llama-3.1-8B-Instruct --write ${rows}`;
  expect((await imported(JSON.stringify(result), to)).code).toBe(0);
  const [row] = readFileSync(rows, "utf8").split("\n");
  expect(JSON.parse(row ?? "")).toMatchObject({ inputTokens: 1024, outputTokens: 256, load: { concurrency: 8 } });
  const load = "--input-tokens 1024 --output-tokens 256 --concurrency 8";
  const { stdout } = await runLine(`estimate --model llama-3.1-8b --gpu h100 ${load} --observations ${rows}`);
  expect(stdout).toContain("corrected by 1 of your own measurements");
});

test("a result whose metadata states the replica needs no option, and calibrate's reader takes it as it is", async () => {
  const stated = { ...results["vllm bench"], gpu: "h100", tp: "1" };
  const { stdout } = await imported(JSON.stringify(stated), "");
  expect(JSON.parse(stdout)).toMatchObject({ gpu: "h100", parallel: { tensor: 1 }, load: { concurrency: 8 } });
  const load = "--input-tokens 1024 --output-tokens 256 --concurrency 8";
  const own = fileWith(JSON.stringify(stated));
  const estimated = await runLine(`estimate --model llama-3.1-8b --gpu h100 ${load} --observations ${own}`);
  expect(estimated.stdout).toContain("corrected by 1 of your own measurements");
});

test.each([
  ["nothing that is known", "echo hello", "--gpu h100", "starts no engine that is known"],
  ["no GPU", "vllm serve meta-llama/Llama-3.1-8B", "", "missing --gpu"],
])("%s is refused with what to give", async (_, text, options, expected) => {
  const { code, stderr } = await imported(text, options);
  expect(code).toBe(2);
  expect(stderr).toContain(expected);
});

const workload = (name: string, args: readonly string[]): string =>
  JSON.stringify({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: { template: { spec: { containers: [{ image: "vllm/vllm-openai:v0.11", args }] } } },
  });
const model = "meta-llama/Llama-3.1-8B-Instruct";
const repeated = (text: string, times: number): string => text.repeat(times);

test.each([
  ["a quote that is never closed", `vllm serve "${repeated('\\"', 200_000)}`, /starts no engine/],
  ["more documents than a manifest has", `kind: x\n${repeated("---\n", 200_000)}`, /more than 1000 documents or 4 MiB/],
  ["a large manifest", `kind: x\n${repeated("a: b\n", 1_000_000)}`, /more than 1000 documents or 4 MiB/],
  ["many empty lines", `${repeated("\n", 400_000)}kind: x`, /starts no engine/],
  ["deep brackets", `kind: x\ny: ${repeated("[", 100_000)}`, /not read: document 1: more than 32 levels/],
  ["anchors of anchors", `kind: x\na: &a [1, 2]\n${repeated("b: [*a, *a]\n", 400)}`, /not read: document 1/],
  ["a chart that is not filled in", "kind: x\nmetadata:\n  name: {{ .Values.name }}\n", /document 1: a template/],
])("%s is refused with its reason", async (_, text, message) => {
  const { code, stderr } = await imported(text);
  expect({ code, lines: stderr.trimEnd().split("\n").length }).toEqual({ code: 2, lines: 1 });
  expect(stderr).toMatch(message);
});

test("a document that cannot be read is named beside the plan of the others", async () => {
  const { code, stderr } = await imported(`${workload("chat", ["--model", model])}\n---\nkind: [`);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^left out: document 2: .*\n$/);
});

test.each(["../../etc/passwd", "a/..", "__proto__", "$(touch pwned)", "a\nversion: 2", "\u001b[2J"])(
  "a workload named %j is no name of Kubernetes, and no plan is written",
  async (name) => {
    const { code, stdout, stderr } = await imported(workload(name, ["--model", model]));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^LL_PLAN_INVALID: .*kubernetes.name: .*a name of Kubernetes/);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  },
);

test("flags that no plan has are one line of a remark, whatever they hold", async () => {
  const { code, stdout } = await imported(
    workload("constructor", ["--model", model, "--a\nversion: 2", "--\u001b[2J"]),
  );
  expect(code).toBe(0);
  expect(checkPlan(parse(stdout)).version).toBe(1);
  expect(stdout).toMatch(/check their effect: --a version: 2, -- \[2J$/m);
});
