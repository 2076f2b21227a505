// Quantities, errors, statistics.

export { nearestNames } from "./catalogue/nearest-names.ts";
export { clipped, isLoadlineError, LoadlineError, orElse, reasonOf, valueText } from "./errors.ts";
export { ratio, requestsPerSecond, type Seconds, seconds, tokens, tokensPerSecond } from "./units.ts";
export { expectationOf, isRecord } from "./zod-expectation.ts";

// Catalogue: GPUs, models and prices with their sources.

export { speedPriors } from "./catalogue/calibration-data.ts";
export type { Gpu } from "./catalogue/gpu.ts";
export {
  type ImportedModel,
  readHuggingFaceConfig,
} from "./catalogue/import-hugging-face/import-hugging-face-config.ts";
export { type LeadTimeModel, leadTimePhases, usualLeadTime } from "./catalogue/lead-time.ts";
export {
  checkpointFacts,
  gpuById,
  gpuCount,
  listGpus,
  listModels,
  listPrices,
  modelById,
  priceOf,
} from "./catalogue/lookup.ts";
export { hasTransformer, type Model, type TransformerModel } from "./catalogue/model.ts";
export {
  gpuNamed,
  idFromName,
  modelInput,
  modelNamed,
  type OwnDevice,
  ownEntry,
  readOwnDevice,
  readOwnModel,
} from "./catalogue/own-entries.ts";
export { precisionByName } from "./catalogue/precision-name.ts";
export type { Source, Sourced } from "./catalogue/sourced.ts";
export type { Price } from "./catalogue/sources.ts";
export { type AttentionGroup, type FeedForwardGroup, hasMoeLayers } from "./catalogue/transformer.ts";

// Memory: weights, KV cache and engine reserve of one replica.

export { concurrentSequences } from "./memory/cache-layout.ts";
export { kvBytesPerToken } from "./memory/kv-bytes-per-token.ts";
export { activatedParameters } from "./memory/rank-parameters.ts";
export { replicaMemory } from "./memory/replica-memory.ts";
export { sequenceStateBytes } from "./memory/sequence-state-bytes.ts";

// Shared types: replica, load, estimate.

export { precisions } from "./model/engine.ts";
export { type Engine, type EngineFlag, type EngineLaunch, engineFacts, engines } from "./model/engine-facts.ts";
export {
  bindingLimits,
  type CapacityResult,
  type ErrorBand,
  type Estimate,
  type ReplicaMemory,
} from "./model/estimate.ts";
export type { ArrivalProcess, DemandShape, LengthDistribution, Load, ServingShape, Slo } from "./model/load.ts";
export type { ReplicaSpec } from "./model/replica.ts";

// Speed of one replica: estimate under a load, capacity under latency objectives.

export { nearestMeasurement } from "./performance/calibration-distance.ts";
export { withMemoryForWeights } from "./performance/complete-spec.ts";
export { estimate } from "./performance/estimate.ts";
export { layoutForGpus } from "./performance/layout-for-gpus.ts";
export { capacitiesInService, replicaCapacity } from "./performance/replica-capacity.ts";
export { type ReplicaSpecInput, replicaSpec } from "./performance/replica-spec.ts";

// One replica under arrivals that do not wait for answers.

export { type Random, seededRandom } from "./serving/arrivals/random.ts";
export { openLoopCapacity } from "./serving/open-loop/open-loop-capacity.ts";
export { openLoopReplica } from "./serving/open-loop/open-loop-replica.ts";

// Replicas behind a router: what each carries, and how many a rate takes.

export { defaultRouter, type RouterName, routers } from "./serving/service/routers.ts";
export { risesWithReplicas, type ServiceRouting, serviceCapacities } from "./serving/service/service-capacity.ts";
export { type ServiceCurve, serviceCurve } from "./serving/service/service-curve.ts";

// Demand ahead.

export {
  type DayRange,
  type ExhaustionOutlook,
  exhaustionOutlook,
  leastPeakDays,
} from "./forecast/exhaustion.ts";
export { loadCover } from "./forecast/load-cover.ts";
export { arrivingRate } from "./forecast/load-level.ts";
export { forecastCoverage, loadQuantiles } from "./forecast/load-quantiles.ts";
export {
  emptyLoadForecast,
  type LoadForecast,
  learntHorizons,
  loadForecastSchema,
  observeDemand,
} from "./forecast/online-forecast.ts";

// How many replicas to run, and why.

export {
  type CapacityEvidence,
  type CapacityInterval,
  capacityEvidenceSchema,
  capacityInterval,
  type EngineStretch,
  noCapacityEvidence,
  observeCapacity,
} from "./decision/capacity-evidence.ts";
export { decide, decisionDefaults, emptyDecisionMemory } from "./decision/decide.ts";
export { reasonPages } from "./decision/reason-pages.ts";
export {
  type CapacityInput,
  type Decision,
  type DecisionInputs,
  DecisionMemory,
  type Demand,
  type DemandForecast,
  reasonCodes,
  verdicts,
} from "./decision/types.ts";
export { warrant, warrantyMemorySchema, warrantySchema } from "./decision/warranty.ts";

// Sizing: search, clusters, fleets.

export { clusterRequirements, costliestObjective } from "./sizing/cluster-requirements.ts";
export { decoderCandidates } from "./sizing/decoder-candidates.ts";
export { bestEngineSettings } from "./sizing/engine-settings.ts";
export {
  checkFleetPlan,
  type FleetOption,
  type FleetPlan,
  type FleetPool,
  type FleetProblem,
  fleetPlanOf,
  fleetProblemText,
} from "./sizing/fleet-problem.ts";
export { spreadNodes } from "./sizing/nodes-for.ts";
export { absurdFactor, replicasFor } from "./sizing/replica-counts.ts";
export { servingModes } from "./sizing/types.ts";

// Prices, power and cost.

export { nodePower } from "./cost/cost-figures.ts";
export { gpuPrice, type OwnPrice } from "./cost/price-book.ts";

// Capacity held back.

export {
  type ReserveCause,
  type ReserveNeed,
  type ReservePolicy,
  replicasCarrying,
  reserveByCause,
  reserveCauses,
} from "./reserve/reserve-by-cause.ts";

// The way of a request to the replicas.

export { coldToReplicas, wayOfRequests } from "./system/way-of-a-request.ts";

// From planned to usable capacity.

export { capacityLedger, ledgerCauseTexts } from "./ledger/capacity-ledger.ts";

// Models that do not generate tokens: encoders, encoder-decoders, diffusion.

export { passEstimate } from "./workloads/pass-estimate.ts";
export { requestForm } from "./workloads/pass-speed.ts";

// The baseline formulas, to compare with.

export { analyzeBaselineScaling, simulateBaselineAutoscaling } from "./baseline/autoscaling.ts";
export { baselineSeed } from "./baseline/seed.ts";
