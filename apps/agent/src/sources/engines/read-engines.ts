import { setMaxListeners } from "node:events";
import {
  type EngineReport,
  type EngineRow,
  type EngineTarget,
  unknownNumbers,
} from "../../engine-report/engine-report.ts";
import { tooManyDetail } from "../../exporter/parse-prometheus-text.ts";
import { type PageResult, readPage } from "../../exporter/read-page.ts";
import type { FailureReason, ReadOutcome } from "../../source/source.ts";
import { type EngineBuckets, totalsIn } from "./latency-buckets.ts";
import { type ParsedEngineMetrics, parseEngineMetrics, parseIterationStats } from "./parse-engine-metrics.ts";

/** A server of several models and ranks stays well below this. */
const maxMetricsBytes = 4 * 2 ** 20;

/** Of all endpoints of a node together: with 55 MB at rest the agent stays below its limit, however many somebody runs. */
const maxBytesAtOnce = 32 * 2 ** 20;

/**
 * Pods have equal shares, divided among their own endpoints: many claims of one cost no other. Of 110 pods, a kubelet's
 * default, each has 305 kB; the largest page recorded, of vLLM 0.32, has 53. An endpoint outside of pods counts as one.
 */
const bytesPerPage = (targets: readonly EngineTarget[]): ((target: EngineTarget) => number) => {
  const endpoints = new Map<string | EngineTarget, number>();
  const of = (target: EngineTarget): number => endpoints.get(target.pod ?? target) ?? 0;
  for (const target of targets) endpoints.set(target.pod ?? target, of(target) + 1);
  return (target) => Math.min(maxMetricsBytes, Math.floor(maxBytesAtOnce / endpoints.size / of(target)));
};

export interface EngineOutcome {
  readonly row: EngineRow;
  readonly problem: { readonly reason: FailureReason; readonly detail: string } | null;
}

/** TensorRT-LLM has its iteration statistics at `/metrics` and the metrics at the first of these, NIM at the second. */
const otherPaths = (url: string): readonly string[] =>
  /(?:prometheus|v1)\/metrics$/.test(url)
    ? []
    : ["/prometheus/metrics", "/v1/metrics"]
        .map((path) => url.replace(/\/metrics$/, path))
        .filter((other) => other !== url);

/** The row of a page. An endpoint that answers without a known metric is reachable, with every number unknown. */
const rowOf = (target: EngineTarget, parsed: ParsedEngineMetrics): EngineOutcome => {
  const unknownRow = { target, reading: { model: null, numbers: unknownNumbers } };
  const problem = (reason: FailureReason, detail: string) => ({ reason, detail: `${target.id}: ${detail}` });
  if (parsed.kind === "too-many") return { row: unknownRow, problem: problem("too-large", tooManyDetail) };
  if (parsed.kind === "no-known-metric")
    return { row: unknownRow, problem: problem("no-known-metric", `no known metric in ${parsed.samples} samples`) };
  const { reading, engine, buckets, rejectedLines } = parsed;
  const totals = (name: keyof EngineBuckets) => totalsIn(name, buckets?.[name] ?? null);
  const latencies = { timeToFirstToken: totals("timeToFirstToken"), interTokenLatency: totals("interTokenLatency") };
  return {
    row: { target, reading, detected: engine, ...(buckets === null ? {} : { latencies }) },
    problem: rejectedLines === 0 ? null : problem("unreadable", `${rejectedLines} lines are not in the text format`),
  };
};

/** Runs it with a signal that aborts with another one or at the deadline; no timer or listener is left behind. */
const withDeadline = async <T>(seconds: number, signal: AbortSignal, read: (stop: AbortSignal) => Promise<T>) => {
  const stop = new AbortController();
  const end = (): void => stop.abort("stopped");
  const timer = setTimeout(end, seconds * 1000);
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  try {
    return await read(stop.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
};

/** Reads endpoints, and remembers where they have their metrics. */
export class EngineReader {
  /** The URL of the metrics, for endpoints that have them at another path. */
  readonly #paths = new Map<string, string>();
  #maxBytes = bytesPerPage([]);
  readonly #secretsFor: (target: EngineTarget) => readonly string[];

  /** @param secretsFor files that a target may not name as its token */
  constructor(secretsFor: (target: EngineTarget) => readonly string[] = () => []) {
    this.#secretsFor = secretsFor;
  }

  #page(target: EngineTarget, url: string, signal: AbortSignal): Promise<PageResult> {
    const { tokenFile = null } = target;
    return readPage({ url, signal, maxBytes: this.#maxBytes(target), tokenFile, secrets: this.#secretsFor(target) });
  }

  /** Every endpoint at once, with one deadline. */
  async read(targets: readonly EngineTarget[], deadlineSeconds: number, signal: AbortSignal) {
    this.#maxBytes = bytesPerPage(targets);
    return withDeadline(deadlineSeconds, signal, (stop) => {
      // Each endpoint listens to it; Node.js warns of eleven.
      setMaxListeners(0, stop);
      return Promise.all(targets.map((target) => this.#readOne(target, stop)));
    });
  }

  async #readOne(target: EngineTarget, signal: AbortSignal): Promise<EngineOutcome> {
    const url = this.#paths.get(target.url) ?? target.url;
    const result = await this.#page(target, url, signal);
    const parsed = result.kind === "ok" ? parseEngineMetrics(result.text, target.engine) : null;
    if (parsed?.kind === "ok") return rowOf(target, parsed);
    const elsewhere = await this.#readElsewhere(target, signal);
    if (elsewhere !== null) return rowOf(target, elsewhere);
    const reading = result.kind === "ok" ? parseIterationStats(result.text) : null;
    if (reading !== null) return { row: { target, reading, detected: "tensorrt-llm" }, problem: null };
    this.#paths.delete(target.url);
    if (result.kind === "failed") {
      const { reason, detail } = result;
      return { row: { target, reading: null }, problem: { reason, detail: `${target.id}: ${detail}` } };
    }
    return rowOf(target, parsed ?? { kind: "no-known-metric", samples: 0, rejectedLines: 0 });
  }

  async #readElsewhere(target: EngineTarget, signal: AbortSignal): Promise<ParsedEngineMetrics | null> {
    if (this.#paths.has(target.url)) return null;
    for (const url of otherPaths(target.url)) {
      const result = signal.aborted ? null : await this.#page(target, url, signal);
      const parsed = result?.kind === "ok" ? parseEngineMetrics(result.text, target.engine) : null;
      if (parsed?.kind !== "ok") continue;
      this.#paths.set(target.url, url);
      return parsed;
    }
    return null;
  }
}

/** One row per endpoint; the state has the reason of the first problem and the details of all. */
export const summarise = (
  outcomes: readonly EngineOutcome[],
  lists: readonly { readonly problem: string | null; readonly isRead: boolean }[],
): ReadOutcome<EngineReport> => {
  const value: EngineReport = { rows: outcomes.map(({ row }) => row), isPartial: lists.some(({ isRead }) => !isRead) };
  const problems = outcomes.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  const [first] = problems;
  const problem = lists.find((list) => list.problem !== null)?.problem ?? null;
  if (problem !== null) return { kind: "degraded", value, reason: "unreadable", detail: problem };
  if (outcomes.length === 0) return { kind: "absent", detail: "no engine is configured" };
  if (first === undefined) return { kind: "ok", value };
  return { kind: "degraded", value, reason: first.reason, detail: problems.map(({ detail }) => detail).join("; ") };
};
