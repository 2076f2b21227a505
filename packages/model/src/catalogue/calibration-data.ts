import type { ErrorBands, ServingMemory } from "./calibration.ts";
import { dataEntry, lazily } from "./data.ts";
import type { OpenLoopCalibration } from "./open-loop-schema.ts";
import type { SpeedCoefficients, SpeedPriors } from "./speed-schema.ts";

/** Measured reserves of serving engines, bytes per GPU. */
export const servingMemory = lazily(() => dataEntry<ServingMemory>("calibration", "serving-memory"));
/** How far estimates may be off, by basis. */
export const errorBands = lazily(() => dataEntry<ErrorBands>("calibration", "error-bands"));
/** Regimes and step constants of open-loop serving. */
export const openLoopCalibration = lazily(() => dataEntry<OpenLoopCalibration>("calibration", "open-loop"));
/** Where the fit of the speed coefficients starts. */
export const speedPriors = lazily(() => dataEntry<SpeedPriors>("calibration", "speed-priors"));
export const speedCoefficients = lazily(() => dataEntry<SpeedCoefficients>("calibration", "speed-coefficients"));
