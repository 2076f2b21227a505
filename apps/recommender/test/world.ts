import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { Recommendation, subjectFilter } from "@loadline/wire";
import { connectNats, ensureStreams } from "@loadline/wire/nats";
import { DeliverPolicy, type JetStreamClient, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { cluster, deployment } from "./fake-agent.ts";

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
