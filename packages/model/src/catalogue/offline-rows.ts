import { z } from "zod";
import { precisions } from "../base/precisions.ts";
import { dataEntry, lazily } from "./data.ts";
import { sourced } from "./sourced.ts";

const share = sourced("1", { min: 0.01, max: 1 });

const rowSchema = z.strictObject({
  model: z.string().min(1),
  gpu: z.string().min(1),
  precision: z.enum(precisions),
  /** Of one GPU, everything batched. */
  samplesPerSecond: sourced("1", { min: 0.001, max: 1e7 }),
});
export type OfflineRow = z.infer<typeof rowSchema>;

/** Measured rates of models that answer in one piece, and what is assumed around them. */
export const offlineRowsSchema = z.strictObject({
  id: z.literal("offline-rows"),
  /** Mean tokens of the question-answering samples behind the BERT rows. */
  meanSquadTokens: sourced("token", { min: 1, max: 512 }),
  launchPerLayer: sourced("s", { min: 0, max: 1e-2 }),
  weightBandwidthShare: share,
  /** Share of the batched rate that random arrivals leave. */
  servedShare: share,
  /** Share of its data sheet's dense peak that a GPU's best large matrix product attains, unless its entry states less. */
  typicalMatrixShare: share,
  /** Power of the ratio of board power per matrix unit that the clock under matrix products follows. */
  clockExponent: share,
  errorBand: sourced("1", { min: 0.01, max: 1 }),
  /** Of kinds of models without a row. */
  unmeasuredKindBand: sourced("1", { min: 0.01, max: 2 }),
  rows: z.array(rowSchema).min(1),
});
type OfflineRows = z.infer<typeof offlineRowsSchema>;

export const offlineRows = lazily(() => dataEntry<OfflineRows>("workloads", "offline-rows"));
