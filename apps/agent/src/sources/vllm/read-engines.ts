import type { ReadOutcome } from "../source.ts";
import { type EngineReport, type EngineRow, type EngineTarget, nothingKnown } from "./engine-report.ts";
import { parseEngineMetrics } from "./parse-engine-metrics.ts";
import { readText } from "./read-text.ts";

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

const readEngine = async (target: EngineTarget, signal: AbortSignal): Promise<EngineOutcome> => {
  const result = await readText({ url: target.url, signal, maxBytes: maxMetricsBytes });
  if (result.kind === "failed") {
    return {
      row: { target, reading: null },
      problem: { reason: result.reason, detail: `${target.id}: ${result.detail}` },
    };
  }
  return interpretMetrics(target, result.text);
};

/** What the text of one endpoint says. An endpoint that answers without a known metric is reachable, with nothing known. */
export const interpretMetrics = (target: EngineTarget, text: string): EngineOutcome => {
  const parsed = parseEngineMetrics(text, target.engine);
  if (parsed.kind === "no-known-metric") {
    const detail = `${target.id}: no known metric in ${parsed.samples} samples`;
    return {
      row: { target, reading: { model: null, numbers: nothingKnown } },
      problem: { reason: "no-known-metric", detail },
    };
  }
  const problem: Problem | null =
    parsed.rejectedLines === 0
      ? null
      : { reason: "unreadable", detail: `${target.id}: ${parsed.rejectedLines} lines are not in the text format` };
  return { row: { target, reading: parsed.reading, detected: parsed.engine }, problem };
};

/** Every endpoint at once, each with its own deadline. */
export const readEngines = (
  targets: readonly EngineTarget[],
  deadlineSeconds: number,
  signal: AbortSignal,
): Promise<readonly EngineOutcome[]> =>
  Promise.all(
    targets.map((target) => readEngine(target, AbortSignal.any([signal, AbortSignal.timeout(deadlineSeconds * 1000)]))),
  );

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
