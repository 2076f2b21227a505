// Recorded requests.

export { type ClientClass, describedWorkload } from "./traces/described-workload.ts";
export { hasRequestLengths, parseCsvTrace } from "./traces/parse-csv-trace.ts";
export { parseMooncakeTrace } from "./traces/parse-mooncake-trace.ts";
export { prefixHits } from "./traces/prefix-hits.ts";
export type { Trace } from "./traces/trace-lines.ts";

// Load over time: recorded, generated, drawn again.

export { bridgeRecordingGaps } from "./load/bridge-recording-gaps.ts";
export { readClientArrivals } from "./load/client-arrivals.ts";
export { binRequests, bridgeGaps, loadSeries, referenceNoise } from "./load/load-series.ts";
export { generateLoad, loadShapeNamed, loadShapeNames, loadShapeSummary } from "./load/load-shapes.ts";
export { parseCsvLoad, parseServegenLoad, type RecordedWindows } from "./load/parse-recorded-load.ts";

// Scaling policies: peers and Loadline.

export { hpaPolicy } from "./policies/hpa.ts";
export { loadlinePolicy } from "./policies/loadline.ts";
export { createPolicy } from "./policies/registry.ts";
export { capacityOfEach, demandInReplicas, leastReplicas, type ReplicaCapacity } from "./policies/replica-capacity.ts";
export type { ScalingPolicy } from "./policies/scaling-policy.ts";

// Policies over a load as a fluid, and beside the frontier of the pod autoscaler.

export {
  type ComparedPolicy,
  type ComparedScore,
  compareToFrontier,
  costAtUnserved,
  type FrontierComparison,
  type FrontierPoint,
} from "./fluid/compare-frontier.ts";
export { type FluidRun, simulateFluid } from "./fluid/fluid.ts";

// Supply of replicas: lead time, nodes, spot, failures.

export { assertLeadTime, fixedLeadTime, leadTimeQuantile } from "./provisioning/lead-time.ts";
export { clusterAutoscalerDefaults, expanders } from "./provisioning/node-autoscaler.ts";

// Policies over single requests.

export type { EngineFit } from "./request-level/engine-fit.ts";
export { generateRequests } from "./request-level/generate-requests.ts";
export { createGateway } from "./request-level/ingress.ts";
export { type ModelReplica, modelReplica, serviceOf, shapeOfTrace } from "./request-level/model-replica.ts";
export { demandAtReplicas } from "./request-level/request-run.ts";
export { simulateRequests } from "./request-level/simulate-requests.ts";
export type {
  LatencyObjectives,
  RequestLevelRun,
  RequestLevelScore,
  RequestLevelSettings,
} from "./request-level/types.ts";
