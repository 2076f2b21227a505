// Demand ahead.

export { type ExhaustionOutlook, exhaustionOutlook } from "./forecast/exhaustion.ts";
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
export { type Decision, decide, decisionDefaults, emptyDecisionMemory } from "./decision/decide.ts";
export { evidenceRow } from "./decision/evidence.ts";
export { limitIn, type ReasonCode, reasonCodes, reasons } from "./decision/reasons.ts";
export {
  type CapacityInput,
  type DecisionInputs,
  DecisionMemory,
  type DecisionSettings,
  type Demand,
  type DemandForecast,
  type Evidence,
  verdicts,
} from "./decision/types.ts";
export { warrant, warrantyMemorySchema, warrantySchema } from "./decision/warranty.ts";

// From planned to usable capacity.

export { capacityLedger, type LedgerFacts, largestLoss, ledgerCauseTexts } from "./ledger/capacity-ledger.ts";
