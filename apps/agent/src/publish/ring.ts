import type { Outgoing, Pending } from "./outgoing.ts";

export interface RingLimits {
  readonly maxSamples: number;
  readonly maxBytes: number;
}

/** Samples of one start of an agent that a ring had to let go: `count` of those from `from` to `to`. */
export interface Gap {
  readonly bootId: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
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
  push(message: Outgoing): readonly Pending[];
  /** False when it is not there, or no longer. */
  remove(id: number): boolean;
  get(id: number): Pending | undefined;
  /** The message with its content; null when it is not there or cannot be read. */
  load(id: number): Outgoing | null;
  /** Oldest first. */
  messages(): Iterable<Pending>;
}

/** The gaps with one more sample in them; a message that is no sample leaves none. */
export const withDropped = (gaps: Map<string, Gap>, { sample }: Pending): Gap | null => {
  if (sample === undefined) return null;
  const { bootId, seq } = sample;
  const before = gaps.get(bootId) ?? { from: seq, to: seq, count: 0 };
  const gap: Gap = {
    bootId,
    from: Math.min(before.from, seq),
    to: Math.max(before.to, seq),
    count: before.count + 1,
  };
  gaps.set(bootId, gap);
  return gap;
};

/** A ring in memory, bounded in messages and bytes; what it holds is lost with the process. */
export class MemoryRing implements Ring {
  readonly durable = false;
  readonly damaged = 0;
  readonly #limits: RingLimits;
  // A Map iterates in the order of insertion, which makes it a queue with removal by key.
  readonly #messages = new Map<number, Outgoing>();
  readonly #gaps = new Map<string, Gap>();
  #bytes = 0;
  #nextId = 0;

  constructor(limits: RingLimits) {
    this.#limits = limits;
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
    return [...this.#gaps.values()];
  }

  push(message: Outgoing): readonly Outgoing[] {
    this.#nextId = Math.max(this.#nextId, message.id + 1);
    if (message.payload.byteLength > this.#limits.maxBytes) return this.#drop([message]);
    this.#messages.set(message.id, message);
    this.#bytes += message.payload.byteLength;
    const dropped: Outgoing[] = [];
    for (const oldest of this.#messages.values()) {
      if (this.#messages.size <= this.#limits.maxSamples && this.#bytes <= this.#limits.maxBytes) break;
      this.remove(oldest.id);
      dropped.push(oldest);
    }
    return this.#drop(dropped);
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

  #drop(dropped: readonly Outgoing[]): readonly Outgoing[] {
    for (const message of dropped) withDropped(this.#gaps, message);
    return dropped;
  }
}
