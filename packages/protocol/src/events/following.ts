import { z } from "zod";

const count = z.number().int().nonnegative();

/** Why a workload asks for another count than was recommended; docs/guides/kubernetes.md says what ends each. */
const followingCauses = [
  "no-workload",
  "no-autoscaler",
  "several-autoscalers",
  "autoscaler-fails",
  "autoscaler-differs",
  "at-maximum",
  "at-minimum",
  "paused",
  "set-by-hand",
  "unknown",
] as const;
export type FollowingCause = (typeof followingCauses)[number];

/** What became of the count asked for before this decision. */
export const Following = z.object({
  state: z
    .enum(["followed", "not-followed", "overruled"])
    .describe("overruled: a person or a bound decides otherwise; not-followed: nothing sets the count, or it cannot."),
  cause: z.enum(followingCauses).nullable().describe("null: it is followed."),
  replicas: count.nullable().describe("Count that the workload asks for; null: it names none, or is gone."),
  seconds: z.number().nonnegative().describe("Since when it asks for that count instead; 0: it is followed."),
  detail: z.string().min(1).max(1000),
});
export type Following = z.infer<typeof Following>;
