import { signalNames } from "@loadline/protocol";
import type { MetricSample } from "../../../exporter/parse-prometheus-text.ts";
import type { EngineAdapter } from "./engine-adapter.ts";
import { knownSum, usable } from "./families.ts";

/** Newer versions report the capacity itself; else it is blocks times their size. */
const capacityOf = ({ labels }: MetricSample): number | null => {
  const label = (name: string): number => Number(labels.get(name) || Number.NaN);
  const tokens = label("kv_cache_size_tokens");
  if (Number.isSafeInteger(tokens) && tokens > 0) return tokens;
  const [blocks, size] = [label("num_gpu_blocks"), label("block_size")];
  return Number.isSafeInteger(blocks) && Number.isSafeInteger(size) ? usable(blocks * size) : null;
};

/**
 * `vllm:`, under Ray `ray_vllm:`, and both with the colon turned into an underscore by relays. Counters and requests are
 * summed over data-parallel ranks; the cache usage is averaged, as ranks of one deployment hold caches of one size.
 */
export const vllm: EngineAdapter = {
  name: "vllm",
  prefix: /^(?:ray_)?vllm[:_]/,
  modelLabels: ["model_name", "model"],
  sums: {
    running: signalNames("vllm", "running"),
    waiting: signalNames("vllm", "waiting"),
    promptTokensTotal: ["prompt_tokens_total", "prompt_tokens"],
    generationTokensTotal: ["generation_tokens_total", "generation_tokens"],
    finishedRequestsTotal: ["request_success_total", "request_success"],
    finishedPromptTokensTotal: ["request_prompt_tokens_sum"],
    finishedGenerationTokensTotal: ["request_generation_tokens_sum"],
    preemptionsTotal: signalNames("vllm", "preemptions"),
    prefixCacheQueriesTotal: ["prefix_cache_queries_total", "gpu_prefix_cache_queries_total"],
    prefixCacheHitsTotal: ["prefix_cache_hits_total", "gpu_prefix_cache_hits_total"],
    cachedPromptTokensTotal: ["prompt_tokens_cached_total"],
  },
  latencies: {
    timeToFirstToken: { names: ["time_to_first_token_seconds"] },
    interTokenLatency: { names: ["inter_token_latency_seconds", "time_per_output_token_seconds"] },
    endToEnd: { names: ["e2e_request_latency_seconds"] },
    queue: { names: signalNames("vllm", "queueTime") },
  },
  kvCacheUsage: signalNames("vllm", "kvCacheUse"),
  finishReasons: ["request_success_total", "request_success"],
  configuration: { kvCache: "cache_dtype", gpuMemoryUtilization: "gpu_memory_utilization" },
  computeNumbers: (families) => {
    const infos = families.get("cache_config_info");
    return { kvCacheCapacityTokens: infos === undefined ? null : knownSum(infos.map(capacityOf)) };
  },
};

const nimNames = [
  "num_requests_running",
  "num_requests_waiting",
  "num_request_max",
  "gpu_cache_usage_perc",
  "prompt_tokens_total",
  "generation_tokens_total",
  "request_(?:prompt|generation)_tokens_(?:sum|count)",
  "request_(?:finish|success|failure)_total",
  "(?:time_to_first_token|time_per_output_token|e2e_request_latency)_seconds_(?:sum|count|bucket)",
];

/**
 * NVIDIA NIM: the names of vLLM without a prefix. A page has them by other engines too; these two it has alone.
 * @source https://docs.nvidia.com/nim/large-language-models/latest/observability.html
 */
export const nim: EngineAdapter = {
  ...vllm,
  name: "nim",
  prefix: new RegExp(`^(?=(?:${nimNames.join("|")})$)`),
  sums: { ...vllm.sums, finishedRequestsTotal: ["request_finish_total", "request_success_total"] },
  finishReasons: ["request_finish_total", "request_success_total"],
  isOwn: ({ name }) => name === "num_requests_running" || name === "gpu_cache_usage_perc",
};

/** @source https://lmdeploy.readthedocs.io/en/latest/advance/metrics.html (names aligned with those of vLLM) */
export const lmdeploy: EngineAdapter = { ...vllm, name: "lmdeploy", prefix: /^lmdeploy[:_]/ };
