import { LoadlineError } from "@loadline/core";
import {
  DiscardPolicy,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from "@nats-io/jetstream";
import { type NatsConnection, nanos } from "@nats-io/transport-node";
import { type StreamDefinition, streams } from "../streams.ts";
import { ensureBuckets } from "./open-bucket.ts";

type WantedConfig = Pick<
  StreamConfig,
  | "name"
  | "subjects"
  | "description"
  | "storage"
  | "retention"
  | "discard"
  | "max_age"
  | "max_bytes"
  | "max_msgs_per_subject"
  | "duplicate_window"
  | "num_replicas"
  | "allow_direct"
>;

/** The server's form of a stream definition. */
export const streamConfig = (stream: StreamDefinition, replicas: number): WantedConfig => ({
  name: stream.name,
  subjects: [...stream.subjects],
  description: stream.why,
  storage: stream.storage === "file" ? StorageType.File : StorageType.Memory,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  max_age: nanos(stream.maxAgeSeconds * 1000),
  max_bytes: stream.maxBytes,
  max_msgs_per_subject: stream.maxMessagesPerSubject,
  duplicate_window: nanos(stream.duplicateWindowSeconds * 1000),
  num_replicas: replicas,
  allow_direct: true,
});

/** A server accepts fields it does not know and leaves them out, so what it stored is compared with the wish. */
const verifyEcho = (wanted: WantedConfig, got: StreamConfig): void => {
  for (const [field, value] of Object.entries(wanted)) {
    const stored = got[field as keyof StreamConfig];
    if (JSON.stringify(stored) !== JSON.stringify(value)) {
      throw new LoadlineError("LL_STREAM_CONFIG_REFUSED", { stream: wanted.name, field, wanted: value, got: stored });
    }
  }
};

const exists = async (manager: JetStreamManager, name: string): Promise<boolean> => {
  for await (const found of manager.streams.names()) if (found === name) return true;
  return false;
};

const ensureStream = async (manager: JetStreamManager, wanted: WantedConfig): Promise<void> => {
  const { config } = (await exists(manager, wanted.name))
    ? await manager.streams.update(wanted.name, wanted)
    : await manager.streams.add(wanted);
  verifyEcho(wanted, config);
};

/**
 * Creates or updates every stream of Loadline, and its buckets. For development and small installations; agents never call it.
 * @param replicas copies of each stream, 1…5
 * @throws LL_STREAM_CONFIG_REFUSED when the server did not store what was asked for
 */
export const ensureStreams = async (connection: NatsConnection, replicas = 1): Promise<void> => {
  const manager = await jetstreamManager(connection);
  for (const stream of streams) await ensureStream(manager, streamConfig(stream, replicas));
  await ensureBuckets(connection, replicas);
};

/** @throws LL_STREAM_MISSING naming the first stream that does not exist */
export const requireStreams = async (connection: NatsConnection): Promise<void> => {
  const manager = await jetstreamManager(connection);
  for (const { name } of streams) {
    if (!(await exists(manager, name))) throw new LoadlineError("LL_STREAM_MISSING", { stream: name });
  }
};
