import {
  deflated,
  encode,
  type Gap,
  type GapReason,
  type Health,
  type Inventory,
  subject,
  type Telemetry,
} from "@loadline/protocol";
import type { HealthEvent } from "../health/health-event.ts";
import type { AgentConfig } from "../settings/config.ts";
import type { AgentDeps } from "../system/agent-deps.ts";
import { HealthStore } from "./health-store.ts";
import { Outbox } from "./outbox.ts";
import { type Dropped, type Outgoing, SendBuffer } from "./send-buffer.ts";

/** Counts dropped samples, and reports the count in samples until one that carries it is acknowledged. */
export class GapReporter {
  readonly #bootId: string;
  #gap: Gap | null = null;
  /** Highest count in an acknowledged sample. */
  #acknowledged = 0;
  /** The count in each sample that is not acknowledged yet, by message id. */
  readonly #sent = new Map<number, number>();

  constructor(bootId: string) {
    this.#bootId = bootId;
  }

  /** @param at epoch seconds */
  dropped(seq: number, reason: GapReason, at: number): void {
    const { fromSeq, toSeq, count, reasons } = this.#gap ?? { fromSeq: seq, toSeq: seq, count: 0, reasons: {} };
    this.#gap = {
      bootId: this.#bootId,
      fromSeq: Math.min(fromSeq, seq),
      toSeq: Math.max(toSeq, seq),
      count: count + 1,
      reasons: { ...reasons, [reason]: (reasons[reason] ?? 0) + 1 },
      lastAt: at,
    };
  }

  /** The gap that the next sample has to carry; null when the present count is acknowledged. */
  due(): Gap | null {
    return this.#gap !== null && this.#gap.count > this.#acknowledged ? this.#gap : null;
  }

  sent(id: number, gap: Gap): void {
    this.#sent.set(id, gap.count);
  }

  stored(id: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, this.#sent.get(id) ?? 0);
    this.#sent.delete(id);
  }

  /** The message was dropped; a later one has to carry the gap. */
  lost(id: number): void {
    this.#sent.delete(id);
  }
}

const inventoryEverySeconds = 3600;

/** Publishes each sample with reports of gaps, the inventory when it changed and hourly, and health events. */
export class Publisher {
  readonly outbox: Outbox;
  readonly #config: AgentConfig;
  readonly #deps: AgentDeps;
  readonly #gaps: GapReporter;
  readonly #healthStore: HealthStore | null;
  #inventory: { readonly hash: string; readonly at: number } | null = null;
  #nextId = 0;
  #healthSeq = 0;

  /** @throws LL_RING_UNUSABLE */
  constructor(config: AgentConfig, deps: AgentDeps) {
    this.#config = config;
    this.#deps = deps;
    this.#gaps = new GapReporter(deps.bootId);
    this.outbox = new Outbox({
      buffer: new SendBuffer({ maxMessages: config.ringSamples, maxBytes: config.ringBytes }),
      ...deps,
      onStored: (message) => this.#stored(message),
      onDropped: (dropped) => this.#dropped(dropped),
    });
    const { stateDirectory, nats } = config;
    this.#healthStore = nats && stateDirectory !== null ? new HealthStore(stateDirectory, deps.logger) : null;
    for (const json of this.#healthStore?.events() ?? []) this.#sendHealth(json);
  }

  publish(sample: Telemetry, inventory: Inventory | null, health: readonly HealthEvent[]): void {
    if (inventory !== null && this.#isDue(inventory)) {
      this.#inventory = { hash: inventory.hash, at: this.#deps.clock.elapsed() };
      this.#send("inventory", encode(inventory));
    }
    for (const event of health) {
      const numbered: Health = { v: 1, bootId: this.#deps.bootId, seq: this.#healthSeq++, ...event };
      this.#sendHealth(JSON.stringify(numbered));
    }
    const gap = this.#gaps.due();
    if (gap !== null) this.#gaps.sent(this.#nextId, gap);
    const encoded = encode(gap === null ? sample : { ...sample, gaps: [gap] });
    this.#send("telemetry", this.#config.compression === "deflate" ? deflated(encoded) : encoded, sample.seq);
  }

  #isDue({ hash }: Inventory): boolean {
    const last = this.#inventory;
    return last === null || last.hash !== hash || this.#deps.clock.elapsed() - last.at >= inventoryEverySeconds;
  }

  #sendHealth(json: string): void {
    this.#healthStore?.add(json);
    this.#send("health", Buffer.from(json));
  }

  #send(kind: Outgoing["kind"], payload: Uint8Array, seq?: number): void {
    const address = subject({ kind, cluster: this.#config.cluster, name: this.#deps.node });
    const message = { id: this.#nextId++, kind, subject: address, payload };
    this.outbox.enqueue(seq === undefined ? message : { ...message, seq });
  }

  #stored({ id, kind, payload }: Outgoing): void {
    this.#gaps.stored(id);
    if (kind === "health") this.#healthStore?.remove(Buffer.from(payload).toString());
  }

  #dropped({ message: { id, kind, seq, payload }, reason }: Dropped): void {
    this.#gaps.lost(id);
    if (seq !== undefined) this.#gaps.dropped(seq, reason, this.#deps.clock.now());
    if (kind === "inventory") this.#inventory = null;
    if (kind === "health" && reason !== "shutdown") this.#healthStore?.remove(Buffer.from(payload).toString());
  }
}
