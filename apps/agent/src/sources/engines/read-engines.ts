import { tooManyDetail } from "../../prometheus-text/parse-prometheus-text.ts";
import type { ReadOutcome } from "../source.ts";
import { type EngineReport, type EngineRow, type EngineTarget, nothingKnown } from "./engine-report.ts";
import { bucketDelta } from "./latency-buckets.ts";
import { type EngineBuckets, type ParsedEngineMetrics, parseEngineMetrics } from "./parse-engine-metrics.ts";
import { parseIterationStats } from "./parse-iteration-stats.ts";
import { type ReadTextResult, readText } from "./read-text.ts";

/** A server of several models and ranks stays well below this. */
const maxMetricsBytes = 4 * 2 ** 20;

type Problem = {
  readonly reason: "unreachable" | "deadline" | "too-large" | "no-known-metric" | "unreadable";
  readonly detail: string;
};

export interface EngineOutcome {
  readonly row: EngineRow;
  readonly problem: Problem | null;
}

/** TensorRT-LLM answers at `/metrics` with statistics of another form. */
const otherPath = (url: string): string | null => {
  const other = url.replace(/(?<!\/prometheus)\/metrics$/, "/prometheus/metrics");
  return other === url ? null : other;
};

/** What the text of one endpoint says. An endpoint that answers without a known metric is reachable, with nothing known. */
const rowOf = (target: EngineTarget, parsed: ParsedEngineMetrics, before: EngineBuckets | null): EngineOutcome => {
  if (parsed.kind === "too-many") {
    const problem: Problem = { reason: "too-large", detail: `${target.id}: ${tooManyDetail}` };
    return { row: { target, reading: { model: null, numbers: nothingKnown } }, problem };
  }
  if (parsed.kind === "no-known-metric") {
    const detail = `${target.id}: no known metric in ${parsed.samples} samples`;
    return {
      row: { target, reading: { model: null, numbers: nothingKnown } },
      problem: { reason: "no-known-metric", detail },
    };
  }
  const { reading, engine, buckets, rejectedLines } = parsed;
  const problem: Problem | null =
    rejectedLines === 0
      ? null
      : { reason: "unreadable", detail: `${target.id}: ${rejectedLines} lines are not in the text format` };
  if (buckets === null) return { row: { target, reading, detected: engine }, problem };
  const latencies = {
    timeToFirstToken: bucketDelta(before?.timeToFirstToken ?? null, buckets.timeToFirstToken),
    interTokenLatency: bucketDelta(before?.interTokenLatency ?? null, buckets.interTokenLatency),
  };
  return { row: { target, reading, detected: engine, latencies }, problem };
};

const unread = (
  target: EngineTarget,
  { reason, detail }: Extract<ReadTextResult, { kind: "failed" }>,
): EngineOutcome => ({
  row: { target, reading: null },
  problem: { reason, detail: `${target.id}: ${detail}` },
});

/** A signal of its own for what is done, which goes off with another one or at the deadline, and leaves nothing behind. */
const withDeadline = async <T>(
  seconds: number,
  signal: AbortSignal,
  read: (stop: AbortSignal) => Promise<T>,
): Promise<T> => {
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

/** Reads endpoints, and keeps of each what the next read is compared with. */
export class EngineReader {
  readonly #buckets = new Map<string, EngineBuckets>();
  /** Endpoints whose metrics are at another path than was said. */
  readonly #paths = new Map<string, string>();

  /** Every endpoint at once, each with its own deadline. */
  async read(
    targets: readonly EngineTarget[],
    deadlineSeconds: number,
    signal: AbortSignal,
  ): Promise<readonly EngineOutcome[]> {
    const ids = new Set(targets.map(({ id }) => id));
    for (const id of this.#buckets.keys()) if (!ids.has(id)) this.#buckets.delete(id);
    return Promise.all(
      targets.map((target) => withDeadline(deadlineSeconds, signal, (stop) => this.#readOne(target, stop))),
    );
  }

  async #readOne(target: EngineTarget, signal: AbortSignal): Promise<EngineOutcome> {
    const url = this.#paths.get(target.url) ?? target.url;
    const result = await readText({ url, signal, maxBytes: maxMetricsBytes });
    const parsed = result.kind === "ok" ? parseEngineMetrics(result.text, target.engine) : null;
    if (parsed?.kind === "ok") return this.#take(target, parsed);
    const elsewhere = await this.#readElsewhere(target, signal);
    if (elsewhere !== null) return this.#take(target, elsewhere);
    const reading = result.kind === "ok" ? parseIterationStats(result.text) : null;
    if (reading !== null) return { row: { target, reading, detected: "tensorrt-llm" }, problem: null };
    this.#paths.delete(target.url);
    if (result.kind === "failed") return unread(target, result);
    return rowOf(target, parsed ?? { kind: "no-known-metric", samples: 0, rejectedLines: 0 }, null);
  }

  async #readElsewhere(target: EngineTarget, signal: AbortSignal): Promise<ParsedEngineMetrics | null> {
    const url = otherPath(target.url);
    if (url === null || signal.aborted || this.#paths.has(target.url)) return null;
    const result = await readText({ url, signal, maxBytes: maxMetricsBytes });
    const parsed = result.kind === "ok" ? parseEngineMetrics(result.text, target.engine) : null;
    if (parsed?.kind !== "ok") return null;
    this.#paths.set(target.url, url);
    return parsed;
  }

  #take(target: EngineTarget, parsed: ParsedEngineMetrics): EngineOutcome {
    const outcome = rowOf(target, parsed, this.#buckets.get(target.id) ?? null);
    if (parsed.kind === "ok" && parsed.buckets !== null) this.#buckets.set(target.id, parsed.buckets);
    else this.#buckets.delete(target.id);
    return outcome;
  }
}

/** One row per endpoint, whatever happened; the state names the first problems. */
export const summarise = (
  outcomes: readonly EngineOutcome[],
  listProblem: string | null,
): ReadOutcome<EngineReport> => {
  const value: EngineReport = { rows: outcomes.map(({ row }) => row) };
  const problems = outcomes.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  const [first] = problems;
  if (listProblem !== null) return { kind: "degraded", value, reason: "unreadable", detail: listProblem };
  if (outcomes.length === 0) return { kind: "absent", detail: "no engine is configured" };
  if (first === undefined) return { kind: "ok", value };
  return { kind: "degraded", value, reason: first.reason, detail: problems.map(({ detail }) => detail).join("; ") };
};
