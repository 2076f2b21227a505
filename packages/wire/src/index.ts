export { type Bounds, checkpointBounds, excessIn, messageBounds } from "./bounds.ts";
export { type Decoded, decode, deflated, encode, maxMessageBytes, parseJson, type Rejection } from "./decode.ts";
export {
  type EngineSignal,
  type EngineSignals,
  engineSignals,
  type SaturationSignal,
  saturationSignals,
  signalNames,
} from "./engine-signals.ts";
export { Advice, type AdviceCode, adviceCodes, advicePages } from "./events/advice.ts";
export { cloudEvent, cloudEventContentType } from "./events/cloud-event.ts";
export {
  type ExplainedDecision,
  evidenceValueText,
  explainDecision,
  withFormerNames,
  withoutFormerNames,
} from "./events/explain-decision.ts";
export { Feedback, feedbackOutcomes } from "./events/feedback.ts";
export { Health, healthEffects, healthKinds } from "./events/health.ts";
export { type EventSchema, eventSchemas, toJsonSchema } from "./events/index.ts";
export { Inventory, InventoryGpu } from "./events/inventory.ts";
export {
  type Ledger,
  Recommendation,
  RecommendationData,
  recommendationSchemaId,
  recommendationType,
} from "./events/recommendation.ts";
export {
  EngineColumns,
  Gap,
  type GapReason,
  GpuColumns,
  gapReasons,
  PodColumns,
  SliceColumns,
  type SourceState,
  SourceStatus,
  sourceStates,
  Telemetry,
  type UnknownReason,
  unknownReasons,
} from "./events/telemetry.ts";
export {
  agentMetrics,
  latencyBounds,
  type Metric,
  type MetricName,
  metrics,
  recommenderMetrics,
} from "./metrics/index.ts";
export { isPartition, leaseKey, type Partition, partitionIn, partitionOf } from "./partitions.ts";
export {
  canaryOf,
  checkPlan,
  gpuHourPrice,
  gpuHours,
  gpuWatts,
  ifKnown,
  type PlannedReplica,
  plannedReplica,
  plannedShape,
  plannedSlo,
  poolOf,
  poolsOf,
  replicaOf,
  spotShareOf,
} from "./plan/check-plan.ts";
export { gpusOf } from "./plan/contradictions.ts";
export {
  gpusBought,
  largestCount,
  nodesIn,
  placedReplicas,
  placementOf,
  plannedPlacement,
} from "./plan/placement.ts";
export { Plan, type PlanDeployment, type PlanPool, parsePlan } from "./plan/plan.ts";
export {
  type PlannedLoad,
  type PlannedReserve,
  plannedLoad,
  plannedReserve,
  type ReserveQuestion,
} from "./plan/planned-reserve.ts";
export { RegistryEntry } from "./plan/registry.ts";
export { minutesOf, type Schedule, type ScheduleWindow, type Weekday, weekdays } from "./plan/schedule.ts";
export {
  type BrokerSecurity,
  brokerSecuritySettings,
  type ServerSecurity,
  serverSecuritySettings,
} from "./security-settings.ts";
export {
  type BucketDefinition,
  bucketStream,
  buckets,
  type StreamDefinition,
  type StreamName,
  streamOf,
  streams,
} from "./streams.ts";
export {
  isToken,
  parseSubject,
  type SubjectAddress,
  type SubjectKind,
  subject,
  subjectFilter,
  subjectKinds,
  token,
} from "./subjects.ts";
