import { capacityEvidenceSchema, DecisionMemory, loadForecastSchema, warrantyMemorySchema } from "@loadline/control";
import { z } from "zod";
import { Calibration } from "../observe/calibration.ts";
import { RunningVersion } from "../observe/running.ts";
import { TargetState } from "../observe/target.ts";
import { PublishedDecision } from "./published-decision.ts";

const time = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** What a successor needs to go on where this decision stopped. */
export const Checkpoint = z.object({
  v: z.literal(1),
  at: time.describe("Epoch seconds of the tick it was taken after."),
  /** Of the publisher that took it; 0 in a record from before epochs were stored. */
  epoch: count.default(0),
  /** Last telemetry message taken, and the stream it came from. */
  telemetry: z.object({ sequence: count, stream: z.string() }),
  memory: DecisionMemory,
  target: TargetState,
  last: PublishedDecision.nullable(),
  calibration: Calibration,
  capacityEvidence: capacityEvidenceSchema.optional().describe("Measured bounds of a replica's capacity."),
  warranty: warrantyMemorySchema
    .optional()
    .catch(undefined)
    .describe("Chances that were given and what came of them; one that cannot be read is none."),
  holders: z
    .record(z.string(), time)
    .default({})
    .describe("Nodes with a serving replica, and when that was last seen."),
  profile: z.string().optional().describe("What the calibration was measured of."),
  version: RunningVersion.optional().describe("Version that its engines run."),
  peaks: z
    .array(z.object({ day: count, requestsPerSecond: z.number().nonnegative() }))
    .optional()
    .describe("Highest demand of each day (UTC), days since 1970."),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** What was learnt of a deployment's demand: its long memory. */
export const ForecastRecord = z.object({
  v: z.literal(1),
  epoch: count,
  forecast: loadForecastSchema,
});
export type ForecastRecord = z.infer<typeof ForecastRecord>;

/**
 * The memory where it is still of the recent past. After a gap in deciding it is unknown what the ticks between
 * would have wanted, so the stabilisation window begins anew; so it does when time went backwards.
 */
export const memoryAfterGap = (memory: DecisionMemory, now: number, longestGapSeconds: number): DecisionMemory => {
  const last = memory.wanted.at(-1);
  if (last === undefined) return memory;
  const gap = now - last.at;
  return gap < 0 || gap > longestGapSeconds ? { ...memory, wanted: [] } : memory;
};
