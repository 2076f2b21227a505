import type { Follower, Position } from "../../src/broker/broker.ts";

export interface StreamMessage {
  readonly sequence: number;
  readonly at: number;
  readonly subject: string;
  readonly data: Uint8Array;
}

/** A stream of the broker: appended to, cut at its age, deleted, or restored from an older copy. */
export class TelemetryStream {
  readonly #maxAgeSeconds: number;
  messages: readonly StreamMessage[] = [];
  made = 1;
  last = 0;
  /** When something that was stored was last lost. */
  lostAt: number | null = null;

  constructor(maxAgeSeconds: number) {
    this.#maxAgeSeconds = maxAgeSeconds;
  }

  append(at: number, sent: readonly { readonly subject: string; readonly data: Uint8Array }[]): void {
    const added = sent.map(({ subject, data }, index) => ({ sequence: this.last + index + 1, at, subject, data }));
    this.last += sent.length;
    this.messages = [...this.messages.filter((message) => message.at >= at - this.#maxAgeSeconds), ...added];
  }

  deleteAt(at: number): void {
    this.made += 1;
    this.messages = [];
    this.last = 0;
    this.lostAt = at;
  }

  /** The newest `count` messages were never there. */
  restoreAt(at: number, count: number): void {
    const retained = this.messages.slice(0, Math.max(0, this.messages.length - count));
    this.last -= this.messages.length - retained.length;
    this.messages = retained;
    this.lostAt = at;
  }
}

/** Follows the stream as the real follower does: from a sequence on, anew from the start once the stream lost its past. */
export class StreamReader implements Follower {
  readonly #stream: TelemetryStream;
  readonly #take: (message: StreamMessage) => void;
  #made: number;
  #sequence: number;
  taken = 0;

  constructor(stream: TelemetryStream, since: number, take: (message: StreamMessage) => void) {
    this.#stream = stream;
    this.#take = take;
    this.#made = stream.made;
    this.#sequence = (stream.messages.find(({ at }) => at >= since)?.sequence ?? stream.last + 1) - 1;
  }

  readonly caughtUp = (): boolean => true;
  readonly alive = (): boolean => true;
  readonly position = (): Position => ({ sequence: this.#sequence, stream: `stream-${this.#made}` });

  readonly checkStream: Follower["checkStream"] = () => {
    if (this.#stream.made === this.#made && this.#stream.last >= this.#sequence) return Promise.resolve("same");
    this.#made = this.#stream.made;
    this.#sequence = 0;
    this.pull();
    return Promise.resolve("regressed");
  };

  /** Takes what is new; nothing while the stream is not the one it follows. */
  pull(): void {
    if (this.#stream.made !== this.#made || this.#stream.last < this.#sequence) return;
    for (const message of this.#stream.messages) {
      if (message.sequence <= this.#sequence) continue;
      this.#sequence = message.sequence;
      this.taken += 1;
      this.#take(message);
    }
  }
}
