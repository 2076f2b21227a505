import { reasonOf } from "@loadline/model";
import { type Recommendation, streamOf } from "@loadline/protocol";
import { type ConnectSettings, publishRecommendation, rotatedPassword } from "@loadline/runtime/nats";
import { readText } from "@loadline/runtime/settings";
import { JetStreamApiCodes, JetStreamApiError, jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { RecommenderConfig } from "../settings/config.ts";
import type { FailpointHook } from "../settings/failpoint.ts";
import type { Broker, FollowRequest, PublishOutcome, StoredMessage } from "./broker.ts";
import { StreamFollower } from "./stream-follower.ts";

const wrongLastSequence: readonly number[] = [
  JetStreamApiCodes.StreamWrongLastSequence,
  // Of a replicated stream whose subject is just being written to: nothing names the sequence yet.
  JetStreamApiCodes.StreamWrongLastSequenceUnknown,
];

/** Somebody else wrote to the subject, or to the key, in between. */
export const isConflict = (error: unknown): boolean =>
  error instanceof JetStreamApiError && wrongLastSequence.includes(error.code);

/** The broker over a live connection. @throws when JetStream does not answer */
export const jetStreamBroker = async (connection: NatsConnection, failpoint: FailpointHook): Promise<Broker> => {
  const client = jetstream(connection);
  const manager = await jetstreamManager(connection);

  const follow = (request: FollowRequest) => StreamFollower.open({ client, manager }, request);

  const lastRecommendation = async (subject: string): Promise<StoredMessage | null> => {
    try {
      const stored = await manager.streams.getMessage(streamOf("recommendation").name, { last_by_subj: subject });
      return stored === null ? null : { sequence: stored.seq, data: stored.data };
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.NoMessageFound) return null;
      throw error;
    }
  };

  const publish = async (event: Recommendation, expectedLastSequence: number): Promise<PublishOutcome> => {
    try {
      const sent = publishRecommendation(client, event, expectedLastSequence);
      failpoint("publish-in-flight");
      const { seq } = await sent;
      return { kind: "stored", sequence: seq };
    } catch (error) {
      return isConflict(error) ? { kind: "conflict" } : { kind: "failed", detail: reasonOf(error) };
    }
  };

  return { follow, lastRecommendation, publish };
};

/**
 * With an account replies come on a subject that only it may listen to. Once it runs it outlasts refusals: the broker's
 * accounts and the password file are changed one after the other. @throws LL_FILE_UNREADABLE
 */
export const connectionOf = (config: RecommenderConfig): ConnectSettings => {
  const { server, natsUser, natsPasswordFile } = config;
  return {
    server,
    security: config,
    name: "loadline-recommender",
    wait: false,
    outlastsRefusals: true,
    ...(natsUser === null ? {} : { user: natsUser, inboxPrefix: `_INBOX_${natsUser}` }),
    ...(natsPasswordFile === null ? {} : { password: rotatedPassword(() => readText(natsPasswordFile)) }),
  };
};
