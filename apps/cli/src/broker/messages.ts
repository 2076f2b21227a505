import { LoadlineError } from "@loadline/core";
import { type SubjectKind, streamOf, subjectFilter } from "@loadline/wire";
import { type Consumer, DeliverPolicy, JetStreamApiCodes, JetStreamApiError, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

export interface StoredMessage {
  readonly subject: string;
  /** When the broker stored it, epoch seconds. */
  readonly at: number;
  readonly data: Uint8Array;
}

export interface ReadSettings {
  readonly kind: SubjectKind;
  readonly cluster?: string | undefined;
  /** All messages, the latest of every subject, or those stored since an instant in epoch seconds. */
  readonly from: "all" | "latest" | { readonly since: number };
  /** Without the content, which may be large. */
  readonly headersOnly?: boolean;
  /** Goes on with what is published later, until the signal. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
}

const nanosecondsPerSecond = 1e9;
const messagesAtOnce = 1000;

/** @throws LL_STREAM_MISSING naming the stream that the broker does not have */
const consumerOf = async (
  connection: NatsConnection,
  { kind, cluster, from, headersOnly = false }: ReadSettings,
): Promise<Consumer> => {
  const stream = streamOf(kind).name;
  try {
    return await jetstream(connection).consumers.get(stream, {
      filter_subjects: subjectFilter(kind, cluster),
      headers_only: headersOnly,
      ...(typeof from === "object"
        ? { deliver_policy: DeliverPolicy.StartTime, opt_start_time: new Date(from.since * 1000).toISOString() }
        : { deliver_policy: from === "all" ? DeliverPolicy.All : DeliverPolicy.LastPerSubject }),
    });
  } catch (cause) {
    if (!(cause instanceof JetStreamApiError) || cause.code !== JetStreamApiCodes.StreamNotFound) throw cause;
    throw new LoadlineError("LL_STREAM_MISSING", { stream }, { cause });
  }
};

/** Messages of a stream, oldest first, up to what it held when this began; with `follow`, then what is published. */
export async function* storedMessages(
  connection: NatsConnection,
  settings: ReadSettings,
): AsyncGenerator<StoredMessage> {
  const { follow = false, signal } = settings;
  const consumer = await consumerOf(connection, settings);
  const { num_pending: stored } = await consumer.info();
  if (stored === 0 && !follow) return;
  const messages = await consumer.consume({ max_messages: messagesAtOnce });
  const stop = (): void => messages.stop();
  signal?.addEventListener("abort", stop, { once: true });
  let seen = 0;
  try {
    if (signal?.aborted === true) return;
    for await (const { subject, data, timestampNanos, info } of messages) {
      yield { subject, data, at: Number(timestampNanos) / nanosecondsPerSecond };
      seen += 1;
      if (!follow && (info.pending === 0 || seen >= stored)) return;
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}
