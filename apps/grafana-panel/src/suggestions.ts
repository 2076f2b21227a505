import { VisualizationSuggestionScore, type VisualizationSuggestionsSupplier } from "@grafana/data";
import { type CapacityOptions, type View, views } from "./options.ts";
import { t } from "./text/text.ts";
import type { FrameLike } from "./view-model/frame.ts";
import { gpuRoleOf, isCacheUsage, roleOf } from "./view-model/metrics.ts";
import { metricOf } from "./view-model/read-series.ts";
import { seriesFrames } from "./view-model/series-frames.ts";

/** The views that can show something of the frames. */
export const suggestedViews = (raw: readonly FrameLike[]): readonly View[] => {
  const metrics = raw
    .flatMap(seriesFrames)
    .flatMap((frame) => frame.fields.filter(({ type }) => type === "number").map((field) => metricOf(frame, field)));
  const deployments = metrics.some((metric) => roleOf(metric) !== null || isCacheUsage(metric));
  const gpus = metrics.map(gpuRoleOf).some((metric) => metric !== null && metric.role !== "node-labels");
  const ledger = metrics.some((metric) => roleOf(metric) === "ledger-requests");
  return views.filter((view) => (view === "fleet-map" ? gpus : view === "ledger" ? ledger : deployments));
};

/** Offers the panel for metrics of Loadline and of engines, and its fleet map for those of NVIDIA's exporter as well. */
export const suggestionsSupplier: VisualizationSuggestionsSupplier<CapacityOptions, object> = ({ rawFrames }) =>
  suggestedViews(rawFrames ?? []).map((view) => ({
    name: `Loadline ${t(`view.${view}`).toLowerCase()}`,
    score: VisualizationSuggestionScore.Best,
    options: { view },
  }));
