/** Names of the series of one engine; of several names the first that has data counts. */
export interface EngineSeries {
  /** As plans name it. */
  readonly engine: "vllm" | "sglang" | "tensorrt-llm" | "tgi";
  readonly name: string;
  readonly modelLabel: string;
  readonly running: readonly string[];
  readonly waiting: readonly string[];
  /** Counters of finished requests, and of their prompt and answer tokens. */
  readonly finished: readonly string[];
  readonly inputTokens: readonly string[];
  readonly outputTokens: readonly string[];
  /** Counters whose quotient is the share of prompt tokens that the prefix cache held. */
  readonly prefixCache: { readonly hits: string; readonly queries: string } | null;
  /** Histograms in seconds. */
  readonly timeToFirstToken: readonly string[];
  readonly interTokenLatency: readonly string[];
  /** Series whose labels hold settings of the engine. */
  readonly settings: string | null;
  /** Only series with these labels. */
  readonly selector?: string;
}

/**
 * Series that engines export, as Prometheus stores them.
 * @source https://docs.vllm.ai/en/latest/design/metrics/
 * @source https://docs.sglang.ai/references/production_metrics.html
 * @source https://huggingface.co/docs/text-generation-inference/reference/metrics
 * @source https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/metrics.html
 */
export const engineSeries: readonly EngineSeries[] = [
  {
    engine: "vllm",
    name: "vLLM",
    modelLabel: "model_name",
    running: ["vllm:num_requests_running", "vllm_num_requests_running", "ray_vllm:num_requests_running"],
    waiting: ["vllm:num_requests_waiting", "vllm_num_requests_waiting", "ray_vllm:num_requests_waiting"],
    finished: ["vllm:request_success_total", "vllm_request_success_total", "ray_vllm:request_success_total"],
    inputTokens: ["vllm:prompt_tokens_total", "vllm_prompt_tokens_total", "ray_vllm:prompt_tokens_total"],
    outputTokens: ["vllm:generation_tokens_total", "vllm_generation_tokens_total", "ray_vllm:generation_tokens_total"],
    prefixCache: { hits: "vllm:prefix_cache_hits_total", queries: "vllm:prefix_cache_queries_total" },
    timeToFirstToken: ["vllm:time_to_first_token_seconds", "vllm_time_to_first_token_seconds"],
    interTokenLatency: ["vllm:inter_token_latency_seconds", "vllm:time_per_output_token_seconds"],
    settings: "vllm:cache_config_info",
  },
  {
    engine: "sglang",
    name: "SGLang",
    modelLabel: "model_name",
    running: ["sglang:num_running_reqs", "sglang_num_running_reqs"],
    waiting: ["sglang:num_queue_reqs", "sglang_num_queue_reqs"],
    finished: ["sglang:num_requests_total", "sglang_num_requests_total"],
    inputTokens: ["sglang:prompt_tokens_total", "sglang_prompt_tokens_total"],
    outputTokens: ["sglang:generation_tokens_total", "sglang_generation_tokens_total"],
    prefixCache: { hits: "sglang:cached_tokens_total", queries: "sglang:prompt_tokens_total" },
    timeToFirstToken: ["sglang:time_to_first_token_seconds"],
    interTokenLatency: ["sglang:inter_token_latency_seconds", "sglang:time_per_output_token_seconds"],
    settings: null,
  },
  {
    engine: "tgi",
    name: "TGI",
    modelLabel: "model_id",
    running: ["tgi_batch_current_size"],
    waiting: ["tgi_queue_size"],
    finished: ["tgi_request_success", "tgi_request_success_total"],
    inputTokens: ["tgi_request_input_length_sum"],
    outputTokens: ["tgi_request_generated_tokens_sum"],
    prefixCache: null,
    timeToFirstToken: [],
    interTokenLatency: ["tgi_request_mean_time_per_token_duration"],
    settings: null,
  },
  {
    engine: "tensorrt-llm",
    name: "Triton with TensorRT-LLM",
    modelLabel: "model",
    running: ["nv_trt_llm_request_metrics"],
    waiting: [],
    finished: ["nv_inference_request_success"],
    inputTokens: [],
    outputTokens: [],
    prefixCache: null,
    timeToFirstToken: [],
    interTokenLatency: [],
    settings: null,
    selector: '{request_type="active"}',
  },
  {
    engine: "tensorrt-llm",
    name: "TensorRT-LLM",
    modelLabel: "model_name",
    running: ["trtllm_num_requests_running"],
    waiting: ["trtllm_num_requests_waiting"],
    finished: ["trtllm_request_success_total"],
    inputTokens: ["trtllm_prompt_tokens_total"],
    outputTokens: ["trtllm_generation_tokens_total"],
    prefixCache: null,
    timeToFirstToken: ["trtllm_time_to_first_token_seconds"],
    interTokenLatency: ["trtllm_time_per_output_token_seconds"],
    settings: null,
  },
];

/** Labels that distinguish deployments, beside the model. */
export const placeLabels = ["namespace", "job"] as const;

/** `first or second`, so that a relay's other spelling serves where the first is absent. */
export const firstOf = (names: readonly string[], expression: (name: string) => string): string =>
  names.map(expression).join(" or ");
