import { type Families, labelOf, meanShare, readingOf, startedAt, totalOncePerRank } from "../families.ts";
import type { EngineAdapter } from "./engine-adapter.ts";

/** The scheduler of each of these ranks tells of the same requests; only data-parallel ranks have their own. */
const ranks = ["tp_rank", "pp_rank", "moe_ep_rank", "ep_rank", "pid"];

const once = (families: Families, ...names: readonly string[]): number | null =>
  totalOncePerRank(families, ranks, ...names);

/** @source https://docs.sglang.ai/references/production_metrics.html */
export const sglangEngine: EngineAdapter = {
  name: "sglang",
  prefix: /^(?:ray_)?sglang[:_]/,
  read: (families, samples) =>
    readingOf(labelOf(families, "model_name"), {
      startedAt: startedAt(samples),
      running: once(families, "num_running_reqs"),
      waiting: once(families, "num_queue_reqs"),
      kvCacheUsageRatio: meanShare(families, "token_usage"),
      kvCacheCapacityTokens: once(families, "max_total_num_tokens"),
      promptTokensTotal: once(families, "prompt_tokens_total"),
      generationTokensTotal: once(families, "generation_tokens_total"),
      finishedRequestsTotal: once(families, "num_requests_total"),
      preemptionsTotal: once(families, "num_retracted_reqs_total"),
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
    }),
};
