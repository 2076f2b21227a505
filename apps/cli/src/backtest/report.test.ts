import { recordedLoad } from "@loadline/planner/recorded-load";
import type { TraceFormat } from "@loadline/planner/trace-format";
import { describe, expect, test } from "vitest";
import { timeAxisFor } from "../report/report-charts.ts";
import { backtestReport } from "./report.ts";
import { runBacktest } from "./run-backtest.ts";

const demand = Float64Array.from({ length: 2000 }, (_, step) => 200 + 150 * Math.sin(step / 200));
const backtest = runBacktest({
  trace: "a wave",
  demand,
  policies: ["hpa:0.5", "seed", "clairvoyant"],
  leadTimeSeconds: 300,
  stepSeconds: 15,
  capacity: 8,
  usdPerReplicaHour: null,
  minimumReplicas: 1,
  maximumReplicas: 1000,
  scoreFromSeconds: 0,
});

describe("the report", () => {
  test("has the replicas of every policy over the same axes, so that they compare", () => {
    const charts = backtestReport(backtest).charts.filter(({ y }) => y === "replicas");
    expect(charts).toHaveLength(3);
    expect(new Set(charts.map(({ highest }) => highest)).size).toBe(1);
    expect(charts[0]?.highest).toBeGreaterThan(0);
  });

  test("has cost beside loss, the shortfall, and every figure a number", () => {
    const report = backtestReport(backtest, [], ["2 lines left out"]);
    expect(report.charts).toHaveLength(5);
    expect(report.rows.map(([policy]) => policy)).toEqual(["hpa:0.5", "seed", "clairvoyant"]);
    const points = report.charts.flatMap(({ series }) => series.flatMap((one) => one.points.flat()));
    expect(points.length).toBeGreaterThan(1000);
    expect(points.filter((value) => !Number.isFinite(value))).toEqual([]);
    expect(report.notices).toEqual(["2 lines left out"]);
  });
});

test.each([
  { seconds: 60, label: "minutes" },
  { seconds: 2 * 3600, label: "minutes" },
  { seconds: 3 * 3600, label: "hours" },
  { seconds: 2 * 86_400, label: "hours" },
  { seconds: 14 * 86_400, label: "days" },
])("$seconds s are shown in $label", ({ seconds, label }) => {
  expect(timeAxisFor(seconds).label).toBe(label);
});

describe("recorded loads", () => {
  const settings = { stepSeconds: 15, seed: 7, shape: "linear" } as const;
  const otherSeed = 11;
  const hour = Array.from({ length: 7 }, (_, window) => window * 600);

  const recordings: readonly { readonly format: TraceFormat; readonly text: string; readonly hasNoise: boolean }[] = [
    {
      format: "servegen",
      text: `timestamp_s,rate_rps,active_clients\n${hour.map((at) => `${at},${20 + at / 100},3`).join("\n")}\n`,
      hasNoise: true,
    },
    {
      format: "servegen-clients",
      text: `client,timestamp_s,rate_rps,cv,pattern,arg1,arg2\n${hour.map((at) => `0,${at},8,1,Gamma,0.6,1\n1,${at},2,1,Weibull,0.7,1`).join("\n")}\n`,
      hasNoise: true,
    },
    {
      format: "csv",
      text: `timestamp_s,rate_rps\n${hour.map((at) => `${at},${20 + at / 100}`).join("\n")}\n`,
      hasNoise: true,
    },
    {
      format: "csv",
      text: `timestamp_s\n${Array.from({ length: 900 }, (_, request) => request * 2).join("\n")}\n`,
      hasNoise: false,
    },
  ];

  test.each(recordings)(
    "a $format recording read once gives under another seed what reading it anew gives (noise: $hasNoise)",
    ({ format, text, hasNoise }) => {
      const load = recordedLoad(text, format, settings);
      const anew = recordedLoad(text, format, { ...settings, seed: otherSeed });
      expect(load.under(otherSeed)).toEqual(anew.demand);
      expect(load.under(settings.seed)).toEqual(load.demand);
      if (hasNoise) expect(anew.demand).not.toEqual(load.demand);
      else expect(anew.demand).toEqual(load.demand);
    },
  );
});
