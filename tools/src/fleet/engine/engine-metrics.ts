import type { CompletedRequest, ReplicaSnapshot } from "@loadline/model/internal";
import { exposition, type Family, Histogram } from "./exposition.ts";

/**
 * Histogram bounds of vLLM's `/metrics`, upper bounds in the unit of the metric.
 * @source https://github.com/vllm-project/vllm/blob/005a810bc40faa25b8870fbc8559c3462581eee3/vllm/v1/metrics/loggers.py
 */
const vllmBuckets = {
  timeToFirstToken: [
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560,
  ],
  interTokenLatency: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80],
  requestLatency: [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680],
} as const;

const decades = [1, 2, 5] as const;

/** Bounds of token counts: 1, 2, 5, 10, 20 … up to the longest sequence, as vLLM builds them. */
export const tokenBuckets = (longest: number): readonly number[] => {
  const buckets: number[] = [];
  for (let scale = 1; ; scale *= 10) {
    for (const step of decades) {
      if (step * scale > longest) return buckets;
      buckets.push(step * scale);
    }
  }
};

interface EngineMetricsOptions {
  readonly modelName: string;
  readonly kvCacheTokens: number;
  /** Longest sequence that the model takes. */
  readonly contextTokens: number;
  /** Epoch seconds. */
  readonly startedAt: number;
}

/** Tokens of one KV block, vLLM's default. */
const blockSize = 16;

/** What each finished request adds: a value, and how often it is counted. */
const histograms = [
  ["request_prompt_tokens", "Number of prefill tokens processed."],
  ["request_generation_tokens", "Number of generation tokens processed."],
  ["time_to_first_token_seconds", "Time to first token in seconds."],
  ["inter_token_latency_seconds", "Inter-token latency in seconds."],
  ["e2e_request_latency_seconds", "End-to-end request latency in seconds."],
  ["request_queue_time_seconds", "Time spent in WAITING phase for request."],
] as const;

/** The `/metrics` of one simulated engine, under the names of vLLM's V1 engine. */
export class EngineMetrics {
  readonly #options: EngineMetricsOptions;
  readonly #histograms: { readonly [N in (typeof histograms)[number][0]]: Histogram };

  constructor(options: EngineMetricsOptions) {
    const { timeToFirstToken, interTokenLatency, requestLatency } = vllmBuckets;
    const lengths = tokenBuckets(options.contextTokens);
    this.#options = options;
    this.#histograms = {
      request_prompt_tokens: new Histogram(lengths),
      request_generation_tokens: new Histogram(lengths),
      time_to_first_token_seconds: new Histogram(timeToFirstToken),
      inter_token_latency_seconds: new Histogram(interTokenLatency),
      e2e_request_latency_seconds: new Histogram(requestLatency),
      request_queue_time_seconds: new Histogram(requestLatency),
    };
  }

  /**
   * Takes a finished request into the histograms. The simulator reports a request's times when it finishes, so its first
   * token is counted then, where the real engine counts it at once.
   */
  observe({ arrivedAt, firstTokenAt, finishedAt, inputTokens, outputTokens, queueSeconds }: CompletedRequest): void {
    const gaps = outputTokens - 1;
    const of = this.#histograms;
    of.request_prompt_tokens.observe(inputTokens);
    of.request_generation_tokens.observe(outputTokens);
    of.time_to_first_token_seconds.observe(firstTokenAt - arrivedAt);
    of.e2e_request_latency_seconds.observe(finishedAt - arrivedAt);
    of.request_queue_time_seconds.observe(queueSeconds);
    if (gaps > 0) of.inter_token_latency_seconds.observe((finishedAt - firstTokenAt) / gaps, gaps);
  }

  /** The exposition text with the gauges and counters of this snapshot. */
  text(snapshot: ReplicaSnapshot): string {
    const { modelName: model_name, kvCacheTokens, startedAt } = this.#options;
    const num_gpu_blocks = String(Math.floor(kvCacheTokens / blockSize));
    const one = (type: Family["type"], name: string, help: string, value: number, labels = {}): Family => ({
      name: `vllm:${name}`,
      help,
      type,
      samples: [{ labels: { model_name, ...labels }, value }],
    });
    const cacheConfig = { num_gpu_blocks, block_size: String(blockSize) };
    const ended = { stop: snapshot.finishedRequests, length: 0, abort: 0 };
    return exposition([
      one("gauge", "cache_config_info", "Information of the LLMEngine CacheConfig", 1, cacheConfig),
      {
        name: "process_start_time_seconds",
        help: "Start time of the process since unix epoch in seconds.",
        type: "gauge",
        samples: [{ labels: {}, value: startedAt }],
      },
      one("gauge", "num_requests_running", "Number of requests in model execution batches.", snapshot.running),
      one("gauge", "num_requests_waiting", "Number of requests waiting to be processed.", snapshot.waiting),
      one("gauge", "kv_cache_usage_perc", "KV-cache usage. 1 means 100 percent usage.", snapshot.kvCacheUsageRatio),
      one("counter", "prompt_tokens_total", "Number of prefill tokens processed.", snapshot.promptTokens),
      one("counter", "generation_tokens_total", "Number of generation tokens processed.", snapshot.generationTokens),
      one("counter", "num_preemptions_total", "Cumulative number of preemption from the engine.", snapshot.preemptions),
      {
        name: "vllm:request_success_total",
        help: "Count of successfully processed requests.",
        type: "counter",
        samples: Object.entries(ended).map(([finished_reason, value]) => ({
          labels: { model_name, finished_reason },
          value,
        })),
      },
      ...histograms.map(
        ([name, help]): Family => ({
          name: `vllm:${name}`,
          help,
          type: "histogram",
          samples: this.#histograms[name].samples({ model_name }),
        }),
      ),
    ]);
  }
}
