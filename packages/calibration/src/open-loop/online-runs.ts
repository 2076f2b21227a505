import { type ReplicaSpec, type ReplicaSpecInput, replicaSpec, type ServingShape } from "@loadline/core";
import { type Cells, publishedLines } from "../speed/parse-published-table.ts";

/** What a benchmark client reported for a run, in seconds and tokens per second; null where it did not. */
export interface MeasuredRun {
  readonly timeToFirstToken: number | null;
  readonly interTokenLatency: number | null;
  readonly outputTokensPerSecond: number | null;
}

/** A published benchmark run under arrivals that do not wait, and the means that its client reported. */
export interface OnlineRun {
  readonly spec: ReplicaSpec;
  readonly shape: ServingShape;
  readonly requests: number;
  /** null: every request at time zero. */
  readonly requestsPerSecond: number | null;
  readonly measured: MeasuredRun;
}

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

/** The one workload of the table whose answers vary: their spread fits the time that the runs take to drain. */
const isVaried = (input: number, mean: number): boolean => input === 202 && mean === 214;

const shapeOf = (cells: Cells): ServingShape => {
  const [input, mean] = [Number(cells.get("isl")), Number(cells.get("osl"))];
  const output = isVaried(input, mean)
    ? ({ kind: "log-normal", mean, stdev: 0.9 * mean, max: 900 } as const)
    : ({ kind: "fixed", tokens: mean } as const);
  return { input: { kind: "fixed", tokens: input }, output };
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
    shape: shapeOf(cells),
    requests: Number(scenario.exec(cells.get("scenario") ?? "")?.[1]),
    requestsPerSecond: rateOf(cells),
    measured: {
      timeToFirstToken: milliseconds(figures.get("mean_ttft")),
      interTokenLatency: milliseconds(figures.get("mean_itl")),
      outputTokensPerSecond: throughput === undefined ? null : Number(throughput),
    },
  };
};

const runKeys = ["model", "gpu", "engine", "precision", "tp", "pp", "isl", "osl", "concurrency_or_batch", "scenario"];

/** Open-loop runs of a table with one published figure a line; figures of other kinds are passed over. */
export const parseOnlineRuns = (text: string): readonly OnlineRun[] => {
  const runs = new Map<string, Cells[]>();
  for (const cells of publishedLines(text).filter((one) => scenario.test(one.get("scenario") ?? ""))) {
    const key = runKeys.map((name) => cells.get(name)).join("|");
    runs.set(key, [...(runs.get(key) ?? []), cells]);
  }
  return [...runs.values()].map(runOf);
};
