import type { MetricSample } from "../../../prometheus-text/parse-prometheus-text.ts";
import {
  type Families,
  family,
  labelOf,
  meanShare,
  readingOf,
  shareOfCapacity,
  startedAt,
  total,
  usable,
} from "../families.ts";
import type { EngineAdapter } from "./engine-adapter.ts";

/** Blocks of all series times the tokens of one block; unknown when the series differ in the size of a block. */
const capacityTokens = (families: Families): number | null => {
  const blocks = total(families, "kv_cache_max_blocks");
  const sizes = new Set(family(families, ["kv_cache_tokens_per_block", "tokens_per_block"])?.map(({ value }) => value));
  const [size] = sizes;
  return blocks === null || size === undefined || sizes.size > 1 ? null : usable(blocks * size);
};

/** Its own server gives some of its names without a prefix, told from those of others by a label. */
const bareNames = "(?:time_to_first_token|time_per_output_token|e2e_request_latency|request_queue_time)_seconds";
const prefix = new RegExp(`^(?:(?:py)?trtllm[:_]|(?=${bareNames}|request_success_total))`);

const isOwn = ({ name, labels }: MetricSample): boolean => /^(?:py)?trtllm[:_]/.test(name) || labels.has("engine_type");

/** @source https://nvidia.github.io/TensorRT-LLM/ (serving, Prometheus metrics) */
export const tensorRtLlmEngine: EngineAdapter = {
  name: "tensorrt-llm",
  prefix,
  histograms: {
    timeToFirstToken: { names: ["time_to_first_token_seconds"], perSecond: 1 },
    interTokenLatency: { names: ["time_per_output_token_seconds", "inter_token_latency_seconds"], perSecond: 1 },
  },
  read: (families, samples) => {
    if (!samples.some((sample) => prefix.test(sample.name) && isOwn(sample))) return null;
    return readingOf(labelOf(families, "model_name"), {
      startedAt: startedAt(samples, prefix),
      running: total(families, "num_requests_running"),
      waiting: total(families, "num_requests_waiting", "num_requests_queued"),
      kvCacheUsageRatio:
        meanShare(families, "kv_cache_utilization") ??
        shareOfCapacity(total(families, "kv_cache_used_blocks"), total(families, "kv_cache_max_blocks")),
      kvCacheCapacityTokens: capacityTokens(families),
      promptTokensTotal: total(families, "prompt_tokens_total"),
      generationTokensTotal: total(families, "generation_tokens_total"),
      finishedRequestsTotal: total(families, "request_success_total", "request_completed_total"),
      timeToFirstTokenSecondsSum: total(families, "time_to_first_token_seconds_sum"),
      timeToFirstTokenSecondsCount: total(families, "time_to_first_token_seconds_count"),
      interTokenLatencySecondsSum: total(
        families,
        "time_per_output_token_seconds_sum",
        "inter_token_latency_seconds_sum",
      ),
      interTokenLatencySecondsCount: total(
        families,
        "time_per_output_token_seconds_count",
        "inter_token_latency_seconds_count",
      ),
      endToEndSecondsSum: total(families, "e2e_request_latency_seconds_sum"),
      endToEndSecondsCount: total(families, "e2e_request_latency_seconds_count"),
      queueSecondsSum: total(families, "request_queue_time_seconds_sum"),
      queueSecondsCount: total(families, "request_queue_time_seconds_count"),
    });
  },
};
