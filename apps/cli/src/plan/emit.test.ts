import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { runLine } from "../../test/memory-context.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-emit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan = (line: string) => runLine(`plan ${line}`, { columns: 80 });
const chat =
  "--model llama-3.1-8b --gpu h100 --input-tokens 500 --output-tokens 100 --requests-per-second 50 --itl 0.1";

/** A plan file with these deployments on nodes of eight H200. */
const planFile = (name: string, deployments: readonly object[]): string => {
  const path = join(folder, `${name}.json`);
  const pools = [{ name: "h200", gpu: "h200", gpusPerNode: 8, nodes: 40 }];
  writeFileSync(path, JSON.stringify({ version: 1, cluster: "c", pools, deployments }));
  return path;
};

const deployment = {
  name: "chat",
  model: "meta-llama/Llama-3.1-70B-Instruct",
  pool: "h200",
  slo: { interTokenLatencySeconds: 0.1 },
  replicas: { planned: 2, min: 1, max: 4 },
  expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 2 },
};

const flagsOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => !line.startsWith("#") && line !== "")
    .map((line) => line.replace(/\\$/, "").trim());

test.each([
  [
    "vllm",
    { tensor: 4 },
    [
      "vllm serve meta-llama/Llama-3.1-70B-Instruct",
      "--tensor-parallel-size 4",
      "--kv-cache-dtype fp8",
      "--gpu-memory-utilization 0.85",
      "--max-model-len 8000",
      "--max-num-seqs 64",
      "--max-num-batched-tokens 4096",
      "--quantization fp8",
    ],
  ],
  [
    "sglang",
    { tensor: 4, pipeline: 2 },
    [
      "python -m sglang.launch_server --model-path meta-llama/Llama-3.1-70B-Instruct",
      "--tp-size 4",
      "--pp-size 2",
      "--kv-cache-dtype fp8_e4m3",
      "--mem-fraction-static 0.85",
      "--context-length 8000",
      "--max-running-requests 64",
      "--chunked-prefill-size 4096",
      "--quantization fp8",
    ],
  ],
] as const)("%s is started with every flag that the plan assumes", async (emit, parallel, expected) => {
  const engineConfig = { gpuMemoryUtilization: 0.85, maxModelLen: 8000, maxSequences: 64, maxBatchedTokens: 4096 };
  const own = { ...deployment, engine: emit, weights: "fp8", kvCache: "fp8", parallel, engineConfig };
  const { code, stdout } = await plan(`${planFile(emit, [own])} --emit ${emit}`);
  expect(code).toBe(0);
  expect(flagsOf(stdout)).toEqual(expected);
});

test.each([
  [{ maxBatchedTokens: 512 }, 512],
  [{ maxBatchedTokens: 4096 }, 1024],
])("vllm is given no more sequences than %s lets a step hold", async (engineConfig, sequences) => {
  const own = { ...deployment, parallel: { tensor: 4 }, engineConfig };
  const { stdout } = await plan(`${planFile(`step-${sequences}`, [own])} --emit vllm`);
  expect(flagsOf(stdout)).toContain(`--max-num-seqs ${sequences}`);
  expect(flagsOf(stdout)).toContain(`--max-num-batched-tokens ${engineConfig.maxBatchedTokens}`);
});

test("experts and attention ranks are typed as each engine counts them", async () => {
  const experts = { ...deployment, model: "deepseek-ai/DeepSeek-V3", parallel: { expert: 8, attentionData: 8 } };
  const textOf = async (emit: string, engine: string) =>
    (await plan(`${planFile(`moe-${emit}`, [{ ...experts, engine }])} --emit ${emit}`)).stdout;
  const vllm = await textOf("vllm", "vllm");
  expect(vllm).toContain("--data-parallel-size 8");
  expect(vllm).toContain("--enable-expert-parallel \\");
  expect(vllm).not.toContain("--tensor-parallel-size");
  const sglang = await textOf("sglang", "sglang");
  for (const flag of ["--tp-size 8", "--dp-size 8", "--ep-size 8", "--enable-dp-attention"])
    expect(sglang).toContain(flag);
  const trtllm = await textOf("trtllm", "tensorrt-llm");
  for (const part of ["enable_attention_dp: true", "--tp_size 8", "--ep_size 8", "--extra_llm_api_options"])
    expect(trtllm).toContain(part);
});

test("weights that the engine cannot make of the checkpoint are said, not typed", async () => {
  const { stdout } = await plan(`${planFile("int4", [{ ...deployment, weights: "int4" }])} --emit vllm`);
  expect(stdout).not.toContain("--quantization");
  expect(stdout).toContain("# the plan assumes weights in int4, the checkpoint has bf16: name a checkpoint in int4");
});

test("a launch is planned for its own engine; a plan file of another is refused", async () => {
  expect((await plan(`${chat} --emit sglang`)).stdout).toContain("sglang.launch_server");
  const { code, stderr } = await plan(`${planFile("other", [deployment])} --emit trtllm`);
  expect(code).toBe(2);
  expect(stderr).toContain("the plan's engines are vllm");
});

interface KubernetesObject {
  readonly kind: string;
  readonly spec: { readonly replicas?: number; readonly leaderWorkerTemplate?: { readonly size: number } };
}
const objectsOf = (text: string): readonly KubernetesObject[] =>
  parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject);

test("manifests hold the planned counts; a replica over several nodes is a group of them", async () => {
  const [one, service, scaler] = objectsOf(
    (await plan(`${planFile("k8s", [{ ...deployment, parallel: { tensor: 8 } }])} --emit kubernetes`)).stdout,
  );
  expect(one).toMatchObject({ kind: "Deployment", spec: { replicas: 2 } });
  expect(JSON.stringify(one)).toContain('"limits":{"nvidia.com/gpu":8}');
  const [versioned] = objectsOf(
    (await plan(`${planFile("v", [{ ...deployment, engine: "vllm==0.19.0" }])} --emit kubernetes`)).stdout,
  );
  expect(JSON.stringify(versioned)).toContain('"image":"vllm/vllm-openai:v0.19.0"');
  expect([service?.kind, scaler?.kind]).toEqual(["Service", "ScaledObject"]);
  expect(scaler?.spec).toMatchObject({ minReplicaCount: 1, maxReplicaCount: 4 });
  const wide = { ...deployment, parallel: { tensor: 8, pipeline: 2 } };
  const [group] = objectsOf((await plan(`${planFile("wide", [wide])} --emit kubernetes`)).stdout);
  expect(group).toMatchObject({ kind: "LeaderWorkerSet", spec: { leaderWorkerTemplate: { size: 2 } } });
  const refused = await plan(`${planFile("mpi", [{ ...wide, engine: "tensorrt-llm" }])} --emit kubernetes`);
  expect(refused.stderr).toContain("spans 2 nodes");
});

test("a search is written as plan and table; a plan file is no page", async () => {
  const planned = (await plan(`${chat} --emit plan`)).stdout;
  expect(planned).toContain("pool: h100-sxm-80gb");
  const [head = "", first = ""] = (await plan(`${chat} --emit csv`)).stdout.split("\n");
  expect(first.split(",")).toHaveLength(head.split(",").length);
  expect((await plan(`${planFile("file", [deployment])} --emit html`)).code).toBe(2);
});

const hostile = String.raw`$(touch pwned)$IFS\a;'"|touch pwned/Llama-3.1-70B-Instruct`;

test.each(["vllm", "bench"])(
  "names in the text of --emit %s are one word for a shell, whatever they hold",
  async (emit) => {
    const own = { ...deployment, model: hostile };
    const { code, stdout } = await plan(`${planFile(`hostile-${emit}`, [own])} --emit ${emit}`);
    expect(code).toBe(0);
    const shell = spawnSync("sh", ["-c", `vllm() { printf '<%s>' "$@"; }\n${stdout}`], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(shell.stdout).toContain(`<${hostile}>`);
    expect(shell.stderr).toBe("");
    expect(existsSync(join(folder, "pwned"))).toBe(false);
  },
);
