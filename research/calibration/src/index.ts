// Fit of the speed coefficients to measured rows, and answers by one.

export { speedCoefficientsSchema, withCoefficients } from "@loadline/model/internal";
export * from "./speed/benchmark-results.ts";
export { calibrateSpeed } from "./speed/calibrate-speed.ts";
export { fitReplica, type ReplicaFit } from "./speed/fit-replica.ts";
export { withRuns } from "./speed/fit-speed.ts";
export { holdOutNames } from "./speed/hold-out.ts";
export { type MeasuredRow, parseMeasuredRows } from "./speed/measured-row.ts";
export * from "./speed/row-keys.ts";
export * from "./speed/speed-report.ts";
export { type ErrorSummary, errorsByKind } from "./speed/speed-rows.ts";
