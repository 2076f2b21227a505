import { signalNames } from "@loadline/protocol";
import type { EngineAdapter } from "./engine-adapter.ts";
import { having } from "./families.ts";

/**
 * Dynamo's front end of several workers, whose metrics are of all of them together. Its queue counts requests until their
 * first token, those in prefill too, so it is not the number that waits.
 * @source https://docs.nvidia.com/dynamo/ (observability, metrics catalog)
 */
export const dynamoFrontend: EngineAdapter = {
  name: "dynamo-frontend",
  prefix: /^(?:nv_llm_http_service_|dynamo_frontend_)/,
  modelLabels: ["model"],
  sums: {
    running: signalNames("dynamo-frontend", "running"),
    promptTokensTotal: ["input_sequence_tokens_sum"],
    cachedPromptTokensTotal: ["cached_tokens_sum"],
    generationTokensTotal: ["output_tokens_total", "output_sequence_tokens_sum"],
  },
  latencies: {
    timeToFirstToken: { names: ["time_to_first_token_seconds"] },
    interTokenLatency: { names: ["inter_token_latency_seconds"] },
    endToEnd: { names: ["request_duration_seconds"] },
  },
  computeNumbers: (families) => ({ finishedRequestsTotal: having(families, "requests_total", ["status", "success"]) }),
};
