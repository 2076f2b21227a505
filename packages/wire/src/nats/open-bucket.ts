import { LoadlineError } from "@loadline/core";
import { JetStreamApiError, jetstream } from "@nats-io/jetstream";
import { type KV, Kvm } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";
import { type BucketDefinition, bucketStream, buckets } from "../streams.ts";

const streamNotFound = 10_059;

/** Creates the buckets that are not there; what exists is left as it is. */
export const ensureBuckets = async (connection: NatsConnection, replicas = 1): Promise<void> => {
  const manager = new Kvm(jetstream(connection));
  for (const { name, history, why } of Object.values(buckets)) {
    await manager.create(name, { history, replicas, description: why });
  }
};

/** @throws LL_STREAM_MISSING naming the bucket's stream */
export const openBucket = async (connection: NatsConnection, bucket: BucketDefinition): Promise<KV> => {
  try {
    const opened = await new Kvm(jetstream(connection)).open(bucket.name, { allow_direct: false });
    await opened.status();
    return opened;
  } catch (cause) {
    if (!(cause instanceof JetStreamApiError) || cause.code !== streamNotFound) throw cause;
    throw new LoadlineError("LL_STREAM_MISSING", { stream: bucketStream(bucket) }, { cause });
  }
};
