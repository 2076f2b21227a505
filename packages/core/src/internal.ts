// What the sibling packages simulation and calibration need beyond the public surface. Nothing else may import this.

export { deepFreeze, lazily } from "./catalogue/lazily.ts";
export { sourced } from "./catalogue/sourced.ts";
export { forecastDefaults } from "./forecast/online-forecast.ts";
export { stepParts } from "./model/engine.ts";
export { closedLoopDecodes, closedLoopFirstToken, meanFirstToken } from "./performance/closed-loop.ts";
export { completeSpec } from "./performance/complete-spec.ts";
export {
  type BandFacts,
  bandGroup,
  type CalibrationProximity,
  nearestBand,
  proximities,
  proximityOf,
} from "./performance/error-band.ts";
export { namedEffects } from "./performance/fitted-effects.ts";
export {
  decodeCoefficients,
  type Effects,
  firstTokenCoefficients,
  pooledLogarithms,
  priorCentres,
  type SpeedOfReplica,
} from "./performance/pooled-coefficients.ts";
export { type Level, levelsOf } from "./performance/speed-levels.ts";
export {
  decodeTermNames,
  decodeTerms,
  firstTokenTermNames,
  firstTokenTerms,
  type LevelKind,
  levelKinds,
} from "./performance/speed-terms.ts";
export { stepPartShares } from "./performance/step-parts.ts";
export {
  correctedSpeed,
  firstTokenWith,
  meanStep,
  stepLoadWith,
  type WorkloadFacts,
  workloadFacts,
  workloadModelWith,
} from "./performance/workload-model.ts";
export { meanLength, requestsOf, streamsOf } from "./serving/arrivals/draw-requests.ts";
export { steadyLoad } from "./serving/arrivals/plan-load.ts";
export {
  type Random,
  seededRandom,
  standardExponential,
  standardGamma,
  standardNormal,
} from "./serving/arrivals/random.ts";
export type { MissedObjective } from "./serving/open-loop/open-loop-capacity.ts";
export { type PromptConstants, promptConstants } from "./serving/open-loop/open-loop-constants.ts";
export { servingLimitsOf } from "./serving/open-loop/open-loop-replica.ts";
export { latenciesOf } from "./serving/open-loop/serving-statistics.ts";
export { servingSteps } from "./serving/open-loop/serving-steps.ts";
