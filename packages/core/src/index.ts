// Quantities and errors.

export { type ErrorCode, type ErrorDetail, errorMessages, isLoadlineError, LoadlineError } from "./errors.ts";
export {
  type Bytes,
  type BytesPerSecond,
  type BytesPerToken,
  bytes,
  bytesPerSecond,
  bytesPerToken,
  type Flops,
  type FlopsPerSecond,
  flops,
  flopsPerSecond,
  gibibytes,
  gigabytes,
  kibibytes,
  mebibytes,
  megahertzToHertz,
  milliseconds,
  percentToRatio,
  type Quantity,
  type Ratio,
  type RequestsPerSecond,
  ratio,
  requestsPerSecond,
  type Seconds,
  seconds,
  type Tokens,
  type TokensPerSecond,
  tokens,
  tokensPerSecond,
  type UsdPerHour,
  usdPerHour,
  type Watts,
  watts,
} from "./units.ts";

// Catalogue: GPUs, models and prices with their sources.

export { type Generation, type Gpu, type GpuPartition, generations, gpuSchema } from "./catalogue/gpu.ts";
export {
  type ImportedModel,
  type ImportOptions,
  importHuggingFaceConfig,
  readHuggingFaceConfig,
} from "./catalogue/import-hugging-face/import-hugging-face-config.ts";
export {
  type LeadTimeModel,
  type LeadTimePhase,
  leadTimePhases,
  type PhaseTime,
  usualLeadTime,
} from "./catalogue/lead-time.ts";
export {
  gpuById,
  gpuCount,
  gpuPartition,
  listGpus,
  listModels,
  listPrices,
  modelById,
  modelOf,
  priceOf,
} from "./catalogue/lookup.ts";
export {
  type DecoderModel,
  type EncoderDecoderModel,
  hasTransformer,
  type Model,
  modelSchema,
  type TransformerModel,
  type WeightPart,
  weightParts,
} from "./catalogue/model.ts";
export { bytesPerElement } from "./catalogue/precision.ts";
export { precisionByName } from "./catalogue/precision-name.ts";
export { type Price, type PurchaseClass, priceSchema, purchaseClasses } from "./catalogue/price.ts";
export type { Source, Sourced, Unit } from "./catalogue/sourced.ts";
export type { AttentionGroup, FeedForwardGroup, Transformer } from "./catalogue/transformer.ts";

// Memory: weights and cache by part, shared by every reader of a model.

export { bytesPerSequence, concurrentSequences, type MemorySpec, replicaFits } from "./memory/cache-layout.ts";
export { headsDivide } from "./memory/head-counts.ts";
export { type KvLayout, kvBytesPerSequence, kvBytesPerToken } from "./memory/kv-bytes-per-token.ts";
export {
  activatedParameters,
  type ParameterPart,
  type ParametersByPart,
  rankParameters,
  totalParameters,
  type WeightLayout,
} from "./memory/rank-parameters.ts";
export { sequenceStateBytes } from "./memory/sequence-state-bytes.ts";
export { bytesPerWeight, type WeightSpec, weightBytes } from "./memory/weight-bytes.ts";

// One replica: memory, step time, latency under a load, capacity under an SLO.

export { replicaMemory } from "./memory/replica-memory.ts";
export {
  type EngineConfig,
  type Parallel,
  type Precision,
  precisions,
  type StepWork,
} from "./model/engine.ts";
export { type Engine, engines } from "./model/engine-facts.ts";
export {
  type BindingLimit,
  bindingLimits,
  type CapacityResult,
  type Distribution,
  type ErrorBand,
  type Estimate,
  type MemoryBreakdown,
  type ReplicaCapacity,
  type ReplicaMemory,
} from "./model/estimate.ts";
export type { ArrivingLoad, ClosedLoad, DemandShape, Load, Slo } from "./model/load.ts";
export type { ReplicaSpec, StepModel } from "./model/replica.ts";
export { withMemoryForWeights } from "./performance/complete-spec.ts";
export { engineByName } from "./performance/engine-name.ts";
export { estimate, replicaEstimator } from "./performance/estimate.ts";
export { replicaCapacity } from "./performance/replica-capacity.ts";
export {
  type EngineConfigInput,
  type ReplicaSpecInput,
  replicaSpec,
} from "./performance/replica-spec.ts";
export { stepModel } from "./performance/step-model.ts";
export { expectationOf } from "./zod-expectation.ts";

// One replica under arrivals that do not wait for answers: simulation, capacity, fit; traces in other forms.

export type { OpenLoopEstimate, OpenLoopRange } from "./model/estimate.ts";
export type {
  ArrivalProcess,
  LengthDistribution,
  LoadStage,
  OpenLoad,
  RecordedRequest,
  ServingShape,
} from "./model/load.ts";
export type { ServingLimits, ServingReplica } from "./model/replica.ts";
export { type PlannedLoad, planLoad } from "./serving/arrivals/plan-load.ts";
export type { RequestBatch } from "./serving/event-simulation/request-batch.ts";
export { type ServedBatch, simulateServing } from "./serving/event-simulation/simulate-serving.ts";
export { estimateOpenLoop, servingShapeOf } from "./serving/open-loop/estimate-open-loop.ts";
export { type OpenLoopCapacity, openLoopCapacity } from "./serving/open-loop/open-loop-capacity.ts";
export { openLoopEstimate } from "./serving/open-loop/open-loop-estimate.ts";
export { openLoopReplica } from "./serving/open-loop/open-loop-replica.ts";
export { type StepCoefficients, type StepTimes, stepTimes } from "./serving/open-loop/step-times.ts";

// Demand ahead and how many replicas to run.

export {
  type CapacityEvidence,
  type CapacityInterval,
  capacityEvidenceSchema,
  capacityInterval,
  type EngineStretch,
  noCapacityEvidence,
  observeCapacity,
} from "./decision/capacity-evidence.ts";
export { type DecisionStep, decide, emptyDecisionMemory } from "./decision/decide.ts";
export { type ReasonPage, reasonPages, renderReasonPages } from "./decision/reason-pages.ts";
export {
  type CapacityInput,
  type Decision,
  type DecisionInputs,
  type DecisionMemory,
  type DecisionSettings,
  type Demand,
  type DemandForecast,
  type DemandQuantile,
  type Evidence,
  type InputAges,
  type MissingInput,
  type ReasonCode,
  type ReplicaCounts,
  reasonCodes,
  type Verdict,
  verdicts,
} from "./decision/types.ts";
export {
  type CapacityLimits,
  type DayRange,
  type ExhaustionLimit,
  type ExhaustionOutlook,
  type ExhaustionQuestion,
  exhaustionOutlook,
  type LimitOutlook,
  leastPeakDays,
  type ReplicaNeeds,
} from "./forecast/exhaustion.ts";
export {
  type ForecastCoverage,
  forecastCoverage,
  type LoadQuantile,
  type LoadQuantilesOptions,
  loadQuantiles,
  risingRate,
} from "./forecast/load-quantiles.ts";
export {
  emptyLoadForecast,
  type LoadForecast,
  learntHorizons,
  loadForecastSchema,
  observeDemand,
} from "./forecast/online-forecast.ts";

// Sizing: batch, search, clusters, fleets, the least that a trace takes.

export { type CostFigures, type CostRequest, costFigures, hoursPerMonth } from "./cost/cost-figures.ts";
export { gpuPower, nodePower } from "./cost/power.ts";
export { cataloguePrices, type GpuPrice, gpuPrice, type OwnPrice, type PriceBook } from "./cost/price-book.ts";
export { type GatedCapacity, gatedCapacity, recommendedTokenLimit } from "./reserve/gateway.ts";
export {
  type FailurePolicy,
  type Spare,
  type SpareCause,
  type SpareNeed,
  type SparePolicy,
  type SpotPolicy,
  spareByCause,
  spareCauses,
} from "./reserve/spare-by-cause.ts";
export {
  type ClusterDemand,
  type ClusterRequirement,
  clusterRequirement,
  type RequirementOutcome,
  type RequirementSettings,
} from "./sizing/cluster-requirement.ts";
export { type ClusterAnswer, type ClusterRequest, clusterRequirements } from "./sizing/cluster-requirements.ts";
export { configurationLabel } from "./sizing/decoder-candidates.ts";
export {
  checkFleetPlan,
  type FleetCheck,
  type FleetDemand,
  type FleetOption,
  type FleetPlan,
  type FleetPool,
  type FleetProblem,
  fleetPlanOf,
  fleetProblemText,
} from "./sizing/fleet-problem.ts";
export { type SearchResult, type SearchSettings, searchConfigurations } from "./sizing/search-configurations.ts";
export type { SpeedSource } from "./sizing/speed-source.ts";
export type { ClosestReach, ClusterCandidate } from "./sizing/types.ts";
export {
  type Configuration,
  type OperatingChoice,
  type Picture,
  type PriceOfGpu,
  type SearchRequest,
  type ServingMode,
  servingModes,
} from "./sizing/types.ts";
export { type AttainedShare, attainedShare } from "./workloads/attained-share.ts";
export { type OfflineRow, offlineRows } from "./workloads/offline-rows.ts";
export { type PassEstimate, passEstimate } from "./workloads/pass-estimate.ts";
export { type PassSpeed, passSpeed } from "./workloads/pass-speed.ts";
export { type SampleShape, type SampleWork, sampleWork } from "./workloads/sample-work.ts";

// The seed document's own formulas, to compare with.

export {
  analyzeBaselineScaling,
  type BaselineMinute,
  type BaselineScalingAnalysis,
  simulateBaselineAutoscaling,
} from "./baseline/autoscaling.ts";
export {
  type BaselineBatch,
  type BaselineBatchChoice,
  type BaselineCluster,
  type BaselineWorkload,
  baselineClusterRequirements,
  baselineOptimizeBatch,
} from "./baseline/cluster.ts";
export { type BaselineMemory, baselineMemory } from "./baseline/memory.ts";
export { type BaselineGpu, type BaselineModel, type BaselineSeed, baselineSeed } from "./baseline/seed.ts";
export { type BaselineThroughput, baselineThroughput } from "./baseline/throughput.ts";

// Speed coefficients: fitted from measured rows, corrected by a replica's own.

export { speedPriors } from "./catalogue/calibration-data.ts";
export type {
  Disaggregation,
  PerStepPart,
  SpeculativeDecoding,
  SpeedCorrection,
  StepPart,
  WorkerPool,
} from "./model/engine.ts";
export { layoutForGpus } from "./performance/layout-for-gpus.ts";
export type { DisaggregationInput, SpeculativeDecodingInput } from "./performance/replica-spec.ts";
export type { SpeedCoefficients, SpeedPriors } from "./performance/speed-schema.ts";
export { closedLoopParts } from "./performance/step-parts.ts";
