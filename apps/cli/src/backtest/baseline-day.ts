import { analyzeBaselineScaling, baselineSeed, simulateBaselineAutoscaling } from "@loadline/core";
import { type Column, facts, left, right, table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import type { View } from "../terminal/view.ts";

const minutesPerHour = 60;

/** The day of the baseline formulas: its events, its figures, and the cost of the day itself. */
export const baselineDay = () => {
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
    // As the baseline formulas state it: multiplied by 24 once more.
    documentDailyCostUsd: analysis.totalDailyCost,
  };
};

const usd = (value: number): string => value.toLocaleString("en-US", { style: "currency", currency: "USD" });
const percent = (value: number): string => `${value.toFixed(1)} %`;

const columns: readonly Column<ReturnType<typeof baselineDay>["events"][number]>[] = [
  left("time", ({ minute }) =>
    [Math.floor(minute / minutesPerHour), minute % minutesPerHour]
      .map((part) => String(part).padStart(2, "0"))
      .join(":"),
  ),
  left("action", ({ scalingAction }) => scalingAction.replace("_", " ")),
  right("requests/s", ({ currentRps }) => String(currentRps)),
  right("replicas", ({ replicas }) => String(replicas)),
];

export const renderBaselineDay = (day: ReturnType<typeof baselineDay>, view: View): string => {
  const { rpsPerReplica, gpuCostPerHour } = baselineSeed().scaling;
  return [
    view.style.strong("the day of the baseline formulas"),
    ...wrap(`${rpsPerReplica} requests/s and ${usd(gpuCostPerHour)}/h per replica, no lead time`, view.columns),
    "",
    ...table(columns, day.events, view),
    "",
    ...facts(
      [
        ["scaling events", String(day.events.length)],
        ["utilisation", percent(day.averageUtilizationPercent)],
        ["capacity wasted", percent(day.capacityWastePercent)],
        ["efficiency score", day.efficiencyScore.toFixed(1)],
        ["cost of the day", usd(day.dailyCostUsd)],
        ["by the formulas", `${usd(day.documentDailyCostUsd)}, 24 times too high`],
      ],
      view,
    ),
    "",
  ].join("\n");
};
