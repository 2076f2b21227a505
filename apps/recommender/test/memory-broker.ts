import { encode, type Recommendation } from "@loadline/protocol";
import type { Broker, PublishOutcome, StoredMessage } from "../src/broker/broker.ts";

interface Stored extends StoredMessage {
  readonly subject: string;
  readonly event: Recommendation;
}

/** Recommendations in memory under the broker's rule of expected last sequences. */
export class MemoryBroker implements Broker {
  stored: readonly Stored[] = [];
  /** Every event that was ever stored, as a consumer receives them: restoring an older copy removes nothing from it. */
  readonly received: Recommendation[] = [];
  /** Every event whose writer got no answer, stored or not. */
  readonly unacknowledged: Recommendation[] = [];
  /** What happens to the next publish: kept and answered, kept with a lost answer, or lost. */
  fate: "answered" | "answer-lost" | "lost" = "answered";

  readonly follow: Broker["follow"] = () => Promise.reject(new Error("the memory broker has no followers"));

  readonly lastRecommendation = (subject: string): Promise<StoredMessage | null> =>
    this.fate === "lost"
      ? Promise.reject(new Error("timeout"))
      : Promise.resolve(this.stored.findLast((message) => message.subject === subject) ?? null);

  readonly publish = (event: Recommendation, expectedLastSequence: number): Promise<PublishOutcome> => {
    const last = this.stored.findLast((message) => message.subject === event.subject)?.sequence ?? 0;
    if (this.fate === "lost") {
      this.unacknowledged.push(event);
      return Promise.resolve({ kind: "failed", detail: "timeout" });
    }
    if (last !== expectedLastSequence) return Promise.resolve({ kind: "conflict" });
    const sequence = (this.stored.at(-1)?.sequence ?? 0) + 1;
    this.stored = [...this.stored, { subject: event.subject, sequence, data: encode(event), event }];
    this.received.push(event);
    if (this.fate === "answered") return Promise.resolve({ kind: "stored", sequence });
    this.unacknowledged.push(event);
    return Promise.resolve({ kind: "failed", detail: "timeout" });
  };

  /** The store comes back from a copy that lacks the newest events. */
  restore(lost: number): void {
    this.stored = this.stored.slice(0, Math.max(0, this.stored.length - lost));
  }

  get events(): readonly Recommendation[] {
    return this.stored.map(({ event }) => event);
  }
}
