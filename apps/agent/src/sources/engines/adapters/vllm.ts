import { type MetricSample, parsePrometheusText } from "../../../prometheus-text/parse-prometheus-text.ts";
import type { EngineNumbers, EngineReading } from "../engine-report.ts";
import {
  collectFamilies,
  type Families,
  family,
  labelOf,
  meanShare,
  readingOf,
  startedAt,
  sumOf,
  total,
  usable,
} from "../families.ts";
import type { EngineAdapter } from "./engine-adapter.ts";

export type ParsedVllmMetrics =
  | { readonly kind: "ok"; readonly reading: EngineReading; readonly rejectedLines: number }
  | { readonly kind: "no-known-metric"; readonly samples: number; readonly rejectedLines: number };

/** `vllm:`, under Ray `ray_vllm:`, and both with the colon turned into an underscore by relays. */
const prefixPattern = /^(?:ray_)?vllm[:_]/;

/** Newer versions tell the capacity itself; else it is blocks times their size. */
const blocksOf = ({ labels }: MetricSample): number | null => {
  const tokens = Number(labels.get("kv_cache_size_tokens") || Number.NaN);
  if (Number.isSafeInteger(tokens) && tokens > 0) return tokens;
  const blocks = Number(labels.get("num_gpu_blocks") || Number.NaN);
  const size = Number(labels.get("block_size") || Number.NaN);
  return Number.isSafeInteger(blocks) && Number.isSafeInteger(size) ? usable(blocks * size) : null;
};

const capacityTokens = (families: Families): number | null => {
  const infos = family(families, ["cache_config_info"]);
  if (infos === null) return null;
  return sumOf(infos.map(blocksOf));
};

/** Mean over ranks: those of one deployment hold caches of one size. */
const usageRatio = (families: Families): number | null =>
  meanShare(families, "kv_cache_usage_perc", "gpu_cache_usage_perc");

const readNumbers = (families: Families, samples: readonly MetricSample[], prefix: RegExp): EngineNumbers => ({
  startedAt: startedAt(samples, prefix),
  running: total(families, "num_requests_running"),
  waiting: total(families, "num_requests_waiting"),
  kvCacheUsageRatio: usageRatio(families),
  kvCacheCapacityTokens: capacityTokens(families),
  promptTokensTotal: total(families, "prompt_tokens_total", "prompt_tokens"),
  generationTokensTotal: total(families, "generation_tokens_total", "generation_tokens"),
  finishedRequestsTotal: total(families, "request_success_total", "request_success"),
  finishedPromptTokensTotal: total(families, "request_prompt_tokens_sum"),
  finishedGenerationTokensTotal: total(families, "request_generation_tokens_sum"),
  preemptionsTotal: total(families, "num_preemptions_total", "num_preemptions"),
  timeToFirstTokenSecondsSum: total(families, "time_to_first_token_seconds_sum"),
  timeToFirstTokenSecondsCount: total(families, "time_to_first_token_seconds_count"),
  interTokenLatencySecondsSum: total(families, "inter_token_latency_seconds_sum", "time_per_output_token_seconds_sum"),
  interTokenLatencySecondsCount: total(
    families,
    "inter_token_latency_seconds_count",
    "time_per_output_token_seconds_count",
  ),
  endToEndSecondsSum: total(families, "e2e_request_latency_seconds_sum"),
  endToEndSecondsCount: total(families, "e2e_request_latency_seconds_count"),
  queueSecondsSum: total(families, "request_queue_time_seconds_sum"),
  queueSecondsCount: total(families, "request_queue_time_seconds_count"),
});

/** An engine with the names of vLLM behind a prefix of its own; counters and requests summed over data-parallel ranks. */
const named = (name: string, prefix: RegExp): EngineAdapter => ({
  name,
  prefix,
  histograms: {
    timeToFirstToken: { names: ["time_to_first_token_seconds"], perSecond: 1 },
    interTokenLatency: { names: ["inter_token_latency_seconds", "time_per_output_token_seconds"], perSecond: 1 },
  },
  read: (families, samples) =>
    readingOf(labelOf(families, "model_name", "model"), readNumbers(families, samples, prefix)),
});

export const vllmEngine: EngineAdapter = named("vllm", prefixPattern);

/** @source https://lmdeploy.readthedocs.io/en/latest/advance/metrics.html (names aligned with those of vLLM) */
export const lmdeployEngine: EngineAdapter = named("lmdeploy", /^lmdeploy[:_]/);

/** Reads the `/metrics` text of a vLLM server, old and new names. A missing family is null. Never throws. */
export const parseVllmMetrics = (text: string): ParsedVllmMetrics => {
  const { samples, rejectedLines } = parsePrometheusText(text);
  const reading = vllmEngine.read(collectFamilies(samples, prefixPattern), samples);
  if (reading === null) return { kind: "no-known-metric", samples: samples.length, rejectedLines };
  return { kind: "ok", reading, rejectedLines };
};
