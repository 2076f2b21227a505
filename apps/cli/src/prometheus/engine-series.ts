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
  readonly prefixCache: { readonly hits: readonly string[]; readonly queries: readonly string[] } | null;
  /** Histograms in seconds. */
  readonly timeToFirstToken: readonly string[];
  readonly interTokenLatency: readonly string[];
  /** Series whose labels hold settings of the engine. */
  readonly settings: string | null;
  /** Only series with these labels. */
  readonly selector?: string;
}

/** Every name under every prefix. */
const under =
  (...prefixes: readonly string[]) =>
  (...names: readonly string[]) =>
    names.flatMap((name) => prefixes.map((prefix) => `${prefix}${name}`));

/** vLLM's names, and those of engines that took them over. */
const vllmNames = (named: ReturnType<typeof under>) => ({
  modelLabel: "model_name",
  running: named("num_requests_running"),
  waiting: named("num_requests_waiting"),
  finished: named("request_success_total"),
  inputTokens: named("prompt_tokens_total"),
  outputTokens: named("generation_tokens_total"),
  prefixCache: {
    hits: named("prefix_cache_hits_total", "gpu_prefix_cache_hits_total"),
    queries: named("prefix_cache_queries_total", "gpu_prefix_cache_queries_total"),
  },
  timeToFirstToken: named("time_to_first_token_seconds"),
  interTokenLatency: named("inter_token_latency_seconds", "time_per_output_token_seconds"),
});

/** What engines without these series have. */
const none = { prefixCache: null, timeToFirstToken: [], interTokenLatency: [], settings: null } as const;

const sglang = under("sglang:", "sglang_");

/**
 * Series that engines export, as Prometheus stores them; relays turn a colon into an underscore, Ray puts its own name before.
 * @source https://docs.vllm.ai/en/latest/design/metrics/
 * @source https://docs.sglang.ai/references/production_metrics.html
 * @source https://huggingface.co/docs/text-generation-inference/reference/metrics
 * @source https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/metrics.html
 * @source https://docs.nvidia.com/nim/large-language-models/latest/observability.html
 */
export const engineSeries: readonly EngineSeries[] = [
  {
    engine: "vllm",
    name: "vLLM",
    ...vllmNames(under("vllm:", "vllm_", "ray_vllm:", "ray_vllm_")),
    settings: "vllm:cache_config_info",
  },
  // Its containers run vLLM or TensorRT-LLM; no series names which. The names are vLLM's without a prefix.
  {
    engine: "vllm",
    name: "NVIDIA NIM",
    ...vllmNames(under("")),
    finished: ["request_finish_total", "request_success_total"],
    prefixCache: null,
    settings: null,
  },
  {
    engine: "sglang",
    name: "SGLang",
    modelLabel: "model_name",
    running: sglang("num_running_reqs"),
    waiting: sglang("num_queue_reqs"),
    finished: sglang("num_requests_total"),
    inputTokens: sglang("prompt_tokens_total"),
    outputTokens: sglang("generation_tokens_total"),
    prefixCache: { hits: sglang("cached_tokens_total"), queries: sglang("prompt_tokens_total") },
    timeToFirstToken: sglang("time_to_first_token_seconds"),
    interTokenLatency: sglang("inter_token_latency_seconds", "time_per_output_token_seconds"),
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
    ...none,
    interTokenLatency: ["tgi_request_mean_time_per_token_duration"],
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
    ...none,
    selector: '{request_type="active"}',
  },
  { engine: "tensorrt-llm", name: "TensorRT-LLM", ...vllmNames(under("trtllm_")), prefixCache: null, settings: null },
];

/** Labels that distinguish deployments, beside the model. */
export const placeLabels = ["namespace", "job"] as const;

/** `first or second`, so that a relay's other spelling serves where the first is absent. */
export const firstOf = (names: readonly string[], expression: (name: string) => string): string =>
  names.map(expression).join(" or ");
