import { decode, Feedback, Health, Inventory, parseSubject, type SubjectKind, Telemetry } from "@loadline/wire";
import type { Logger } from "pino";
import type { z } from "zod";
import type { Clock } from "../clock.ts";
import type { FailpointHook } from "../failpoint.ts";
import type { Metrics } from "../metrics.ts";
import { type Fleet, mostNodes, toleratedLeadSeconds } from "../state/fleet.ts";
import { dropOldest, HealthStore } from "../state/health-store.ts";

// Deployments; whoever may publish feedback may name any.
const mostFeedback = 1_000;

interface InboxDeps {
  readonly cluster: string;
  readonly fleet: Fleet;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly failpoint: FailpointHook;
  readonly counters: Pick<Metrics["counters"], "received" | "skipped" | "rejected" | "gapSamples">;
}

/**
 * Receives the messages of the streams: identity from the subject, content by schema. What is refused is counted by
 * its reason and logged at debug level.
 */
export class Inbox {
  readonly #deps: InboxDeps;
  readonly #inventories = new Map<string, Inventory>();
  readonly #feedback = new Map<string, Feedback>();
  readonly health: HealthStore;
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

  readonly takeTelemetry = (subject: string, data: Uint8Array): void => {
    const { fleet, clock, counters, cluster } = this.#deps;
    const name = this.#nameIn("telemetry", subject);
    if (name === null) return;
    const now = clock();
    if (fleet.skips(name, now)) {
      counters.skipped.inc({ kind: "telemetry" });
      this.#accepted += 1;
      return;
    }
    const found = this.#opened("telemetry", Telemetry, { subject, name, data });
    if (found === null) return;
    const verdict = fleet.accept(found.name, found.value, now);
    if (verdict.kind === "rejected") {
      this.#reject("telemetry", verdict.reason, subject);
      return;
    }
    this.#accepted += 1;
    if (verdict.gap > 0) counters.gapSamples.inc({ cluster, node: found.name }, verdict.gap);
    this.#deps.failpoint("after-receive");
  };

  readonly takeInventory = (subject: string, data: Uint8Array): void => {
    const found = this.#open("inventory", Inventory, subject, data);
    if (found === null) return;
    this.#accepted += 1;
    // Nodes of a cluster that renames them at every start must not pile up. Of nodes that send telemetry all stay.
    this.#inventories.delete(found.name);
    this.#inventories.set(found.name, found.value);
    dropOldest(this.#inventories, mostNodes, this.#deps.fleet.has);
  };

  readonly takeHealth = (subject: string, data: Uint8Array): void => {
    const found = this.#open("health", Health, subject, data);
    if (found === null) return;
    if (found.value.observedAt > this.#deps.clock() + toleratedLeadSeconds) {
      this.#reject("health", "future-dated", subject);
      return;
    }
    this.#accepted += 1;
    this.health.take(found.name, found.value);
  };

  readonly takeFeedback = (subject: string, data: Uint8Array): void => {
    const found = this.#open("feedback", Feedback, subject, data);
    if (found === null) return;
    this.#accepted += 1;
    this.#feedback.delete(found.name);
    this.#feedback.set(found.name, found.value);
    dropOldest(this.#feedback, mostFeedback, () => false);
  };

  #open<S extends z.ZodType>(
    kind: SubjectKind,
    schema: S,
    subject: string,
    data: Uint8Array,
  ): { readonly name: string; readonly value: z.output<S> } | null {
    const name = this.#nameIn(kind, subject);
    return name === null ? null : this.#opened(kind, schema, { subject, name, data });
  }

  #nameIn(kind: SubjectKind, subject: string): string | null {
    this.#deps.counters.received.inc({ kind });
    this.#taken += 1;
    const address = parseSubject(subject);
    if (address === null || address.kind !== kind) return this.#reject(kind, "identity", subject);
    return address.cluster === this.#deps.cluster ? address.name : this.#reject(kind, "other-cluster", subject);
  }

  #opened<S extends z.ZodType>(
    kind: SubjectKind,
    schema: S,
    { subject, name, data }: { readonly subject: string; readonly name: string; readonly data: Uint8Array },
  ): { readonly name: string; readonly value: z.output<S> } | null {
    const decoded = decode(schema, data);
    return decoded.kind === "ok"
      ? { name, value: decoded.value }
      : this.#reject(kind, decoded.reason, subject, decoded.detail);
  }

  #reject(kind: SubjectKind, reason: string, subject: string, detail = ""): null {
    this.#deps.counters.rejected.inc({ kind, reason });
    this.#rejected += 1;
    this.#deps.logger.debug({ kind, reason, subject, detail }, "dead letter");
    return null;
  }
}
