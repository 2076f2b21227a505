import type { EngineAdapter } from "./engine-adapter.ts";

/**
 * llama.cpp's server. It reports no latencies, and the use of the cache only in older versions.
 * @source https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
 */
export const llamaCpp: EngineAdapter = {
  name: "llama.cpp",
  prefix: /^llamacpp[:_]/,
  modelLabels: ["model"],
  sums: {
    running: ["requests_processing"],
    waiting: ["requests_deferred"],
    promptTokensTotal: ["prompt_tokens_total"],
    generationTokensTotal: ["tokens_predicted_total"],
  },
  latencies: {},
  kvCacheUsage: ["kv_cache_usage_ratio"],
};
