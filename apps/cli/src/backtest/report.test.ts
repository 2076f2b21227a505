import { describe, expect, test } from "vitest";
import { timeAxisFor } from "../report/report-page.ts";
import { renderReport } from "./report.ts";
import { runBacktest } from "./run-backtest.ts";

const demand = Float64Array.from({ length: 2000 }, (_, step) => 200 + 150 * Math.sin(step / 200));
const backtest = runBacktest({
  trace: "a wave",
  demand,
  policies: ["hpa:0.5", "seed", "clairvoyant"],
  leadTimeSeconds: 300,
  stepSeconds: 15,
  replicaCapacity: 8,
  usdPerReplicaHour: null,
  minimumReplicas: 1,
  maximumReplicas: 1000,
  scoreFromSeconds: 0,
});

describe("the report", () => {
  test("draws the replicas of every policy over the same axes, so that they compare", () => {
    const charts = renderReport(backtest).match(/<figure>.*?<\/figure>/gs) ?? [];
    const scales = charts
      .filter((chart) => chart.includes("</b> <span>replicas</span>"))
      .map((chart) => (chart.match(/<text[^>]*>[^<]*<\/text>/g) ?? []).join(""));
    expect(scales).toHaveLength(3);
    expect(new Set(scales).size).toBe(1);
  });

  test("lists what was repaired in the trace", () => {
    expect(renderReport(backtest, [], ["2 lines & more left out"])).toContain("<li>2 lines &amp; more left out</li>");
    expect(renderReport(backtest)).not.toContain("<li>");
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
