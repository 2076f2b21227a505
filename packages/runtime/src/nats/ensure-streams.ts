import { LoadlineError } from "@loadline/model";
import { type StreamDefinition, streams } from "@loadline/protocol";
import {
  DiscardPolicy,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from "@nats-io/jetstream";
import { type NatsConnection, nanos } from "@nats-io/transport-node";
import { ensureBuckets } from "./open-bucket.ts";

/** The server's form of a stream definition. */
export const streamConfig = (stream: StreamDefinition, replicas: number) => ({
  name: stream.name,
  subjects: [...stream.subjects],
  description: stream.why,
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  max_age: nanos(stream.maxAgeSeconds * 1000),
  max_bytes: stream.maxBytes,
  max_msg_size: stream.maxMessageBytes,
  max_msgs_per_subject: stream.maxMessagesPerSubject,
  duplicate_window: nanos(stream.duplicateWindowSeconds * 1000),
  num_replicas: replicas,
  allow_direct: true,
});

type WantedConfig = ReturnType<typeof streamConfig>;

/** The first field that differs from the wanted one; null: none. */
const differenceIn = (wanted: WantedConfig, got: StreamConfig): keyof WantedConfig | null => {
  const fields = Object.keys(wanted) as (keyof WantedConfig)[];
  return fields.find((field) => JSON.stringify(got[field]) !== JSON.stringify(wanted[field])) ?? null;
};

const namesOf = async ({ streams: stored }: JetStreamManager): Promise<ReadonlySet<string>> => {
  const names = new Set<string>();
  for await (const name of stored.names()) names.add(name);
  return names;
};

/**
 * An unchanged configuration is not written again: nats-server 2.10 reports another time of creation after its next restart
 * for a stream that was updated after one, and followers have to treat that as a new stream.
 */
const ensureStream = async (manager: JetStreamManager, wanted: WantedConfig, exists: boolean): Promise<void> => {
  const stored = exists ? (await manager.streams.info(wanted.name)).config : null;
  if (stored !== null && differenceIn(wanted, stored) === null) return;
  const { config } = await (stored === null
    ? manager.streams.add(wanted)
    : manager.streams.update(wanted.name, wanted));
  // A server accepts fields it does not know and leaves them out, so what it stored is compared with the request.
  const field = differenceIn(wanted, config);
  if (field === null) return;
  const detail = { stream: wanted.name, field, wanted: wanted[field], got: config[field] };
  throw new LoadlineError("LL_STREAM_CONFIG_REFUSED", detail);
};

/**
 * Creates or updates every stream of Loadline, and its buckets. For development and small installations; agents never call it.
 * @param replicas copies of each stream, 1…5
 * @throws LL_STREAM_CONFIG_REFUSED when the server did not store what was asked for
 */
export const ensureStreams = async (connection: NatsConnection, replicas = 1): Promise<void> => {
  const manager = await jetstreamManager(connection);
  const names = await namesOf(manager);
  for (const stream of streams) await ensureStream(manager, streamConfig(stream, replicas), names.has(stream.name));
  await ensureBuckets(connection, replicas);
};

/** @throws LL_STREAM_MISSING naming the first stream that does not exist */
export const requireStreams = async (connection: NatsConnection): Promise<void> => {
  const names = await namesOf(await jetstreamManager(connection));
  const missing = streams.find(({ name }) => !names.has(name));
  if (missing !== undefined) throw new LoadlineError("LL_STREAM_MISSING", { stream: missing.name });
};
