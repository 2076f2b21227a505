import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runLine } from "../../test/memory-context.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-tasks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

const config = file("config.json", {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  hidden_size: 4096,
  intermediate_size: 14_336,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  vocab_size: 128_256,
  max_position_embeddings: 131_072,
  torch_dtype: "bfloat16",
});
const prices = file("prices.yaml", "prices: [{ gpu: h100, usdPerGpuHour: 1 }]");
const inventory = file("inventory.yaml", "pools: [{ gpu: a100-80gb, nodes: 4 }, { gpu: h100, nodes: 1 }]");
const measured = file("measured.jsonl", {
  model: "llama-3.1-8b",
  gpu: "h100",
  inputTokens: 1000,
  outputTokens: 200,
  load: { concurrency: 16 },
  measured: { interTokenLatencySeconds: 0.02, timeToFirstTokenSeconds: 0.2 },
});
const budgeted = (gpus: number): string =>
  file(`budget-${gpus}.json`, {
    version: 1,
    cluster: "c",
    budgets: { gpus },
    pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 9 }],
    deployments: [
      {
        name: "chat",
        model: "llama-3.1-70b",
        weights: "fp8",
        pool: "h100",
        parallel: { tensor: 4 },
        slo: { interTokenLatencySeconds: 0.05 },
        replicas: { planned: 6, min: 1, max: 12 },
        expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 20 },
      },
    ],
  });

const overview = "NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md";
const mlperf = "https://mlcommons.org/benchmarks/inference-datacenter/ v4.1";
const llama = "https://huggingface.co/meta-llama/Llama-3.1-405B-FP8: one node of eight H100";
const card = "https://huggingface.co/meta-llama/Llama-3.1-8B: 8 B parameters in BF16, 131,072 tokens";
const configs = "https://huggingface.co/meta-llama config.json: layers × 2 × KV heads × head size × 2 bytes";
const sglang = "https://docs.sglang.io/docs/basic_usage/deepseek_v3.md: FP8 on 8 × H200 or 2 × 8 × H100";
const partitions =
  "https://docs.nvidia.com/datacenter/tesla/mig-user-guide/supported-mig-profiles.html: 1g.10gb and 3g.40gb, 1/8 and 4/8 of the memory";
const h100 = "https://www.nvidia.com/en-us/data-center/h100/: 80 GB at 3.35 TB/s";
const speech = "https://gigagpu.com/whisper-large-v3-rtf-by-gpu/: 30 s of speech in 1.2 s on an RTX 5090";
/** What a buyer states is published nowhere: the range is what follows from it. */
const arithmetic = "by hand from the other numbers of the row";
const saturated = "--saturated --engine tensorrt-llm";
const chat = "--input-tokens 1000 --output-tokens 200";
const fp8 = "--model llama-3.1-70b --weights fp8";
const gib = 2 ** 30;

/** A task as a buyer types it, the value that is looked at, its range with where that comes from, the exit code. */
type Task = readonly [
  task: string,
  line: string,
  path: string,
  low: number,
  high: number,
  source: string,
  code?: number,
];

const tasks: readonly Task[] = [
  [
    "weights of 8 B",
    `estimate --model llama-3.1-8b --gpu h100 ${chat} --concurrency 1`,
    "memoryBytes.weights",
    14.9 * gib,
    15.5 * gib,
    card,
  ],
  [
    "cache of 70 B",
    `estimate ${fp8} --gpu h100 --tensor 4 --kv-cache bf16 ${chat} --concurrency 1`,
    "bytesPerToken",
    327_680,
    330_000,
    configs,
  ],
  [
    "405 B in FP8 on eight H100",
    `estimate --model llama-3.1-405b --weights fp8 --gpu h100 --tensor 8 ${chat} --concurrency 1`,
    "fits",
    1,
    1,
    llama,
  ],
  [
    "405 B in BF16 on eight H100",
    `estimate --model llama-3.1-405b --weights bf16 --gpu h100 --tensor 8 ${chat} --concurrency 1`,
    "fits",
    0,
    0,
    llama,
    1,
  ],
  [
    "DeepSeek on eight H200",
    `estimate --model deepseek-v3 --gpu h200 --tensor 8 ${chat} --concurrency 1`,
    "fits",
    1,
    1,
    sglang,
  ],
  [
    "DeepSeek on eight H100",
    `estimate --model deepseek-v3 --gpu h100 --tensor 8 ${chat} --concurrency 1`,
    "fits",
    0,
    0,
    sglang,
    1,
  ],
  [
    "8 B at full load, H100",
    `estimate --model llama-3.1-8b --weights fp8 --gpu h100 --input-tokens 1000 --output-tokens 1000 ${saturated}`,
    "outputTokensPerSecond",
    12_900,
    17_500,
    `${overview}: 15,220`,
  ],
  [
    "8 B at full load, H200",
    `estimate --model llama-3.1-8b --weights fp8 --gpu h200 --input-tokens 1000 --output-tokens 1000 ${saturated}`,
    "outputTokensPerSecond",
    15_000,
    20_400,
    `${overview}: 17,744`,
  ],
  [
    "70 B at full load, B200",
    `estimate --model llama-3.3-70b --weights nvfp4 --gpu b200 --input-tokens 1000 --output-tokens 1000 ${saturated}`,
    "outputTokensPerSecond",
    5950,
    8060,
    `${overview}: 7,007`,
  ],
  [
    "405 B at full load, eight H200",
    `estimate --model llama-3.1-405b --weights fp8 --gpu h200 --tensor 8 --input-tokens 1000 --output-tokens 1000 ${saturated}`,
    "outputTokensPerSecond",
    2830,
    3830,
    `${overview}: 3,330`,
  ],
  [
    "8 B online, 8 requests/s",
    "estimate --model llama-3.1-8b --weights bf16 --gpu h100 --engine tensorrt-llm --input-tokens 467 --output-tokens 256 --requests-per-second 8",
    "interTokenLatencySeconds.mean",
    0.007,
    0.0115,
    `${overview}, online table: 9 ms`,
  ],
  [
    "8 B online, 32 requests/s",
    "estimate --model llama-3.1-8b --weights bf16 --gpu h100 --engine tensorrt-llm --input-tokens 467 --output-tokens 256 --requests-per-second 32",
    "interTokenLatencySeconds.mean",
    0.0135,
    0.0245,
    `${overview}, online table: 19 ms`,
  ],
  [
    "MoE on eight H100",
    "plan --model mixtral-8x7b --weights fp8 --gpu h100 --engine tensorrt-llm --max-sequences 1024 --input-tokens 300 --output-tokens 145 --requests-per-second 350 --ttft 2s --tpot 200ms --percentile 99 --reserve failures=off",
    "best.gpus",
    8,
    16,
    `${mlperf}: 50,796 tokens/s on 8`,
  ],
  [
    "70 B on MI300X",
    "plan --model llama-2-70b --weights fp8 --gpu mi300x --max-sequences 1024 --input-tokens 294 --output-tokens 294 --requests-per-second 71.5 --ttft 2s --tpot 200ms --percentile 99 --reserve failures=off",
    "best.gpus",
    8,
    16,
    `${mlperf}: 21,028 tokens/s on 8`,
  ],
  [
    "MoE on a rack",
    "plan --model deepseek-r1 --gpu gb200 --input-tokens 1024 --output-tokens 1024 --requests-per-second 50 --tpot 50ms",
    "best.parallel.expert",
    5,
    72,
    "a rack links 72 GPUs: https://www.nvidia.com/en-us/data-center/gb200-nvl72/",
  ],
  [
    "long context",
    "estimate --model llama-3.1-8b --gpu h100 --kv-cache bf16 --input-tokens 120000 --output-tokens 1000 --concurrency 1",
    "kvCacheTokens",
    380_000,
    480_000,
    `${configs}, 128 KiB a token; ${h100}`,
  ],
  [
    "a partition that holds it",
    `estimate --model llama-3.1-8b --gpu h100/3g.40gb ${chat} --concurrency 1`,
    "fits",
    1,
    1,
    `${partitions}; ${card}`,
  ],
  [
    "a partition that does not",
    `estimate --model llama-3.1-8b --gpu h100/1g.10gb ${chat} --concurrency 1`,
    "fits",
    0,
    0,
    `${partitions}; ${card}`,
    1,
  ],
  [
    "a partition is slower",
    `estimate --model llama-3.1-8b --gpu h100/3g.40gb ${chat} --concurrency 1`,
    "interTokenLatencySeconds.mean",
    0.0096,
    0.025,
    `${partitions}; ${h100}`,
  ],
  [
    "embeddings",
    "estimate --model bert-large --weights int8 --gpu h200 --input-tokens 384 --saturated",
    "requestsPerSecond",
    1800,
    9000,
    `${mlperf}: 57,609 of mixed lengths on 8`,
  ],
  [
    "pictures",
    "estimate --model stable-diffusion-xl --gpu h100 --saturated",
    "requestsPerSecond",
    0.35,
    2.2,
    `${mlperf}: 15.7 on 8 in 20 steps and FP8; FP16 has half the arithmetic`,
  ],
  [
    "speech",
    "estimate --model whisper-large-v3 --gpu h100 --output-tokens 100 --concurrency 1",
    "endToEndSeconds.mean",
    0.0925,
    1.2,
    `${speech}; floor: 3.1 GB a token, ${h100}`,
  ],
  [
    "own model",
    `estimate --model-file ${config} --gpu h100 ${chat} --concurrency 1`,
    "memoryBytes.weights",
    14.9 * gib,
    15.5 * gib,
    card,
  ],
  [
    "own model, planned",
    `plan --model-file ${config} --gpu h100 ${chat} --requests-per-second 20 --tpot 50ms`,
    "best.replicas",
    2,
    6,
    `${overview}: 4,000 tokens/s of at most 15,220 on one GPU; one more as reserve`,
  ],
  [
    "own price",
    `plan --model llama-3.1-8b --gpu h100 ${chat} --requests-per-second 20 --tpot 50ms --prices ${prices}`,
    "best.cost.usdPerHour",
    2,
    6,
    `${arithmetic}: 1 $ a GPU`,
  ],
  [
    "own GPUs",
    `plan --model llama-3.1-8b ${chat} --requests-per-second 20 --tpot 50ms --inventory ${inventory}`,
    "fleet.nodes.0.nodes",
    1,
    4,
    arithmetic,
  ],
  ["budget that holds", `plan ${budgeted(48)}`, "enough", 1, 1, arithmetic],
  ["budget that does not", `plan ${budgeted(8)}`, "budgets.0.enough", 0, 0, arithmetic, 1],
  [
    "an objective that nothing meets",
    `plan ${fp8} --gpu h100 ${chat} --requests-per-second 20 --tpot 1ms`,
    "closest.strain",
    1,
    100,
    `70 GB by eight take 2.6 ms: ${h100}`,
    1,
  ],
  [
    "a model that nothing holds",
    `plan --model deepseek-v3 --gpu h100/1g.10gb ${chat} --requests-per-second 1 --tpot 1s`,
    "enough",
    0,
    0,
    `${sglang}; ${partitions}`,
    1,
  ],
  [
    "own measurements",
    `plan --model llama-3.1-8b --gpu h100 --tensor 1 ${chat} --requests-per-second 20 --tpot 50ms --observations ${measured}`,
    "best.latencies.interTokenLatency",
    0.018,
    0.05,
    "the row states 20 ms at 16 clients",
  ],
  [
    "three zones",
    `plan --model llama-3.1-8b --gpu h100 ${chat} --requests-per-second 20 --tpot 50ms --reserve zones=3`,
    "best.nodes",
    3,
    6,
    arithmetic,
  ],
  [
    "a node may go",
    `plan --model llama-3.1-8b --gpu h100 ${chat} --requests-per-second 20 --tpot 50ms --reserve nodes=1`,
    "best.nodes",
    2,
    4,
    arithmetic,
  ],
  [
    "spot",
    `plan --model llama-3.1-8b --gpu h100 ${chat} --requests-per-second 20 --tpot 50ms --purchase spot`,
    "best.price.usdPerGpuHour",
    0.5,
    3,
    "catalogue, spot",
  ],
  [
    "a checkpoint's own format",
    `plan --model meta-llama/Llama-3.1-70B-Instruct-FP8 --gpu h100 ${chat} --requests-per-second 5 --tpot 50ms`,
    "best.gpusPerReplica",
    1,
    4,
    `70 GB of weights; ${h100}`,
  ],
  [
    "split of a request's cost",
    `plan ${fp8} --gpu h100 ${chat} --requests-per-second 20 --tpot 50ms`,
    "splitError",
    0,
    1e-9,
    arithmetic,
  ],
  [
    "prefill and decode apart",
    `plan ${fp8} --gpu h200 ${chat} --requests-per-second 20 --tpot 50ms --prefill 2 --decode 1`,
    "best.workers.prefill",
    2,
    2,
    "as asked",
  ],
];

type Answer = Readonly<Record<string, unknown>>;

/** The value at a path, a truth value as 0 or 1, and sums that a row is checked by. */
const valueAt = (answer: Answer, path: string): number => {
  const at = (inner: string): number =>
    Number(inner.split(".").reduce<unknown>((part, key) => (part as Answer | undefined)?.[key], answer));
  if (path === "bytesPerToken") return (4 * at("memoryBytes.kvCache")) / at("kvCacheTokens");
  if (path !== "splitError") return at(path);
  const parts = 1000 * at("best.cost.usdPerMillionInputTokens") + 200 * at("best.cost.usdPerMillionOutputTokens");
  return Math.abs(parts / 1e6 / at("best.cost.usdPerRequest") - 1);
};

for (const [task, line, path, low, high, source, code = 0] of tasks)
  test(task, async () => {
    const { stdout, stderr, code: given } = await runLine(`${line} --json`);
    expect({ stderr: stderr.includes("LL_"), given }).toEqual({ stderr: false, given: code });
    const value = valueAt(JSON.parse(stdout) as Answer, path);
    expect(value, source).toBeGreaterThanOrEqual(low);
    expect(value, source).toBeLessThanOrEqual(high);
  });
