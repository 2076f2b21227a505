import { decode, Recommendation, streamOf, subjectFilter } from "@loadline/wire";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

const most = 50;

export interface RecentRecommendations {
  /** Newest first, heartbeats left out. */
  readonly list: () => readonly Recommendation[];
}

/** Keeps the latest recommendations of every cluster, from the stream's present content and what follows. */
export const recentRecommendations = async (connection: NatsConnection): Promise<RecentRecommendations> => {
  const events: Recommendation[] = [];
  const consumer = await jetstream(connection).consumers.get(streamOf("recommendation").name, {
    filter_subjects: subjectFilter("recommendation"),
    deliver_policy: DeliverPolicy.All,
  });
  await consumer.consume({
    callback: (message) => {
      const decoded = decode(Recommendation, message.data);
      if (decoded.kind === "rejected" || decoded.value.data.decision.heartbeat) return;
      events.unshift(decoded.value);
      events.length = Math.min(events.length, most);
    },
  });
  return { list: () => events };
};
