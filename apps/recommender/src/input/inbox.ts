import { decode, Feedback, Inventory, parseSubject, type SubjectKind, Telemetry } from "@loadline/wire";
import type { Logger } from "pino";
import type { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Metrics } from "../metrics.ts";
import type { Fleet } from "../state/fleet.ts";

export interface InboxDeps {
  readonly cluster: string;
  readonly fleet: Fleet;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly counters: Pick<Metrics["counters"], "received" | "rejected" | "gapSamples">;
}

export interface ReceivedFeedback {
  readonly deployment: string;
  readonly feedback: Feedback;
}

/**
 * Takes messages off their streams: identity from the subject, content by schema. What is refused is counted by
 * its reason and told at debug level.
 */
export class Inbox {
  readonly #deps: InboxDeps;
  readonly #inventories = new Map<string, Inventory>();
  #feedback: readonly ReceivedFeedback[] = [];

  constructor(deps: InboxDeps) {
    this.#deps = deps;
  }

  get inventories(): ReadonlyMap<string, Inventory> {
    return this.#inventories;
  }

  /** What actuators said since the last call, oldest first. */
  drainFeedback(): readonly ReceivedFeedback[] {
    const taken = this.#feedback;
    this.#feedback = [];
    return taken;
  }

  readonly takeTelemetry = (subject: string, data: Uint8Array): void => {
    const { fleet, clock, counters, cluster } = this.#deps;
    const found = this.#open("telemetry", Telemetry, subject, data);
    if (found === null) return;
    const verdict = fleet.accept(found.name, found.value, clock());
    if (verdict.kind === "rejected") this.#reject("telemetry", verdict.reason, subject);
    else if (verdict.gap > 0) counters.gapSamples.inc({ cluster, node: found.name }, verdict.gap);
  };

  readonly takeInventory = (subject: string, data: Uint8Array): void => {
    const found = this.#open("inventory", Inventory, subject, data);
    if (found !== null) this.#inventories.set(found.name, found.value);
  };

  readonly takeFeedback = (subject: string, data: Uint8Array): void => {
    const found = this.#open("feedback", Feedback, subject, data);
    if (found !== null) this.#feedback = [...this.#feedback, { deployment: found.name, feedback: found.value }];
  };

  #open<S extends z.ZodType>(
    kind: SubjectKind,
    schema: S,
    subject: string,
    data: Uint8Array,
  ): { readonly name: string; readonly value: z.output<S> } | null {
    this.#deps.counters.received.inc({ kind });
    const address = parseSubject(subject);
    if (address === null || address.kind !== kind) return this.#reject(kind, "identity", subject);
    if (address.cluster !== this.#deps.cluster) return this.#reject(kind, "other-cluster", subject);
    const decoded = decode(schema, data);
    return decoded.kind === "ok"
      ? { name: address.name, value: decoded.value }
      : this.#reject(kind, decoded.reason, subject, decoded.detail);
  }

  #reject(kind: SubjectKind, reason: string, subject: string, detail = ""): null {
    this.#deps.counters.rejected.inc({ kind, reason });
    this.#deps.logger.debug({ kind, reason, subject, detail }, "dead letter");
    return null;
  }
}
