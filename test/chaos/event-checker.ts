import { decode, Recommendation } from "@loadline/protocol";
import { type AcceptedEvents, type VerifyingKey, verifyRecommendation } from "@loadline/protocol/signature";
import type { Findings } from "./healed.ts";
import type { StoredEvent } from "./late-consumer.ts";
import { leaseSeconds } from "./parts-of-stage.ts";

export interface Truth {
  /** Nodes with replicas of a deployment of which no sample was stored for longer than telemetry stays fresh. */
  readonly staleNodes: (deployment: string) => readonly string[];
  /** Bounds that may be in force. */
  readonly bounds: (deployment: string) => { readonly min: number; readonly max: number };
}

/** Holds every stored event against what the contract promises. */
export class EventChecker {
  readonly #findings: Findings;
  readonly #keys: readonly VerifyingKey[];
  readonly #truth: Truth;
  #accepted: AcceptedEvents = new Map();
  readonly #known = new Set<string>();
  readonly #first = new Map<string, string>();
  readonly #lastAccepted = new Map<string, number>();
  readonly #lastDesired = new Map<string, number>();
  accepted = 0;
  refused = 0;
  scaleDowns = 0;
  scaleUps = 0;
  /** Every new event in short, for the logs. */
  readonly events: string[] = [];

  constructor(findings: Findings, keys: readonly VerifyingKey[], truth: Truth) {
    this.#findings = findings;
    this.#keys = keys;
    this.#truth = truth;
  }

  /** When an event of the deployment was last accepted, epoch milliseconds. */
  lastAccepted(deployment: string): number {
    return this.#lastAccepted.get(deployment) ?? 0;
  }

  readonly take = (stored: StoredEvent): void => {
    const decoded = decode(Recommendation, stored.data);
    if (decoded.kind !== "ok") {
      this.#findings.add(`stored event not readable: ${decoded.reason}`, decoded.detail);
      return;
    }
    const event = decoded.value;
    // A scale-down that was purged before it was read is none that was left out.
    if (!stored.follows) this.#lastDesired.clear();
    this.#once(stored, event);
    if (this.#known.has(event.id)) return;
    this.#known.add(event.id);
    const { verdict, reason, replicas, missing, decision } = event.data;
    this.events.push(
      JSON.stringify({
        time: event.time,
        stored: new Date(stored.storedAt).toISOString(),
        target: event.data.target.deployment,
        verdict,
        reason: reason.code,
        message: reason.message,
        replicas,
        missing,
        decision,
      }),
    );
    this.#verify(stored, event);
    this.#count(event);
  };

  /** A decision is stored as new once, and an epoch and revision belong to one decision. */
  #once({ subject, reading, sequence }: StoredEvent, { id, data: { decision } }: Recommendation): void {
    const keys = [...(decision.heartbeat ? [] : [`decision ${decision.id}`]), `event ${id}`];
    for (const what of keys) {
      const key = `${reading}/${what}`;
      const before = this.#first.get(key);
      if (before !== undefined)
        this.#findings.add("stored twice", `${what} on ${subject} at ${before} and ${sequence}`);
      this.#first.set(key, String(sequence));
    }
    const key = `${subject}/${decision.epoch}/${decision.revision}`;
    const decided = this.#first.get(key);
    if (decided !== undefined && decided !== decision.id) {
      this.#findings.add("two decisions under one epoch and revision", `${key}: ${decided} and ${decision.id}`);
    }
    this.#first.set(key, decision.id);
  }

  #verify({ subject, data, storedAt }: StoredEvent, event: Recommendation): void {
    const outcome = verifyRecommendation(
      { subject, data },
      { keys: this.#keys, leaseSeconds, now: storedAt / 1000, accepted: this.#accepted },
    );
    if (outcome.kind === "refused") {
      this.refused += 1;
      const { epoch, revision } = event.data.decision;
      this.#findings.add(
        `a new event is refused: ${outcome.reason}`,
        `${subject} ${epoch}/${revision}: ${outcome.detail}`,
      );
      return;
    }
    this.accepted += 1;
    this.#accepted = outcome.accepted;
    const late = verifyRecommendation(
      { subject, data },
      { keys: this.#keys, now: Date.parse(event.data.decision.expiresAt) / 1000, accepted: new Map() },
    );
    if (late.kind === "accepted") this.#findings.add("an expired event is accepted", event.id);
    this.#lastAccepted.set(
      event.data.target.deployment,
      Math.max(storedAt, this.lastAccepted(event.data.target.deployment)),
    );
  }

  #count({ data, id }: Recommendation): void {
    const { deployment } = data.target;
    const { desired, currentTarget, ready } = data.replicas;
    if (desired === null) return;
    const { min, max } = this.#truth.bounds(deployment);
    if (desired < min || desired > max)
      this.#findings.add("a count out of bounds", `${deployment} ${desired}, ${min} to ${max}`);
    const before = this.#lastDesired.get(deployment) ?? currentTarget ?? ready;
    this.#lastDesired.set(deployment, desired);
    this.#checkFall({ id, data }, before, max);
    if (data.verdict === "scale-up" && !data.decision.heartbeat) this.scaleUps += 1;
    const falls = data.verdict === "scale-down" || (before !== null && desired < before);
    if (!falls || data.decision.heartbeat) return;
    this.scaleDowns += 1;
    if (before !== null && before > max) return;
    if (data.missing.length > 0)
      this.#findings.add(
        "a scale-down with missing inputs",
        `${deployment} ${before} to ${desired}: ${JSON.stringify(data.missing)}`,
      );
    const stale = this.#truth.staleNodes(deployment);
    if (stale.length > 0)
      this.#findings.add(
        "a scale-down while a node is stale",
        `${deployment} ${before} to ${desired}, ${stale.join(", ")}: ${id} ${data.verdict} ${data.reason.code}`,
      );
  }

  /** Whoever acts follows the count, whatever the verdict beside it. */
  #checkFall({ id, data }: Pick<Recommendation, "id" | "data">, before: number | null, max: number): void {
    const { desired } = data.replicas;
    if (before === null || desired === null || desired >= before || before > max) return;
    if (data.verdict === "scale-down") return;
    this.#findings.add(
      "a count that falls without a scale-down",
      `${data.target.deployment} ${before} to ${desired}: ${data.verdict} ${data.reason.code}, event ${id}`,
    );
  }
}
