import { streamOf, subject } from "@loadline/protocol";
import { jetstreamManager } from "@nats-io/jetstream";
import { cluster } from "./broker.ts";
import { type Bounds, otherBounds, usualBounds } from "./chaos-plan.ts";
import { EventChecker } from "./event-checker.ts";
import type { Findings } from "./healed.ts";
import { LateConsumer } from "./late-consumer.ts";
import type { Part } from "./part.ts";
import { freshnessSeconds } from "./parts-of-stage.ts";
import type { Stage } from "./stage.ts";

interface FleetStatus {
  readonly deployments: readonly { readonly name: string; readonly ready: number; readonly pending: number }[];
  readonly nodes: readonly { readonly name: string; readonly gpus: number; readonly freeGpus: number }[];
}

/** What a recommender reports about itself at an instant. */
export interface Answered {
  readonly ready: boolean | null;
  readonly missing: string;
  readonly leads: boolean;
  readonly newest: Readonly<Record<string, number>>;
}

const poolPrefix: Readonly<Record<string, string>> = { chat: "h100", tagger: "a100" };
const httpMilliseconds = 5_000;
const extraSeconds = 4;
// A process on a slow machine takes as long until it listens.
const startMilliseconds = 30_000;

const json = async <T>(url: string): Promise<{ readonly status: number; readonly body: T }> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(httpMilliseconds) });
  return { status: response.status, body: (await response.json()) as T };
};

const newestOf = async (part: Part, deployment: string): Promise<number> => {
  const { body } = await json<{ events: { time: string }[] }>(
    `${part.url}/api/v1/deployments/${deployment}/history?limit=1`,
  );
  return Date.parse(body.events[0]?.time ?? "1970-01-01T00:00:00Z");
};

/** Looks at everything now and then, and keeps the truth that events are held against. */
export class Watch {
  readonly events: EventChecker;
  readonly #stage: Stage;
  readonly #findings: Findings;
  readonly #consumer: LateConsumer;
  readonly #sampledAt = new Map<string, number>();
  readonly #holds = new Map<string, number>();
  readonly memory = new Map<string, { first: number; last: number; most: number }>();
  /** Longest time between two looks: what the machine itself was late by. */
  slowestLookSeconds = 0;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(stage: Stage, findings: Findings) {
    this.#stage = stage;
    this.#findings = findings;
    this.#consumer = new LateConsumer(stage.admin);
    this.events = new EventChecker(findings, stage.keys, {
      staleNodes: (deployment) => this.#staleNodes(deployment),
      bounds: (deployment): Bounds => ({
        min: Math.min(usualBounds[deployment]?.min ?? 0, otherBounds[deployment]?.min ?? 0),
        max: Math.max(usualBounds[deployment]?.max ?? 0, otherBounds[deployment]?.max ?? 0),
      }),
    });
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  #staleNodes(deployment: string): readonly string[] {
    const limit = Date.now() - (freshnessSeconds + extraSeconds) * 1000;
    return [...this.#holds]
      .filter(([node, taken]) => taken > 0 && node.startsWith(poolPrefix[deployment] ?? ""))
      .filter(([node]) => (this.#sampledAt.get(node) ?? 0) < limit)
      .map(([node]) => node);
  }

  async #run(): Promise<void> {
    let before = Date.now();
    while (!this.#stopped) {
      await this.#consumer.look(this.events.take).catch(() => undefined);
      await this.#lookAtFleet().catch(() => undefined);
      this.#lookAtMemory();
      await new Promise((resolve) => setTimeout(resolve, 500));
      this.slowestLookSeconds = Math.max(this.slowestLookSeconds, (Date.now() - before) / 1000 - 0.5);
      before = Date.now();
    }
  }

  async #lookAtFleet(): Promise<void> {
    const { body } = await json<FleetStatus>(`${this.#stage.fleetUrl()}/status`);
    for (const { name, gpus, freeGpus } of body.nodes) this.#holds.set(name, gpus - freeGpus);
    const manager = await jetstreamManager(this.#stage.admin, { checkAPI: false });
    for (const { name } of this.#stage.nodes) {
      const last = await manager.streams
        .getMessage(streamOf("telemetry").name, { last_by_subj: subject({ kind: "telemetry", cluster, name }) })
        .catch(() => null);
      if (last !== null) this.#sampledAt.set(name, last.time.getTime());
    }
  }

  /** Whether samples of every node are stored. */
  sampledWithin(seconds: number): readonly string[] {
    const limit = Date.now() - seconds * 1000;
    return this.#stage.nodes.filter(({ name }) => (this.#sampledAt.get(name) ?? 0) < limit).map(({ name }) => name);
  }

  #lookAtMemory(): void {
    const parts = [...this.#stage.recommenders, ...this.#stage.nodes.map(({ agent }) => agent)];
    for (const part of parts) {
      const now = part.residentMebibytes();
      if (now === null || Date.now() - part.startedAt < 20_000) continue;
      const known = this.memory.get(part.name);
      const row = known ?? { first: now, last: now, most: now };
      this.memory.set(part.name, { first: row.first, last: now, most: Math.max(row.most, now) });
    }
  }

  /** What a recommender reports; null when it does not answer. */
  async ask(part: Part): Promise<Answered | null> {
    if (!part.runs || part.paused) return null;
    try {
      const { status, body } = await json<{ missing: string[] }>(`${part.url}/readyz`);
      const metrics = await (
        await fetch(`${part.url}/metrics`, { signal: AbortSignal.timeout(httpMilliseconds) })
      ).text();
      const newest = { chat: await newestOf(part, "chat"), tagger: await newestOf(part, "tagger") };
      return {
        ready: status === 200,
        missing: body.missing.join(", "),
        leads: /^loadline_leader\{[^}]*\} 1$/m.test(metrics),
        newest,
      };
    } catch (error) {
      // Asked while it was being ended, it need not answer.
      if (!part.runs || !part.wanted || part.paused || Date.now() - part.startedAt < startMilliseconds) return null;
      this.#findings.add(`${part.name} does not answer HTTP`, String(error));
      return null;
    }
  }
}
