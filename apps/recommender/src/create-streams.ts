import { connectNats, ensureStreams } from "@loadline/wire/nats";
import { connectionOf } from "./broker/jetstream-broker.ts";
import type { RecommenderConfig } from "./config.ts";
import { brokerFault } from "./open-parts.ts";

/**
 * Creates or updates streams and buckets, for an account that may: where the recommender itself may not.
 * @throws LL_NATS_UNREACHABLE, LL_NATS_REFUSED, LL_STREAM_CONFIG_REFUSED
 */
export const createStreams = async (config: RecommenderConfig): Promise<void> => {
  const connection = await connectNats(connectionOf(config));
  try {
    await ensureStreams(connection, config.replicas);
  } catch (cause) {
    throw brokerFault(cause, config);
  } finally {
    await connection.close();
  }
};
