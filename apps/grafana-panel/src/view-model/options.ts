import { type FrameLike, property } from "./frame.ts";
import { gpuRoleOf, isCacheUsage, roleOf } from "./metrics.ts";
import { metricOf } from "./read-series.ts";
import { seriesFrames } from "./series-frames.ts";

/** What the panel can show. */
export const views = ["timeline", "ledger", "fleet-map"] as const;
export type View = (typeof views)[number];

export const groupings = ["deployment", "pool", "zone", "none"] as const;
export type Grouping = (typeof groupings)[number];
export const shadings = ["health", "memory", "utilisation", "temperature"] as const;
export type Shading = (typeof shadings)[number];

/** Options of one panel, as a dashboard stores them. */
export interface CapacityOptions {
  readonly view: View;
  /** Names of the deployments to show; an empty list shows all. */
  readonly deployments: readonly string[];
  /** The charts of replicas and of latencies. */
  readonly showReplicas: boolean;
  /** What nodes of the fleet map stand together by. */
  readonly groupBy: Grouping;
  /** What shades the GPUs of the fleet map. */
  readonly shadeBy: Shading;
  /** Address of the folder of runbooks; empty: no links to them. */
  readonly runbooks: string;
}

export const defaultOptions: CapacityOptions = {
  view: "timeline",
  deployments: [],
  showReplicas: true,
  groupBy: "deployment",
  shadeBy: "memory",
  runbooks: "",
};

const oneOf = <T>(values: readonly T[], value: unknown, fallback: T) => values.find((one) => one === value) ?? fallback;

/** Options from what a dashboard stored; what is missing or not usable becomes its default. */
export const usableOptions = (stored: unknown): CapacityOptions => {
  const option = (name: keyof CapacityOptions): unknown => property(stored, name);
  const deployments = option("deployments");
  const runbooks = option("runbooks");
  const { view, showReplicas, groupBy, shadeBy } = defaultOptions;
  return {
    view: oneOf(views, option("view"), view),
    deployments: Array.isArray(deployments) ? deployments.filter((one) => typeof one === "string") : [],
    showReplicas: oneOf([true, false], option("showReplicas"), showReplicas),
    groupBy: oneOf(groupings, option("groupBy"), groupBy),
    shadeBy: oneOf(shadings, option("shadeBy"), shadeBy),
    runbooks: typeof runbooks === "string" ? runbooks : "",
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
