/** What shows that an engine is full or that requests wait, from the first that is looked at. */
export const saturationSignals = [
  "running",
  "waiting",
  "waitingByReason",
  "slots",
  "kvCacheUse",
  "preemptions",
  "queueTime",
  "rejections",
] as const;
export type SaturationSignal = (typeof saturationSignals)[number];

export interface EngineSignal {
  /** Metrics without the prefix, of which the first that exists counts: newer versions first. */
  readonly names: readonly string[];
  /** Label of the series that count. */
  readonly where?: string;
  readonly note?: string;
}

export interface EngineSignals {
  /** Beginning of the names of its metrics, as it exports them itself. */
  readonly prefix: string;
  readonly source: string;
  /** What is absent the engine does not export, or does not document. */
  readonly signals: Readonly<Partial<Record<SaturationSignal, EngineSignal>>>;
}

/**
 * Signals by engine, named as in samples and the label `engine` of a target: the agent reads by them, rules watch by them,
 * and a page is made of them.
 */
export const engineSignals = {
  vllm: {
    prefix: "vllm:",
    source: "https://docs.vllm.ai/en/latest/usage/metrics/ and the metrics page of version 0.32",
    signals: {
      running: { names: ["num_requests_running"] },
      waiting: { names: ["num_requests_waiting"] },
      waitingByReason: {
        names: ["num_requests_waiting_by_reason"],
        note: "`capacity` and `deferred` add up to those that wait",
      },
      kvCacheUse: { names: ["kv_cache_usage_perc", "gpu_cache_usage_perc"] },
      preemptions: { names: ["num_preemptions_total", "num_preemptions"] },
      queueTime: { names: ["request_queue_time_seconds"] },
      rejections: { names: ["admission_rejections_total"], note: "since 0.32" },
    },
  },
  sglang: {
    prefix: "sglang:",
    source: "https://docs.sglang.io/docs/references/production_metrics",
    signals: {
      running: { names: ["num_running_reqs", "num_requests_running"] },
      waiting: { names: ["num_queue_reqs", "num_requests_waiting"] },
      waitingByReason: { names: ["num_grammar_queue_reqs"], note: "wait for a grammar, beside the queue" },
      kvCacheUse: { names: ["token_usage"] },
      preemptions: { names: ["num_retracted_reqs_total", "num_retracted_requests_total"] },
      queueTime: { names: ["queue_time_seconds", "waiting_request_latency_seconds"] },
      rejections: { names: ["num_aborted_requests_total"], note: "aborted for any cause" },
    },
  },
  "tensorrt-llm": {
    prefix: "trtllm_",
    source: "https://nvidia.github.io/TensorRT-LLM/ (serving, Prometheus metrics)",
    signals: {
      running: { names: ["num_requests_running"] },
      waiting: { names: ["num_requests_waiting", "num_requests_queued"] },
      kvCacheUse: { names: ["kv_cache_utilization"] },
      preemptions: { names: ["num_paused_requests"], note: "paused now, not a total" },
      queueTime: { names: ["request_queue_time_seconds"] },
    },
  },
  tgi: {
    prefix: "tgi_",
    source: "https://huggingface.co/docs/text-generation-inference/reference/metrics",
    signals: {
      running: { names: ["batch_current_size"] },
      waiting: { names: ["queue_size"] },
      slots: { names: ["batch_current_max_tokens"], note: "token budget of the batch; it has no limit on requests" },
      queueTime: { names: ["request_queue_duration"] },
      rejections: { names: ["request_failure"], where: 'err="overloaded"' },
    },
  },
  triton: {
    prefix: "nv_",
    source: "https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/metrics.html",
    signals: {
      running: {
        names: ["trt_llm_request_metrics"],
        where: 'request_type="scheduled"',
        note: "of the TensorRT-LLM backend",
      },
      waiting: {
        names: ["inference_pending_request_count"],
        note: 'the TensorRT-LLM backend has its own: trt_llm_request_metrics{request_type="waiting"}',
      },
      slots: { names: ["trt_llm_request_metrics"], where: 'request_type="max"' },
      kvCacheUse: { names: ["trt_llm_kv_cache_block_metrics"], where: 'kv_cache_block_type="fraction"' },
      queueTime: { names: ["inference_queue_duration_us"], note: "cumulative" },
      rejections: { names: ["inference_request_failure"], where: 'reason="REJECTED"' },
    },
  },
  "llama.cpp": {
    prefix: "llamacpp:",
    source: "https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md",
    signals: {
      running: { names: ["requests_processing"] },
      waiting: { names: ["requests_deferred"] },
      kvCacheUse: { names: ["kv_cache_usage_ratio"], note: "older versions" },
    },
  },
  lmdeploy: {
    prefix: "lmdeploy:",
    source: "https://lmdeploy.readthedocs.io/en/latest/advance/metrics.html",
    signals: {
      running: { names: ["num_requests_running"] },
      waiting: { names: ["num_requests_waiting"] },
      kvCacheUse: { names: ["gpu_cache_usage_perc"] },
      queueTime: { names: ["request_queue_time_seconds"] },
    },
  },
  "dynamo-frontend": {
    prefix: "dynamo_frontend_",
    source: "https://docs.nvidia.com/dynamo/ (observability, metrics catalog)",
    signals: {
      running: {
        names: ["inflight_requests", "inflight_requests_total", "active_requests"],
        note: "of all workers; its queue counts requests until their first token, so it is not what waits",
      },
    },
  },
} as const satisfies Readonly<Record<string, EngineSignals>>;
export type SignalledEngine = keyof typeof engineSignals;

/** Names of a signal without the prefix; none where the engine lacks it. */
export const signalNames = (engine: SignalledEngine, signal: SaturationSignal): readonly string[] => {
  const signals: EngineSignals["signals"] = engineSignals[engine].signals;
  return signals[signal]?.names ?? [];
};
