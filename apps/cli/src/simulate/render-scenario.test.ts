import type { RequestLevelRun, RequestLevelScore } from "@loadline/simulation";
import { expect, test } from "vitest";
import { atBothWidths } from "../../test/golden.ts";
import { parseScenario } from "./parse-scenario.ts";
import { renderScenario } from "./render-scenario.ts";
import { scenarioReport } from "./report.ts";

const score: RequestLevelScore = {
  requests: 20_000,
  served: 19_000,
  answeredByCache: 600,
  unserved: 400,
  unservedShare: 0.02,
  refusedByGateway: 300,
  lostWithReplica: 100,
  violationShare: 0.0312,
  sloViolationMinutes: 17,
  timeToFirstTokenViolationMinutes: 15,
  interTokenLatencyViolationMinutes: 4,
  p95TimeToFirstTokenSeconds: 0.84,
  p95InterTokenLatencySeconds: 0.031,
  preemptions: 12,
  replicaHours: 31.5,
  minimumReplicaHours: 20,
  ratioToMinimum: 1.575,
  actions: 41,
  reversals: 9,
  costUsd: 126,
  nodes: { most: 5, strandedGpus: 10, usd: 240 },
};

const undisturbed = {
  ...score,
  answeredByCache: 0,
  refusedByGateway: 0,
  lostWithReplica: 0,
  preemptions: 0,
  violationShare: 0,
};

const run = (policy: string, changes: Partial<RequestLevelScore>): RequestLevelRun => ({
  policy,
  score: { ...score, ...changes },
  engineFit: {
    running: { lower: 9, target: 22.4, upper: 61 },
    kvTokens: { lower: 9000, target: 30_412.2, upper: Number.POSITIVE_INFINITY },
  },
  missedMinutes: { at: [0, 60, 120], missedShare: [0, 0.2, 0.01] },
  at: Float64Array.of(15, 30, 45),
  demand: Float64Array.of(9, 20, 12),
  ready: Int32Array.of(2, 2, 3),
  replicas: Int32Array.of(2, 3, 3),
});

const scenario = parseScenario(
  JSON.stringify({
    load: { trace: "day.csv", format: "csv" },
    replica: { model: "llama-3.1-8b", gpu: "l4" },
    objectives: { timeToFirstToken: 1, interTokenLatency: 0.05 },
  }),
);

const result = {
  name: "day.csv",
  requests: 20_000,
  seconds: 86_400,
  leadTimeSeconds: 300,
  replicaCapacity: 8.25,
  scenario,
  runs: [run("hpa:0.7", {}), run("loadline", { ...undisturbed, costUsd: null, nodes: null })],
};

test("the table of a scenario reads as its snapshot, narrow and wide", () => {
  expect(atBothWidths((view) => renderScenario(result, view))).toMatchSnapshot();
});

test("the report of a scenario has cost beside violation, the missed share, and each policy's replicas", () => {
  const { name, charts, rows } = scenarioReport({ ...result, name: "<b>day</b>" });
  expect(name).toBe("<b>day</b>");
  expect(charts.map(({ y }) => y.split(",")[0])).toEqual(["% missed", "% of each minute", "replicas", "replicas"]);
  expect(rows.flat()).toContain("3.12 %");
});
