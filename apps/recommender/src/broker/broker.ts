import type { Recommendation, SubjectKind } from "@loadline/wire";

export interface StoredMessage {
  readonly sequence: number;
  readonly data: Uint8Array;
}

/** Where in its stream a follower begins. */
export type Start = { readonly kind: "last-per-subject" } | { readonly kind: "since"; readonly at: number };

export interface FollowRequest {
  readonly kind: SubjectKind;
  readonly cluster: string;
  readonly start: Start;
  readonly take: (subject: string, data: Uint8Array) => void;
}

/** A running consumer of one stream. */
export interface Follower {
  /** Everything that was stored when it started has been taken. */
  readonly caughtUp: () => boolean;
  readonly alive: () => boolean;
}

export type PublishOutcome =
  | { readonly kind: "stored"; readonly sequence: number }
  /** Another message of the subject came in between. */
  | { readonly kind: "conflict" }
  | { readonly kind: "failed"; readonly detail: string };

/** What the recommender asks of the message broker. */
export interface Broker {
  readonly follow: (request: FollowRequest) => Promise<Follower>;
  readonly lastRecommendation: (subject: string) => Promise<StoredMessage | null>;
  readonly publish: (event: Recommendation, expectedLastSequence: number) => Promise<PublishOutcome>;
}
