import { VisualizationSuggestionScore, type VisualizationSuggestionsSupplier } from "@grafana/data";
import { t } from "./text/text.ts";
import type { DeploymentSettings } from "./view-model/deployment-view.ts";
import { type FrameLike, property } from "./view-model/frame.ts";
import { gpuRoleOf, isCacheUsage, phases, type Role, roleOf } from "./view-model/metrics.ts";
import { metricOf } from "./view-model/read-series.ts";
import { seriesFrames } from "./view-model/series-frames.ts";

/** The views of the panel, in the order of their tabs. */
export const views = ["timeline", "ledger", "league", "ranking", "summary", "fleet-map"] as const;
export type View = (typeof views)[number];

/** Version of the options as they are stored; higher with every change that needs a migration. */
export const optionsVersion = 2;

/** Options of one panel, as a dashboard stores them. */
export interface CapacityOptions {
  readonly version: number;
  /** The view that the panel opens with; a reader may switch to another. */
  readonly view: View;
  readonly phase: DeploymentSettings["phase"];
  /** Names of the deployments to show; an empty list shows all. */
  readonly deployments: readonly string[];
  readonly showReplicas: boolean;
  readonly showTable: boolean;
  /** A value whose newest sample is older than this is unknown. */
  readonly staleAfterSeconds: number;
  /** How far ahead the forecast looks: the lead time of the plan. 0: no forecast is drawn. */
  readonly forecastSeconds: number;
}

export const defaultOptions: CapacityOptions = {
  version: optionsVersion,
  view: "timeline",
  phase: "auto",
  deployments: [],
  showReplicas: true,
  showTable: false,
  staleAfterSeconds: 60,
  forecastSeconds: 300,
};

const oneOf = <T>(values: readonly T[], value: unknown, fallback: T) => values.find((one) => one === value) ?? fallback;

/** Times beyond a year are none that a chart could show. */
const mostSeconds = 365 * 86_400;

const secondsOr = (value: unknown, fallback: number, least: number): number =>
  typeof value === "number" && value >= least && value <= mostSeconds ? value : fallback;

/**
 * Options of this version, from what any version or a hand-written dashboard stored. What is missing or not usable
 * becomes its default. Version 1 had no view and no forecast: its panels open as the timeline they were.
 */
export const migrateOptions = (stored: unknown): CapacityOptions => {
  const option = (name: keyof CapacityOptions): unknown => property(stored, name);
  const deployments = option("deployments");
  return {
    version: optionsVersion,
    view: oneOf(views, option("view"), defaultOptions.view),
    phase: oneOf([...phases, "auto"], option("phase"), defaultOptions.phase),
    deployments: Array.isArray(deployments) ? deployments.filter((one) => typeof one === "string") : [],
    showReplicas: oneOf([true, false], option("showReplicas"), defaultOptions.showReplicas),
    showTable: oneOf([true, false], option("showTable"), defaultOptions.showTable),
    staleAfterSeconds: secondsOr(option("staleAfterSeconds"), defaultOptions.staleAfterSeconds, 1),
    forecastSeconds: secondsOr(option("forecastSeconds"), defaultOptions.forecastSeconds, 0),
  };
};

/** The views that can show something of the frames. */
export const suggestedViews = (raw: readonly FrameLike[]): readonly View[] => {
  const metrics = raw
    .flatMap(seriesFrames)
    .flatMap((frame) => frame.fields.filter(({ type }) => type === "number").map((field) => metricOf(frame, field)));
  const deployments = metrics.some((metric) => roleOf(metric) !== null || isCacheUsage(metric));
  const gpus = metrics.map(gpuRoleOf).some((metric) => metric !== null && metric.role !== "node-labels");
  const has = (role: Role): boolean => metrics.some((metric) => roleOf(metric) === role);
  const shown: Partial<Record<View, boolean>> = {
    "fleet-map": gpus,
    ledger: has("ledger-requests"),
    league: has("league-replica-hours"),
  };
  return views.filter((view) => shown[view] ?? deployments);
};

/** Offers the panel for metrics of Loadline and of engines, and its fleet map for those of NVIDIA's exporter as well. */
export const suggestionsSupplier: VisualizationSuggestionsSupplier<CapacityOptions, object> = ({ rawFrames }) =>
  suggestedViews(rawFrames ?? []).map((view) => ({
    name: `Loadline ${t(`view.${view}`).toLowerCase()}`,
    score: VisualizationSuggestionScore.Best,
    options: { view },
  }));
