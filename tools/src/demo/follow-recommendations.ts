import { decode, Recommendation, streamOf, subjectFilter } from "@loadline/wire";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

/** Follows the recommendations of a cluster. */
export const followRecommendations = async (
  connection: NatsConnection,
  cluster: string,
  onEvent: (event: Recommendation) => void,
): Promise<void> => {
  const consumer = await jetstream(connection).consumers.get(streamOf("recommendation").name, {
    filter_subjects: subjectFilter("recommendation", cluster),
    deliver_policy: DeliverPolicy.All,
  });
  await consumer.consume({
    callback: (message) => {
      const decoded = decode(Recommendation, message.data);
      if (decoded.kind === "ok") onEvent(decoded.value);
    },
  });
};
