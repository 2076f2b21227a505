import type { Gap, GapReason } from "@loadline/wire";
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import type { Lost, Outgoing, Pending } from "./outgoing.ts";
import type { PubAck } from "./pub-ack.ts";
import type { Ring } from "./ring.ts";

/** How one message is put on the wire. `too-large` is the broker's limit, `closed` a link that is gone. */
export type Send = (message: Outgoing) => "sent" | "too-large" | "closed";

export interface OutboxDeps {
  readonly ring: Ring;
  readonly clock: Clock;
  readonly logger: Logger;
  /** 0…1; spreads the start of replay over agents that all lost the same broker. */
  readonly random: () => number;
  readonly onStored: (message: Pending) => void;
  readonly onDropped: (lost: Lost) => void;
}

/** What the outbox has done so far, for metrics and readiness. */
export interface OutboxStats {
  readonly stored: number;
  readonly dropped: ReadonlyMap<GapReason, number>;
  readonly waiting: number;
  readonly connected: boolean;
  /** Reading of the elapsed clock at the last acknowledgement. */
  readonly lastStoredAt: number | null;
  /** Why the broker does not take messages; null when it does. */
  readonly problem: string | null;
}

const windowSize = 32;
const ackTimeoutSeconds = 5;
const replayDistanceSeconds = 0.05;
const probeDistanceSeconds = 2;
const jitterSeconds = 1;
/** Share by which each distance is longer or shorter, so that agents do not stay in step. */
const spread = 0.25;

/**
 * Sends messages and keeps each until it is acknowledged. New ones go at once; what had to wait follows one by one,
 * oldest first, and only while the broker acknowledges. While it does not, the newest message probes.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  /** Ids on the wire, with the time of sending. */
  readonly #inFlight = new Map<number, number>();
  readonly #dropped = new Map<GapReason, number>();
  #send: Send | null = null;
  #acknowledging = false;
  /** Ends the wait for the next turn of the pump; null while none is due. */
  #wake: AbortController | null = null;
  #flushing = false;
  #stored = 0;
  #lastStoredAt: number | null = null;
  #problem: string | null = "no broker has answered yet";

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    if (deps.ring.damaged > 0) this.#dropped.set("damaged", deps.ring.damaged);
  }

  /** The id that the next message may take. */
  get nextId(): number {
    return this.#deps.ring.nextId;
  }

  /** What had to go, of this start of the agent and of earlier ones that the ring remembers. */
  gaps(): readonly Gap[] {
    return this.#deps.ring.gaps();
  }

  stats(): OutboxStats {
    return {
      stored: this.#stored,
      dropped: this.#dropped,
      waiting: this.#deps.ring.size,
      connected: this.#send !== null,
      lastStoredAt: this.#lastStoredAt,
      problem: this.#problem,
    };
  }

  /** Takes a message; sends it at once when there is a link and room. */
  enqueue(message: Outgoing): void {
    for (const lost of this.#deps.ring.push(message)) this.#drop(lost);
    if (this.#inFlight.size < windowSize) this.#transmit(message);
    this.#pumpSoon(replayDistanceSeconds);
  }

  /** A link is up: what was on the wire of an earlier one is sent again. */
  connected(send: Send): void {
    this.#send = send;
    this.#acknowledging = false;
    this.#inFlight.clear();
    this.#pumpSoon(this.#deps.random() * jitterSeconds);
  }

  disconnected(): void {
    this.#send = null;
    this.#say("not connected to a broker");
  }

  /** The broker's answer to one message. */
  answered(id: number, ack: PubAck): void {
    this.#inFlight.delete(id);
    if (ack.kind === "stored") this.#store(id);
    else this.blocked(ack.kind === "no-stream" ? "no stream takes the subject; create the streams" : ack.detail);
  }

  /** Something else that keeps messages from being stored, such as a missing permission. */
  blocked(problem: string): void {
    this.#acknowledging = false;
    this.#say(problem);
  }

  /** Sends all that waits without pacing, for at most `seconds`; what is left then stays in a ring that outlives the process, as far as its disk took it; the rest is counted as dropped. */
  async flush(seconds: number): Promise<void> {
    const { clock, ring } = this.#deps;
    const until = clock.elapsed() + seconds;
    this.#flushing = true;
    while (ring.size > 0 && this.#send !== null && clock.elapsed() < until) {
      this.#expire();
      this.#fill();
      await clock.sleep(Math.min(replayDistanceSeconds, seconds));
    }
    const lost = [...ring.unsaved()];
    for (const message of lost) this.#giveUp(message, "shutdown");
    if (lost.length > 0) this.#deps.logger.warn({ lost: lost.length }, "these messages end with the process");
  }

  #store(id: number): void {
    const { ring, clock, onStored } = this.#deps;
    // A probe that succeeds starts the replay at once.
    if (!this.#acknowledging) this.#wake?.abort("stored");
    this.#acknowledging = true;
    this.#lastStoredAt = clock.elapsed();
    this.#say(null);
    const message = ring.get(id);
    if (message === undefined || !ring.remove(id)) return;
    if (message.kind === "telemetry") this.#stored += 1;
    onStored(message);
    if (this.#flushing) this.#fill();
  }

  #transmit(message: Outgoing): void {
    if (this.#send === null) return;
    this.#inFlight.set(message.id, this.#deps.clock.elapsed());
    const result = this.#send(message);
    if (result === "sent") return;
    this.#inFlight.delete(message.id);
    if (result === "too-large") this.#giveUp(message, "too-large");
    else this.disconnected();
  }

  #giveUp(message: Pending, reason: GapReason): void {
    if (this.#deps.ring.abandon(message.id, reason)) this.#drop({ message, reason });
  }

  #drop(lost: Lost): void {
    const { message, reason } = lost;
    this.#inFlight.delete(message.id);
    if (message.kind === "telemetry") this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
    this.#deps.onDropped(lost);
  }

  /** One timer at a time, and none while nothing waits or nobody listens. */
  #pumpSoon(seconds: number): void {
    if (this.#wake !== null || this.#send === null || this.#deps.ring.size === 0) return;
    const wake = new AbortController();
    this.#wake = wake;
    void this.#deps.clock.sleep(seconds, wake.signal).then(() => {
      this.#wake = null;
      this.#pump();
    });
  }

  #pump(): void {
    this.#expire();
    if (this.#acknowledging) this.#sendWaiting("oldest");
    else if (this.#inFlight.size === 0) this.#sendWaiting("newest");
    const distance = this.#acknowledging ? replayDistanceSeconds : probeDistanceSeconds;
    this.#pumpSoon(distance * (1 - spread + 2 * spread * this.#deps.random()));
  }

  #fill(): void {
    while (this.#inFlight.size < windowSize && this.#sendWaiting("oldest")) {
      // Each turn puts one more on the wire.
    }
  }

  #sendWaiting(which: "oldest" | "newest"): boolean {
    if (this.#send === null || this.#inFlight.size >= windowSize) return false;
    let chosen: Pending | null = null;
    for (const message of this.#deps.ring.messages()) {
      if (this.#inFlight.has(message.id)) continue;
      chosen = message;
      if (which === "oldest") break;
    }
    if (chosen === null) return false;
    const message = this.#deps.ring.load(chosen.id);
    if (message === null) this.#giveUp(chosen, "damaged");
    else this.#transmit(message);
    return true;
  }

  /** What is not acknowledged in time waits again. */
  #expire(): void {
    const before = this.#deps.clock.elapsed() - ackTimeoutSeconds;
    for (const [id, sentAt] of this.#inFlight) {
      if (sentAt > before) continue;
      this.#inFlight.delete(id);
      this.#acknowledging = false;
      if (this.#problem === null) this.#say(`no acknowledgement within ${ackTimeoutSeconds} s`);
    }
  }

  #say(problem: string | null): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    if (this.#flushing) return;
    const { logger, ring } = this.#deps;
    if (problem === null) logger.info({ waiting: ring.size, gaps: ring.gaps() }, "the broker acknowledges samples");
    else logger.warn({ problem, waiting: ring.size }, "the broker does not take samples");
  }
}
