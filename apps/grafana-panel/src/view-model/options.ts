import type { DeploymentSettings } from "./deployment-view.ts";
import { type FrameLike, property } from "./frame.ts";
import { gpuRoleOf, isCacheUsage, phases, roleOf } from "./metrics.ts";
import { metricOf } from "./read-series.ts";
import { seriesFrames } from "./series-frames.ts";

/** What the panel can show. */
export const views = ["timeline", "ledger", "fleet-map"] as const;
export type View = (typeof views)[number];

/** Options of one panel, as a dashboard stores them. */
export interface CapacityOptions {
  readonly view: View;
  readonly phase: DeploymentSettings["phase"];
  /** Names of the deployments to show; an empty list shows all. */
  readonly deployments: readonly string[];
  readonly showReplicas: boolean;
  /** A value whose newest sample is older than this is unknown. */
  readonly staleAfterSeconds: number;
  /** How far ahead the forecast looks: the lead time of the plan. 0: no forecast is drawn. */
  readonly forecastSeconds: number;
}

export const defaultOptions: CapacityOptions = {
  view: "timeline",
  phase: "auto",
  deployments: [],
  showReplicas: true,
  staleAfterSeconds: 60,
  forecastSeconds: 300,
};

const oneOf = <T>(values: readonly T[], value: unknown, fallback: T) => values.find((one) => one === value) ?? fallback;

/** Times beyond a year are none that a chart could show. */
const mostSeconds = 365 * 86_400;

const secondsOr = (value: unknown, fallback: number, least: number): number =>
  typeof value === "number" && value >= least && value <= mostSeconds ? value : fallback;

/** Options from what a dashboard stored; what is missing or not usable becomes its default. */
export const usableOptions = (stored: unknown): CapacityOptions => {
  const option = (name: keyof CapacityOptions): unknown => property(stored, name);
  const deployments = option("deployments");
  const { view, phase, showReplicas, staleAfterSeconds, forecastSeconds } = defaultOptions;
  return {
    view: oneOf(views, option("view"), view),
    phase: oneOf([...phases, "auto"], option("phase"), phase),
    deployments: Array.isArray(deployments) ? deployments.filter((one) => typeof one === "string") : [],
    showReplicas: oneOf([true, false], option("showReplicas"), showReplicas),
    staleAfterSeconds: secondsOr(option("staleAfterSeconds"), staleAfterSeconds, 1),
    forecastSeconds: secondsOr(option("forecastSeconds"), forecastSeconds, 0),
  };
};

/** The views that can show something of the frames. */
export const suggestedViews = (frames: readonly FrameLike[]): readonly View[] => {
  const metrics = frames
    .flatMap(seriesFrames)
    .flatMap((frame) => frame.fields.filter(({ type }) => type === "number").map((field) => metricOf(frame, field)));
  const shown: Readonly<Record<View, boolean>> = {
    timeline: metrics.some((metric) => roleOf(metric) !== null || isCacheUsage(metric)),
    ledger: metrics.some((metric) => roleOf(metric) === "ledger-requests"),
    "fleet-map": metrics.map(gpuRoleOf).some((metric) => metric !== null && metric.role !== "node-labels"),
  };
  return views.filter((view) => shown[view]);
};
