import { LoadlineError } from "@loadline/model";
import { type SubjectKind, streamOf, subjectFilter } from "@loadline/protocol";
import { PullSize } from "@loadline/runtime/nats";
import {
  type Consumer,
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JsMsg,
  jetstream,
  type OrderedConsumerOptions,
} from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

export interface StoredMessage {
  readonly subject: string;
  /** When the broker stored it, epoch seconds. */
  readonly at: number;
  readonly data: Uint8Array;
}

interface ReadSettings {
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

/** @param after sequence of the last message that was read; the latest of every subject are read again */
const startOf = (from: ReadSettings["from"], after: number): Partial<OrderedConsumerOptions> => {
  if (after > 0 && from !== "latest") return { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: after + 1 };
  if (typeof from !== "object")
    return { deliver_policy: from === "all" ? DeliverPolicy.All : DeliverPolicy.LastPerSubject };
  return { deliver_policy: DeliverPolicy.StartTime, opt_start_time: new Date(from.since * 1000).toISOString() };
};

/** @throws LL_STREAM_MISSING naming the stream that the broker does not have */
const consumerOf = async (
  connection: NatsConnection,
  { kind, cluster, from, headersOnly = false }: ReadSettings,
  after = 0,
): Promise<Consumer> => {
  const stream = streamOf(kind).name;
  try {
    return await jetstream(connection).consumers.get(stream, {
      filter_subjects: subjectFilter(kind, cluster),
      headers_only: headersOnly,
      ...startOf(from, after),
    });
  } catch (cause) {
    if (!(cause instanceof JetStreamApiError) || cause.code !== JetStreamApiCodes.StreamNotFound) throw cause;
    throw new LoadlineError("LL_STREAM_MISSING", { stream }, { cause });
  }
};

async function* received(consumer: Consumer, atOnce: number, signal: AbortSignal | undefined): AsyncGenerator<JsMsg> {
  const messages = await consumer.consume({ max_messages: atOnce });
  const stop = (): void => messages.stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    if (signal?.aborted !== true) yield* messages;
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}

/** Everything that the consumer of these settings receives; after another consumer was needed, the latest of a subject twice. */
async function* pulled(connection: NatsConnection, settings: ReadSettings, first: Consumer): AsyncGenerator<JsMsg> {
  const pull = new PullSize();
  for (let consumer: Consumer | null = first; consumer !== null; ) {
    let last: number | null = null;
    for await (const message of received(consumer, pull.messages, settings.signal)) {
      yield message;
      if (pull.changesAfter(message)) {
        last = message.seq;
        break;
      }
    }
    consumer = last === null ? null : await consumerOf(connection, settings, last);
  }
}

/** Messages of a stream, oldest first, up to what it held when this began; with `follow`, then what is published. */
export async function* storedMessages(connection: NatsConnection, settings: ReadSettings) {
  const { follow = false } = settings;
  const consumer = await consumerOf(connection, settings);
  let { num_pending: left } = await consumer.info();
  if (left === 0 && !follow) return;
  let last = 0;
  for await (const { subject, data, timestampNanos, seq, info } of pulled(connection, settings, consumer)) {
    if (seq > last) {
      yield { subject, data, at: Number(timestampNanos) / nanosecondsPerSecond };
      left -= 1;
      last = seq;
    }
    if (!follow && (info.pending === 0 || left === 0)) return;
  }
}
