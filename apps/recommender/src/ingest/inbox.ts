import { reasonOf } from "@loadline/model";
import {
  decode,
  Feedback,
  Health,
  Inventory,
  inflated,
  parseSubject,
  type SubjectKind,
  Telemetry,
} from "@loadline/protocol";
import type { Logger } from "pino";
import type { z } from "zod";
import { type Fleet, mostNodes, toleratedLeadSeconds } from "../fleet/fleet.ts";
import { dropOldest, HealthStore } from "../fleet/health-store.ts";
import type { Clock } from "../settings/clock.ts";
import type { FailpointHook } from "../settings/failpoint.ts";
import { DecodeBudget } from "./decode-budget.ts";

// Deployments; whoever may publish feedback may name any.
const mostFeedback = 1_000;

// 3,000 samples a second of 3 kB, as a large fleet is read, for seven seconds.
const mostWaitingBytes = 64 * 2 ** 20;

/** A counter of the metrics page. */
interface Counter {
  readonly inc: (labels: Readonly<Record<string, string>>, by?: number) => void;
}

interface InboxDeps {
  readonly cluster: string;
  readonly fleet: Fleet;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly failpoint: FailpointHook;
  readonly counters: Readonly<Record<"received" | "skipped" | "rejected" | "gapSamples", Counter>>;
}

interface RawMessage {
  readonly subject: string;
  readonly data: Uint8Array;
}

interface Message extends RawMessage {
  readonly kind: SubjectKind;
  /** Of the node or deployment, from the subject. */
  readonly name: string;
  /** When the broker stored it, epoch seconds. */
  readonly storedAt: number;
}

/**
 * Whose budget a message is charged to: each stream of a node has one, as they are replayed at different times. Actuators share
 * one, as any of them may name any deployment.
 */
const senderOf = ({ kind, name }: Message): string => (kind === "feedback" ? kind : `${kind} ${name}`);

/**
 * Receives the messages of the streams: identity from the subject, content by schema. What is refused is counted by
 * its reason and logged at debug level.
 */
export class Inbox {
  readonly #deps: InboxDeps;
  readonly #inventories = new Map<string, Inventory>();
  readonly #feedback = new Map<string, Feedback>();
  readonly #budget = new DecodeBudget();
  readonly health: HealthStore;
  /** What came while a tick reads, in order; null: each message is taken as it comes. */
  #waiting: (() => void)[] | null = null;
  #waitingBytes = 0;
  #taken = 0;
  #accepted = 0;
  #rejected = 0;

  constructor(deps: InboxDeps) {
    this.#deps = deps;
    this.health = new HealthStore(deps.fleet.has);
  }

  get inventories(): ReadonlyMap<string, Inventory> {
    return this.#inventories;
  }

  /** Every message taken is either accepted, the skipped ones too, or rejected for one reason. */
  get counts(): { readonly taken: number; readonly accepted: number; readonly rejected: number } {
    return { taken: this.#taken, accepted: this.#accepted, rejected: this.#rejected };
  }

  /** What a consumer reported last of its deployment; null: nothing. */
  feedbackOf(deployment: string): Feedback | null {
    return this.#feedback.get(deployment) ?? null;
  }

  /** From here on what comes waits for `release`: nothing changes that a tick reads. */
  hold(): void {
    this.#waiting ??= [];
  }

  /** Takes what has waited, in the order in which it came. */
  release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#waitingBytes = 0;
    for (const take of waiting) take();
  }

  /** A message that waits, or is taken now. One that cannot be taken is counted and keeps no other one back. */
  #inTurn({ kind, subject }: Message, take: () => void): void {
    if (this.#waiting === null) take();
    else
      this.#waiting.push(() => {
        try {
          take();
        } catch (error) {
          this.#reject(kind, "failed", subject);
          this.#deps.logger.error(
            { kind, subject, detail: reasonOf(error) },
            "message skipped: it cannot be processed",
          );
        }
      });
  }

  readonly takeTelemetry = (subject: string, data: Uint8Array, storedAt?: number): void => {
    const { fleet, clock, counters } = this.#deps;
    const message = this.#messageIn("telemetry", { subject, data }, storedAt);
    if (message === null || !this.#isWithinBudget(message)) return;
    const now = clock();
    const isTooMuch = this.#waitingBytes + data.length > mostWaitingBytes;
    if (isTooMuch) fleet.skipped();
    if (isTooMuch || fleet.skips(message.name, now)) {
      counters.skipped.inc({ kind: "telemetry" });
      this.#accepted += 1;
      return;
    }
    if (this.#waiting !== null) this.#waitingBytes += data.length;
    const receivedAt = fleet.monotonic();
    this.#inTurn(message, () => this.#acceptSample(message, { now, receivedAt }));
  };

  #acceptSample(message: Message, at: { readonly now: number; readonly receivedAt: number }): void {
    const { fleet, counters, cluster, failpoint } = this.#deps;
    const { name, subject } = message;
    const sample = this.#decoded(Telemetry, message);
    if (sample === null) return;
    const verdict = fleet.accept(name, sample, at.now, at.receivedAt);
    if (verdict.kind === "rejected") {
      this.#reject("telemetry", verdict.reason, subject);
      return;
    }
    this.#accepted += 1;
    if (verdict.gap > 0) counters.gapSamples.inc({ cluster }, verdict.gap);
    failpoint("after-receive");
  }

  readonly takeInventory = (subject: string, data: Uint8Array, storedAt?: number): void => {
    this.#take(Inventory, this.#messageIn("inventory", { subject, data }, storedAt), (name, inventory) => {
      // Nodes of a cluster that renames them at every start must not pile up. Of nodes that send telemetry all stay.
      this.#inventories.delete(name);
      this.#inventories.set(name, inventory);
      dropOldest(this.#inventories, mostNodes, this.#deps.fleet.has);
      return null;
    });
  };

  readonly takeHealth = (subject: string, data: Uint8Array, storedAt?: number): void => {
    const latest = this.#deps.clock() + toleratedLeadSeconds;
    this.#take(Health, this.#messageIn("health", { subject, data }, storedAt), (name, health) => {
      if (health.observedAt > latest) return "future-dated";
      this.health.take(name, health);
      return null;
    });
  };

  readonly takeFeedback = (subject: string, data: Uint8Array, storedAt?: number): void => {
    this.#take(Feedback, this.#messageIn("feedback", { subject, data }, storedAt), (name, feedback) => {
      this.#feedback.delete(name);
      this.#feedback.set(name, feedback);
      dropOldest(this.#feedback, mostFeedback, () => false);
      return null;
    });
  };

  /** @param store keeps the value and answers null, or why it does not */
  #take<S extends z.ZodType>(
    schema: S,
    message: Message | null,
    store: (name: string, value: z.output<S>) => string | null,
  ): void {
    if (message === null || !this.#isWithinBudget(message)) return;
    this.#inTurn(message, () => {
      const value = this.#decoded(schema, message);
      if (value === null) return;
      const reason = store(message.name, value);
      if (reason === null) this.#accepted += 1;
      else this.#reject(message.kind, reason, message.subject);
    });
  }

  #messageIn(kind: SubjectKind, { subject, data }: RawMessage, storedAt = this.#deps.clock()): Message | null {
    this.#deps.counters.received.inc({ kind });
    this.#taken += 1;
    const address = parseSubject(subject);
    if (address === null || address.kind !== kind) return this.#reject(kind, "identity", subject);
    if (address.cluster !== this.#deps.cluster) return this.#reject(kind, "other-cluster", subject);
    return { kind, subject, data, name: address.name, storedAt };
  }

  /** Of a sender that has exceeded its budget nothing is decoded until time has made it good. */
  #isWithinBudget(message: Message): boolean {
    const admission = this.#budget.admits(senderOf(message), message.storedAt);
    if (admission === "admitted") return true;
    const { kind, name, subject } = message;
    if (admission === "exceeded")
      this.#deps.logger.warn(
        { kind, name },
        "messages are not read: their sender exceeds its budget, or keeps sending what is refused",
      );
    if (kind === "telemetry") this.#deps.fleet.exceed(name);
    this.#reject(kind, "over-budget", subject);
    return false;
  }

  #decoded<S extends z.ZodType>(schema: S, message: Message): z.output<S> | null {
    // While it waited the ones before it may have spent the budget.
    if (!this.#isWithinBudget(message)) return null;
    const json = inflated(message.data);
    const decoded = json.kind === "ok" ? decode(schema, json.value) : json;
    const bytes = json.kind === "ok" ? json.value.byteLength : message.data.byteLength;
    this.#budget.spend(senderOf(message), message.storedAt, { bytes, isRefused: decoded.kind === "rejected" });
    if (decoded.kind === "ok") return decoded.value;
    return this.#reject(message.kind, decoded.reason, message.subject, decoded.detail);
  }

  #reject(kind: SubjectKind, reason: string, subject: string, detail = ""): null {
    this.#deps.counters.rejected.inc({ kind, reason });
    this.#rejected += 1;
    this.#deps.logger.debug({ kind, reason, subject, detail }, "dead letter");
    return null;
  }
}
