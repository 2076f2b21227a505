import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

export interface StoredAt {
  readonly subject: string;
  /** When the broker stored it, epoch seconds. */
  readonly at: number;
  readonly data: Uint8Array;
}

export interface StoredSettings {
  readonly stream: string;
  readonly filter: string;
  /** Epoch seconds. */
  readonly since: number;
  readonly signal: AbortSignal;
}

const nanosecondsPerSecond = 1e9;
const messagesAtOnce = 1_000;

/** What a stream holds from an instant on, oldest first, up to what it held when this began. */
export async function* storedMessages(
  connection: NatsConnection,
  { stream, filter, since, signal }: StoredSettings,
): AsyncGenerator<StoredAt> {
  const consumer = await jetstream(connection).consumers.get(stream, {
    filter_subjects: filter,
    deliver_policy: DeliverPolicy.StartTime,
    opt_start_time: new Date(since * 1000).toISOString(),
  });
  const { num_pending: stored } = await consumer.info();
  if (stored === 0) return;
  const messages = await consumer.consume({ max_messages: messagesAtOnce });
  let seen = 0;
  try {
    for await (const { subject, data, timestampNanos, info } of messages) {
      yield { subject, data, at: Number(timestampNanos) / nanosecondsPerSecond };
      seen += 1;
      if (info.pending === 0 || seen >= stored || signal.aborted) return;
    }
  } finally {
    messages.stop();
  }
}
