// One replica under arrivals that do not wait for answers: simulation, capacity, fit; traces in other forms.

export { fitOnlineRuns, type OnlineFit } from "./open-loop/fit-online-runs.ts";
export {
  type FitOpenLoopOptions,
  fitOpenLoop,
  type OpenLoopObservation,
  predictRun,
  runErrors,
} from "./open-loop/fit-open-loop.ts";
export { type OnlineRun, parseOnlineRuns } from "./open-loop/parse-online-runs.ts";

// Speed coefficients: fitted from measured rows, corrected by a replica's own.

export { type CalibrateOptions, calibrateSpeed, type SpeedCalibration } from "./speed/calibrate-speed.ts";
export {
  correctSpeed,
  type Observation,
  type ObservedSpeed,
  type StepObservation,
} from "./speed/correct-speed.ts";
export { type ErrorSummary, errorsOf, type SpeedErrors, summaryOf } from "./speed/errors-of.ts";
export { type HoldOut, holdOutNames } from "./speed/hold-out.ts";
export { type MeasuredRow, parseMeasuredRows, type RefusedRow } from "./speed/measured-row.ts";
export { isPublishedTable, parsePublishedTable } from "./speed/parse-published-table.ts";
export { inUsualWords } from "./speed/row-words.ts";
export { type Judged, renderSpeedReport, type SpeedReport } from "./speed/speed-report.ts";
export { classAndMode } from "./speed/speed-rows.ts";
