import type { Outgoing } from "./outgoing.ts";

export interface RingLimits {
  readonly maxSamples: number;
  readonly maxBytes: number;
}

/** What keeps messages until the broker has acknowledged them. */
export interface Ring {
  readonly size: number;
  readonly bytes: number;
  /** Takes one more; answers those that had to go, oldest first. The new one is among them when it alone is too large. */
  push(message: Outgoing): readonly Outgoing[];
  /** False when it is not there, or no longer. */
  remove(id: number): boolean;
  /** Oldest first. */
  messages(): Iterable<Outgoing>;
}

/** A ring in memory, bounded in messages and bytes; what it holds is lost with the process. */
export class MemoryRing implements Ring {
  readonly #limits: RingLimits;
  // A Map iterates in the order of insertion, which makes it a queue with removal by key.
  readonly #messages = new Map<number, Outgoing>();
  #bytes = 0;

  constructor(limits: RingLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#messages.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  push(message: Outgoing): readonly Outgoing[] {
    if (message.payload.byteLength > this.#limits.maxBytes) return [message];
    this.#messages.set(message.id, message);
    this.#bytes += message.payload.byteLength;
    const dropped: Outgoing[] = [];
    for (const oldest of this.#messages.values()) {
      if (this.#messages.size <= this.#limits.maxSamples && this.#bytes <= this.#limits.maxBytes) break;
      this.remove(oldest.id);
      dropped.push(oldest);
    }
    return dropped;
  }

  remove(id: number): boolean {
    const message = this.#messages.get(id);
    if (message === undefined) return false;
    this.#bytes -= message.payload.byteLength;
    return this.#messages.delete(id);
  }

  messages(): Iterable<Outgoing> {
    return this.#messages.values();
  }
}
