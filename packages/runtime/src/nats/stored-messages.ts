import { setTimeout as delay } from "node:timers/promises";
import { LoadlineError } from "@loadline/model";
import { type SubjectKind, streamOf, subjectFilter } from "@loadline/protocol";
import {
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  type StoredMsg,
} from "@nats-io/jetstream";
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
  /** Goes on with what is published later, until the signal. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
}

// One after the other costs a round trip each.
const atOnce = 256;
// Recommendations come every few seconds.
const followMilliseconds = 250;

const atOf = ({ time }: StoredMsg): number => time.getTime() / 1000;

/**
 * A stream read by sequence, with direct gets: consumers on a stream that others need are made by recommenders alone, as a
 * server makes no more than 1,000 of them.
 */
class StreamReader {
  readonly #manager: JetStreamManager;
  readonly #stream: string;
  readonly #filter: string;

  /** The connection is closed for good. */
  readonly isClosed: () => boolean;

  constructor(connection: NatsConnection, manager: JetStreamManager, { kind, cluster }: ReadSettings) {
    this.isClosed = () => connection.isClosed();
    this.#manager = manager;
    this.#stream = streamOf(kind).name;
    this.#filter = subjectFilter(kind, cluster);
  }

  /** @throws LL_STREAM_MISSING naming the stream that the broker does not have */
  async info(withSubjects: boolean) {
    try {
      return await this.#manager.streams.info(
        this.#stream,
        withSubjects ? { subjects_filter: this.#filter } : undefined,
      );
    } catch (cause) {
      if (!(cause instanceof JetStreamApiError) || cause.code !== JetStreamApiCodes.StreamNotFound) throw cause;
      throw new LoadlineError("LL_STREAM_MISSING", { stream: this.#stream }, { cause });
    }
  }

  /** The first message at this sequence or later; null: none yet. */
  next(seq: number): Promise<StoredMsg | null> {
    return this.#manager.direct.getMessage(this.#stream, { seq, next_by_subj: this.#filter });
  }

  /** Messages from one sequence to another that are there, in their order. */
  async *range(from: number, to: number): AsyncGenerator<StoredMsg> {
    for (let first = await this.next(from); first !== null && first.seq <= to; ) {
      yield first;
      const end = Math.min(to, first.seq + atOnce);
      const seqs = Array.from({ length: end - first.seq }, (_, index) => (first as StoredMsg).seq + 1 + index);
      const found = await Promise.all(seqs.map((seq) => this.#manager.direct.getMessage(this.#stream, { seq })));
      for (const message of found) if (message !== null && this.#isWanted(message)) yield message;
      first = await this.next(end + 1);
    }
  }

  #isWanted({ subject }: StoredMsg): boolean {
    const [wanted, given] = [this.#filter.split("."), subject.split(".")];
    return wanted.every((part, index) => part === "*" || part === given[index]);
  }

  /** The sequence of the first message that was stored then or later. */
  async firstSince(since: number, first: number, last: number): Promise<number> {
    let [low, high] = [first, last + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const found = await this.next(middle);
      if (found === null || atOf(found) >= since) high = middle;
      else low = found.seq + 1;
    }
    return low;
  }

  async *latest(subjects: readonly string[]): AsyncGenerator<StoredMsg> {
    for (let from = 0; from < subjects.length; from += atOnce) {
      const asked = subjects.slice(from, from + atOnce);
      const found = await Promise.all(
        asked.map((subject) => this.#manager.direct.getMessage(this.#stream, { last_by_subj: subject })),
      );
      yield* found.filter((message) => message !== null).toSorted((a, b) => a.seq - b.seq);
    }
  }
}

/** Where to go on in a stream that has nothing new: at its beginning where it was emptied or made anew meanwhile. */
const nextAfterNothing = async (reader: StreamReader, next: number): Promise<number> => {
  const { state } = await reader.info(false);
  return state.last_seq + 1 < next ? state.first_seq : next;
};

async function* followed(reader: StreamReader, from: number, signal: AbortSignal | undefined) {
  let next = from;
  const isEnded = (): boolean => signal?.aborted === true;
  while (!isEnded()) {
    try {
      for await (const message of reader.range(next, Number.POSITIVE_INFINITY)) {
        if (isEnded()) return;
        next = message.seq + 1;
        yield message;
      }
      next = await nextAfterNothing(reader, next);
    } catch (error) {
      // A broker that restarts is asked again, as long as its connection is made again.
      if (reader.isClosed()) throw error;
    }
    await delay(followMilliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
}

async function* found(reader: StreamReader, { from, follow = false, signal }: ReadSettings): AsyncGenerator<StoredMsg> {
  const { state } = await reader.info(from === "latest");
  let { first_seq: next } = state;
  if (from === "latest") {
    yield* reader.latest(Object.keys(state.subjects ?? {}));
    next = state.last_seq + 1;
  } else if (typeof from === "object") next = await reader.firstSince(from.since, next, state.last_seq);
  if (follow) yield* followed(reader, next, signal);
  else
    for await (const message of reader.range(next, state.last_seq)) {
      if (signal?.aborted === true) return;
      yield message;
    }
}

/**
 * Messages of a stream, oldest first, up to what it held when this began; with `follow`, then what is published.
 * @throws LL_STREAM_MISSING
 */
export async function* storedMessages(
  connection: NatsConnection,
  settings: ReadSettings,
): AsyncGenerator<StoredMessage> {
  const reader = new StreamReader(connection, await jetstreamManager(connection), settings);
  for await (const message of found(reader, settings))
    yield { subject: message.subject, data: message.data, at: atOf(message) };
}
