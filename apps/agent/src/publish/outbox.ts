import type { GapReason } from "@loadline/protocol";
import type { Clock } from "../system/clock.ts";
import type { Logger } from "../system/logger.ts";
import type { Dropped, Outgoing, SendBuffer } from "./send-buffer.ts";

/** Puts one message on the wire. `too-large` is the broker's limit, `closed` a connection that is gone. */
export type Send = (message: Outgoing) => "sent" | "too-large" | "closed";

/** The broker's answer to one publish. */
export type PubAck =
  | { readonly kind: "stored" }
  | { readonly kind: "no-stream" }
  | { readonly kind: "refused"; readonly detail: string };

interface OutboxDeps {
  readonly buffer: SendBuffer;
  readonly clock: Clock;
  readonly logger: Logger;
  /** 0…1; spreads the resending of agents that all lost the same broker. */
  readonly random: () => number;
  readonly onStored: (message: Outgoing) => void;
  readonly onDropped: (dropped: Dropped) => void;
}

/** Most messages that are sent and not acknowledged. */
const windowSize = 32;
const ackTimeoutSeconds = 5;
const resendEverySeconds = 0.05;
const probeEverySeconds = 2;
const jitterSeconds = 1;
/** Share by which each wait is longer or shorter, so that agents do not stay in step. */
const spread = 0.25;

const unanswered = "no broker has answered yet";

/**
 * Sends messages and keeps each in the buffer until it is acknowledged. A new one is sent at once; the backlog follows
 * one by one, oldest first, while the broker acknowledges. While it does not, only the newest message is sent, as a probe.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  /** Ids that were sent and not acknowledged, with the time of sending. */
  readonly #inFlight = new Map<number, number>();
  readonly #dropped = new Map<GapReason, number>();
  #send: Send | null = null;
  #acknowledging = false;
  /** Cancels the next resend; null while none is planned. */
  #cancel: (() => void) | null = null;
  #flushing = false;
  #stored = 0;
  #lastStoredAt: number | null = null;
  #problem: string | null = unanswered;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /** Totals since the start, for metrics and readiness. */
  stats() {
    return {
      stored: this.#stored,
      dropped: this.#dropped,
      waiting: this.#deps.buffer.size,
      connected: this.#send !== null,
      lastStoredAt: this.#lastStoredAt,
      problem: this.#problem,
    };
  }

  enqueue(message: Outgoing): void {
    for (const dropped of this.#deps.buffer.push(message)) this.#drop(dropped);
    if (this.#inFlight.size < windowSize && this.#deps.buffer.get(message.id) !== undefined) this.#transmit(message);
    this.#resendAfter(resendEverySeconds);
  }

  /** A connection is open; what was sent over an earlier one and not acknowledged is sent again. */
  connected(send: Send): void {
    this.#send = send;
    this.#acknowledging = false;
    this.#inFlight.clear();
    // What was wrong with the address is over; what the broker makes of samples is not known yet.
    if (this.#problem !== null) this.#problem = unanswered;
    this.#resendAfter(this.#deps.random() * jitterSeconds);
  }

  disconnected(): void {
    this.#send = null;
    this.#setProblem("not connected to a broker");
  }

  /** The broker's answer to one message. */
  answered(id: number, ack: PubAck): void {
    this.#inFlight.delete(id);
    if (ack.kind === "stored") this.#store(id);
    else this.blocked(ack.kind === "no-stream" ? "no stream takes the subject; create the streams" : ack.detail);
  }

  /** The broker does not store messages, for example because a permission is missing. */
  blocked(problem: string): void {
    this.#acknowledging = false;
    this.#setProblem(problem);
  }

  /** Sends the backlog without pacing for at most `seconds`; what is left then is dropped. */
  async flush(seconds: number): Promise<void> {
    const { clock, buffer, logger } = this.#deps;
    const until = clock.elapsed() + seconds;
    this.#flushing = true;
    while (buffer.size > 0 && this.#send !== null && clock.elapsed() < until) {
      this.#expire();
      this.#fill();
      await clock.sleep(Math.min(resendEverySeconds, seconds));
    }
    const left = [...buffer.messages()];
    for (const message of left) this.#giveUp({ message, reason: "shutdown" });
    if (left.length > 0)
      logger.warn({ dropped: left.length }, "messages without acknowledgement are dropped at the end");
  }

  #store(id: number): void {
    const { buffer, clock, onStored } = this.#deps;
    const isProbe = !this.#acknowledging;
    this.#acknowledging = true;
    this.#lastStoredAt = clock.elapsed();
    this.#setProblem(null);
    const message = buffer.get(id);
    if (message !== undefined) {
      buffer.remove(id);
      if (message.kind === "telemetry") this.#stored += 1;
      onStored(message);
      if (this.#flushing) this.#fill();
    }
    if (this.#cancel === null || (!isProbe && buffer.size > 0)) return;
    this.#cancel();
    this.#cancel = null;
    // After a successful probe the backlog follows at once.
    this.#resend();
  }

  #transmit(message: Outgoing): void {
    if (this.#send === null) return;
    this.#inFlight.set(message.id, this.#deps.clock.elapsed());
    const result = this.#send(message);
    if (result === "sent") return;
    this.#inFlight.delete(message.id);
    if (result === "too-large") this.#giveUp({ message, reason: "too-large" });
    else this.disconnected();
  }

  #giveUp(dropped: Dropped): void {
    this.#deps.buffer.remove(dropped.message.id);
    this.#drop(dropped);
  }

  #drop(dropped: Dropped): void {
    const { message, reason } = dropped;
    this.#inFlight.delete(message.id);
    if (message.kind === "telemetry") this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
    this.#deps.onDropped(dropped);
  }

  /** One timer at a time, and none while the buffer is empty or nothing is connected. */
  #resendAfter(seconds: number): void {
    if (this.#cancel !== null || this.#send === null || this.#deps.buffer.size === 0) return;
    this.#cancel = this.#deps.clock.after(seconds, () => {
      this.#cancel = null;
      this.#resend();
    });
  }

  #resend(): void {
    this.#expire();
    if (this.#acknowledging) this.#sendNext("oldest");
    else if (this.#inFlight.size === 0) this.#sendNext("newest");
    const seconds = this.#acknowledging ? resendEverySeconds : probeEverySeconds;
    this.#resendAfter(seconds * (1 - spread + 2 * spread * this.#deps.random()));
  }

  #fill(): void {
    while (this.#sendNext("oldest")) {
      // Each turn sends one more, until the window is full.
    }
  }

  #sendNext(which: "oldest" | "newest"): boolean {
    if (this.#send === null || this.#inFlight.size >= windowSize) return false;
    let chosen: Outgoing | null = null;
    for (const message of this.#deps.buffer.messages()) {
      if (this.#inFlight.has(message.id)) continue;
      chosen = message;
      if (which === "oldest") break;
    }
    if (chosen !== null) this.#transmit(chosen);
    return chosen !== null;
  }

  /** A message that is not acknowledged in time is sent again. */
  #expire(): void {
    const before = this.#deps.clock.elapsed() - ackTimeoutSeconds;
    for (const [id, at] of this.#inFlight) {
      if (at > before) continue;
      this.#inFlight.delete(id);
      this.#acknowledging = false;
      if (this.#problem === null) this.#setProblem(`no acknowledgement within ${ackTimeoutSeconds} s`);
    }
  }

  #setProblem(problem: string | null): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    if (this.#flushing) return;
    const { logger, buffer } = this.#deps;
    if (problem === null) logger.info({ waiting: buffer.size }, "the broker acknowledges samples");
    else logger.warn({ problem, waiting: buffer.size }, "the broker does not acknowledge samples");
  }
}
