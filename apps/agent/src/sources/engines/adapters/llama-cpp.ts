import { labelOf, meanShare, readingOf, startedAt, total } from "../families.ts";
import type { EngineAdapter } from "./engine-adapter.ts";

const prefix = /^llamacpp[:_]/;

/**
 * llama.cpp's server. It tells no latencies; the use of the cache only in older versions.
 * @source https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
 */
export const llamaCppEngine: EngineAdapter = {
  name: "llama.cpp",
  prefix,
  read: (families, samples) =>
    readingOf(labelOf(families, "model"), {
      startedAt: startedAt(samples, prefix),
      running: total(families, "requests_processing"),
      waiting: total(families, "requests_deferred"),
      kvCacheUsageRatio: meanShare(families, "kv_cache_usage_ratio"),
      promptTokensTotal: total(families, "prompt_tokens_total"),
      generationTokensTotal: total(families, "tokens_predicted_total"),
    }),
};
