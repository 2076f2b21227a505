import { z } from "zod";

/** Why an agent gave samples up. */
export const gapReasons = ["ring-full", "too-old", "too-large", "damaged", "shutdown"] as const;
export type GapReason = (typeof gapReasons)[number];

/**
 * Samples of one start of an agent that will never come: `count` of those from `fromSeq` to `toSeq`. It grows while the
 * agent loses more; the record with the highest count holds. The node is in the subject.
 */
export const Gap = z.object({
  bootId: z.string().min(8).max(64).describe("Start of the agent whose samples are missing."),
  fromSeq: z.number().int().nonnegative().describe("First missing sample."),
  toSeq: z.number().int().nonnegative().describe("Last missing sample."),
  count: z.number().int().positive().describe("Samples that are missing; others in between may have arrived."),
  reasons: z.partialRecord(z.enum(gapReasons), z.number().int().positive()).describe("How many for which reason."),
  lastAt: z.number().positive().describe("When the last of them was given up, epoch seconds."),
});
export type Gap = z.infer<typeof Gap>;
