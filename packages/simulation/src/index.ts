// One replica, request by request, and the traces that drive it.

export { createReplicaSimulator } from "./replica/replica-simulator.ts";
export type {
  CompletedRequest,
  ReplicaSimulator,
  ReplicaSimulatorConfig,
  ReplicaSnapshot,
  SubmittedRequest,
} from "./replica/types.ts";
export { parseAzureTrace } from "./traces/parse-azure-trace.ts";
export type { Trace, TraceRequest } from "./traces/types.ts";

// One replica under arrivals that do not wait for answers: simulation, capacity, fit; traces in other forms.

export { parseBurstGptTrace } from "./traces/parse-burst-gpt-trace.ts";
export { hasRequestLengths, parseCsvTrace } from "./traces/parse-csv-trace.ts";
export { parseMooncakeTrace } from "./traces/parse-mooncake-trace.ts";
export { parseServegenWindows } from "./traces/parse-servegen-windows.ts";
export type { TraceWindow } from "./traces/types.ts";

// Sizing: batch, search, clusters, fleets, the least that a trace takes.

export { type ClairvoyantMinimum, minimumGpusForTrace, type TraceCapacity } from "./fluid/clairvoyant-minimum.ts";

// Policies and simulation: what each autoscaler would have done with a load.

export {
  type ComparedPolicy,
  type ComparedScore,
  compareToFrontier,
  type FrontierComparison,
} from "./fluid/compare-frontier.ts";
export { type FluidRun, type FluidSettings, simulateFluid } from "./fluid/fluid.ts";
export { costAtUnserved, type FrontierPoint } from "./fluid/frontier.ts";
export type { PolicyScore } from "./fluid/score.ts";
export { type BridgedLoad, bridgeSilence, type Silence } from "./load/bridge-silence.ts";
export { readClientArrivals } from "./load/client-arrivals.ts";
export {
  binRequests,
  bridgeGaps,
  loadSeries,
  type NoiseSettings,
  referenceNoise,
  type SeriesSettings,
} from "./load/load-series.ts";
export {
  type GeneratedLoad,
  generateLoad,
  type LoadShapeName,
  loadShapeNamed,
  loadShapeNames,
  loadShapeSummary,
} from "./load/load-shapes.ts";
export {
  parseCsvLoad,
  parseServegenLoad,
  type RecordedLoad,
  type RecordedRequests,
  type RecordedWindows,
} from "./load/parse-recorded-load.ts";
export { createPolicy, type PolicyEntry, parsePolicyName, policyEntries } from "./policies/registry.ts";
export type { PolicyInput, PolicySettings, PolicyStep, ScalingPolicy } from "./policies/scaling-policy.ts";

// Capacity side: lead time by phase, nodes, spot, failures, rollouts, and right-sizing.

export {
  type DecayingHistogram,
  emptyHistogram,
  type HistogramBuckets,
  histogramPercentile,
  withSample,
} from "./provisioning/decaying-histogram.ts";
export {
  type Consolidation,
  consolidate,
  type DisruptionBudget,
  defaultDisruptionBudgets,
  disruptionsAllowed,
} from "./provisioning/karpenter.ts";
export {
  assertLeadTime,
  drawLeadTime,
  fixedLeadTime,
  type LeadTimeDraw,
  leadTimeQuantile,
} from "./provisioning/lead-time.ts";
export {
  clusterAutoscalerDefaults,
  type Expander,
  expanders,
  type NodeAutoscalerSettings,
  type NodeGroup,
} from "./provisioning/node-autoscaler.ts";
export { createReplicaSupply } from "./provisioning/replica-supply.ts";
export {
  type EngineSize,
  exhaustedSample,
  type RightSize,
  type RightSizeSettings,
  rightSize,
  rightSizedEngine,
  verticalAutoscalerDefaults,
} from "./provisioning/right-size.ts";
export type {
  ReplicaSupply,
  RolloutSettings,
  SpotSettings,
  SupplyCounts,
  SupplyEvent,
  SupplySettings,
} from "./provisioning/supply-types.ts";

// Policies over single requests.

export type { EngineObservation, EngineState } from "./policies/engine-observation.ts";
export type { EngineFit } from "./request-level/engine-fit.ts";
export {
  type ClientProcess,
  type GeneratedRequests,
  generateRequests,
} from "./request-level/generate-requests.ts";
export {
  type ModelReplica,
  type ModelReplicaResult,
  modelReplica,
  shapeOfTrace,
} from "./request-level/model-replica.ts";
export { simulateRequests } from "./request-level/simulate-requests.ts";
export {
  type CacheSettings,
  exactTelemetry,
  type GatewaySettings,
  type LatencyObjectives,
  type RequestLevelRun,
  type RequestLevelScore,
  type RequestLevelSettings,
  type Router,
  routers,
  type TelemetryFaults,
} from "./request-level/types.ts";
