import { LoadlineError } from "@loadline/model";
import { streamOf, subjectFilter } from "@loadline/protocol";
import { PullSize } from "@loadline/runtime/nats";
import {
  type Consumer,
  type ConsumerMessages,
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  type OrderedConsumerOptions,
  type StreamInfo,
} from "@nats-io/jetstream";
import type { Follower, FollowRequest, Position, Start, StreamCheck } from "./broker.ts";

// The library notices a consumer that died with its server after one whole pull without heartbeats; its default
// of 30 s is longer than telemetry stays fresh.
const pullMilliseconds = 5_000;

/** Everything behind a message that was read. */
interface After {
  readonly kind: "after";
  readonly sequence: number;
}

const fromSequence = (readUpTo: number) => ({
  options: { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: readUpTo + 1 } as const,
  readUpTo,
});

/**
 * Where a consumer starts, as a sequence. An ordered consumer that starts at a time cannot be made again after its
 * server died: the library then asks for a sequence beside the time, which the server refuses.
 */
const consumerStart = async (
  client: JetStreamClient,
  stream: string,
  { start, filter }: { readonly start: Start | After; readonly filter: string },
): Promise<{ readonly options: Partial<OrderedConsumerOptions>; readonly readUpTo: number }> => {
  if (start.kind === "last-per-subject") {
    return { options: { deliver_policy: DeliverPolicy.LastPerSubject }, readUpTo: 0 };
  }
  if (start.kind === "after") return fromSequence(start.sequence);
  const scout = await client.consumers.get(stream, {
    filter_subjects: filter,
    deliver_policy: DeliverPolicy.StartTime,
    opt_start_time: new Date(start.at * 1000).toISOString(),
  });
  const { delivered } = await scout.info();
  await scout.delete();
  return fromSequence(delivered.stream_seq);
};

const signsOfTrouble: ReadonlySet<string> = new Set([
  "heartbeats_missed",
  "stream_not_found",
  "consumer_not_found",
  "no_responders",
]);

interface FollowerDeps {
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
}

// Nodes send once an interval, at about the same time in each: a quarter more than one message of each has nearly all of them.
const messagesOfEach = 1.25;

// A consumer that its library has not put right after so many looks is made anew.
const looksInTrouble = 10;

/**
 * Follows one stream with an ordered consumer, which the library re-creates after a gap or a lost server. Where the
 * library gives up, as it does when a message cannot be taken or a consumer cannot be made, the next check makes another.
 */
export class StreamFollower implements Follower {
  readonly #deps: FollowerDeps;
  readonly #request: FollowRequest;
  readonly #stream: string;
  readonly #filter: string;
  #consumer: Consumer | null = null;
  #messages: ConsumerMessages | null = null;
  #made = "";
  #sequence = 0;
  /** Last message of the stream when its consumer was made, or at the last check. */
  #stored = 0;
  /** When that was stored, epoch seconds. */
  #storedAt = 0;
  #subjects = 0;
  /** Up to there messages are taken one after the other. */
  #sliceEnd = 0;
  readonly #pull = new PullSize();
  #caughtUp = false;
  /** The consumer answers, as far as its library reports. */
  #alive = true;
  /** The broker answered the last question. A library that has lost its connection reports nothing of its consumers. */
  #answered = true;
  #troubledLooks = 0;
  /** It is to be read from its beginning, and was not yet. */
  #lostPast = false;
  /** Counts its consumers. */
  #turn = 0;
  /** A check and an empty message may both ask for another consumer: one after the other. */
  #opening: Promise<void> = Promise.resolve();

  private constructor(deps: FollowerDeps, request: FollowRequest) {
    this.#deps = deps;
    this.#request = request;
    this.#stream = streamOf(request.kind).name;
    this.#filter = subjectFilter(request.kind, request.cluster);
  }

  static async open(deps: FollowerDeps, request: FollowRequest): Promise<StreamFollower> {
    const follower = new StreamFollower(deps, request);
    await follower.#begin(request.start);
    return follower;
  }

  readonly caughtUp = (): boolean => this.#caughtUp;
  readonly alive = (): boolean => this.#alive && this.#answered && this.#messages !== null;
  readonly position = (): Position => ({ sequence: this.#sequence, stream: this.#made });

  readonly checkStream = async (): Promise<StreamCheck> => {
    await this.#opening;
    // Taken before the question: what arrives while it is on its way is not in the answer.
    const read = this.#sequence;
    const info = await this.#info();
    if (info === null) {
      this.#alive = false;
      return "missing";
    }
    if (info.created !== this.#made || info.state.last_seq < read) this.#lostPast = true;
    // One that has fallen behind leaves out what it cannot read in time, as after a start.
    else if (this.#caughtUp) this.#foundEnd(info);
    this.#troubledLooks = this.#alive ? 0 : this.#troubledLooks + 1;
    if (!this.#lostPast && this.#messages !== null && this.#troubledLooks < looksInTrouble) return "same";
    await this.#beginAnew({ kind: "after", sequence: read });
    const found = this.#lostPast ? "regressed" : "reopened";
    this.#lostPast = false;
    return found;
  };

  /** null: there is no such stream. @throws when the broker does not answer */
  async #info(): Promise<StreamInfo | null> {
    try {
      const info = await this.#deps.manager.streams.info(this.#stream);
      this.#answered = true;
      return info;
    } catch (error) {
      this.#answered = error instanceof JetStreamApiError;
      if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return null;
      throw error;
    }
  }

  #beginAnew(start: Start | After): Promise<void> {
    this.#turn += 1;
    const begun = this.#opening.then(() => this.#replace(start));
    this.#opening = begun.catch(() => undefined);
    return begun;
  }

  async #replace(start: Start | After): Promise<void> {
    const before = this.#messages;
    this.#messages = null;
    await before?.close();
    // Its broker would keep it for minutes.
    void this.#consumer?.delete().catch(() => undefined);
    await this.#begin(start);
  }

  async #begin(asked: Start | After): Promise<void> {
    const { manager } = this.#deps;
    const { created, state } = await manager.streams.info(this.#stream);
    // Made again since the last check: sequences of the one before mean nothing here.
    if (asked.kind === "after" && created !== this.#made) this.#lostPast = true;
    const start: Start | After = this.#lostPast ? { kind: "since", at: 0 } : asked;
    const { consumer, readUpTo } = await this.#newConsumer(start);
    const { num_pending: backlog } = await consumer.info();
    this.#consumer = consumer;
    this.#made = created;
    this.#sequence = readUpTo;
    this.#caughtUp = backlog === 0 || (this.#caughtUp && start.kind === "after");
    this.#foundEnd({ state });
    this.#sliceEnd = 0;
    this.#alive = true;
    this.#troubledLooks = 0;
    const turn = this.#turn;
    const messages = await consumer.consume({
      max_messages: this.#pull.messages,
      expires: pullMilliseconds,
      // What an earlier consumer still had in hand would put the sequence of another stream in this one's place.
      callback: (message) => {
        if (turn === this.#turn) this.#received(message);
      },
    });
    this.#messages = messages;
    void this.#watch(messages);
  }

  /** @throws LL_CONSUMER_REFUSED when the server answers and makes none, as beyond its limit of consumers on a stream */
  async #newConsumer(start: Start | After) {
    const { client } = this.#deps;
    const filter = this.#filter;
    try {
      const { options, readUpTo } = await consumerStart(client, this.#stream, { start, filter });
      return { consumer: await client.consumers.get(this.#stream, { filter_subjects: filter, ...options }), readUpTo };
    } catch (cause) {
      if (!(cause instanceof JetStreamApiError)) throw cause;
      throw new LoadlineError("LL_CONSUMER_REFUSED", { stream: this.#stream, detail: cause.message }, { cause });
    }
  }

  #foundEnd({ state }: Pick<StreamInfo, "state">): void {
    this.#stored = state.last_seq;
    this.#storedAt = Date.parse(state.last_ts) / 1000;
    this.#subjects = state.num_subjects ?? 0;
  }

  /** A message that cannot be taken would fail again, so it is skipped at once. */
  #received(message: JsMsg): void {
    const { subject, data, seq: sequence } = message;
    this.#sequence = sequence;
    try {
      this.#request.take(subject, data, message.info.timestampNanos / 1e9);
    } catch (error) {
      this.#request.skipped({ subject, sequence, error });
    }
    this.#alive = true;
    if (!this.#caughtUp && (sequence >= this.#stored || message.info.pending === 0)) this.#caughtUp = true;
    const jump = this.#jumpAfter(message);
    if (jump !== null) this.#request.slices?.skipped();
    // What fails here is done by the next check.
    if (jump !== null || this.#pull.changesAfter(message))
      void this.#beginAnew(jump ?? { kind: "after", sequence }).catch(() => undefined);
  }

  /** Where to go on behind this message as it ends a slice of a long backlog; null: with the next one. */
  #jumpAfter({ seq, info }: JsMsg): Start | After | null {
    const { slices } = this.#request;
    const backlog = this.#stored - seq;
    const slice = Math.ceil(messagesOfEach * this.#subjects);
    if (slices === undefined || slice === 0 || backlog < slices.fewestMessages) return null;
    if (this.#sliceEnd === 0) this.#sliceEnd = seq + slice - 1;
    if (seq < this.#sliceEnd) return null;
    this.#sliceEnd = seq + slice;
    const storedAt = info.timestampNanos / 1e9;
    if (storedAt + slices.everySeconds < Math.min(slices.from, this.#storedAt))
      return { kind: "since", at: slices.from };
    const backlogSeconds = this.#storedAt - storedAt;
    const share = Math.min(1, slices.everySeconds / Math.max(backlogSeconds, Number.MIN_VALUE));
    const skipped = Math.floor(backlog * share) - slice;
    return skipped < slice ? null : { kind: "after", sequence: seq + skipped };
  }

  async #watch(messages: ConsumerMessages): Promise<void> {
    for await (const { type } of messages.status()) {
      if (messages !== this.#messages) return;
      if (signsOfTrouble.has(type)) this.#alive = false;
      else if (type === "heartbeat" || type === "ordered_consumer_recreated") this.#alive = true;
    }
    if (messages === this.#messages) this.#messages = null;
  }
}
