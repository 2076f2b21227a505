import { encode, subject } from "@loadline/protocol";
import type { JetStreamClient } from "@nats-io/jetstream";
import { type Clock, systemClock } from "../src/settings/clock.ts";
import { syntheticTelemetry } from "./synthetic-node.ts";

export const cluster = "lab";
export const deployment = "chat";
export const millisecondsPerSample = 100;

/** One agent with one engine, whose requests finish as they come. */
export class FakeAgent {
  readonly node: string;
  readonly #client: JetStreamClient;
  readonly #bootId = crypto.randomUUID();
  #seq = 0;
  #finished = 0;
  #sampledAt: number | null = null;
  readonly #clock: Clock;
  /** Requests/s. */
  rate = 0;
  /** Its engine is there. */
  serving = true;
  /** It sends nothing. */
  stopped = false;

  constructor(client: JetStreamClient, node: string, clock: Clock = systemClock) {
    this.#client = client;
    this.#clock = clock;
    this.node = node;
  }

  /** Counts by the time that has passed, so that a busy machine, whose timers lag, serves no fewer requests. */
  async sample(): Promise<void> {
    const sampledAt = this.#clock();
    this.#finished += this.rate * (sampledAt - (this.#sampledAt ?? sampledAt));
    this.#sampledAt = sampledAt;
    const engine = {
      id: `${this.node}-0`,
      deployment,
      finished: this.#finished,
      promptTokens: this.#finished * 1000,
      generatedTokens: this.#finished * 200,
      interTokenSeconds: this.#finished * 4,
      interTokenCount: this.#finished * 200,
    };
    const sample = { bootId: this.#bootId, seq: this.#seq, sampledAt, engines: this.serving ? [engine] : [] };
    this.#seq += 1;
    const address = subject({ kind: "telemetry", cluster, name: this.node });
    if (!this.stopped) await this.#client.publish(address, encode(syntheticTelemetry(sample)));
  }
}
