// What simulation, calibration, tools and tests need beyond the public surface. Nothing shipped besides them imports it.

export { assertPositive, type ErrorCode, errorMessages, invalidInput } from "./base/errors.ts";
export type { Precision } from "./base/precisions.ts";
export { bytes, gigabytes } from "./base/units.ts";
export type { LeadTimePhase, PhaseTime } from "./catalogue/lead-time.ts";
export { architectureId, modelSchema } from "./catalogue/model.ts";
export { offlineRows } from "./catalogue/offline-rows.ts";
export { type SpeedCoefficients, type SpeedPriors, speedCoefficientsSchema } from "./catalogue/speed-schema.ts";
export {
  decodeTermNames,
  decodeTerms,
  firstTokenTermNames,
  firstTokenTerms,
  type LevelKind,
  levelKinds,
} from "./catalogue/speed-terms.ts";
export { kvBytesPerSequence } from "./memory/kv-bytes-per-token.ts";
export { gpusOf, type SpeedCorrection } from "./model/engine.ts";
export { isVersionFrom, newestOf } from "./model/engine-version.ts";
export type { MemoryBreakdown } from "./model/estimate.ts";
export type { ServingEngine } from "./model/replica.ts";
export {
  type CalibrationDistance,
  distanceOf,
  distances,
  isWithin,
  withCoefficients,
} from "./performance/calibration-distance.ts";
export { closedLoopDecodes, closedLoopFirstToken } from "./performance/closed-loop.ts";
export { completeSpec } from "./performance/complete-spec.ts";
export { decoderOf } from "./performance/decoder-of.ts";
export {
  type BandFacts,
  bandGroup,
  firstTokenWidth,
  nearestBand,
  stepWidth,
  widerBand,
} from "./performance/error-band.ts";
export { namedEffects } from "./performance/fitted-effects.ts";
export { meanLatency, waitingShare } from "./performance/latency-distribution.ts";
export {
  decodeCoefficients,
  firstTokenCoefficients,
  priorCentres,
  type SpeedOfReplica,
  speedOf,
} from "./performance/pooled-coefficients.ts";
export { type Level, levelsOf } from "./performance/speed-levels.ts";
export {
  correctedSpeed,
  firstTokenWith,
  meanStep,
  promptShare,
  stepLoadWith,
  type WorkloadFacts,
  workloadFacts,
  workloadModelWith,
} from "./performance/workload-model.ts";
export { drawLengths, meanLength, requestsOf, squaredVariation, streamsOf } from "./serving/arrivals/draw-requests.ts";
export { planLoad } from "./serving/arrivals/plan-load.ts";
export { standardExponential, standardGamma, standardNormal } from "./serving/arrivals/random.ts";
export {
  type CompletedRequest,
  LiveReplica,
  type ReplicaSimulator,
  type ReplicaSnapshot,
  type SubmittedRequest,
} from "./serving/event-simulation/live-replica.ts";
export { batchRows } from "./serving/event-simulation/serving-state.ts";
export { simulateServing } from "./serving/event-simulation/simulate-serving.ts";
export type { MissedObjective } from "./serving/open-loop/open-loop-capacity.ts";
export { openLoopEstimate } from "./serving/open-loop/open-loop-estimate.ts";
export { type EngineServer, engineServer } from "./serving/service/engine-server.ts";
export { createRouter, type ReplicaLoads, type Router } from "./serving/service/routers.ts";
export { serveFleet } from "./serving/service/serve-fleet.ts";
export { attainedShare } from "./workloads/attained-share.ts";
export { oneGpu, passSpeed, specSpeed, usefulBatch } from "./workloads/pass-speed.ts";
export { sampleWork } from "./workloads/sample-work.ts";
