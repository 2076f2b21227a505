import type { Engine } from "../performance/types.ts";
import { type Calibration, calibrationSchema, type StepCoefficients } from "./calibration.ts";
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
/** Where queueing regimes begin, and the window that an overloaded estimate describes. */
export const queueing = lazily(() => only("queueing"));
/** How far estimates may be off, by basis. */
export const errorBands = lazily(() => only("error-bands"));
/** Regimes and step constants of open-loop serving. */
export const openLoopCalibration = lazily(() => only("open-loop"));
/** Where the fit of the speed coefficients starts. */
export const speedPriors = lazily(() => only("speed-priors"));
/** Fitted speed coefficients by level. */
export const speedCoefficients = lazily(() => only("speed-coefficients"));
/** Smoothing and the assumed spread of the demand forecast. */
export const forecastParameters = lazily(() => only("forecast"));

/** What picks an entry of data/calibration/step-model-*. */
export interface StepCoefficientsKey {
  readonly engine: Engine;
  readonly gpu: string | null;
  readonly model: string | null;
  readonly weightBits: number;
}

const keyText = ({ engine, gpu, model, weightBits }: StepCoefficientsKey): string =>
  [engine, gpu ?? "any", model ?? "any", weightBits].join(" ");

const stepEntries = lazily(
  () =>
    new Map(
      ofKind("step-model").map((entry) => [keyText({ ...entry, weightBits: entry.weightBits.value }), entry] as const),
    ),
);

/** Step-time coefficients of one engine and weight width, dense models: those of this GPU and model where there are any. */
export const stepCoefficients = (key: StepCoefficientsKey): StepCoefficients => {
  const entries = stepEntries();
  const entry = entries.get(keyText(key)) ?? entries.get(keyText({ ...key, gpu: null, model: null }));
  if (entry === undefined) throw new RangeError(`data/calibration holds no step model for ${keyText(key)}`);
  return entry;
};
