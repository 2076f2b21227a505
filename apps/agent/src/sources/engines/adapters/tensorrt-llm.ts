import { signalNames } from "@loadline/protocol";
import type { EngineAdapter } from "./engine-adapter.ts";
import { onlyValue, shareOfCapacity, usable } from "./families.ts";

const ownPrefix = /^(?:py)?trtllm[:_]/;
/** Its own server exports some names without a prefix; a label distinguishes them from those of others. */
const bareNames = "(?:time_to_first_token|time_per_output_token|e2e_request_latency|request_queue_time)_seconds";

/** @source https://nvidia.github.io/TensorRT-LLM/ (serving, Prometheus metrics) */
export const tensorRtLlm: EngineAdapter = {
  name: "tensorrt-llm",
  aliases: ["trtllm", "tensorrtllm", "trt-llm"],
  prefix: new RegExp(`${ownPrefix.source}|^(?=${bareNames}|request_success_total)`),
  modelLabels: ["model_name"],
  sums: {
    running: signalNames("tensorrt-llm", "running"),
    waiting: signalNames("tensorrt-llm", "waiting"),
    promptTokensTotal: ["prompt_tokens_total"],
    generationTokensTotal: ["generation_tokens_total"],
    finishedRequestsTotal: ["request_success_total", "request_completed_total"],
  },
  latencies: {
    timeToFirstToken: { names: ["time_to_first_token_seconds"] },
    interTokenLatency: { names: ["time_per_output_token_seconds", "inter_token_latency_seconds"] },
    endToEnd: { names: ["e2e_request_latency_seconds"] },
    queue: { names: signalNames("tensorrt-llm", "queueTime") },
  },
  kvCacheUsage: signalNames("tensorrt-llm", "kvCacheUse"),
  finishReasons: ["request_success_total"],
  computeNumbers: (families, sum) => {
    const blocks = sum("kv_cache_max_blocks");
    // The series may differ in the size of a block: then the capacity is unknown.
    const size = onlyValue(families, ["kv_cache_tokens_per_block", "tokens_per_block"]);
    const used = shareOfCapacity(sum("kv_cache_used_blocks"), blocks);
    return {
      kvCacheCapacityTokens: blocks === null || size === null ? null : usable(blocks * size),
      ...(families.has("kv_cache_utilization") ? {} : { kvCacheUsageRatio: used }),
    };
  },
  isOwn: ({ name, labels }) => ownPrefix.test(name) || labels.has("engine_type"),
};
