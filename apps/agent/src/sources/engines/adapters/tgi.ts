import { labelOf, readingOf, startedAt, total } from "../families.ts";
import type { EngineAdapter } from "./engine-adapter.ts";

const prefix = /^tgi_/;

/**
 * Text Generation Inference. Its time per token is a mean of each request, so sum and count are over requests, not over
 * gaps; it tells nothing of its cache, nor of the time to the first token.
 * @source https://huggingface.co/docs/text-generation-inference/reference/metrics
 */
export const tgiEngine: EngineAdapter = {
  name: "tgi",
  prefix,
  read: (families, samples) =>
    readingOf(labelOf(families, "model_name", "model_id"), {
      startedAt: startedAt(samples, prefix),
      running: total(families, "batch_current_size"),
      waiting: total(families, "queue_size"),
      promptTokensTotal: total(families, "request_input_length_sum"),
      generationTokensTotal: total(families, "request_generated_tokens_sum"),
      finishedRequestsTotal: total(families, "request_success_total", "request_success"),
      finishedGenerationTokensTotal: total(families, "request_generated_tokens_sum"),
      interTokenLatencySecondsSum: total(families, "request_mean_time_per_token_duration_sum"),
      interTokenLatencySecondsCount: total(families, "request_mean_time_per_token_duration_count"),
      endToEndSecondsSum: total(families, "request_duration_sum"),
      endToEndSecondsCount: total(families, "request_duration_count"),
      queueSecondsSum: total(families, "request_queue_duration_sum"),
      queueSecondsCount: total(families, "request_queue_duration_count"),
    }),
};
