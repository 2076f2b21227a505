import type { PublishedDecision } from "../store/published-decision.ts";
import type { Assessment } from "./assessment.ts";

export type PublishResult =
  | { readonly kind: "published"; readonly heartbeat: boolean }
  /** Nothing new, and the last repetition is recent; or another one leads. */
  | { readonly kind: "skipped" }
  | { readonly kind: "failed" };

/** What publishes the decisions of one deployment. */
export interface DecisionPublisher {
  readonly epoch: number;
  /** The decision in force; null before the first. */
  readonly last: PublishedDecision | null;
  /** @throws when an earlier event cannot be looked up */
  publish: (assessment: Assessment) => Promise<PublishResult>;
}
