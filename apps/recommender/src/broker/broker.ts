import type { Recommendation, SubjectKind } from "@loadline/protocol";

export interface StoredMessage {
  readonly sequence: number;
  readonly data: Uint8Array;
}

/** Where in its stream a follower begins. */
export type Start = { readonly kind: "last-per-subject" } | { readonly kind: "since"; readonly at: number };

/**
 * A long backlog is read in slices: of counters that are totals, a few samples show as much as all of them. A slice has a
 * message of each subject, as far as all send as often.
 */
export interface Slices {
  /** Seconds from the beginning of one to that of the next. */
  readonly everySeconds: number;
  /** Epoch seconds: of what is older only the first slice is read. */
  readonly from: number;
  /** A shorter backlog is read whole. */
  readonly fewestMessages: number;
  /** What is taken next does not follow what was taken before. */
  readonly skipped: () => void;
}

export interface FollowRequest {
  readonly kind: SubjectKind;
  readonly cluster: string;
  readonly start: Start;
  /** @param storedAt when the broker stored it, epoch seconds */
  readonly take: (subject: string, data: Uint8Array, storedAt: number) => void;
  /** Without it every message is taken. */
  readonly slices?: Slices;
  /** Reports a message that `take` failed on; it is skipped and the next one is taken. */
  readonly skipped: (message: SkippedMessage) => void;
}

export interface SkippedMessage {
  readonly subject: string;
  readonly sequence: number;
  readonly error: unknown;
}

/** Up to where a stream was read. `stream` differs for a stream that was deleted and made again under its name. */
export interface Position {
  readonly sequence: number;
  readonly stream: string;
}

/** `reopened`: the consumer had ended, or could not be put right, and another one goes on behind it. */
export type StreamCheck = "same" | "reopened" | "regressed" | "missing";

/** A running consumer of one stream. */
export interface Follower {
  /** Everything that was stored when it started has been taken. */
  readonly caughtUp: () => boolean;
  readonly alive: () => boolean;
  readonly position: () => Position;
  /**
   * Compares the stream with what was read of it: one that was emptied, restored from an older copy or made anew is
   * followed from its beginning; a consumer that ended goes on behind what was read. @returns which of these happened
   * @throws when the broker does not answer; it is not alive until it does
   */
  readonly checkStream: () => Promise<StreamCheck>;
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
