import { type Families, labelOf, readingOf, startedAt, total } from "../families.ts";
import type { EngineAdapter } from "./engine-adapter.ts";

const prefix = /^(?:nv_llm_http_service_|dynamo_frontend_)/;

const successes = (families: Families): number | null => {
  const own = families.get("requests_total")?.filter(({ labels }) => labels.get("status") === "success");
  return own === undefined || own.length === 0 ? null : total(new Map([["requests_total", own]]), "requests_total");
};

/**
 * Dynamo's front end, which stands before several workers: what it tells is of all of them together. Its queue counts
 * requests until their first token, those in prefill too, so it is not the number that waits.
 * @source https://docs.nvidia.com/dynamo/ (observability, metrics catalog)
 */
export const dynamoFrontend: EngineAdapter = {
  name: "dynamo-frontend",
  prefix,
  histograms: {
    timeToFirstToken: { names: ["time_to_first_token_seconds"], perSecond: 1 },
    interTokenLatency: { names: ["inter_token_latency_seconds"], perSecond: 1 },
  },
  read: (families, samples) =>
    readingOf(labelOf(families, "model"), {
      startedAt: startedAt(samples, prefix),
      running: total(families, "inflight_requests", "inflight_requests_total", "active_requests"),
      promptTokensTotal: total(families, "input_sequence_tokens_sum"),
      generationTokensTotal: total(families, "output_tokens_total", "output_sequence_tokens_sum"),
      finishedRequestsTotal: successes(families),
      timeToFirstTokenSecondsSum: total(families, "time_to_first_token_seconds_sum"),
      timeToFirstTokenSecondsCount: total(families, "time_to_first_token_seconds_count"),
      interTokenLatencySecondsSum: total(families, "inter_token_latency_seconds_sum"),
      interTokenLatencySecondsCount: total(families, "inter_token_latency_seconds_count"),
      endToEndSecondsSum: total(families, "request_duration_seconds_sum"),
      endToEndSecondsCount: total(families, "request_duration_seconds_count"),
    }),
};
