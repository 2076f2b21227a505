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

export { type Gpu, gpuSchema } from "./catalogue/gpu.ts";
export { gpuById, listGpus, listModels, listPrices, modelById, priceOf } from "./catalogue/lookup.ts";
export { type DecoderModel, type Model, modelSchema, type Transformer } from "./catalogue/model.ts";
export { bytesPerElement, precisionByName } from "./catalogue/precision.ts";
export { type Price, type PurchaseClass, priceSchema, purchaseClasses } from "./catalogue/price.ts";
export { type DataFile, renderDataModule } from "./catalogue/render-data-module.ts";
export type { Source, Sourced, Unit } from "./catalogue/sourced.ts";

// One replica: memory, step time, latency under a load, capacity under an SLO.

export { replicaMemory } from "./memory/replica-memory.ts";
export { estimate } from "./performance/estimate.ts";
export { replicaCapacity } from "./performance/replica-capacity.ts";
export {
  type EngineConfigInput,
  engineByName,
  type ReplicaSpecInput,
  replicaSpec,
} from "./performance/replica-spec.ts";
export { stepModel } from "./performance/step-model.ts";
export {
  type BindingLimit,
  bindingLimits,
  type CapacityResult,
  type DemandShape,
  type Distribution,
  type Engine,
  type EngineConfig,
  type ErrorBand,
  type Estimate,
  engines,
  type Load,
  type MemoryBreakdown,
  type Parallel,
  type Precision,
  precisions,
  type ReplicaCapacity,
  type ReplicaMemory,
  type ReplicaSpec,
  type Slo,
  type StepModel,
  type StepWork,
} from "./performance/types.ts";

// One replica, request by request, and the traces that drive it.

export { createReplicaSimulator } from "./serving/replica-simulator.ts";
export type {
  CompletedRequest,
  ReplicaSimulator,
  ReplicaSimulatorConfig,
  ReplicaSnapshot,
  SubmittedRequest,
} from "./serving/types.ts";
export { parseAzureTrace } from "./traces/parse-azure-trace.ts";
export type { Trace, TraceRequest } from "./traces/types.ts";

// Demand ahead and how many replicas to run.

export { type ForecastOptions, forecastDemand } from "./forecast/forecast-demand.ts";
export type { DemandPoint } from "./forecast/types.ts";
export { type DecisionStep, decide, emptyDecisionMemory } from "./scaling/decide.ts";
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
} from "./scaling/types.ts";

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
