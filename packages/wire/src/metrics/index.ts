import { agentMetrics } from "./agent-metrics.ts";
import { latencyBounds, recommenderMetrics } from "./recommender-metrics.ts";

export type { Metric } from "./metric.ts";
export { agentMetrics, latencyBounds, recommenderMetrics };

/** Every metric that a part of Loadline exposes. */
export const metrics = [...agentMetrics, ...recommenderMetrics] as const;
export type MetricName = (typeof metrics)[number]["name"];
