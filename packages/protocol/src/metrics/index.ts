import { agentMetrics } from "./agent-metrics.ts";
import { gauges } from "./metric.ts";
import { inBuckets, latencyBounds, recommenderMetrics } from "./recommender-metrics.ts";

export type { Metric } from "./metric.ts";
export * from "./problems.ts";
export { agentMetrics, inBuckets, latencyBounds, recommenderMetrics };

/** Metrics of agent and recommender alike. */
export const certificateMetrics = gauges(["setting"], {
  loadline_certificate_not_before_timestamp_seconds:
    "Start of the time in which a certificate is valid, by the setting that names its file.",
  loadline_certificate_not_after_timestamp_seconds:
    "End of the time in which a certificate is valid, by the setting that names its file.",
});

/** Every metric that a part of Loadline exposes. */
export const metrics = [...agentMetrics, ...recommenderMetrics, ...certificateMetrics] as const;
