import { signalNames } from "@loadline/protocol";
import type { EngineAdapter } from "./engine-adapter.ts";
import { dropPriorities, type Families, shareOfCapacity, usable } from "./families.ts";

/** Capacity in the labels of one series, which newer versions also have. */
const pagesTimesSize = (families: Families): number | null => {
  const [first] = families.get("cache_config_info") ?? [];
  const label = (name: string): number => Number(first?.labels.get(name) || Number.NaN);
  const tokens = label("num_pages") * label("page_size");
  return Number.isSafeInteger(tokens) ? usable(tokens) : null;
};

/**
 * The schedulers of all but data-parallel ranks report the same requests. The last names of a list are those of 0.3.
 * @source https://docs.sglang.ai/references/production_metrics.html
 */
export const sglang: EngineAdapter = {
  name: "sglang",
  prefix: /^(?:ray_)?sglang[:_]/,
  modelLabels: ["model_name", "name"],
  sums: {
    running: signalNames("sglang", "running"),
    waiting: signalNames("sglang", "waiting"),
    promptTokensTotal: ["prompt_tokens_total"],
    generationTokensTotal: ["generation_tokens_total"],
    finishedRequestsTotal: ["num_requests_total", "request_success_total"],
    finishedPromptTokensTotal: ["prompt_tokens_histogram_sum", "request_prompt_tokens_sum"],
    finishedGenerationTokensTotal: ["generation_tokens_histogram_sum", "request_generation_tokens_sum"],
    preemptionsTotal: signalNames("sglang", "preemptions"),
    cachedPromptTokensTotal: ["cached_tokens_total"],
  },
  latencies: {
    timeToFirstToken: { names: ["time_to_first_token_seconds"] },
    interTokenLatency: { names: ["inter_token_latency_seconds", "time_per_output_token_seconds"] },
    endToEnd: { names: ["e2e_request_latency_seconds"] },
    queue: { names: signalNames("sglang", "queueTime") },
  },
  // The total of aborted requests came before that of the queue time; a client that gives up is one of them.
  failures: { names: signalNames("sglang", "rejections"), absentIsZeroWith: ["queue_time_seconds_count"] },
  kvCacheUsage: signalNames("sglang", "kvCacheUse"),
  sharedRanks: ["tp_rank", "pp_rank", "moe_ep_rank", "ep_rank", "attn_tp_rank", "pid"],
  pickSeries: dropPriorities,
  computeNumbers: (families, sum) => {
    const capacity = sum("max_total_num_tokens") ?? pagesTimesSize(families);
    const used = sum("num_used_tokens", "kv_used_tokens");
    return {
      kvCacheCapacityTokens: capacity,
      ...(families.has("token_usage") ? {} : { kvCacheUsageRatio: shareOfCapacity(used, capacity) }),
    };
  },
};
