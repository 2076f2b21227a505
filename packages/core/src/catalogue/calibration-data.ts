import { type Calibration, calibrationSchema } from "./calibration.ts";
import { dataFiles } from "./data.generated.ts";
import { deepFreeze, lazily } from "./lazily.ts";

const calibrations = lazily(() =>
  deepFreeze(dataFiles.filter(({ kind }) => kind === "calibration").map(({ json }) => calibrationSchema.parse(json))),
);

type OfKind<K extends Calibration["kind"]> = Extract<Calibration, { kind: K }>;

const ofKind = <K extends Calibration["kind"]>(kind: K): readonly OfKind<K>[] =>
  calibrations().filter((entry): entry is OfKind<K> => entry.kind === kind);

const only = <K extends Calibration["kind"]>(kind: K): OfKind<K> => {
  const [entry] = ofKind(kind);
  if (entry === undefined) throw new RangeError(`data/calibration holds no ${kind}`);
  return entry;
};

/** Measured reserves of serving engines, bytes per GPU. */
export const servingMemory = lazily(() => only("serving-memory"));
/** How far estimates may be off, by basis. */
export const errorBands = lazily(() => only("error-bands"));
/** Regimes and step constants of open-loop serving. */
export const openLoopCalibration = lazily(() => only("open-loop"));
/** Where the fit of the speed coefficients starts. */
export const speedPriors = lazily(() => only("speed-priors"));
/** Fitted speed coefficients by level. */
export const speedCoefficients = lazily(() => only("speed-coefficients"));
