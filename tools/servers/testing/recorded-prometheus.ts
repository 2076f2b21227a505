import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort } from "../src/free-port.ts";
import { prometheusProgram, serverBinary } from "../src/server-binary.ts";
import { waitFor } from "../src/wait-for.ts";

/** A series as it was scraped: its value by seconds before now. */
export interface RecordedSeries {
  readonly name: string;
  readonly type: "counter" | "gauge";
  readonly labels: Readonly<Record<string, string>>;
  readonly value: (secondsAgo: number) => number;
  /** Seconds before now of the first and the last sample; without it an hour to come, as reads may come minutes later. */
  readonly from?: number;
  readonly until?: number;
  readonly everySeconds?: number;
}

const dayAndMore = 7 * 86_400;
const hourToCome = -3_600;

/** promtool comes with Prometheus, beside it. */
export const promtool = (): string => {
  const beside = join(dirname(serverBinary(prometheusProgram)), "promtool");
  return existsSync(beside) ? beside : serverBinary({ variable: "PROMTOOL_BIN", names: ["promtool"] });
};

const quoted = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(",");

/** Samples as OpenMetrics text, which promtool makes blocks of. Its families end with what their type asks for. */
const openMetrics = (series: readonly RecordedSeries[], now: number): string => {
  const families = new Map<string, RecordedSeries[]>();
  for (const each of series) {
    const family = each.type === "counter" ? each.name.replace(/_total$/, "") : each.name;
    families.set(family, [...(families.get(family) ?? []), each]);
  }
  const lines: string[] = [];
  for (const [family, members] of families) {
    const isCounter = members.every(({ type, name }) => type === "counter" && name.endsWith("_total"));
    lines.push(`# TYPE ${family} ${isCounter ? "counter" : "unknown"}`);
    for (const { name, labels, value, from = dayAndMore, until = hourToCome, everySeconds = 120 } of members) {
      for (let ago = from; ago >= until; ago -= everySeconds) {
        lines.push(`${name}{${quoted(labels)}} ${value(ago)} ${now - ago}`);
      }
    }
  }
  return `${lines.join("\n")}\n# EOF\n`;
};

export interface RecordedPrometheus {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * A real Prometheus that stores the series as if it had scraped them until now, or samples as OpenMetrics text. Blocks
 * have no staleness markers: a series that ends among them is answered for `lookback` more.
 */
export const startRecordedPrometheus = async (
  recorded: readonly RecordedSeries[] | string,
  lookback = "5m",
): Promise<RecordedPrometheus> => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-prometheus-"));
  const data = join(folder, "data");
  mkdirSync(data);
  const text = typeof recorded === "string" ? recorded : openMetrics(recorded, Math.floor(Date.now() / 1000));
  writeFileSync(join(folder, "series.txt"), text);
  execFileSync(
    promtool(),
    ["tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=240h", join(folder, "series.txt"), data],
    {
      stdio: "pipe",
    },
  );
  writeFileSync(join(folder, "prometheus.yml"), "scrape_configs: []\n");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn(
    serverBinary(prometheusProgram),
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${data}`,
      "--storage.tsdb.retention.time=30d",
      `--web.listen-address=127.0.0.1:${port}`,
      `--query.lookback-delta=${lookback}`,
      "--log.level=error",
    ],
    { stdio: "ignore" },
  );
  const isReady = (): Promise<true | null> =>
    fetch(`${url}/-/ready`).then(
      ({ ok }) => (ok ? true : null),
      () => null,
    );
  await waitFor(isReady, { what: "Prometheus" });
  return {
    url,
    stop: async () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Series of one engine of vLLM under a daily load, `peak` requests/s at its highest, for a week and more or from later on. */
export const vllmEngine = ({
  labels,
  peak,
  inputTokens,
  outputTokens,
  from = dayAndMore,
  until = hourToCome,
}: {
  readonly labels: Readonly<Record<string, string>>;
  readonly peak: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly from?: number;
  readonly until?: number;
}): readonly RecordedSeries[] => {
  // The integral of peak × (1 − cos) ÷ 2 over a day-long wave.
  const day = 86_400;
  const finished = (ago: number): number => {
    const t = dayAndMore - ago;
    return (peak / 2) * (t - (day / (2 * Math.PI)) * Math.sin((2 * Math.PI * t) / day));
  };
  const counter = (name: string, factor: number, extra: Readonly<Record<string, string>> = {}): RecordedSeries => ({
    name,
    type: "counter",
    labels: { ...labels, ...extra },
    value: (ago) => Number((finished(ago) * factor).toFixed(3)),
    from,
    until,
  });
  const buckets = (name: string, bounds: readonly (readonly [string, number])[]): readonly RecordedSeries[] =>
    bounds.map(([le, share]) => ({ ...counter(`${name}_bucket`, share, { le }), type: "gauge" as const }));
  const untyped = (name: string, factor: number): RecordedSeries => ({ ...counter(name, factor), type: "gauge" });
  const gauge = (name: string, value: number, extra: Readonly<Record<string, string>> = {}): RecordedSeries => ({
    name,
    type: "gauge" as const,
    labels: { ...labels, ...extra },
    value: () => value,
    until,
    from: 7200,
    everySeconds: 60,
  });
  return [
    counter("vllm:request_success_total", 1, { finished_reason: "stop" }),
    counter("vllm:prompt_tokens_total", inputTokens),
    counter("vllm:generation_tokens_total", outputTokens),
    counter("vllm:prefix_cache_queries_total", inputTokens),
    counter("vllm:prefix_cache_hits_total", inputTokens * 0.25),
    ...buckets("vllm:time_to_first_token_seconds", [
      ["0.1", 0.5],
      ["0.25", 0.9],
      ["0.5", 1],
      ["+Inf", 1],
    ]),
    ...buckets("vllm:inter_token_latency_seconds", [
      ["0.01", 0.5],
      ["0.025", 0.97],
      ["+Inf", 1],
    ]),
    ...(["sum", "count"] as const).flatMap((part) => [
      untyped(`vllm:time_to_first_token_seconds_${part}`, part === "sum" ? 0.12 : 1),
      untyped(`vllm:inter_token_latency_seconds_${part}`, (outputTokens - 1) * (part === "sum" ? 0.02 : 1)),
    ]),
    gauge("vllm:num_requests_running", 3),
    gauge("vllm:num_requests_waiting", 0),
    gauge("vllm:cache_config_info", 1, { gpu_memory_utilization: "0.9", cache_dtype: "auto", block_size: "16" }),
  ];
};

/** GPUs of a node as dcgm-exporter shows them; `used` of them hold an engine. */
export const dcgmNode = ({
  host,
  type,
  gpus,
  used,
  pods = {},
}: {
  readonly host: string;
  readonly type: string;
  readonly gpus: number;
  readonly used: number;
  /** Pod by index of the GPU. */
  readonly pods?: Readonly<Record<number, string>>;
}): readonly RecordedSeries[] =>
  Array.from({ length: gpus }, (_, index) => {
    const labels = {
      gpu: String(index),
      modelName: type,
      Hostname: host,
      instance: `${host}:9400`,
      job: "dcgm-exporter",
      ...(pods[index] === undefined ? {} : { pod: pods[index] }),
    };
    const gauge = (name: string, value: number): RecordedSeries => ({
      name,
      type: "gauge" as const,
      labels,
      value: () => value,
      from: 3600,
      everySeconds: 60,
    });
    const total = 81_559;
    const taken = index < used ? total * 0.92 : 600;
    return [
      gauge("DCGM_FI_DEV_GPU_UTIL", index < used ? 70 : 0),
      gauge("DCGM_FI_DEV_FB_USED", taken),
      gauge("DCGM_FI_DEV_FB_FREE", total - taken),
    ];
  }).flat();

/** An engine of vLLM that finishes two requests/s of 500 tokens in and 100 out while its queue grows by three each second. */
export const overloadedEngine = (
  labels: Readonly<Record<string, string>>,
  queuedSeconds = 3 * 3600 + 60,
): readonly RecordedSeries[] =>
  engineOf("vllm", labels).map((each) =>
    each.name === "vllm:num_requests_waiting"
      ? { ...each, value: (ago) => Math.max(0, 3 * (queuedSeconds - ago)) }
      : each,
  );

/** Two requests/s, of 500 tokens in and 100 out, under the names of each engine: gauges by value, counters by rate. */
const namesOf = {
  vllm: {
    gauges: { "vllm:num_requests_running": 3, "vllm:num_requests_waiting": 0 },
    counters: {
      "vllm:request_success_total": 2,
      "vllm:prompt_tokens_total": 1000,
      "vllm:generation_tokens_total": 200,
    },
  },
  nim: {
    gauges: { num_requests_running: 3, num_requests_waiting: 0, num_request_max: 256, gpu_cache_usage_perc: 0.31 },
    counters: {
      request_success_total: 2,
      request_finish_total: 2,
      prompt_tokens_total: 1000,
      generation_tokens_total: 200,
    },
  },
  sglang: {
    gauges: { "sglang:num_running_reqs": 3, "sglang:num_queue_reqs": 0 },
    counters: {
      "sglang:num_requests_total": 2,
      "sglang:prompt_tokens_total": 1000,
      "sglang:generation_tokens_total": 200,
    },
  },
  tgi: {
    gauges: { tgi_batch_current_size: 3, tgi_queue_size: 0 },
    counters: { tgi_request_success: 2, tgi_request_input_length_sum: 1000, tgi_request_generated_tokens_sum: 200 },
  },
  triton: { gauges: {}, counters: { nv_inference_request_success: 2 } },
};

/** Three hours of one engine. */
export const engineOf = (
  engine: keyof typeof namesOf,
  labels: Readonly<Record<string, string>>,
): readonly RecordedSeries[] => {
  const span = { from: 3 * 3600, everySeconds: 60 };
  const gauge = (name: string, value: number, extra = {}): RecordedSeries => ({
    name,
    type: "gauge",
    labels: { ...labels, ...extra },
    value: () => value,
    ...span,
  });
  const { gauges, counters } = namesOf[engine];
  const metrics = "nv_trt_llm_request_metrics";
  return [
    ...Object.entries(gauges).map(([name, value]) => gauge(name, value)),
    ...(engine === "triton"
      ? [gauge(metrics, 3, { request_type: "active" }), gauge(metrics, 0, { request_type: "waiting" })]
      : []),
    ...Object.entries(counters).map(([name, perSecond]): RecordedSeries => {
      const type = name.endsWith("_total") ? "counter" : "gauge";
      return { name, type, labels, value: (ago) => (span.from - ago) * perSecond, ...span };
    }),
  ];
};
