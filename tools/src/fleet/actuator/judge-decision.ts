import type { Recommendation } from "@loadline/wire";

/** The last decision of a deployment that the actuator took note of. */
export interface HandledDecision {
  readonly epoch: number;
  readonly revision: number;
  /** Every replica that it asked for was placed. */
  readonly complete: boolean;
}

export type Judgement =
  | { readonly kind: "apply"; readonly desired: number }
  /** The decision has no count: what there is stays. */
  | { readonly kind: "keep" }
  | { readonly kind: "expired" }
  | { readonly kind: "ignore"; readonly because: "stale-epoch" | "stale-revision" | "already-applied" };

/**
 * What to do with a decision. A lower epoch or revision than the last one comes from a writer that has been replaced.
 * The same revision again is a heartbeat: it is acted on only while its desired count is not reached.
 * @param last null when none of this deployment was handled
 * @param now epoch seconds
 */
export const judgeDecision = (
  { decision, replicas }: Pick<Recommendation["data"], "decision" | "replicas">,
  last: HandledDecision | null,
  now: number,
): Judgement => {
  if (last !== null && decision.epoch < last.epoch) return { kind: "ignore", because: "stale-epoch" };
  const sameEpoch = last !== null && decision.epoch === last.epoch;
  if (sameEpoch && decision.revision < last.revision) return { kind: "ignore", because: "stale-revision" };
  if (sameEpoch && decision.revision === last.revision && last.complete) {
    return { kind: "ignore", because: "already-applied" };
  }
  if (Date.parse(decision.expiresAt) / 1000 <= now) return { kind: "expired" };
  return replicas.desired === null ? { kind: "keep" } : { kind: "apply", desired: replicas.desired };
};
