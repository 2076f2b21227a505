import type { ReplicaSpec } from "@loadline/core";
import { type ReplicaSpecInput, replicaSpec } from "@loadline/core";
import { cellsOf } from "../speed/parse-published-table.ts";
import type { MeasuredRun } from "./fit-open-loop.ts";

/** A published benchmark run under arrivals that do not wait, and what its client reported. */
export interface OnlineRun {
  readonly spec: ReplicaSpec;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly requests: number;
  /** null: every request at time zero. */
  readonly requestsPerSecond: number | null;
  readonly measured: MeasuredRun;
}

type Cells = ReadonlyMap<string, string>;

const scenario = /^online open-loop, (\d+) requests$/;

const specInputOf = (cells: Cells): ReplicaSpecInput => {
  const [engine = "", engineVersion = ""] = (cells.get("engine") ?? "").split(" ");
  return {
    model: cells.get("model") ?? "",
    gpu: cells.get("gpu") ?? "",
    engine,
    engineVersion,
    weights: (cells.get("precision") ?? "").toLowerCase(),
    parallel: { tensor: Number(cells.get("tp") || 1), pipeline: Number(cells.get("pp") || 1) },
  };
};

const rateOf = (cells: Cells): number | null => {
  const rate = Number(/^QPS=([\d.]+)$/.exec(cells.get("concurrency_or_batch") ?? "")?.[1]);
  return rate > 0 ? rate : null;
};

const milliseconds = (value: string | undefined): number | null => (value === undefined ? null : Number(value) / 1000);

/** One published figure a line becomes one run with all its figures. */
const runOf = (lines: readonly Cells[]): OnlineRun => {
  const cells = lines[0] ?? new Map<string, string>();
  const figures = new Map(lines.map((line) => [line.get("metric"), line.get("value")]));
  const throughput = figures.get("total_output_throughput");
  return {
    spec: replicaSpec(specInputOf(cells)),
    inputTokens: Number(cells.get("isl")),
    outputTokens: Number(cells.get("osl")),
    requests: Number(scenario.exec(cells.get("scenario") ?? "")?.[1]),
    requestsPerSecond: rateOf(cells),
    measured: {
      meanTimeToFirstToken: milliseconds(figures.get("mean_ttft")),
      meanInterTokenLatency: milliseconds(figures.get("mean_itl")),
      outputTokensPerSecond: throughput === undefined ? null : Number(throughput),
    },
  };
};

const runKeys = ["model", "gpu", "engine", "precision", "tp", "pp", "isl", "osl", "concurrency_or_batch", "scenario"];

/** Open-loop runs of a table with one published figure a line; figures of other kinds are passed over. */
export const parseOnlineRuns = (text: string): readonly OnlineRun[] => {
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const names = cellsOf(head);
  const runs = new Map<string, Cells[]>();
  for (const line of lines) {
    const cells: Cells = new Map(cellsOf(line).map((cell, at) => [names[at] ?? "", cell]));
    if (!scenario.test(cells.get("scenario") ?? "")) continue;
    const key = runKeys.map((name) => cells.get(name)).join("|");
    const known = runs.get(key);
    if (known === undefined) runs.set(key, [cells]);
    else known.push(cells);
  }
  return [...runs.values()].map(runOf);
};
