import { streamOf, subjectFilter } from "@loadline/wire";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { lastMessages } from "../broker/last-messages.ts";
import { type ReadEvent, readEvent, type StoredMessage, type Trust } from "../watch/read-event.ts";

export type FoundEvent = Extract<ReadEvent, { kind: "event" }>;

/** One read out of the stream: events, and what is not one. */
const isEvent = (read: ReadEvent): read is FoundEvent => read.kind === "event";

/** The last event of every deployment, ordered by cluster and name. */
export const lastEvents = async (connection: NatsConnection, trust: Trust): Promise<readonly FoundEvent[]> => {
  const messages = await lastMessages(connection, { stream: streamOf("recommendation").name, headersOnly: false });
  return messages
    .map((message) => readEvent(message, trust))
    .filter(isEvent)
    .toSorted((a, b) => (`${a.cluster}/${a.deployment}` < `${b.cluster}/${b.deployment}` ? -1 : 1));
};

/** Every stored message that holds `text`, oldest first. */
async function* messagesHolding(
  connection: NatsConnection,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<StoredMessage> {
  const consumer = await jetstream(connection).consumers.get(streamOf("recommendation").name, {
    filter_subjects: subjectFilter("recommendation"),
    deliver_policy: DeliverPolicy.All,
  });
  if ((await consumer.info()).num_pending === 0) return;
  const messages = await consumer.consume({ max_messages: 1000 });
  try {
    for await (const { subject, data, info } of messages) {
      if (Buffer.from(data).includes(text)) yield { subject, data };
      if (info.pending === 0 || signal.aborted) return;
    }
  } finally {
    messages.stop();
  }
}

export interface Search extends Trust {
  readonly id: string;
  readonly signal: AbortSignal;
}

/** The event with this id, or the first that spoke the decision with this id; null when neither is stored. */
export const findEvent = async (
  connection: NatsConnection,
  { id, signal, ...trust }: Search,
): Promise<FoundEvent | null> => {
  for await (const message of messagesHolding(connection, id, signal)) {
    const read = readEvent(message, trust);
    if (isEvent(read) && (read.event.id === id || read.event.data.decision.id === id)) return read;
  }
  return null;
};
