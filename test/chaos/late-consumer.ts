import { streamOf, subjectFilter } from "@loadline/protocol";
import { jetstreamManager } from "@nats-io/jetstream";
import { cluster } from "./broker.ts";
import type { Admin } from "./stage.ts";

export interface StoredEvent {
  readonly sequence: number;
  readonly subject: string;
  readonly data: Uint8Array;
  /** When the broker stored it, epoch milliseconds. */
  readonly storedAt: number;
  /** Rises when the stream is read anew from its beginning, as one that was made or restored again is. */
  readonly reading: number;
  /** False: messages before it were gone from the stream before they were read. */
  readonly follows: boolean;
}

const messagesPerLook = 200;

/** Reads what is stored of the recommendations, message by message, whatever becomes of consumers. */
export class LateConsumer {
  readonly #admin: Admin;
  #next = 1;
  #made = "";
  #reading = 0;
  #follows = true;

  constructor(admin: Admin) {
    this.#admin = admin;
  }

  /** @throws while the broker or the stream is away */
  async look(take: (event: StoredEvent) => void): Promise<void> {
    const { name } = streamOf("recommendation");
    const manager = await jetstreamManager(this.#admin, { checkAPI: false });
    const { created, state } = await manager.streams.info(name);
    if (created !== this.#made || state.last_seq + 1 < this.#next) {
      this.#made = created;
      this.#next = state.first_seq;
      this.#reading += 1;
      this.#follows = false;
    }
    const last = Math.min(state.last_seq, this.#next + messagesPerLook);
    for (; this.#next <= last; this.#next += 1) {
      const stored = await manager.streams.getMessage(name, { seq: this.#next }).catch(() => null);
      if (stored === null) {
        this.#follows = false;
        continue;
      }
      take({
        sequence: stored.seq,
        subject: stored.subject,
        data: stored.data,
        storedAt: stored.time.getTime(),
        reading: this.#reading,
        follows: this.#follows,
      });
      this.#follows = true;
    }
  }
}

export const everyRecommendation = subjectFilter("recommendation", cluster);
