import { isRecord } from "@loadline/model";

type Row = Readonly<Record<string, unknown>>;

const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? value : undefined;

/** The number at a path; undefined where there is none above zero. */
const at = (root: unknown, ...path: readonly string[]): number | undefined =>
  numberOf(path.reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), root));

const deepest = 8;

/** The first value of this key that `take` accepts, wherever it stands: settings move between versions of a client. */
const anywhere = <T>(root: unknown, key: string, take: (value: unknown) => T | undefined, depth = 0): T | undefined => {
  if (depth > deepest || typeof root !== "object" || root === null) return undefined;
  const own = isRecord(root) ? take(root[key]) : undefined;
  if (own !== undefined) return own;
  for (const part of Object.values(root).slice(0, 200)) {
    const found = anywhere(part, key, take, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
};

const textOf = (value: unknown): string | undefined => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (isRecord(first)) return textOf(first["name"]);
  return typeof first === "string" && first !== "" ? first : undefined;
};
const modelIn = (root: unknown): string | undefined =>
  ["model", "model_names", "model_name", "models", "backend_model"].reduce<string | undefined>(
    (found, key) => found ?? anywhere(root, key, textOf),
    undefined,
  );

const ratioOf = (sum: number | undefined, count: number | undefined): number | undefined =>
  sum === undefined || count === undefined ? undefined : sum / count;

const loadOf = (concurrency: number | undefined, requestsPerSecond: number | undefined): Row =>
  requestsPerSecond !== undefined ? { requestsPerSecond } : concurrency === undefined ? {} : { concurrency };

/** Latencies of single requests are lists, as long as the run. */
const withoutLists = (result: Row): Row =>
  Object.fromEntries(Object.entries(result).filter(([, value]) => !Array.isArray(value)));

const engineName = /vllm|sglang|trt|tensorrt|lmdeploy|tgi/i;

/** `vllm bench serve --save-result`, and benchmark_serving.py before it; `--metadata` may carry the replica. */
const vllmRows = (result: Row): readonly Row[] | null => {
  if (at(result, "mean_ttft_ms") === undefined || at(result, "total_input_tokens") === undefined) return null;
  const requests = at(result, "completed") ?? at(result, "num_prompts");
  const { backend, request_rate: asked, max_concurrency: clients, ...rest } = withoutLists(result);
  const isEngine = rest["engine"] === undefined && typeof backend === "string" && engineName.test(backend);
  const rate = numberOf(Number(asked));
  const throughput = at(result, "request_throughput");
  const concurrency = numberOf(clients);
  // Clients that are all busy hold the rate below the one asked for: then they are the load.
  const isBoundByConcurrency =
    concurrency !== undefined && rate !== undefined && throughput !== undefined && throughput < 0.9 * rate;
  return [
    {
      ...rest,
      ...(isEngine ? { engine: backend } : {}),
      model: rest["model"] ?? result["model_id"],
      inputTokens: ratioOf(at(result, "total_input_tokens"), requests),
      outputTokens: ratioOf(at(result, "total_output_tokens"), requests),
      load: loadOf(concurrency, isBoundByConcurrency ? undefined : rate),
      measured: {
        timeToFirstTokenMs: at(result, "mean_ttft_ms"),
        timePerOutputTokenMs: at(result, "mean_tpot_ms") ?? at(result, "mean_itl_ms"),
      },
    },
  ];
};

/** The file of GuideLLM: a list of benchmarks, each at one load. */
const guideRows = (result: Row): readonly Row[] | null => {
  const { benchmarks } = result;
  if (
    !Array.isArray(benchmarks) ||
    at(benchmarks[0], "metrics", "time_to_first_token_ms", "successful", "mean") === undefined
  )
    return null;
  const model = modelIn(result);
  return benchmarks.flatMap((one): Row[] => {
    const mean = (name: string): number | undefined => at(one, "metrics", name, "successful", "mean");
    const strategy = anywhere(one, "strategy", (value) => (isRecord(value) ? value : undefined)) ?? {};
    // The run at full throughput has no number of clients.
    if (strategy["type_"] === "throughput") return [];
    const clients = strategy["type_"] === "synchronous" ? 1 : at(strategy, "streams");
    return [
      {
        model,
        inputTokens: mean("prompt_token_count"),
        outputTokens: mean("output_token_count"),
        load: loadOf(clients, clients === undefined ? at(strategy, "rate") : undefined),
        measured: {
          timeToFirstTokenMs: mean("time_to_first_token_ms"),
          interTokenLatencyMs: mean("inter_token_latency_ms"),
        },
      },
    ];
  });
};

/** profile_export_aiperf.json of AIPerf, and that of genai-perf before it. */
const aiperfRows = (result: Row): readonly Row[] | null => {
  const first = at(result, "time_to_first_token", "avg");
  if (first === undefined || at(result, "input_sequence_length", "avg") === undefined) return null;
  const { input_config: input } = result;
  return [
    {
      model: modelIn(input),
      inputTokens: at(result, "input_sequence_length", "avg"),
      outputTokens: at(result, "output_sequence_length", "avg"),
      load: loadOf(anywhere(input, "concurrency", numberOf), anywhere(input, "request_rate", numberOf)),
      measured: { timeToFirstTokenMs: first, interTokenLatencyMs: at(result, "inter_token_latency", "avg") },
    },
  ];
};

/** A stage's or the summary's lifecycle metrics of inference-perf. */
const inferencePerfRows = (result: Row): readonly Row[] | null => {
  const { load_summary: load, successes } = result;
  const first = at(successes, "latency", "time_to_first_token", "mean");
  if (first === undefined) return null;
  return [
    {
      model: modelIn(result),
      inputTokens: at(successes, "prompt_len", "mean"),
      outputTokens: at(successes, "output_len", "mean"),
      load: loadOf(at(load, "concurrency"), at(load, "requested_rate") ?? at(load, "achieved_rate")),
      measured: {
        timeToFirstTokenSeconds: first,
        timePerOutputTokenSeconds:
          at(successes, "latency", "inter_token_latency", "mean") ??
          at(successes, "latency", "time_per_output_token", "mean"),
      },
    },
  ];
};

const readers = [vllmRows, guideRows, aiperfRows, inferencePerfRows];

/**
 * The rows of a result file of vLLM's benchmark, GuideLLM, AIPerf, genai-perf or inference-perf, in the keys of a
 * measured row; null where the text is no such file. What the client does not know, the GPU above all, is left out.
 */
export const benchmarkRows = (text: string): readonly Row[] | null => {
  let result: unknown;
  try {
    result = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(result)) return null;
  for (const read of readers) {
    const rows = read(result);
    if (rows !== null) return rows;
  }
  return null;
};
