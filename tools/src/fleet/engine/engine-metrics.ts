import type { CompletedRequest, ReplicaSnapshot } from "@loadline/simulation";
import { Gauge, type Histogram, Registry } from "prom-client";
import { totalCounter } from "./total-counter.ts";

interface WeightedHistogramOptions {
  readonly name: string;
  readonly help: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Upper bounds, rising. */
  readonly buckets: readonly number[];
  readonly registry: Registry;
}

interface Sample {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/**
 * A Prometheus histogram that takes many equal observations at once. A replica makes thousands of tokens per second;
 * prom-client's own histogram costs a call for each.
 */
class WeightedHistogram {
  readonly name: string;
  readonly help: string;
  readonly type = "histogram";
  readonly aggregator = "sum";
  readonly #labels: Readonly<Record<string, string>>;
  readonly #buckets: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor({ name, help, labels, buckets, registry }: WeightedHistogramOptions) {
    this.name = name;
    this.help = help;
    this.#labels = labels;
    this.#buckets = buckets;
    this.#counts = buckets.map(() => 0);
    // The registry reads name, help, type and get(); its type asks for one of the library's own classes.
    registry.registerMetric(this as unknown as Histogram);
  }

  observe(value: number, times = 1): void {
    this.#sum += value * times;
    this.#count += times;
    const index = this.#buckets.findIndex((bound) => value <= bound);
    if (index >= 0) this.#counts[index] = (this.#counts[index] ?? 0) + times;
  }

  async get(): Promise<object> {
    const { name, help, type, aggregator } = this;
    return { name, help, type, aggregator, values: this.#samples() };
  }

  #samples(): readonly Sample[] {
    let below = 0;
    const buckets = this.#buckets.map((bound, index) => {
      below += this.#counts[index] ?? 0;
      return this.#sample("bucket", below, { le: bound });
    });
    return [
      ...buckets,
      this.#sample("bucket", this.#count, { le: "+Inf" }),
      this.#sample("sum", this.#sum),
      this.#sample("count", this.#count),
    ];
  }

  #sample(suffix: string, value: number, extra: Readonly<Record<string, string | number>> = {}): Sample {
    return { metricName: `${this.name}_${suffix}`, labels: { ...this.#labels, ...extra }, value };
  }
}

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

export interface EngineMetricsOptions {
  readonly modelName: string;
  readonly kvCacheTokens: number;
  /** Longest sequence that the model takes. */
  readonly contextTokens: number;
  /** Epoch seconds. */
  readonly startedAt: number;
}

/** Tokens of one KV block, vLLM's default. */
const blockSize = 16;

const finishedReasons = ["stop", "length", "abort"] as const;

const gauges = (registry: Registry, modelName: string): ((snapshot: ReplicaSnapshot) => void) => {
  const labels = { model_name: modelName };
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name, help, labelNames: Object.keys(labels), registers: [registry] });
  const running = gauge("vllm:num_requests_running", "Number of requests in model execution batches.");
  const waiting = gauge("vllm:num_requests_waiting", "Number of requests waiting to be processed.");
  const cacheUsage = gauge("vllm:kv_cache_usage_perc", "KV-cache usage. 1 means 100 percent usage.");
  return (snapshot) => {
    running.set(labels, snapshot.running);
    waiting.set(labels, snapshot.waiting);
    cacheUsage.set(labels, snapshot.kvCacheUsageRatio);
  };
};

const counters = (registry: Registry, modelName: string): ((snapshot: ReplicaSnapshot) => void) => {
  const labels = { model_name: modelName };
  const total = (name: string, help: string, extra: Readonly<Record<string, string>> = {}) =>
    totalCounter({ name, help, labels: { ...labels, ...extra }, registry });
  const prompt = total("vllm:prompt_tokens_total", "Number of prefill tokens processed.");
  const generation = total("vllm:generation_tokens_total", "Number of generation tokens processed.");
  const preemptions = total("vllm:num_preemptions_total", "Cumulative number of preemption from the engine.");
  const [stopped] = finishedReasons.map((finished_reason) =>
    total("vllm:request_success_total", "Count of successfully processed requests.", { finished_reason }),
  );
  return (snapshot) => {
    prompt(snapshot.promptTokens);
    generation(snapshot.generationTokens);
    preemptions(snapshot.preemptions);
    stopped?.(snapshot.finishedRequests);
  };
};

const histograms = (registry: Registry, { modelName, contextTokens }: EngineMetricsOptions) => {
  const histogram = (name: string, help: string, buckets: readonly number[]): WeightedHistogram =>
    new WeightedHistogram({ name, help, buckets, labels: { model_name: modelName }, registry });
  const lengths = tokenBuckets(contextTokens);
  const { timeToFirstToken, interTokenLatency, requestLatency } = vllmBuckets;
  return {
    prompt: histogram("vllm:request_prompt_tokens", "Number of prefill tokens processed.", lengths),
    generation: histogram("vllm:request_generation_tokens", "Number of generation tokens processed.", lengths),
    firstToken: histogram("vllm:time_to_first_token_seconds", "Time to first token in seconds.", timeToFirstToken),
    interToken: histogram("vllm:inter_token_latency_seconds", "Inter-token latency in seconds.", interTokenLatency),
    endToEnd: histogram("vllm:e2e_request_latency_seconds", "End-to-end request latency in seconds.", requestLatency),
    queue: histogram("vllm:request_queue_time_seconds", "Time spent in WAITING phase for request.", requestLatency),
  };
};

const facts = (registry: Registry, { modelName, kvCacheTokens, startedAt }: EngineMetricsOptions): void => {
  const cacheConfig = {
    model_name: modelName,
    num_gpu_blocks: String(Math.floor(kvCacheTokens / blockSize)),
    block_size: String(blockSize),
  };
  new Gauge({
    name: "vllm:cache_config_info",
    help: "Information of the LLMEngine CacheConfig",
    labelNames: Object.keys(cacheConfig),
    registers: [registry],
  }).set(cacheConfig, 1);
  new Gauge({
    name: "process_start_time_seconds",
    help: "Start time of the process since unix epoch in seconds.",
    registers: [registry],
  }).set(startedAt);
};

/** The `/metrics` of one simulated engine, under the names of vLLM's V1 engine. */
export class EngineMetrics {
  readonly #registry = new Registry();
  readonly #histograms: ReturnType<typeof histograms>;
  readonly #updates: readonly ((snapshot: ReplicaSnapshot) => void)[];

  constructor(options: EngineMetricsOptions) {
    facts(this.#registry, options);
    this.#updates = [gauges(this.#registry, options.modelName), counters(this.#registry, options.modelName)];
    this.#histograms = histograms(this.#registry, options);
  }

  /**
   * Takes finished requests into the histograms. The simulator reports a request's times when it finishes, so its first
   * token is counted then, where the real engine counts it at once.
   */
  observe(completed: readonly CompletedRequest[]): void {
    for (const request of completed) this.#observe(request);
  }

  #observe({ arrivedAt, firstTokenAt, finishedAt, inputTokens, outputTokens, queueSeconds }: CompletedRequest): void {
    const gaps = outputTokens - 1;
    this.#histograms.prompt.observe(inputTokens);
    this.#histograms.generation.observe(outputTokens);
    this.#histograms.firstToken.observe(firstTokenAt - arrivedAt);
    this.#histograms.endToEnd.observe(finishedAt - arrivedAt);
    this.#histograms.queue.observe(queueSeconds);
    if (gaps > 0) this.#histograms.interToken.observe((finishedAt - firstTokenAt) / gaps, gaps);
  }

  /** The exposition text with the gauges and counters of this snapshot. */
  async text(snapshot: ReplicaSnapshot): Promise<string> {
    for (const update of this.#updates) update(snapshot);
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
