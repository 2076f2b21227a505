import { LoadlineError } from "@loadline/model";
import { type BucketDefinition, bucketStream, buckets } from "@loadline/protocol";
import { JetStreamApiCodes, JetStreamApiError, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { type KV, Kvm } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";

/**
 * Creates the buckets that are not there. A bucket of the library lets whoever writes one key delete all others with a
 * header (`Nats-Rollup`); here it does not.
 */
export const ensureBuckets = async (connection: NatsConnection, replicas = 1): Promise<void> => {
  const manager = new Kvm(jetstream(connection));
  for (const { name, history, why } of Object.values(buckets)) {
    await manager.create(name, { history, replicas, description: why });
  }
  const { streams } = await jetstreamManager(connection);
  for (const bucket of Object.values(buckets)) {
    const { config } = await streams.info(bucketStream(bucket));
    if (config.allow_rollup_hdrs) await streams.update(config.name, { ...config, allow_rollup_hdrs: false });
  }
};

/** @throws LL_STREAM_MISSING naming the bucket's stream */
export const openBucket = async (connection: NatsConnection, bucket: BucketDefinition): Promise<KV> => {
  try {
    const opened = await new Kvm(jetstream(connection)).open(bucket.name, { allow_direct: false });
    await opened.status();
    return opened;
  } catch (cause) {
    if (!(cause instanceof JetStreamApiError) || cause.code !== JetStreamApiCodes.StreamNotFound) throw cause;
    throw new LoadlineError("LL_STREAM_MISSING", { stream: bucketStream(bucket) }, { cause });
  }
};
