import { VisualizationSuggestionScore, type VisualizationSuggestionsSupplier } from "@grafana/data";
import type { CapacityOptions } from "./options.ts";
import { isCacheUsage } from "./view-model/engine-metric.ts";
import type { FrameLike } from "./view-model/frame.ts";
import { gpuRoleOf } from "./view-model/gpu-role.ts";
import { seriesFrames } from "./view-model/long-frame.ts";
import { type View, viewLabel, views } from "./view-model/option-values.ts";
import { metricOf } from "./view-model/read-frames.ts";
import { roleOf } from "./view-model/role.ts";

const holds = (frames: readonly FrameLike[], isKnown: (metric: string) => boolean): boolean =>
  frames.some((frame) => frame.fields.some((field) => field.type === "number" && isKnown(metricOf(frame, field))));

/** Labels of a node alone are no map of GPUs. */
const isMeasureOfGpu = (metric: string): boolean => {
  const role = gpuRoleOf(metric)?.role;
  return role !== undefined && role !== "node-labels";
};

/** The views that can show something of the frames. */
export const suggestedViews = (raw: readonly FrameLike[]): readonly View[] => {
  const frames = raw.flatMap(seriesFrames);
  const deployments = holds(frames, (metric) => roleOf(metric) !== null || isCacheUsage(metric));
  const gpus = holds(frames, (metric) => isMeasureOfGpu(metric));
  return views.filter((view) => (view === "fleet-map" ? gpus : deployments));
};

const suggestion = (view: View) => ({
  name: `Loadline ${viewLabel(view).toLowerCase()}`,
  score: VisualizationSuggestionScore.Best,
  options: { view },
});

/** Offers the panel for metrics of Loadline and of engines, and its fleet map for those of NVIDIA's exporter as well. */
export const suggestionsSupplier: VisualizationSuggestionsSupplier<CapacityOptions, object> = ({ rawFrames }) =>
  suggestedViews(rawFrames ?? []).map(suggestion);
