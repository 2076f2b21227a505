import { z } from "zod";

const feedbackOutcomes = ["applied", "refused", "expired"] as const;

export const refusalCauses = ["no-capacity", "policy"] as const;

/** What a consumer did with a recommendation. It informs readers; no decision depends on it. */
export const Feedback = z.object({
  v: z.literal(1),
  decisionId: z.string().min(1),
  outcome: z.enum(feedbackOutcomes),
  cause: z.enum(refusalCauses).optional().describe("Why it was refused: for lack of capacity, or by a policy."),
  at: z.number().positive().describe("Epoch seconds."),
  replicas: z.number().int().nonnegative().nullable().describe("Count that the actuator now aims at."),
  detail: z.string().max(500).nullable(),
  actuator: z.string().min(1).max(100),
});
export type Feedback = z.infer<typeof Feedback>;
