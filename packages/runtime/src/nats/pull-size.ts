import type { JsMsg } from "@nats-io/jetstream";

// The library's 100 leaves a consumer waiting at thousands of messages per second.
const most = 1_000;
// Messages without an empty one among them until the full size is asked for again.
const quiet = 100;

/**
 * How many messages one pull asks for. Between accounts nats-server takes an empty message without headers for the end of
 * the answers to a pull: the rest of it is lost, and the library waits for its heartbeats. Pulled alone it ends nothing
 * else, so after one the next messages are pulled one by one.
 */
export class PullSize {
  #sinceEmpty = quiet;

  get messages(): number {
    return this.#sinceEmpty < quiet ? 1 : most;
  }

  /** @returns whether the consumer has to be made anew behind this message, with another size */
  changesAfter({ data, headers }: Pick<JsMsg, "data" | "headers">): boolean {
    const before = this.messages;
    this.#sinceEmpty = data.length === 0 && headers === undefined ? 0 : this.#sinceEmpty + 1;
    return this.messages !== before;
  }
}
