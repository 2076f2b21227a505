import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

export interface LastMessage {
  readonly subject: string;
  /** When the broker stored it, epoch seconds. */
  readonly storedAt: number;
  readonly data: Uint8Array;
}

export interface LastMessagesSettings {
  readonly stream: string;
  /** Without the content, which may be large. */
  readonly headersOnly: boolean;
}

const messagesAtOnce = 1000;
const nanosecondsPerSecond = 1e9;

/** The last message of every subject of a stream. */
export const lastMessages = async (
  connection: NatsConnection,
  { stream, headersOnly }: LastMessagesSettings,
): Promise<readonly LastMessage[]> => {
  const consumer = await jetstream(connection).consumers.get(stream, {
    deliver_policy: DeliverPolicy.LastPerSubject,
    headers_only: headersOnly,
  });
  const { num_pending: stored } = await consumer.info();
  if (stored === 0) return [];
  const found: LastMessage[] = [];
  const messages = await consumer.consume({ max_messages: messagesAtOnce });
  for await (const { subject, data, timestampNanos, info } of messages) {
    found.push({ subject, data, storedAt: Number(timestampNanos) / nanosecondsPerSecond });
    if (info.pending === 0 || found.length >= stored) break;
  }
  messages.stop();
  return found;
};
