import { signalNames } from "@loadline/protocol";
import type { EngineAdapter } from "./engine-adapter.ts";

/**
 * Text Generation Inference. It reports neither the cache nor the time to the first token.
 * @source https://huggingface.co/docs/text-generation-inference/reference/metrics
 */
export const tgi: EngineAdapter = {
  name: "tgi",
  aliases: ["text-generation-inference"],
  prefix: /^tgi_/,
  modelLabels: ["model_name", "model_id"],
  sums: {
    running: signalNames("tgi", "running"),
    waiting: signalNames("tgi", "waiting"),
    promptTokensTotal: ["request_input_length_sum"],
    generationTokensTotal: ["request_generated_tokens_sum"],
    finishedRequestsTotal: ["request_success_total", "request_success"],
    finishedGenerationTokensTotal: ["request_generated_tokens_sum"],
  },
  failures: {
    names: ["request_failure_total", "request_failure"],
    absentIsZeroWith: ["request_success_total", "request_success"],
  },
  latencies: {
    interTokenLatency: { names: ["request_mean_time_per_token_duration"], means: true },
    endToEnd: { names: ["request_duration"] },
    queue: { names: signalNames("tgi", "queueTime") },
  },
};
