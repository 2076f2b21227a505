import type { GapReason } from "@loadline/protocol";

/** One message to the broker. Ids grow in the order in which messages are made. */
export interface Outgoing {
  readonly id: number;
  readonly kind: "telemetry" | "inventory" | "health";
  readonly subject: string;
  readonly payload: Uint8Array;
  /** `seq` of the sample, where it is one. */
  readonly seq?: number;
}

/** A message that will never be sent. The reason is a label of `loadline_samples_dropped_total`. */
export interface Dropped {
  readonly message: Outgoing;
  readonly reason: GapReason;
}

interface BufferLimits {
  readonly maxMessages: number;
  readonly maxBytes: number;
}

/** Messages that the broker has not acknowledged, bounded in number and bytes. */
export class SendBuffer {
  readonly #limits: BufferLimits;
  // A Map iterates in the order of insertion, which makes it a queue with removal by key.
  readonly #messages = new Map<number, Outgoing>();
  #bytes = 0;

  constructor(limits: BufferLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#messages.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a message; returns those that were dropped to stay within the limits, which may be the new one. */
  push(message: Outgoing): readonly Dropped[] {
    if (message.payload.byteLength > this.#limits.maxBytes) return [{ message, reason: "too-large" }];
    this.#messages.set(message.id, message);
    this.#bytes += message.payload.byteLength;
    const dropped: Dropped[] = [];
    while (this.#messages.size > this.#limits.maxMessages || this.#bytes > this.#limits.maxBytes) {
      const oldest = this.#leastNeeded();
      this.remove(oldest.id);
      dropped.push({ message: oldest, reason: "ring-full" });
    }
    return dropped;
  }

  /** False when the message is not, or no longer, in the buffer. */
  remove(id: number): boolean {
    this.#bytes -= this.#messages.get(id)?.payload.byteLength ?? 0;
    return this.#messages.delete(id);
  }

  get(id: number): Outgoing | undefined {
    return this.#messages.get(id);
  }

  /** Oldest first. */
  messages(): Iterable<Outgoing> {
    return this.#messages.values();
  }

  /** The oldest sample or inventory: the next one replaces it. A health event is published once, so it is dropped last. */
  #leastNeeded(): Outgoing {
    for (const message of this.#messages.values()) if (message.kind !== "health") return message;
    const [oldest] = this.#messages.values();
    if (oldest === undefined) throw new RangeError("the buffer is empty");
    return oldest;
  }
}
