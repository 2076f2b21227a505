import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { repositoryRoot } from "@loadline/tools/repository";
import { ensureStreams, passwordVariable } from "@loadline/wire/nats";
import { jetstream } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The broker of the chart, where nodes come and go: all agents are one user. */
const folder = mkdtempSync(join(tmpdir(), "loadline-chart-broker-"));
let server: TestNatsServer;
const connections: NatsConnection[] = [];

const as = async (user: string, node = user): Promise<NatsConnection> => {
  const connection = await connect({
    servers: server.url,
    user,
    pass: `secret-${user}`,
    inboxPrefix: `_INBOX_${node}`,
  });
  connections.push(connection);
  return connection;
};

beforeAll(async () => {
  const chart = join(repositoryRoot, "deploy/helm/loadline/files/nats-server.conf");
  const config = join(folder, "nats-server.conf");
  writeFileSync(config, readFileSync(chart, "utf8").replaceAll("loadline-cluster-name", "eu1"));
  const users = ["admin", "agent", "recommender", "actuator", "planner", "panel"];
  const environment = Object.fromEntries(users.map((user) => [passwordVariable(user), `secret-${user}`]));
  server = await startTestNatsServer({ config, environment });
  await ensureStreams(await as("admin"));
});
afterAll(async () => {
  for (const connection of connections) await connection.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("an agent of a node that the broker does not name publishes and is answered", async () => {
  const agent = await as("agent", "gpu-node-77");
  const inbox = "_INBOX_gpu-node-77.boot";
  const answers = agent.subscribe(`${inbox}.*`, { max: 1 });
  agent.publish("loadline.v1.telemetry.eu1.gpu-node-77", "x", { reply: `${inbox}.1` });
  for await (const message of answers) expect(message.json()).toMatchObject({ stream: "LOADLINE_TELEMETRY", seq: 1 });
});

test("an agent receives nothing that another one publishes, however it subscribes", async () => {
  const curious = await as("agent", "gpu-node-66");
  const received: string[] = [];
  for (const subject of ["loadline.v1.telemetry.eu1.*", "loadline.v1.>", "loadline.>", ">", "*.*.*.*.*"]) {
    curious.subscribe(subject, { callback: (_, message) => void received.push(message?.subject ?? "") });
  }
  await curious.flush();
  const agent = await as("agent", "gpu-node-77");
  await jetstream(agent).publish("loadline.v1.telemetry.eu1.gpu-node-77", "x");
  await curious.flush();
  expect(received.filter((subject) => subject.startsWith("loadline."))).toEqual([]);
});

test("an agent publishes no recommendation", async () => {
  const agent = await as("agent", "gpu-node-77");
  await expect(
    jetstream(agent, { timeout: 1_000 }).publish("loadline.v1.recommendation.eu1.chat", "x"),
  ).rejects.toThrow();
});
