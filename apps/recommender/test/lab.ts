import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Recommendation, type RecommendationData, subjectFilter } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { DeliverPolicy, type JetStreamClient, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { pino } from "pino";
import { vi } from "vitest";
import { type Recommender, startRecommender } from "../src/recommender.ts";
import { RecommenderConfig } from "../src/settings/config.ts";
import { cluster, deployment, FakeAgent } from "./fake-agent.ts";

export const planText = `
version: 1
cluster: ${cluster}
pools:
  - { name: h100, gpu: h100, gpusPerNode: 8, nodes: 2 }
deployments:
  - name: ${deployment}
    model: llama-3.1-8b
    pool: h100
    slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 }
    replicas: { planned: 2, min: 2, max: 8 }
    leadTimeSeconds: 60
    expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 }
`;

export interface World {
  readonly server: TestNatsServer;
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly folder: string;
  readonly events: Recommendation[];
}

/** A broker with the streams, a plan on disk, and every recommendation as it comes. */
export const openWorld = async (): Promise<World> => {
  const server = await startTestNatsServer();
  const connection = await connectNats({ server: server.url, name: "test" });
  await ensureStreams(connection);
  const client = jetstream(connection);
  const folder = await mkdtemp(join(tmpdir(), "loadline-plan-"));
  await writeFile(join(folder, "plan.yaml"), planText);
  const events: Recommendation[] = [];
  const consumer = await client.consumers.get("LOADLINE_RECOMMENDATIONS", {
    filter_subjects: subjectFilter("recommendation", cluster),
    deliver_policy: DeliverPolicy.All,
  });
  // Every event is checked against the schema as it comes.
  await consumer.consume({
    expires: 2_000,
    callback: (message) => void events.push(Recommendation.parse(message.json())),
  });
  return { server, connection, client, folder, events };
};

export const closeWorld = async ({ connection, server, folder }: World): Promise<void> => {
  await connection.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
};

const mostSteps = 120;
const patience = { timeout: 240_000, interval: 10 };

/** What happens in a broker or a process by itself; how long it takes decides nothing. */
export const eventually = <T>(find: () => T | undefined | Promise<T | undefined>): Promise<T> =>
  vi.waitUntil(async () => (await find()) ?? false, patience) as Promise<T>;

/** A sample that the broker has: on a busy machine its answer may come too late, and it is sent again. */
export const storedSample = (agent: FakeAgent): Promise<boolean> =>
  eventually(() =>
    agent.sample().then(
      () => true,
      () => undefined,
    ),
  );

interface Described {
  readonly decidedAt: number | null;
  readonly deployments: readonly {
    readonly deployment: string;
    readonly replicas: { readonly ready: number | null };
  }[];
  readonly nodes: readonly { readonly node: string; readonly sampledAt: number }[];
}

/** A recommender on a real broker, with agents, on a clock that only the test moves. */
export class Lab {
  readonly world: World;
  readonly agents: readonly [FakeAgent, FakeAgent];
  /** Behind the broker's own clock, so that what it stored is never from a time to come. */
  now = Math.floor(Date.now() / 1000) - 3_600;
  /** Between two samples of an agent. */
  sampleSeconds = 5;
  #running: Recommender[] = [];
  /** Events before this index are not the present process's. */
  #mark = 0;

  private constructor(world: World) {
    this.world = world;
    this.agents = [
      new FakeAgent(world.client, "node-1", this.clock),
      new FakeAgent(world.client, "node-2", this.clock),
    ];
  }

  static async open(): Promise<Lab> {
    return new Lab(await openWorld());
  }

  readonly clock = (): number => this.now;

  /** Events of the present process. */
  get events(): readonly Recommendation[] {
    return this.world.events.slice(this.#mark);
  }

  async start(settings: Partial<RecommenderConfig> = {}): Promise<Recommender> {
    this.#mark = this.world.events.length;
    const config = RecommenderConfig.parse({
      server: this.world.server.url,
      plan: join(this.world.folder, "plan.yaml"),
      intervalSeconds: 0.02,
      windowSeconds: 20,
      warmUpSeconds: 1,
      scaleDownStabilisationSeconds: 20,
      leaseSeconds: 1e6,
      listen: "127.0.0.1:0",
      ...settings,
    });
    const logger = pino({ level: process.env["LL_LOG"] ?? "silent" });
    const started = await startRecommender({ config, clock: this.clock, monotonic: this.clock, logger });
    this.#running.push(started);
    return started;
  }

  async stop(): Promise<void> {
    for (const one of this.#running.splice(0)) await one.stop();
  }

  async close(): Promise<void> {
    await this.stop();
    await closeWorld(this.world);
  }

  async read(path: string): Promise<string> {
    const address = this.#running.at(-1)?.address;
    return (await fetch(`http://${address}${path}`)).text();
  }

  async describe(): Promise<Described> {
    return JSON.parse(await this.read("/api/v1/deployments"));
  }

  set rate(requestsPerSecond: number) {
    for (const agent of this.agents) agent.rate = requestsPerSecond;
  }

  /** Sample after sample; each was received, and decided on, before the next is taken. */
  async run(seconds: number): Promise<void> {
    for (const end = this.now + seconds; this.now < end; ) {
      this.now += this.sampleSeconds;
      const sampledAt = this.now;
      const sending = this.agents.filter(({ stopped }) => !stopped);
      for (const agent of sending) await storedSample(agent);
      await eventually(async () => {
        const { nodes } = await this.describe();
        const received = nodes.filter((one) => one.sampledAt === sampledAt).length;
        return received === sending.length || undefined;
      });
      // A tick of this very time began after the samples were there.
      this.now += 1 / 1024;
      await eventually(async () => (await this.describe()).decidedAt === this.now || undefined);
    }
  }

  /** The metrics once they match, while time passes. */
  async metricsWith(pattern: RegExp): Promise<string> {
    for (let step = 0; step < mostSteps; step++) {
      const metrics = await this.read("/metrics");
      if (pattern.test(metrics)) return metrics;
      await this.run(this.sampleSeconds);
    }
    throw new Error(`no metrics with ${pattern} in ${mostSteps} samples`);
  }

  /** The first event of the present process that holds, while time passes. */
  async until(what: string, holds: (data: RecommendationData) => boolean): Promise<Recommendation> {
    for (let step = 0; step < mostSteps; step++) {
      const found = this.events.find(({ data }) => holds(data));
      if (found !== undefined) return found;
      await this.run(this.sampleSeconds);
    }
    throw new Error(`no event with ${what} in ${mostSteps} samples`);
  }
}
