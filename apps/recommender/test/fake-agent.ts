import { encode, subject } from "@loadline/protocol";
import type { JetStreamClient } from "@nats-io/jetstream";
import { type Clock, systemClock } from "../src/settings/clock.ts";
import { syntheticTelemetry } from "./synthetic-node.ts";

export const cluster = "lab";
export const deployment = "chat";
export const millisecondsPerSample = 100;

/** One agent with one engine or several, whose requests finish as they come. */
export class FakeAgent {
  readonly node: string;
  readonly #client: JetStreamClient;
  readonly #bootId = crypto.randomUUID();
  #seq = 0;
  readonly #finished = new Map<string, number>();
  #sampledAt: number | null = null;
  readonly #clock: Clock;
  /** Requests/s of each engine. */
  rate = 0;
  engines: readonly string[];
  secondsPerToken = 0.02;
  /** It sends nothing. */
  stopped = false;

  constructor(client: JetStreamClient, node: string, clock: Clock = systemClock) {
    this.#client = client;
    this.#clock = clock;
    this.node = node;
    this.engines = [`${node}-0`];
  }

  /** Counts by the time that has passed, so that a busy machine, whose timers lag, serves no fewer requests. */
  async sample(): Promise<void> {
    const sampledAt = this.#clock();
    const seconds = sampledAt - (this.#sampledAt ?? sampledAt);
    this.#sampledAt = sampledAt;
    const engines = this.engines.map((id) => {
      const finished = (this.#finished.get(id) ?? 0) + this.rate * seconds;
      this.#finished.set(id, finished);
      return {
        id,
        deployment,
        finished,
        promptTokens: finished * 1000,
        generatedTokens: finished * 200,
        interTokenSeconds: finished * 200 * this.secondsPerToken,
        interTokenCount: finished * 200,
      };
    });
    const sample = { bootId: this.#bootId, seq: this.#seq, sampledAt, engines };
    this.#seq += 1;
    const address = subject({ kind: "telemetry", cluster, name: this.node });
    if (!this.stopped) await this.#client.publish(address, encode(syntheticTelemetry(sample)));
  }
}
