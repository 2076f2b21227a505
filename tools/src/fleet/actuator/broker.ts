import { type Feedback, streamOf, subjectFilter } from "@loadline/wire";
import { connectNats, publishFeedback, requireStreams } from "@loadline/wire/nats";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";

/** One message of a recommendation subject. */
export interface RecommendationMessage {
  readonly subject: string;
  readonly data: Uint8Array;
}

/** What the actuator needs of the message broker. */
export interface Broker {
  /** The last recommendation of each deployment, then every further one. Ends when the connection is closed. */
  readonly recommendations: () => Promise<AsyncIterable<RecommendationMessage>>;
  readonly sendFeedback: (deployment: string, feedback: Feedback) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Recommendations are few and small. The client notices that its consumer is gone (a restarted broker) after two missed
 * heartbeats; expiry 5 s → within 5 s, the library's own 30 s → within half a minute.
 */
const pulling = { max_messages: 100, expires: 5_000 };

/**
 * Connects to the broker of a cluster.
 * @throws LL_NATS_UNREACHABLE when no server answers, LL_STREAM_MISSING when the streams were not made
 */
export const openBroker = async (server: string, cluster: string): Promise<Broker> => {
  const connection = await connectNats({ server, name: "loadline-fleet", wait: false });
  const client = jetstream(connection);
  try {
    await requireStreams(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    recommendations: async () => {
      // An ordered consumer is made anew by the client after a lost connection and resumes behind the last message.
      const consumer = await client.consumers.get(streamOf("recommendation").name, {
        filter_subjects: subjectFilter("recommendation", cluster),
        deliver_policy: DeliverPolicy.LastPerSubject,
      });
      return consumer.consume(pulling);
    },
    sendFeedback: async (deployment, feedback) => {
      await publishFeedback(client, { cluster, deployment }, feedback);
    },
    close: () => connection.close(),
  };
};
