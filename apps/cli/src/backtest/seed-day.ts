import { analyzeBaselineScaling, type BaselineMinute, baselineSeed, simulateBaselineAutoscaling } from "@loadline/core";
import { facts, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";

/** The seed document's day: its events, its figures, and the cost of the day itself. */
export interface SeedDay {
  readonly events: readonly Pick<BaselineMinute, "minute" | "scalingAction" | "currentRps" | "replicas">[];
  readonly averageUtilizationPercent: number;
  readonly capacityWastePercent: number;
  readonly efficiencyScore: number;
  readonly dailyCostUsd: number;
  /** The same day as the document states it: multiplied by 24 once more. */
  readonly documentDailyCostUsd: number;
}

const minutesPerHour = 60;

export const seedDay = (): SeedDay => {
  const timeline = simulateBaselineAutoscaling();
  const analysis = analyzeBaselineScaling(timeline);
  return {
    events: timeline
      .filter(({ scalingAction }) => scalingAction !== "none")
      .map(({ minute, scalingAction, currentRps, replicas }) => ({ minute, scalingAction, currentRps, replicas })),
    averageUtilizationPercent: analysis.averageUtilization,
    capacityWastePercent: analysis.capacityWastePercentage,
    efficiencyScore: analysis.efficiencyScore,
    dailyCostUsd: timeline.reduce((sum, { hourlyCost }) => sum + hourlyCost, 0) / minutesPerHour,
    documentDailyCostUsd: analysis.totalDailyCost,
  };
};

const usd = (value: number): string => value.toLocaleString("en-US", { style: "currency", currency: "USD" });
const percent = (value: number): string => `${value.toFixed(1)} %`;

const clockOf = (minute: number): string =>
  [Math.floor(minute / minutesPerHour), minute % minutesPerHour].map((part) => String(part).padStart(2, "0")).join(":");

const columns = [
  { title: "time" },
  { title: "action" },
  { title: "requests/s", align: "right" as const },
  { title: "replicas", align: "right" as const },
];

const actionWords = { scale_up: "scale up", scale_down: "scale down", none: "none" } as const;

export const renderSeedDay = (day: SeedDay, view: View): string => {
  const { rpsPerReplica, gpuCostPerHour } = baselineSeed().scaling;
  const rows = day.events.map(({ minute, scalingAction, currentRps, replicas }) => [
    clockOf(minute),
    actionWords[scalingAction],
    String(currentRps),
    String(replicas),
  ]);
  return [
    view.style.strong("the seed document's day"),
    ...wrap(`${rpsPerReplica} requests/s and ${usd(gpuCostPerHour)}/h per replica, no lead time`, view.columns),
    "",
    ...table(columns, rows, view),
    "",
    ...facts(
      [
        ["scaling events", String(day.events.length)],
        ["utilisation", percent(day.averageUtilizationPercent)],
        ["capacity wasted", percent(day.capacityWastePercent)],
        ["efficiency score", day.efficiencyScore.toFixed(1)],
        ["cost of the day", usd(day.dailyCostUsd)],
        ["in the document", `${usd(day.documentDailyCostUsd)}, 24 times too much`],
      ],
      view,
    ),
    "",
  ].join("\n");
};
