import type { StepCoefficients } from "../catalogue/calibration.ts";
import { stepCoefficients } from "../catalogue/calibration-data.ts";
import { elementBits, nativePrecision } from "../catalogue/precision.ts";
import type { ReplicaSpec } from "./types.ts";

/** Step-time coefficients that apply to a replica. Formats wider than 16 bits take those of 16. */
export const measuredCoefficients = ({ engine, gpu, model, weights }: ReplicaSpec): StepCoefficients =>
  stepCoefficients({
    engine,
    gpu: gpu.id,
    model: model.id,
    weightBits: Math.min(elementBits(weights), elementBits(nativePrecision(gpu))),
  });
