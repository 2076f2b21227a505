import type { Gap, GapReason } from "@loadline/wire";
import { GapBook } from "./gap-book.ts";
import type { Lost, Outgoing, Pending } from "./outgoing.ts";

export interface RingLimits {
  readonly maxSamples: number;
  readonly maxBytes: number;
}

/** What keeps messages until the broker has acknowledged them. */
export interface Ring {
  readonly size: number;
  readonly bytes: number;
  /** What it holds outlives the process. */
  readonly durable: boolean;
  /** Above the id of every message that it ever held. */
  readonly nextId: number;
  /** Records of an earlier process that could not be read. */
  readonly damaged: number;
  /** What had to go, one record per start of an agent. */
  gaps(): readonly Gap[];
  /** Takes one more; answers those that had to go, oldest first. The new one is among them when it alone is too large. */
  push(message: Outgoing): readonly Lost[];
  /** It is acknowledged. False when it is not there, or no longer. */
  remove(id: number): boolean;
  /** It will never be sent, and is counted in the gap. False when it is not there, or no longer. */
  abandon(id: number, reason: GapReason): boolean;
  get(id: number): Pending | undefined;
  /** The message with its content; null when it is not there or cannot be read. */
  load(id: number): Outgoing | null;
  /** Oldest first. */
  messages(): Iterable<Pending>;
  /** Those that end with the process, oldest first. */
  unsaved(): Iterable<Pending>;
}

/** A ring in memory, bounded in messages and bytes; what it holds is lost with the process. */
export class MemoryRing implements Ring {
  readonly durable = false;
  readonly damaged = 0;
  readonly #limits: RingLimits;
  readonly #now: () => number;
  // A Map iterates in the order of insertion, which makes it a queue with removal by key.
  readonly #messages = new Map<number, Outgoing>();
  readonly #gaps = new GapBook();
  #bytes = 0;
  #nextId = 0;

  /** @param now wall clock, epoch seconds */
  constructor(limits: RingLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    return this.#messages.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get nextId(): number {
    return this.#nextId;
  }

  gaps(): readonly Gap[] {
    return this.#gaps.all();
  }

  push(message: Outgoing): readonly Lost[] {
    this.#nextId = Math.max(this.#nextId, message.id + 1);
    this.#messages.set(message.id, message);
    this.#bytes += message.payload.byteLength;
    const { maxBytes, maxSamples } = this.#limits;
    if (message.payload.byteLength > maxBytes) return this.#lose(message, "too-large");
    const lost: Lost[] = [];
    for (const oldest of this.#messages.values()) {
      if (this.#messages.size <= maxSamples && this.#bytes <= maxBytes) break;
      lost.push(...this.#lose(oldest, "ring-full"));
    }
    return lost;
  }

  abandon(id: number, reason: GapReason): boolean {
    const message = this.#messages.get(id);
    return message !== undefined && this.#lose(message, reason).length > 0;
  }

  remove(id: number): boolean {
    const message = this.#messages.get(id);
    if (message === undefined) return false;
    this.#bytes -= message.payload.byteLength;
    return this.#messages.delete(id);
  }

  get(id: number): Outgoing | undefined {
    return this.#messages.get(id);
  }

  load(id: number): Outgoing | null {
    return this.#messages.get(id) ?? null;
  }

  messages(): Iterable<Outgoing> {
    return this.#messages.values();
  }

  unsaved(): Iterable<Outgoing> {
    return this.#messages.values();
  }

  #lose(message: Outgoing, reason: GapReason): readonly Lost[] {
    this.remove(message.id);
    this.#gaps.note(message, reason, this.#now());
    return [{ message, reason }];
  }
}
