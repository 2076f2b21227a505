// Quantities, errors, statistics.

export { clipped, isLoadlineError, LoadlineError, orElse, reasonOf, valueText } from "./base/errors.ts";
export { meanOf, medianOf, quantileOf, sumOf } from "./base/statistics.ts";
export { ratio, requestsPerSecond, type Seconds, seconds, tokens, tokensPerSecond } from "./base/units.ts";
export { expectationOf, isRecord } from "./base/zod-expectation.ts";
export { nearestNames } from "./catalogue/nearest-names.ts";

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
  repositoryOf,
} from "./catalogue/lookup.ts";
export { hasTransformer, type Model, type TransformerModel } from "./catalogue/model.ts";
export { precisionByName, precisionInName } from "./catalogue/precision-name.ts";
export type { Source, Sourced } from "./catalogue/sourced.ts";
export type { Price } from "./catalogue/sources.ts";
export { type AttentionGroup, type FeedForwardGroup, hasMoeLayers } from "./catalogue/transformer.ts";
export {
  gpuNamed,
  idFromName,
  modelInput,
  modelNamed,
  type OwnDevice,
  ownEntry,
  readOwnDevice,
  readOwnModel,
} from "./data-files/own-entries.ts";

// Memory: weights, KV cache and engine reserve of one replica.

export { pictureTokens } from "./catalogue/picture-encoders.ts";
export { concurrentSequences } from "./memory/cache-layout.ts";
export { hostCache } from "./memory/host-cache.ts";
export { kvBytesPerToken } from "./memory/kv-bytes-per-token.ts";
export { activatedParameters } from "./memory/rank-parameters.ts";
export { replicaMemory } from "./memory/replica-memory.ts";
export { sequenceStateBytes } from "./memory/sequence-state-bytes.ts";

// Shared types: replica, load, estimate.

export { precisions } from "./base/precisions.ts";
export { type Engine, type EngineFlag, type EngineLaunch, engineFacts, engines } from "./catalogue/engine-facts.ts";
export { whyUnsupported } from "./model/engine-support.ts";
export { isVersionFrom } from "./model/engine-version.ts";
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

export { estimate } from "./capacity/estimate.ts";
export { capacitiesInService, estimateInService, replicaCapacity } from "./capacity/replica-capacity.ts";
export { nearestMeasurement } from "./performance/calibration-distance.ts";
export { withMemoryForWeights } from "./performance/complete-spec.ts";
export { layoutForGpus } from "./performance/layout-for-gpus.ts";
export { type ReplicaSpecInput, replicaSpec, versionInEngineName } from "./performance/replica-spec.ts";

// One replica under arrivals that do not wait for answers.

export { type Random, seededRandom } from "./serving/arrivals/random.ts";
export { openLoopReplica } from "./serving/open-loop/open-loop-replica.ts";

// Replicas behind a router: what each carries, and how many a rate takes.

export {
  type EngineReading,
  looksAfterTick,
  noLooks,
  type RouterLaw,
  type RouterLooks,
  routerLaw,
  spreadRatio,
} from "./serving/service/router-law.ts";
export { defaultRouter, type RouterName, routers } from "./serving/service/routers.ts";
export { type ServiceLoad, type ServiceRouting, serviceCapacities } from "./serving/service/service-capacity.ts";
export { evaluatedCounts, type ServiceCurve, serviceCurve } from "./serving/service/service-curve.ts";

// Sizing: search, clusters, fleets.

export { candidateSpecs } from "./sizing/candidates.ts";
export {
  clusterRequirements,
  costliestObjective,
  requirementAt,
  withRandomRouter,
} from "./sizing/cluster-requirements.ts";
export { decoderCandidates, layoutText } from "./sizing/decoder-candidates.ts";
export { bestEngineSettings } from "./sizing/engine-settings.ts";
export {
  checkFleetPlan,
  type FleetOption,
  type FleetPlan,
  type FleetPool,
  type FleetProblem,
} from "./sizing/fleet-problem.ts";
export { spreadNodes } from "./sizing/nodes-for.ts";
export { absurdFactor, replicasFor } from "./sizing/replica-counts.ts";
export { slowdownAt, slowedCurve } from "./sizing/service-rates.ts";
export { servingModes } from "./sizing/types.ts";

// Prices, power and cost.

export { nodePower } from "./cost/cost-figures.ts";
export { commonProvider, gpuPrice, type OwnPrice } from "./cost/price-book.ts";

// Capacity held back.

export { carriedBy, type RatePoint, type ReplicaRate, replicasCarrying } from "./reserve/replica-rate.ts";
export {
  type ReserveCause,
  type ReserveNeed,
  type ReservePolicy,
  reserveByCause,
  reserveCauses,
} from "./reserve/reserve-by-cause.ts";

// The way of a request to the replicas.

export { coldToReplicas, wayOfRequests } from "./system/way-of-a-request.ts";

// Models that do not generate tokens: encoders, encoder-decoders, diffusion.

export type { BindingLimit } from "./model/estimate.ts";
export { passEstimate } from "./workloads/pass-estimate.ts";
export { requestForm } from "./workloads/pass-speed.ts";
