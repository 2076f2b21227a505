import { signalNames } from "@loadline/protocol";
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
    running: signalNames("llama.cpp", "running"),
    waiting: signalNames("llama.cpp", "waiting"),
    promptTokensTotal: ["prompt_tokens_total"],
    generationTokensTotal: ["tokens_predicted_total"],
  },
  latencies: {},
  kvCacheUsage: signalNames("llama.cpp", "kvCacheUse"),
};
