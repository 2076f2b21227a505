import { streamOf, subjectFilter } from "@loadline/wire";
import {
  type ConsumerMessages,
  DeliverPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  type JsMsg,
  type OrderedConsumerOptions,
  type StreamInfo,
} from "@nats-io/jetstream";
import type { Follower, FollowRequest, Position, Start } from "./broker.ts";

const streamNotFound = 10_059;
// One pull asks for so many; the library's 100 leaves the consumer waiting at thousands of messages per second.
const messagesPerPull = 1_000;

// The library notices a consumer that died with its server after one whole pull without heartbeats; its default
// of 30 s is longer than telemetry stays fresh.
const pullMilliseconds = 5_000;

/**
 * Where a consumer starts, as a sequence. An ordered consumer that starts at a time cannot be made again after its
 * server died: the library then asks for a sequence beside the time, which the server refuses.
 */
const consumerStart = async (
  client: JetStreamClient,
  stream: string,
  { start, filter }: { readonly start: Start; readonly filter: string },
): Promise<{ readonly options: Partial<OrderedConsumerOptions>; readonly readUpTo: number }> => {
  if (start.kind === "last-per-subject") {
    return { options: { deliver_policy: DeliverPolicy.LastPerSubject }, readUpTo: 0 };
  }
  const scout = await client.consumers.get(stream, {
    filter_subjects: filter,
    deliver_policy: DeliverPolicy.StartTime,
    opt_start_time: new Date(start.at * 1000).toISOString(),
  });
  const { delivered } = await scout.info();
  await scout.delete();
  const readUpTo = delivered.stream_seq;
  return { options: { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: readUpTo + 1 }, readUpTo };
};

const signsOfTrouble: ReadonlySet<string> = new Set([
  "heartbeats_missed",
  "stream_not_found",
  "consumer_not_found",
  "no_responders",
]);

export interface FollowerDeps {
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** Follows one stream with an ordered consumer, which the library re-creates after a gap or a lost server. */
export class StreamFollower implements Follower {
  readonly #deps: FollowerDeps;
  readonly #request: FollowRequest;
  readonly #stream: string;
  readonly #filter: string;
  #messages: ConsumerMessages | null = null;
  #made = "";
  #sequence = 0;
  #caughtUp = false;
  #alive = true;

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
  readonly alive = (): boolean => this.#alive;
  readonly position = (): Position => ({ sequence: this.#sequence, stream: this.#made });

  readonly checkStream = async (): Promise<"same" | "regressed" | "missing"> => {
    // Taken before the question: what arrives while it is on its way is not in the answer.
    const read = this.#sequence;
    const info = await this.#info();
    if (info === null) {
      this.#alive = false;
      return "missing";
    }
    if (info.created === this.#made && info.state.last_seq >= read) return "same";
    await this.#messages?.close();
    await this.#begin({ kind: "since", at: 0 });
    return "regressed";
  };

  async #info(): Promise<StreamInfo | null> {
    try {
      return await this.#deps.manager.streams.info(this.#stream);
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === streamNotFound) return null;
      throw error;
    }
  }

  async #begin(start: Start): Promise<void> {
    const { client, manager } = this.#deps;
    const filter = this.#filter;
    const { created } = await manager.streams.info(this.#stream);
    const { options, readUpTo } = await consumerStart(client, this.#stream, { start, filter });
    const consumer = await client.consumers.get(this.#stream, { filter_subjects: filter, ...options });
    const { num_pending: backlog } = await consumer.info();
    this.#made = created;
    this.#sequence = readUpTo;
    this.#caughtUp = backlog === 0;
    this.#alive = true;
    const messages = await consumer.consume({
      max_messages: messagesPerPull,
      expires: pullMilliseconds,
      callback: this.#received,
    });
    this.#messages = messages;
    void this.#watch(messages);
  }

  readonly #received = (message: JsMsg): void => {
    this.#request.take(message.subject, message.data);
    this.#sequence = message.seq;
    this.#alive = true;
    if (message.info.pending === 0) this.#caughtUp = true;
  };

  async #watch(messages: ConsumerMessages): Promise<void> {
    for await (const { type } of messages.status()) {
      if (messages !== this.#messages) return;
      if (signsOfTrouble.has(type)) this.#alive = false;
      else if (type === "heartbeat" || type === "ordered_consumer_recreated") this.#alive = true;
    }
    if (messages === this.#messages) this.#alive = false;
  }
}
