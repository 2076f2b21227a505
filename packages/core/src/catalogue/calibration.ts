import { z } from "zod";
import { speedCoefficientsSchema, speedPriorsSchema } from "../performance/speed-schema.ts";
import { openLoopSchema } from "../serving/open-loop-schema.ts";
import { sourced, sourcedCount } from "./sourced.ts";

const reserve = sourced("B", { min: 1e6, max: 1e11 });

/** What an engine takes beside weights and KV cache, per GPU. */
export const servingMemorySchema = z.strictObject({
  kind: z.literal("serving-memory"),
  id: z.string(),
  activationByFamily: z.record(z.string(), reserve),
  activationDense: reserve,
  activationExperts: reserve,
  /** Share of the activation peak that every pipeline stage has in full; the rest divides among them. */
  activationOnEveryStage: sourced("1", { min: 0, max: 1 }),
  frameworkSingle: reserve,
  frameworkPipeline: reserve,
  frameworkTensor: reserve,
  kvBlock: sourced("token", { min: 1, max: 1024 }),
});
export type ServingMemory = z.infer<typeof servingMemorySchema>;

export const errorBandsSchema = z.strictObject({
  kind: z.literal("error-bands"),
  id: z.string(),
  /** GPUs with measured rows behind the coefficients. */
  calibratedGpus: z.array(z.string()),
  calibrated: sourced("1", { min: 0.01, max: 2 }),
  transferred: sourced("1", { min: 0.01, max: 2 }),
  assumed: sourced("1", { min: 0.01, max: 2 }),
});
export type ErrorBands = z.infer<typeof errorBandsSchema>;

export const forecastParametersSchema = z.strictObject({
  kind: z.literal("forecast"),
  id: z.string(),
  levelSeconds: sourced("s", { min: 1, max: 1e5 }),
  trendSeconds: sourced("s", { min: 1, max: 1e5 }),
  dampingSeconds: sourced("s", { min: 1, max: 1e5 }),
  minimumResiduals: sourcedCount({ min: 2, max: 1e5 }),
  residualFloorShare: sourced("1", { min: 0.001, max: 1 }),
  assumedSpread: sourced("1", { min: 0.01, max: 3 }),
});
export type ForecastParameters = z.infer<typeof forecastParametersSchema>;

/** Any file of data/calibration. */
export const calibrationSchema = z.discriminatedUnion("kind", [
  servingMemorySchema,
  errorBandsSchema,
  forecastParametersSchema,
  openLoopSchema,
  speedPriorsSchema,
  speedCoefficientsSchema,
]);
export type Calibration = z.infer<typeof calibrationSchema>;
