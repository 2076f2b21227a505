import { z } from "zod";

export const feedbackOutcomes = ["applied", "refused", "expired", "approved"] as const;

/** Covered by a signature, so that no signature of another document passes for one of feedback. */
export const feedbackContentType = "application/vnd.loadline.feedback.v1+json";

export const refusalCauses = ["no-capacity", "policy"] as const;

/** What an actuator did with a recommendation. */
export const Feedback = z.object({
  v: z.literal(1),
  decisionId: z.string().min(1),
  outcome: z
    .enum(feedbackOutcomes)
    .describe("approved: a person allows an actuator that waits for it to set the count of the decision."),
  cause: z
    .enum(refusalCauses)
    .optional()
    .describe(
      "Why it was refused: for lack of capacity, after which no more is requested during three lead times, or by a policy. Without a reason, lack of capacity is assumed.",
    ),
  at: z.number().positive().describe("Epoch seconds."),
  replicas: z.number().int().nonnegative().nullable().describe("Count that the actuator now aims at."),
  detail: z.string().max(500).nullable(),
  actuator: z.string().min(1).max(100),
  signingkey: z.string().max(100).optional().describe("Id of the key that signed it; approvals only."),
  signature: z.string().max(200).optional().describe("Ed25519 signature over all other fields, base64url."),
});
export type Feedback = z.infer<typeof Feedback>;
