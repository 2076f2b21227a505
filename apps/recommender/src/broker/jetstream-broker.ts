import { type Recommendation, streamOf, subjectFilter } from "@loadline/wire";
import { publishRecommendation } from "@loadline/wire/nats";
import {
  type ConsumerMessages,
  DeliverPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JsMsg,
  jetstream,
  jetstreamManager,
  type OrderedConsumerOptions,
} from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Broker, Follower, FollowRequest, PublishOutcome, Start, StoredMessage } from "./broker.ts";

const wrongLastSequence = 10_071;
const noMessageFound = 10_037;
// One pull asks for so many; the library's 100 leaves the consumer waiting at thousands of messages per second.
const messagesPerPull = 1_000;

// The library notices a consumer that died with its server after one whole pull without heartbeats; its default
// of 30 s is longer than telemetry stays fresh.
const pullMilliseconds = 5_000;

/**
 * Where a consumer starts, as a sequence. An ordered consumer that starts at a time cannot be made again after its
 * server died: the library then asks for a sequence beside the time, which the server refuses.
 */
const consumerStart = async (
  client: JetStreamClient,
  stream: string,
  { start, filter }: { readonly start: Start; readonly filter: string },
): Promise<Partial<OrderedConsumerOptions>> => {
  if (start.kind === "last-per-subject") return { deliver_policy: DeliverPolicy.LastPerSubject };
  const scout = await client.consumers.get(stream, {
    filter_subjects: filter,
    deliver_policy: DeliverPolicy.StartTime,
    opt_start_time: new Date(start.at * 1000).toISOString(),
  });
  const { delivered } = await scout.info();
  await scout.delete();
  return { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: delivered.stream_seq + 1 };
};

const signsOfTrouble: ReadonlySet<string> = new Set([
  "heartbeats_missed",
  "stream_not_found",
  "consumer_not_found",
  "no_responders",
]);

/** Follows one stream with an ordered consumer, which the library re-creates after a gap or a lost server. */
class StreamFollower implements Follower {
  #caughtUp: boolean;
  #alive = true;

  constructor(caughtUp: boolean) {
    this.#caughtUp = caughtUp;
  }

  readonly caughtUp = (): boolean => this.#caughtUp;
  readonly alive = (): boolean => this.#alive;

  readonly received = (message: JsMsg): void => {
    this.#alive = true;
    if (message.info.pending === 0) this.#caughtUp = true;
  };

  readonly watch = async (messages: ConsumerMessages): Promise<void> => {
    for await (const { type } of messages.status()) {
      if (signsOfTrouble.has(type)) this.#alive = false;
      else if (type === "heartbeat" || type === "ordered_consumer_recreated") this.#alive = true;
    }
    this.#alive = false;
  };
}

const publishOutcome = (error: unknown): PublishOutcome => {
  if (error instanceof JetStreamApiError && error.code === wrongLastSequence) return { kind: "conflict" };
  return { kind: "failed", detail: error instanceof Error ? error.message : String(error) };
};

/** The broker over a live connection. @throws when JetStream does not answer */
export const jetStreamBroker = async (connection: NatsConnection): Promise<Broker> => {
  const client = jetstream(connection);
  const manager = await jetstreamManager(connection);

  const follow = async ({ kind, cluster, start, take }: FollowRequest): Promise<Follower> => {
    const { name: stream } = streamOf(kind);
    const filter = subjectFilter(kind, cluster);
    const from = await consumerStart(client, stream, { start, filter });
    const consumer = await client.consumers.get(stream, { filter_subjects: filter, ...from });
    const { num_pending: backlog } = await consumer.info();
    const follower = new StreamFollower(backlog === 0);
    const callback = (message: JsMsg): void => {
      take(message.subject, message.data);
      follower.received(message);
    };
    void follower.watch(await consumer.consume({ max_messages: messagesPerPull, expires: pullMilliseconds, callback }));
    return follower;
  };

  const lastRecommendation = async (subject: string): Promise<StoredMessage | null> => {
    try {
      const stored = await manager.streams.getMessage(streamOf("recommendation").name, { last_by_subj: subject });
      return stored === null ? null : { sequence: stored.seq, data: stored.data };
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === noMessageFound) return null;
      throw error;
    }
  };

  const publish = async (event: Recommendation, expectedLastSequence: number): Promise<PublishOutcome> => {
    try {
      const { seq } = await publishRecommendation(client, event, expectedLastSequence);
      return { kind: "stored", sequence: seq };
    } catch (error) {
      return publishOutcome(error);
    }
  };

  return { follow, lastRecommendation, publish };
};
