import { z } from "zod";
import { sourced } from "./sourced.ts";
import { decodeTermNames, firstTokenTermNames, levelKinds } from "./speed-terms.ts";

const centre = z.discriminatedUnion("unit", [
  sourced("1", { min: 0.01, max: 100 }),
  sourced("s", { min: 1e-7, max: 1 }),
]);
const prior = <N extends string>(names: [N, ...N[]]) =>
  z.strictObject({
    name: z.enum(names),
    centre,
    /** Standard deviation of the logarithm that all rows share. */
    spread: z.number().positive(),
    /** Standard deviation of a level's effect on it, by kind; levels of a kind that is left out do not touch the term. */
    levelSpread: z.partialRecord(z.enum(levelKinds).exclude(["all"]), z.number().positive()),
  });

/** Where the fit of the speed coefficients starts, and how far rows may move it. */
export const speedPriorsSchema = z.strictObject({
  kind: z.literal("speed-priors"),
  id: z.string(),
  decode: z.array(prior(decodeTermNames)),
  firstToken: z.array(prior(firstTokenTermNames)),
  /** Scatter of the logarithm between runs of one configuration. */
  noise: z.strictObject({ interTokenLatency: z.number().positive(), timeToFirstToken: z.number().positive() }),
  /** Between nodes, per GPU and direction. */
  networkBandwidth: sourced("B/s", { min: 1e9, max: 1e12 }),
  /** Share of the 16-bit peak that latent attention reaches in decode. */
  latentAttentionCompute: sourced("1", { min: 0.1, max: 1 }),
  /** Share of the common fit in the decode steps of a replica that was not measured. */
  commonShare: sourced("1", { min: 0, max: 1 }),
  /** A version of an engine newer than all that were measured with the model: its step, and how far that varies. */
  newerVersion: z.strictObject({
    step: sourced("1", { min: 0.1, max: 10 }),
    scatter: sourced("1", { min: 0, max: 1 }),
  }),
});
export type SpeedPriors = z.infer<typeof speedPriorsSchema>;

const share = z.number().min(0).max(1e3);

/** Left-out errors within which nine of ten rows fell, as |ln(predicted ÷ measured)|. */
const bandSchema = z.strictObject({
  /** As `bandGroup` names it. */
  group: z.string(),
  rows: z.number().int().nonnegative(),
  /** Of steps without prompts. */
  interTokenLatency: share,
  /** Further, of steps that are nothing but prompts; as squares, by their share. */
  prompts: share.default(0),
  /** Of steps at least, whatever the share of prompts. */
  leastSteps: share.default(0),
  timeToFirstToken: share,
});

/** Fitted effects on the logarithm of each coefficient, by level; what is not listed adds nothing. */
export const speedCoefficientsSchema = z.strictObject({
  kind: z.literal("speed-coefficients"),
  id: z.string(),
  source: z.strictObject({
    ref: z.string().min(1),
    accessed: z.iso.date(),
    rows: z.number().int().positive(),
    /** Day of the newest row that states one. */
    measuredUntil: z.iso.date().optional(),
  }),
  decode: z.record(z.string(), z.partialRecord(z.enum(decodeTermNames), z.number())),
  /** A second fit of the same rows, by what several models share alone: for replicas that were not measured. */
  common: z.record(z.string(), z.partialRecord(z.enum(decodeTermNames), z.number())).optional(),
  firstToken: z.record(z.string(), z.partialRecord(z.enum(firstTokenTermNames), z.number())),
  bands: z.array(bandSchema),
});
export type SpeedCoefficients = z.infer<typeof speedCoefficientsSchema>;
