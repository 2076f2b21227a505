import {
  type Families,
  family,
  labelOf,
  meanShare,
  readingOf,
  shareOfCapacity,
  startedAt,
  totalOncePerRank,
  usable,
  withoutParts,
} from "../families.ts";
import type { EngineAdapter } from "./engine-adapter.ts";

/** The scheduler of each of these ranks tells of the same requests; only data-parallel ranks have their own. */
const ranks = ["tp_rank", "pp_rank", "moe_ep_rank", "ep_rank", "attn_tp_rank", "pid"];

const once = (families: Families, ...names: readonly string[]): number | null =>
  totalOncePerRank(families, ranks, ...names);

/** Capacity in the labels of one series, as newer versions tell it too. */
const pagesTimesSize = (families: Families): number | null => {
  const [first] = family(families, ["cache_config_info"]) ?? [];
  const [pages, size] = ["num_pages", "page_size"].map((name) => Number(first?.labels.get(name) || Number.NaN));
  return pages !== undefined && size !== undefined && Number.isSafeInteger(pages * size) ? usable(pages * size) : null;
};

const prefix = /^(?:ray_)?sglang[:_]/;

/** @source https://docs.sglang.ai/references/production_metrics.html */
export const sglangEngine: EngineAdapter = {
  name: "sglang",
  prefix,
  histograms: {
    timeToFirstToken: { names: ["time_to_first_token_seconds"], perSecond: 1 },
    interTokenLatency: { names: ["inter_token_latency_seconds", "time_per_output_token_seconds"], perSecond: 1 },
  },
  sameRequests: ranks,
  read: (all, samples) => {
    const families = withoutParts(all, "priority");
    const capacity = once(families, "max_total_num_tokens") ?? pagesTimesSize(families);
    return readingOf(labelOf(families, "model_name", "name"), {
      startedAt: startedAt(samples, prefix),
      running: once(families, "num_running_reqs", "num_requests_running"),
      waiting: once(families, "num_queue_reqs", "num_requests_waiting"),
      kvCacheUsageRatio:
        meanShare(families, "token_usage") ??
        shareOfCapacity(once(families, "num_used_tokens", "kv_used_tokens"), capacity),
      kvCacheCapacityTokens: capacity,
      promptTokensTotal: once(families, "prompt_tokens_total"),
      generationTokensTotal: once(families, "generation_tokens_total"),
      finishedRequestsTotal: once(families, "num_requests_total"),
      finishedPromptTokensTotal: once(families, "prompt_tokens_histogram_sum"),
      finishedGenerationTokensTotal: once(families, "generation_tokens_histogram_sum"),
      preemptionsTotal: once(families, "num_retracted_reqs_total", "num_retracted_requests_total"),
      timeToFirstTokenSecondsSum: once(families, "time_to_first_token_seconds_sum"),
      timeToFirstTokenSecondsCount: once(families, "time_to_first_token_seconds_count"),
      interTokenLatencySecondsSum: once(
        families,
        "inter_token_latency_seconds_sum",
        "time_per_output_token_seconds_sum",
      ),
      interTokenLatencySecondsCount: once(
        families,
        "inter_token_latency_seconds_count",
        "time_per_output_token_seconds_count",
      ),
      endToEndSecondsSum: once(families, "e2e_request_latency_seconds_sum"),
      endToEndSecondsCount: once(families, "e2e_request_latency_seconds_count"),
      queueSecondsSum: once(families, "queue_time_seconds_sum"),
      queueSecondsCount: once(families, "queue_time_seconds_count"),
    });
  },
};
